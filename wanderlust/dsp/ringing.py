"""The sound of a telephone that rings: two notes, like wood, struck three times."""

from __future__ import annotations

import numpy as np

NOTES = (784.0, 988.0)
STRIKES, STRIKE_S = 3, 0.28
LEVEL = 0.12
"""Of full scale: at most -18 dBFS."""


def ring(rate: int) -> bytes:
    """PCM16 mono of one ring at a rate in Hz, 1.7 s long."""
    time = np.arange(round(STRIKE_S * rate)) / rate
    strokes = [
        np.exp(-time / 0.07) * (np.sin(2 * np.pi * note * time) + 0.25 * np.sin(2 * np.pi * 3.9 * note * time))
        for note in NOTES
    ]
    sound = np.concatenate(strokes * STRIKES)
    samples = (sound / np.abs(sound).max() * LEVEL * 32767).astype("<i2")
    return bytes(samples.tobytes())
