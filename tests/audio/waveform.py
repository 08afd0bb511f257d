"""Looks at a recorded tone: where it is, and whether it was ever interrupted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RATE = 24_000
WINDOW = 48
"""Samples in a look at the tone, 2 ms: two whole periods of 1 kHz."""


@dataclass(frozen=True, slots=True)
class ToneReport:
    """What was found of a tone.

    Attributes:
        samples: Its length, from the first window with it to the last, gaps included.
        silent_windows: Windows in between that are quieter than half of it.
        largest_jump: Greatest change of phase between neighbouring windows, in samples of displacement.
    """

    samples: int
    silent_windows: int
    largest_jump: float

    @property
    def sounding(self) -> int:
        """Samples of it that sound, gaps left out."""
        return self.samples - self.silent_windows * WINDOW


def tone_report(heard: npt.NDArray[np.int16], frequency: float = 1000.0) -> ToneReport:
    """Find the tone by its phase and loudness in windows of 2 ms; raises AssertionError when there is none."""
    count = len(heard) // WINDOW
    time = np.arange(count * WINDOW) / RATE
    turned = heard[: count * WINDOW] / 32768.0 * np.exp(-2j * np.pi * frequency * time)
    windows = turned.reshape(count, WINDOW).mean(axis=1) * 2
    loud = np.flatnonzero(np.abs(windows) > 0.05)
    assert len(loud), "no tone was heard"
    tone = windows[loud[0] : loud[-1] + 1]
    inner = tone[2:-2]  # the first and last windows hold only part of it, and the resampler's ringing
    typical = float(np.percentile(np.abs(inner), 95))  # not the median: a tone may be mostly gaps
    silent = int(np.count_nonzero(np.abs(inner) < typical / 2))
    jumps = np.abs(np.angle(inner[1:] * np.conj(inner[:-1])))
    return ToneReport(len(tone) * WINDOW, silent, float(jumps.max()) / (2 * np.pi * frequency / RATE))
