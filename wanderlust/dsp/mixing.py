"""Two sounds laid over each other, as an ear hears them."""

from __future__ import annotations

import numpy as np


def mixed(first: bytes, second: bytes) -> bytes:
    """The sum of two stretches of PCM16 mono, as long as the first; what is too loud is clipped."""
    sound = np.frombuffer(first, "<i2").astype(np.int32)
    added = np.frombuffer(second[: len(first)], "<i2")
    sound[: len(added)] += added
    return np.clip(sound, -32768, 32767).astype("<i2").tobytes()
