"""Sample-rate conversion through soxr: a whole signal at once, or a stream in chunks."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import soxr  # type: ignore[import-untyped]

Samples = npt.NDArray[np.float32]


def resample(samples: Samples, from_rate: int, to_rate: int) -> Samples:
    """A whole mono signal at another rate.

    Args:
        samples: float32, shape ``(n,)``.
        from_rate: Rate of ``samples`` in Hz.
        to_rate: Wanted rate in Hz.

    Returns:
        float32, shape ``(round(n * to_rate / from_rate),)`` within one sample.
    """
    if from_rate == to_rate or not len(samples):
        return samples
    converted: Samples = np.asarray(soxr.resample(samples, from_rate, to_rate), dtype=np.float32)
    return converted


class Resampler:
    """One mono stream converted chunk by chunk, without a seam between the chunks."""

    def __init__(self, from_rate: int, to_rate: int) -> None:
        """Both rates in Hz; equal rates pass samples through untouched."""
        self.from_rate = from_rate
        self.to_rate = to_rate
        self._stream = self._opened()

    def _opened(self) -> soxr.ResampleStream | None:
        if self.from_rate == self.to_rate:
            return None
        # "HQ" holds back about 20 ms at these rates; "QQ" would hold back less and alias audibly.
        return soxr.ResampleStream(self.from_rate, self.to_rate, 1, dtype="float32", quality="HQ")

    def feed(self, samples: Samples) -> Samples:
        """What is ready after these samples: float32, possibly empty at the start of a stream."""
        if self._stream is None:
            return samples
        return np.asarray(self._stream.resample_chunk(samples), dtype=np.float32)

    def finish(self) -> Samples:
        """The samples still held back; the stream starts afresh afterwards."""
        if self._stream is None:
            return np.zeros(0, np.float32)
        rest = np.asarray(self._stream.resample_chunk(np.zeros(0, np.float32), last=True), dtype=np.float32)
        self._stream = self._opened()
        return rest


class Halver:
    """One mono stream at half its rate, 15 samples (of the whole rate) late: for looking at sound, not for hearing."""

    def __init__(self) -> None:
        taps = np.arange(-15, 16)
        response = np.sinc(0.46 * taps) * np.hamming(len(taps))
        self._response = (response / response.sum()).astype(np.float32)
        self._before: Samples = np.zeros(len(taps) - 1, np.float32)

    def feed(self, samples: Samples) -> Samples:
        """An even number of samples; half as many."""
        line = np.concatenate((self._before, samples))
        self._before = line[-len(self._before) :]
        halved: Samples = np.convolve(line, self._response, "valid")[::2]
        return halved
