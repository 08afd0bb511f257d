"""The echo filter takes an echo away, leaves a person as they were, and knows how much it may have left."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from wanderlust.dsp.echo_filter import BLOCK, EchoFilter, padded
from wanderlust.dsp.echo_trace import delay_of

Sound = npt.NDArray[np.float64]


def echoed(played: Sound, late: int) -> Sound:
    """Half as loud, and again fainter 40 ms later."""
    heard = np.zeros_like(played)
    for more, gain in ((0, 0.5), (480, 0.15)):
        heard[late + more :] += gain * played[: len(played) - late - more]
    return heard


def run(echo_filter: EchoFilter, played: Sound, recorded: Sound) -> tuple[Sound, Sound, Sound]:
    """What is left, the echo taken away, and in decibels by how much what is left exceeds what was expected."""
    left, taken, excess = [], [], []
    for at in range(0, len(played) - BLOCK + 1, BLOCK):
        rest, echo, expected = echo_filter.feed(played[at : at + BLOCK], recorded[at : at + BLOCK])
        left.append(rest)
        taken.append(echo)
        excess.append(10 * np.log10((np.abs(padded(rest)) ** 2).sum() / (expected.sum() + 1e-12) + 1e-12))
    return np.concatenate(left), np.concatenate(taken), np.array(excess)


def noise(seconds: float, seed: int) -> Sound:
    return 0.1 * np.random.default_rng(seed).standard_normal(round(100 * seconds) * BLOCK)


@pytest.mark.parametrize("late", [0, 700, 6000, 8400])
def test_an_echo_up_to_700_ms_late_is_taken_away(late: int) -> None:
    played = noise(6, 1)
    recorded = echoed(played, late)
    left, _, _ = run(EchoFilter(), played, recorded)
    assert np.mean(left[-2 * 12_000 :] ** 2) < 0.02 * np.mean(recorded[-2 * 12_000 :] ** 2)


def test_it_never_leaves_much_more_than_it_said_it_might() -> None:
    played = noise(4, 2)
    _, _, excess = run(EchoFilter(), played, echoed(played, 700))
    assert np.percentile(excess, 97) < 8


def test_a_person_is_left_as_they_were() -> None:
    played, person = noise(6, 3), noise(6, 4)
    person[: 4 * 12_000] = 0
    left, _, _ = run(EchoFilter(), played, echoed(played, 700) + person)
    assert np.corrcoef(left[4 * 12_000 :], person[4 * 12_000 :])[0, 1] > 0.95


@pytest.mark.parametrize("by", [-240, -7, 5, 360])
def test_a_shifted_path_fits_the_shifted_echo_at_once(by: int) -> None:
    played = noise(8, 5)
    recorded = echoed(played, 960)
    echo_filter = EchoFilter()
    half = 4 * 12_000
    run(echo_filter, played[:half], recorded[:half])
    echo_filter.frozen = True
    later = echoed(played, 960 + by)[half:]
    before, taken, _ = run(echo_filter, played[half:], later)
    found, sharp = delay_of(later[-3600:], taken[-3600:], 1200)
    assert (found, sharp > 9) == (by, True)
    echo_filter.shift(by)
    after, _, _ = run(echo_filter, played[half:], later)
    assert np.mean(after[12_000:] ** 2) < 0.05 * np.mean(before[12_000:] ** 2)


def test_a_knock_teaches_it_nothing() -> None:
    played = noise(6, 6)
    recorded = echoed(played, 700)
    recorded[4 * 12_000 : 4 * 12_000 + 60] += 0.9
    left, _, _ = run(EchoFilter(), played, recorded)
    after, before = left[4 * 12_000 + 1200 : 5 * 12_000], left[3 * 12_000 : 4 * 12_000]
    assert np.mean(after**2) < 3 * np.mean(before**2)


def test_when_nothing_was_played_for_a_second_the_sound_passes_untouched() -> None:
    echo_filter, person = EchoFilter(), noise(0.01, 7)
    assert np.array_equal(echo_filter.feed(np.zeros(BLOCK), person)[0], person)
