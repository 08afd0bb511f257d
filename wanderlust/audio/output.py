"""What the speaker writes to: a device, or something that takes sound at a device's pace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from wanderlust.audio.format import RATE, Pcm, Samples, samples_in
from wanderlust.dsp.level import to_int16

AHEAD = samples_in(240)
"""Samples kept ahead of the device: an 80 ms stall of the interpreter, three times over."""


class Output(Protocol):
    """Takes float32 mono samples at 24 kHz and counts those the device took; used from one thread at a time."""

    def room(self) -> int:
        """Samples it may be given now."""
        ...

    def write(self, samples: Samples) -> None: ...

    def rewrite(self, samples: Samples) -> None:
        """Replace the last samples written, as many as are given; the device must not have taken them yet."""
        ...

    def handed(self) -> int:
        """Samples the device has taken since the beginning."""
        ...

    def cancel(self) -> int:
        """Drop what the device has not taken, and return ``handed``."""
        ...


class ClockOutput:
    """Plays into nothing, in real time by the clock: keeps answers timed where there is no speaker."""

    def __init__(self, clock: Callable[[], float], ahead: int = AHEAD) -> None:
        """``clock`` counts seconds; ``ahead`` is how many samples it holds."""
        self._clock = clock
        self._ahead = ahead
        self._written = 0
        self._began_at = 0.0
        self._began_from = 0

    def room(self) -> int:
        return self._ahead - (self._written - self.handed())

    def write(self, samples: Samples) -> None:
        if self.handed() == self._written:  # it had run dry: a new stretch begins now
            self._began_at, self._began_from = self._clock(), self._written
        self._written += len(samples)

    def rewrite(self, samples: Samples) -> None:
        """Nothing is heard, so nothing changes."""

    def handed(self) -> int:
        elapsed = int((self._clock() - self._began_at) * RATE)
        return min(self._written, self._began_from + max(0, elapsed))

    def cancel(self) -> int:
        self._written = self.handed()
        return self._written


class InstantOutput:
    """Takes everything at once: for runs faster than real time."""

    def __init__(self) -> None:
        self._written = 0

    def room(self) -> int:
        return RATE

    def write(self, samples: Samples) -> None:
        self._written += len(samples)

    def rewrite(self, samples: Samples) -> None:
        """Everything written is already played."""

    def handed(self) -> int:
        return self._written

    def cancel(self) -> int:
        return self._written


class HeldOutput:
    """Takes nothing: sound waits here for the moment it takes to change devices."""

    def room(self) -> int:
        return 0

    def write(self, samples: Samples) -> None:
        raise ValueError("This output has no room.")

    def rewrite(self, samples: Samples) -> None:
        """Nothing was written."""

    def handed(self) -> int:
        return 0

    def cancel(self) -> int:
        return 0


class CollectingOutput:
    """Keeps what another output was given and took, to be saved as a file."""

    def __init__(self, inner: Output) -> None:
        self._inner = inner
        self._kept: list[Samples] = []

    def room(self) -> int:
        return self._inner.room()

    def write(self, samples: Samples) -> None:
        self._inner.write(samples)
        self._kept.append(samples)

    def rewrite(self, samples: Samples) -> None:
        self._inner.rewrite(samples)
        whole = self._whole()
        whole[len(whole) - len(samples) :] = samples
        self._kept = [whole]

    def handed(self) -> int:
        return self._inner.handed()

    def cancel(self) -> int:
        handed = self._inner.cancel()
        self._kept = [self._whole()[:handed]]
        return handed

    def collected(self) -> Pcm:
        """Everything the inner output took, as int16."""
        return to_int16(self._whole()[: self._inner.handed()])

    def _whole(self) -> Samples:
        return np.concatenate(self._kept) if self._kept else np.zeros(0, np.float32)
