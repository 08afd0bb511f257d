"""The tones of keys."""

from __future__ import annotations

import numpy as np
import pytest

from wanderlust.dsp.dtmf import PAUSE_S, TONE_S, key_tones


@pytest.mark.parametrize(
    ("key", "low", "high"), [("1", 697, 1209), ("5", 770, 1336), ("#", 941, 1477), ("0", 941, 1336), ("D", 941, 1633)]
)
def test_a_key_is_two_tones(key: str, low: int, high: int) -> None:
    sound = key_tones(key, 8000)[: round(TONE_S * 8000)].astype(float)
    loudest = sorted(np.argsort(np.abs(np.fft.rfft(sound)))[-2:] / TONE_S)
    assert loudest == [pytest.approx(low, abs=10), pytest.approx(high, abs=10)]


def test_keys_are_apart() -> None:
    sound = key_tones("42", 8000)
    assert len(sound) == round(2 * (TONE_S + PAUSE_S) * 8000)
    pause = sound[round(TONE_S * 8000) : round((TONE_S + PAUSE_S) * 8000)]
    assert not pause.any()


def test_what_is_no_key_is_refused() -> None:
    with pytest.raises(ValueError, match="substring"):
        key_tones("4x", 8000)
