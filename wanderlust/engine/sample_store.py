"""A growing stretch of a sample stream: appended at its end, forgotten at its front, addressed by stream position."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]


class SampleStore:
    """Samples from ``start`` to ``end`` of a stream.

    Appending costs the samples appended, not those held: room doubles when it is used up.
    """

    def __init__(self) -> None:
        self._room: Samples = np.zeros(1 << 14, np.float32)
        self._length = 0
        self.start = 0

    def __len__(self) -> int:
        return self._length

    @property
    def end(self) -> int:
        """Position after the last sample."""
        return self.start + self._length

    def append(self, samples: Samples) -> None:
        needed = self._length + len(samples)
        if needed > len(self._room):
            room = np.zeros(max(needed, 2 * len(self._room)), np.float32)
            room[: self._length] = self._room[: self._length]
            self._room = room
        self._room[self._length : needed] = samples
        self._length = needed

    def between(self, start: int, end: int) -> Samples:
        """A copy of the samples from one position to another, as far as they are held."""
        return self._room[max(0, start - self.start) : max(0, min(self._length, end - self.start))].copy()

    def forget_before(self, position: int) -> None:
        """Let go of everything before a position; room that is mostly unused is given back."""
        drop = min(self._length, max(0, position - self.start))
        rest = self._room[drop : self._length]
        size = 1 << max(14, (2 * len(rest)).bit_length())
        room = self._room if len(self._room) <= size else np.zeros(size, np.float32)
        room[: len(rest)] = rest.copy()
        self._room, self._length = room, len(rest)
        self.start += drop
