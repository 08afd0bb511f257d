"""Levels in decibels, safe conversion to int16, and the end of speech."""

from __future__ import annotations

import numpy as np
import pytest

from wanderlust.dsp.level import SILENCE_DBFS, dbfs, rms, speech_end, to_float, to_int16

RATE = 16_000


def test_a_full_scale_sine_is_three_decibels_under_full_scale() -> None:
    sine = np.sin(2 * np.pi * 100 * np.arange(RATE) / RATE).astype(np.float32)
    assert dbfs(sine) == pytest.approx(-3.01, abs=0.01)
    assert rms(sine) == pytest.approx(0.7071, abs=1e-3)


def test_silence_has_a_level_too() -> None:
    assert dbfs(np.zeros(100, np.float32)) == SILENCE_DBFS
    assert dbfs(np.zeros(0, np.float32)) == SILENCE_DBFS


def test_samples_beyond_full_scale_are_clipped_not_wrapped() -> None:
    assert to_int16(np.array([1.5, -1.5, 0.0, 0.5])).tolist() == [32767, -32768, 0, 16384]


def test_every_int16_survives_the_way_to_float_and_back() -> None:
    every = np.arange(-32768, 32768, dtype=np.int16)
    assert np.array_equal(to_int16(to_float(every)), every)


def test_speech_ends_with_the_last_frame_above_the_floor() -> None:
    sound = np.zeros(RATE, np.float32)
    sound[3200:8000] = 0.1
    sound[8000:] = 10 ** (-50 / 20)
    assert speech_end(sound, RATE) == 8000


def test_speech_that_runs_to_a_broken_last_frame_ends_there() -> None:
    assert speech_end(np.full(1650, 0.1, np.float32), RATE) == 1650


def test_quiet_sound_holds_no_end_of_speech() -> None:
    assert speech_end(np.full(RATE, 10 ** (-46 / 20), np.float32), RATE) is None
    assert speech_end(np.zeros(0, np.float32), RATE) is None
