"""How alike two stretches of sound are in the rise and fall of their bands, whatever room lies between them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Bands = npt.NDArray[np.float32]

DEEPEST_DB = -45.0
"""Quieter than this is all the same: noise must not look like a pattern."""


def likeness(heard: Bands, played: Bands, lag: int) -> float:
    """Correlation of band levels, -1 to 1, when the echo is ``lag`` frames behind what was played.

    Args:
        heard: Band levels in dB, shape ``(frames, bands)``.
        played: The same of what was played, shape ``(frames + at least lag, bands)``, ending at the same moment.
        lag: Frames.

    Returns:
        About 0 for strangers, 0.7 and more for a sound and its echo through a room.
    """
    frames = len(heard)
    start = len(played) - frames - lag
    return float(np.sum(_shape(heard) * _shape(played[start : start + frames])))


def best_lag(heard: Bands, played: Bands, lags: range) -> tuple[int, float]:
    """The lag at which the two are most alike, and how alike they are there."""
    shape, frames = _shape(heard), len(heard)
    starts = [len(played) - frames - lag for lag in lags]
    found = [float(np.sum(shape * _shape(played[start : start + frames]))) for start in starts]
    best = int(np.argmax(found))
    return lags[best], found[best]


def _shape(bands: Bands) -> Bands:
    levels = np.maximum(bands, DEEPEST_DB)
    levels = levels - levels.mean(axis=0)
    shape: Bands = levels / np.float32(np.linalg.norm(levels) + 1e-6)
    return shape
