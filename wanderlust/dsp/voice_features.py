"""What tells a voice from other sounds in 10 ms of it: loudness, bands, periodicity, brightness."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wanderlust.dsp.level import dbfs

Samples = npt.NDArray[np.float32]

RATE = 24_000
FRAME = 240
WINDOW = 960
"""40 ms: three periods of the lowest voice looked for, 75 Hz."""

BANDS = 16
LOWEST_PITCH, HIGHEST_PITCH = 75, 400

_SHORTEST, _LONGEST = RATE // HIGHEST_PITCH, RATE // LOWEST_PITCH
_FFT = 2048
_HANN = np.hanning(WINDOW).astype(np.float32)
_HERTZ = np.fft.rfftfreq(_FFT, 1 / RATE)
_EDGES = np.geomspace(150, 6000, BANDS + 1)
_BAND_OF = np.array([np.searchsorted(_HERTZ, edge) for edge in _EDGES])
_LOW = (_HERTZ >= 80) & (_HERTZ < 700)
_HIGH = (_HERTZ >= 900) & (_HERTZ < 5000)
_VOICE = (_HERTZ >= 70) & (_HERTZ < 2000)
_QUIET = 1e-10

_window_fft = np.abs(np.fft.rfft(_HANN, _FFT)) ** 2
_WINDOW_CORRELATION = np.fft.irfft(_window_fft)[_SHORTEST : _LONGEST + 1]
_WINDOW_CORRELATION = _WINDOW_CORRELATION / np.fft.irfft(_window_fft)[0]


@dataclass(frozen=True, slots=True)
class FrameFeatures:
    """One frame of 10 ms.

    Attributes:
        dbfs: Its level.
        harmonicity: How periodic the last 40 ms are at a voice's pitch, 0 to 1 (Boersma 1993: the autocorrelation
            divided by that of the window).
        brightness_db: Energy of 0.9 to 5 kHz against that of 80 to 700 Hz: a hum with the mouth shut is far below 0.
        bands: Level in 16 bands from 150 Hz to 6 kHz, in dB.
        echo: How much of each may be what is left of an echo, where there may be one.
    """

    dbfs: float
    harmonicity: float
    brightness_db: float
    bands: Samples
    echo: Samples | None = None


class VoiceFeatures:
    """Computes features frame by frame; 0.1 ms a frame."""

    def __init__(self) -> None:
        self._window = np.zeros(WINDOW, np.float32)

    def feed(self, frame: Samples) -> FrameFeatures:
        """Take the next frame, float32 shape ``(240,)``."""
        self._window = np.concatenate((self._window[FRAME:], frame))
        return features_of(np.abs(np.fft.rfft(self._window * _HANN, _FFT)) ** 2, dbfs(frame))


def features_of(power: npt.NDArray[np.floating], level_dbfs: float) -> FrameFeatures:
    """Features of a power spectrum of 40 ms, its bins 11.7 Hz apart from 0 to at least 6 kHz, and of a level."""
    sums = np.add.reduceat(power, _BAND_OF)[:BANDS]
    bands = 10 * np.log10(sums + _QUIET)
    high, low = float(power[_HIGH].sum()), float(power[_LOW].sum())
    return FrameFeatures(
        level_dbfs,
        _harmonicity(power),
        10 * float(np.log10((high + _QUIET) / (low + _QUIET))),
        bands.astype(np.float32),
    )


def _harmonicity(power: npt.NDArray[np.floating]) -> float:
    correlation = np.fft.irfft(np.where(_VOICE, power, 0.0))
    if correlation[0] <= _QUIET:
        return 0.0
    normalised = correlation[_SHORTEST : _LONGEST + 1] / correlation[0] / _WINDOW_CORRELATION
    return float(min(1.0, max(0.0, normalised.max())))
