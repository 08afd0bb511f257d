"""The log-mel spectrogram Whisper was trained on, in numpy.

The recipe is that of Whisper (MIT) by OpenAI: Hann window of 400 samples every 160 at 16 kHz, reflected edges, power
spectrum, 80 mel bands on Slaney's scale with area-normalised triangles, log10 floored at 1e-10 and at 8 below the
peak, then scaled by (x + 4) / 4.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

RATE = 16_000
HOP = 160
WINDOW = 400
BANDS = 80

Samples = npt.NDArray[np.float32]


def _slaney_hertz(mels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Linear up to 1 kHz (15 mels), then 27 mels for each factor of 6.4 (Slaney's Auditory Toolbox)."""
    linear = mels * (200.0 / 3)
    return np.where(mels < 15, linear, 1000.0 * np.exp((mels - 15) * (np.log(6.4) / 27)))


def mel_filters() -> npt.NDArray[np.float32]:
    """The weights of each band over the power spectrum, shape ``(80, 201)``."""
    bins = np.fft.rfftfreq(WINDOW, 1 / RATE)
    top = 15 + np.log(RATE / 2 / 1000.0) * 27 / np.log(6.4)
    edges = _slaney_hertz(np.linspace(0.0, top, BANDS + 2))
    rising = (bins - edges[:-2, np.newaxis]) / (edges[1:-1] - edges[:-2])[:, np.newaxis]
    falling = (edges[2:, np.newaxis] - bins) / (edges[2:] - edges[1:-1])[:, np.newaxis]
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    area = 2.0 / (edges[2:] - edges[:-2])
    return (triangles * area[:, np.newaxis]).astype(np.float32)


_FILTERS = mel_filters()
_HANN = np.hanning(WINDOW + 1)[:-1].astype(np.float32)


def log_mel(samples: Samples) -> npt.NDArray[np.float32]:
    """The log-mel spectrogram of sound.

    Args:
        samples: float32 in [-1, 1] at 16 kHz, shape ``(n,)``, n >= 201.

    Returns:
        float32, shape ``(80, n // 160)``.
    """
    padded = np.pad(samples.astype(np.float32, copy=False), WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][: len(samples) // HOP]
    spectrum = np.fft.rfft(frames * _HANN, axis=1)
    power = (np.abs(spectrum) ** 2).astype(np.float32)
    logarithm = np.log10(np.maximum(_FILTERS @ power.T, 1e-10))
    floored = np.maximum(logarithm, logarithm.max() - 8.0)
    return np.ascontiguousarray((floored + 4.0) / 4.0, dtype=np.float32)
