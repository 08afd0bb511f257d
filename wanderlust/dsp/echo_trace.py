"""Whether a stretch of recorded sound is nothing but an echo of what was played, however late, from 300 ms of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

RATE = 24_000
THINNED = 3
"""One of so many samples is looked at: speech up to 3.4 kHz is enough, and a third of the work."""

LOWEST, HIGHEST = 200.0, 3400.0


def echo_sharpness(recorded: Samples, played: Samples) -> float:
    """How far the best delay stands out of all others, in standard deviations.

    The cross-correlation with whitened spectrum (Knapp and Carter 1976, "PHAT"), so that neither the room's colour nor
    the voice's pitch makes a peak.

    Args:
        recorded: float32 at 24 kHz, shape ``(n,)``, without any cancelling.
        played: The same of what was played, shape ``(n + longest delay,)``, ending at the same moment.

    Returns:
        5 to 8 for a person in a quiet room, up to 15 for one who speaks over the echo, 12 to 50 for an echo alone.
    """
    heard, given = _thinned(recorded), _thinned(played)
    size = 1 << (len(given) + len(heard) - 1).bit_length()
    cross = np.fft.rfft(given, size) * np.conj(np.fft.rfft(heard * np.hanning(len(heard)), size))
    hertz = np.fft.rfftfreq(size, THINNED / RATE)
    cross = np.where((hertz > LOWEST) & (hertz < HIGHEST), cross / (np.abs(cross) + 1e-9), 0)
    peaks = np.abs(np.fft.irfft(cross, size)[: max(1, len(given) - len(heard))])
    spread = float(np.sqrt(np.mean(peaks**2)))
    return float(peaks.max()) / spread if spread > 0 else 0.0


def _thinned(samples: Samples) -> Samples:
    whole = samples[: len(samples) // THINNED * THINNED]
    thinned: Samples = whole.reshape(-1, THINNED).mean(axis=1)
    return thinned


def delay_of(heard: npt.NDArray[np.floating], expected: npt.NDArray[np.floating], reach: int) -> tuple[int, float]:
    """By how many samples what is heard comes later than expected, and how far that delay stands out of all others.

    Args:
        heard: Shape ``(n,)``, at 12 kHz.
        expected: Its echo as it should be, shape ``(n,)``.
        reach: The longest delay looked for, either way, in samples.
    """
    size = 1 << (len(heard) + reach - 1).bit_length()
    window = np.hanning(len(heard))
    cross = np.fft.rfft(heard * window, size) * np.conj(np.fft.rfft(expected * window, size))
    hertz = np.fft.rfftfreq(size, 1 / 12_000)
    cross = np.where((hertz > LOWEST) & (hertz < HIGHEST), cross / (np.abs(cross) + 1e-9), 0)
    peaks = np.roll(np.fft.irfft(cross, size), reach)[: 2 * reach + 1]
    spread = float(np.sqrt(np.mean(peaks**2)))
    best = int(np.argmax(peaks))
    return best - reach, float(peaks[best]) / spread if spread > 0 else 0.0
