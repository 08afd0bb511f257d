"""Loudness of mono samples, conversion between int16 and float, and where speech ends."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

SILENCE_DBFS = -120.0
"""What pure zeros are reported as, so that no reader meets minus infinity."""

SPEECH_FLOOR_DBFS = -45.0
"""A 10 ms frame above this counts as speech when the end of speech is measured."""

FRAME_SECONDS = 0.010


def to_float(samples: npt.NDArray[np.int16]) -> Samples:
    """int16 as float32 in [-1, 1)."""
    return np.asarray(samples, np.int16).astype(np.float32) / np.float32(32768)


def to_int16(samples: npt.NDArray[np.floating]) -> npt.NDArray[np.int16]:
    """Float samples as int16, clipped at full scale rather than wrapped round."""
    return np.clip(np.rint(np.asarray(samples) * 32768.0), -32768, 32767).astype(np.int16)


def rms(samples: Samples) -> float:
    """Root mean square of float samples in [-1, 1]; 0.0 for none."""
    if not len(samples):
        return 0.0
    return math.sqrt(float(np.mean(np.square(samples, dtype=np.float64))))


def dbfs(samples: Samples) -> float:
    """Level in dB below full scale (a square wave at full scale is 0), not under ``SILENCE_DBFS``."""
    value = rms(samples)
    return max(SILENCE_DBFS, 20 * math.log10(value)) if value > 0 else SILENCE_DBFS


def speech_end(samples: Samples, rate: int, floor_dbfs: float = SPEECH_FLOOR_DBFS) -> int | None:
    """Where speech ends: the sample after the last 10 ms frame louder than ``floor_dbfs``.

    Args:
        samples: float32 mono, shape ``(n,)``.
        rate: Their rate in Hz.
        floor_dbfs: The loudness a frame must exceed.

    Returns:
        A sample count at ``rate`` (the end of that frame, at most ``n``), or None when no frame is loud.
    """
    frame = max(1, round(rate * FRAME_SECONDS))
    whole = len(samples) // frame
    power = np.mean(np.square(samples[: whole * frame], dtype=np.float64).reshape(whole, frame), axis=1)
    loud = np.flatnonzero(power > 10 ** (floor_dbfs / 10))
    rest = samples[whole * frame :]
    if len(rest) and dbfs(rest) > floor_dbfs:
        return len(samples)
    return int(loud[-1] + 1) * frame if len(loud) else None
