"""Sound on its way to the callee: whole frames go out at the line's pace, and what has not gone can be taken back."""

from __future__ import annotations

_SAMPLE = 2


class SoundQueue:
    """PCM16 mono that waits, first in, first out.

    Args:
        longest: Bytes it holds at most; what does not fit is dropped, oldest kept: a voice that runs this far ahead of
            the line is broken.
    """

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self._waiting = bytearray()

    def put(self, pcm: bytes) -> int:
        """Queue sound; the bytes that fitted."""
        room = max(0, self._longest - len(self._waiting)) & ~1
        self._waiting += pcm[:room]
        return min(len(pcm), room)

    def take(self, size: int) -> bytes:
        """At most so many bytes of the oldest sound."""
        taken = bytes(self._waiting[:size])
        del self._waiting[:size]
        return taken

    def clear(self) -> int:
        """Drop everything; the samples dropped."""
        dropped = len(self._waiting) // _SAMPLE
        self._waiting.clear()
        return dropped

    @property
    def samples(self) -> int:
        """How much waits."""
        return len(self._waiting) // _SAMPLE


class FrameCutter:
    """Sound as it arrives, cut into whole frames.

    Args:
        size: Bytes of a frame.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._rest = bytearray()

    def feed(self, pcm: bytes) -> list[bytes]:
        """The frames that are whole now."""
        self._rest += pcm
        whole = len(self._rest) // self._size * self._size
        frames = [bytes(self._rest[start : start + self._size]) for start in range(0, whole, self._size)]
        del self._rest[:whole]
        return frames
