"""Human speech is heard, and nothing else is taken for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from wanderlust.dsp.wav import read_wav
from wanderlust.engine.packs import PackStore
from wanderlust.engine.turn_detection import SpeechStarted, SpeechStopped, TurnDetectionSettings, TurnDetector
from wanderlust.engine.voice_activity import CHUNK, RATE, VoiceActivity, load_network

pytestmark = pytest.mark.engine

SPEECH = Path(__file__).parents[1] / "data" / "speech"
Samples = npt.NDArray[np.float32]


@pytest.fixture(scope="module")
def network(packs: PackStore) -> Any:
    return load_network(packs.path("silero-vad", "silero_vad.onnx"))


def noise(level_dbfs: float) -> Samples:
    sound = np.random.default_rng(1).normal(0, 10 ** (level_dbfs / 20), 5 * RATE)
    return np.asarray(sound, np.float32)


def brown_noise() -> Samples:
    walk = np.cumsum(np.random.default_rng(2).normal(0, 1, 5 * RATE))
    walk -= np.convolve(walk, np.ones(1600) / 1600, mode="same")
    return np.asarray(0.3 * walk / np.abs(walk).max(), np.float32)


def tone(*hertz: float) -> Samples:
    time = np.arange(5 * RATE) / RATE
    return np.asarray(sum(0.2 * np.sin(2 * np.pi * f * time) for f in hertz), np.float32)


def clicks() -> Samples:
    sound = np.zeros(5 * RATE, np.float32)
    sound[:: RATE // 3] = 0.9
    return sound


NO_SPEECH = {
    "silence": np.zeros(5 * RATE, np.float32),
    "faint noise": noise(-60),
    "loud noise": noise(-25),
    "wind": brown_noise(),
    "mains hum": tone(50, 100, 150),
    "a tone": tone(440),
    "a chord": tone(262, 330, 392),
    "clicks": clicks(),
}


def probabilities(network: Any, sound: Samples) -> list[float]:
    activity = VoiceActivity(network)
    return [activity.feed(sound[at : at + CHUNK]) for at in range(0, len(sound) - CHUNK + 1, CHUNK)]


@pytest.mark.parametrize("name", NO_SPEECH)
def test_what_is_not_speech_starts_no_turn(network: Any, name: str) -> None:
    detector = TurnDetector(TurnDetectionSettings())
    events = [event for p in probabilities(network, NO_SPEECH[name]) for event in detector.feed(p)]
    assert events == []


@pytest.mark.parametrize("clip", sorted(path.name for path in SPEECH.glob("*.wav")))
def test_each_human_sentence_is_heard_from_its_start_to_its_end(network: Any, clip: str) -> None:
    sound = read_wav(SPEECH / clip, RATE)
    silence = np.zeros(RATE, np.float32)
    detector = TurnDetector(TurnDetectionSettings(silence_duration_ms=900))
    stream = np.concatenate([silence, sound, silence, silence])
    events = [event for p in probabilities(network, stream) for event in detector.feed(p)]
    starts = [event for event in events if isinstance(event, SpeechStarted)]
    stops = [event for event in events if isinstance(event, SpeechStopped)]
    assert len(starts) == len(stops) == 1
    power = np.convolve(np.square(stream), np.ones(160) / 160, mode="same")
    loud = np.flatnonzero(power > 10**-3.5)
    assert starts[0].at_sample <= loud[0]
    assert abs(stops[0].speech_end_sample - loud[-1]) < 0.35 * RATE


def test_streams_on_one_network_do_not_disturb_each_other(network: Any) -> None:
    sound = read_wav(SPEECH / "en-tt-weasels.wav", RATE)
    alone = probabilities(network, sound)
    first, other = VoiceActivity(network), VoiceActivity(network)
    mixed = []
    for at in range(0, len(sound) - CHUNK + 1, CHUNK):
        mixed.append(first.feed(sound[at : at + CHUNK]))
        other.feed(NO_SPEECH["loud noise"][:CHUNK])
    assert mixed == alone
    first.reset()
    assert first.feed(sound[:CHUNK]) == alone[0]


def test_a_chunk_of_another_length_is_refused(network: Any) -> None:
    with pytest.raises(ValueError, match="512"):
        VoiceActivity(network).feed(np.zeros(500, np.float32))
