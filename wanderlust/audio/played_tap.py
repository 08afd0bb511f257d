"""Keeps a copy of exactly what a device took, in order: the echo canceller's reference."""

from __future__ import annotations

import threading

import numpy as np

from wanderlust.audio.format import Samples
from wanderlust.audio.output import Output

KEPT = 65_536
"""Samples remembered, 2.7 s as in the microphone's own ring: who drains later than that has lost the pairing anyway."""


class PlayedTap:
    """An output in front of another; `drain` gives what the other took since the last call, loudness changes included.

    The speaker's thread writes, the signal thread drains.
    """

    def __init__(self, inner: Output) -> None:
        self._inner = inner
        self._lock = threading.Lock()
        self._ring = np.zeros(KEPT, np.float32)
        self._written = inner.handed()
        self._drained = self._written

    def room(self) -> int:
        return self._inner.room()

    def write(self, samples: Samples) -> None:
        with self._lock:
            self._ring[np.arange(self._written, self._written + len(samples)) % KEPT] = samples
            self._written += len(samples)
        self._inner.write(samples)

    def rewrite(self, samples: Samples) -> None:
        with self._lock:
            self._ring[np.arange(self._written - len(samples), self._written) % KEPT] = samples
        self._inner.rewrite(samples)

    def handed(self) -> int:
        return self._inner.handed()

    def cancel(self) -> int:
        handed = self._inner.cancel()
        with self._lock:
            self._written = handed
        return handed

    def drain(self) -> Samples:
        """Samples the device took since the last call, the oldest left out when there are more than 2.7 s of them."""
        handed = self._inner.handed()
        with self._lock:
            upto = min(handed, self._written)
            start = max(self._drained, upto - KEPT)
            self._drained = max(self._drained, upto)
            return self._ring[np.arange(start, upto) % KEPT]


class PlayedSound:
    """What is played on whatever device is there.

    The supervisor changes the tap, the signal thread drains it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tap: PlayedTap | None = None
        self.changes = 0
        """How often the device was changed: an echo path learned before the last change is worth nothing."""

    def through(self, output: Output) -> PlayedTap:
        """Put a tap in front of a device just opened."""
        tap = PlayedTap(output)
        with self._lock:
            self._tap = tap
            self.changes += 1
        return tap

    def none(self) -> None:
        """There is no device now."""
        with self._lock:
            self._tap = None

    def drain(self) -> Samples:
        """Samples the device took since the last call."""
        with self._lock:
            tap = self._tap
        return tap.drain() if tap is not None else np.zeros(0, np.float32)
