"""An echo alone is told from a person within 300 ms, however late it comes and before anything is known of the room."""

from __future__ import annotations

import numpy as np
import pytest

from tests.audio.room_sounds import answer, voices
from tests.audio.simulated_room import EchoPath
from wanderlust.audio.echo_path import LONGEST_LAG, SHARP
from wanderlust.audio.format import BLOCK, RATE, Samples
from wanderlust.dsp.echo_trace import echo_sharpness

STRETCH = 3 * RATE // 10


def echo_of(played: Samples, path: EchoPath) -> Samples:
    late = np.zeros(round(path.delay_ms * RATE / 1000), np.float32)
    delayed = np.concatenate((late, np.convolve(played, path.response()).astype(np.float32)))
    noise = np.random.default_rng(1).standard_normal(len(played)) * 10 ** (-65 / 20)
    echo: Samples = (delayed[: len(played)] + noise).astype(np.float32)
    return echo


def sharpness(recorded: Samples, played: Samples, end_s: float) -> float:
    end = round(end_s * RATE)
    return echo_sharpness(recorded[end - STRETCH : end], played[end - STRETCH - LONGEST_LAG * BLOCK : end])


@pytest.mark.parametrize("delay_ms", [20, 150, 450, 700])
def test_an_echo_alone_stands_out_at_its_delay_wherever_it_sounds(delay_ms: float) -> None:
    played = answer(6)
    echo = echo_of(played, EchoPath(delay_ms, 6))
    ends = [end for end in range(2 * RATE, 6 * RATE, RATE // 5) if np.abs(echo[end - STRETCH : end]).max() > 0.05]
    found = [sharpness(echo, played, end / RATE) for end in ends]
    assert np.mean(np.array(found) > SHARP) > 0.75, "all but those that are mostly a pause"


@pytest.mark.parametrize("person", ["es-tt-weasels", "fr-vm-leavemsg", "it-followme-status"])
@pytest.mark.parametrize("end_s", [1.5, 1.8])
def test_a_person_where_nothing_comes_back_does_not(person: str, end_s: float) -> None:
    played = answer(6)
    recorded = np.random.default_rng(2).standard_normal(len(played)).astype(np.float32) * np.float32(10 ** (-65 / 20))
    said = voices()[person][: 2 * RATE]
    recorded[RATE + RATE // 5 : RATE + RATE // 5 + len(said)] += said
    assert sharpness(recorded, played, end_s) < SHARP


def test_silence_has_no_trace() -> None:
    assert echo_sharpness(np.zeros(STRETCH, np.float32), np.zeros(2 * STRETCH, np.float32)) == 0.0
