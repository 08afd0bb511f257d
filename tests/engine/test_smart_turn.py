"""Smart-turn on our own spectrogram: finished sentences against the same ones broken off."""

from __future__ import annotations

import numpy as np
import pytest

from wanderlust.dsp.wav import read_wav
from wanderlust.engine.packs import PackStore
from wanderlust.engine.smart_turn import SmartTurn, features
from wanderlust.settings.paths import PROJECT

pytestmark = pytest.mark.engine

SPEECH = PROJECT / "tests" / "data" / "speech"
RATE = 16_000


@pytest.fixture(scope="module")
def smart_turn(packs: PackStore) -> SmartTurn:
    return SmartTurn(packs.path("smart-turn", "smart-turn-v3.2-cpu.onnx"))


def test_its_input_is_eight_seconds_ending_with_the_sound() -> None:
    sound = np.random.default_rng(0).normal(0, 0.1, RATE).astype(np.float32)
    short, long = features(sound), features(np.concatenate([np.ones(9 * RATE, np.float32), sound]))
    assert short.shape == long.shape == (1, 80, 800)
    assert short[0, :, :690].max() < short[0, :, 710:].min()


def test_silence_alone_is_no_trouble(smart_turn: SmartTurn) -> None:
    assert 0.0 <= smart_turn.finished(np.zeros(RATE, np.float32)) <= 1.0


def test_finished_sentences_sound_more_finished_than_the_same_broken_off(smart_turn: SmartTurn) -> None:
    """Broken off a third of the way through; a calm studio voice sounds finished even there now and then."""
    whole, broken = [], []
    for path in sorted(SPEECH.glob("en-*.wav")):
        sound = read_wav(path, RATE)
        spoken = np.flatnonzero(np.abs(sound) > 0.02)
        silence = np.zeros(RATE // 5, np.float32)
        whole.append(smart_turn.finished(np.concatenate([sound[: spoken[-1]], silence])))
        third = spoken[0] + (spoken[-1] - spoken[0]) // 3
        broken.append(smart_turn.finished(np.concatenate([sound[:third], silence])))
    assert np.median(whole) > 0.8
    assert np.mean(whole) - np.mean(broken) > 0.2
