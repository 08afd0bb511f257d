"""A stream of PCM16 mono on its way from one sample rate to another, chunk by chunk."""

from __future__ import annotations

import numpy as np

from wanderlust.dsp.level import to_float, to_int16
from wanderlust.dsp.resample import Resampler


class PcmStream:
    """Converts bytes without a seam between the chunks.

    Args:
        from_rate: Hertz of what comes.
        to_rate: Hertz of what goes.
    """

    def __init__(self, from_rate: int, to_rate: int) -> None:
        self._same = from_rate == to_rate
        self._resampler = Resampler(from_rate, to_rate)

    def feed(self, pcm: bytes) -> bytes:
        """What is ready after this chunk; may be empty at the start."""
        if self._same:
            return pcm
        samples = self._resampler.feed(to_float(np.frombuffer(pcm, "<i2")))
        return to_int16(samples).astype("<i2").tobytes()
