"""The spectrogram has Whisper's shape and scale, and a tone falls into the band of its pitch."""

from __future__ import annotations

import numpy as np
import pytest

from wanderlust.engine.mel import log_mel, mel_filters


@pytest.mark.parametrize("samples", [3200, 16_000, 16_159])
def test_one_frame_for_each_ten_milliseconds(samples: int) -> None:
    assert log_mel(np.zeros(samples, np.float32)).shape == (80, samples // 160)


def test_the_filters_are_the_ones_whisper_ships() -> None:
    """Values from ``mel_80`` of openai-whisper's assets: band 0 peaks at bin 1, and high bands are wide and low."""
    filters = mel_filters()
    assert filters.shape == (80, 201)
    assert filters[0, 1] == pytest.approx(0.02486259, abs=1e-6)
    assert filters[1, 1] == pytest.approx(0.00199082, abs=1e-6)
    assert np.allclose((filters * 40).sum(axis=1)[20:], 1.0, atol=0.1)  # each triangle has unit area


def test_silence_is_flat_at_the_floor() -> None:
    assert np.allclose(log_mel(np.zeros(16_000, np.float32)), -1.5)


@pytest.mark.parametrize(("hertz", "band"), [(250, 6), (1000, 26), (4000, 61)])
def test_a_tone_lights_the_band_of_its_pitch(hertz: int, band: int) -> None:
    tone = 0.5 * np.sin(2 * np.pi * hertz * np.arange(16_000) / 16_000)
    spectrogram = log_mel(tone.astype(np.float32))
    loudest = int(np.median(np.argmax(spectrogram[:, 5:-5], axis=0)))
    assert abs(loudest - band) <= 1
    assert spectrogram.max() - spectrogram.min() <= 2.0 + 1e-6
