"""The one sound format of the app: PCM16, mono, 24 kHz, in 10 ms blocks."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
Pcm = npt.NDArray[np.int16]

RATE = 24_000
"""Samples a second, on the wire and at the device; the sound server or driver converts where it must."""

BLOCK = RATE // 100
"""Samples in a device block of 10 ms: with PortAudio's latency 'low' the shortest that came evenly."""

Latency = Literal["low"] | float
"""How deep a device's buffer is asked to be: PortAudio's shortest, or seconds."""

QUIETEST_DBFS = -60.0
LOUDEST_DBFS = -6.0


def milliseconds(samples: int) -> int:
    """Whole milliseconds in a count of samples, rounded down so that it never exceeds the sound there is."""
    return samples * 1000 // RATE


def samples_in(milliseconds: float) -> int:
    """Samples in a length of time."""
    return round(milliseconds * RATE / 1000)


def pcm_of(data: bytes) -> Pcm:
    """Bytes of PCM16 as samples; an odd last byte is half a sample and is left out."""
    return np.frombuffer(data, dtype="<i2", count=len(data) // 2).astype(np.int16, copy=False)


def meter(dbfs: float) -> float:
    """A level in dBFS on the meter's scale: 0 at -60 and below, 1 at -6 and above, even in between."""
    if math.isnan(dbfs):
        return 0.0
    return min(1.0, max(0.0, (dbfs - QUIETEST_DBFS) / (LOUDEST_DBFS - QUIETEST_DBFS)))
