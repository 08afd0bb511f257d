"""How much of what was sent to Twilio has been played: sound goes out a little ahead, with a mark behind each piece."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from wanderlust.domain.calls.line import NARROW_RATE
from wanderlust.telephony.sound_queue import SoundQueue

AHEAD_S = 0.2  # sent before it is due: hides late turns of the network, and is all that a barge-in must take back
PIECE_S = 0.1  # between two marks: the count of what was heard is this exact
_SAMPLE = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Sound to send now (PCM16), and the mark to send behind it."""

    pcm: bytes
    mark: str


class Playout:
    """Keeps the queue, decides what goes out when, and counts. No clock, no socket: the time is given."""

    def __init__(self) -> None:
        self._queue = SoundQueue(60 * NARROW_RATE * _SAMPLE)
        self._sent: deque[tuple[str, int]] = deque()  # mark and samples of each piece not yet known to be played
        self._marks = 0
        self._played_until = 0.0  # when the last sample that was sent will have been played

    def put(self, pcm: bytes) -> None:
        """Queue sound."""
        self._queue.put(pcm)

    def due(self, now: float) -> list[Piece]:
        """What to send at this moment, in seconds on any clock that only goes forward."""
        pieces = []
        while self._queue.samples and self._played_until - now < AHEAD_S:
            pcm = self._queue.take(round(PIECE_S * NARROW_RATE) * _SAMPLE)
            self._played_until = max(now, self._played_until) + len(pcm) / _SAMPLE / NARROW_RATE
            self._marks += 1
            name = f"m{self._marks}"
            self._sent.append((name, len(pcm) // _SAMPLE))
            pieces.append(Piece(pcm, name))
        return pieces

    def passed(self, name: str) -> None:
        """A mark came back; those before it are played too. Unknown ones (of cleared sound) are nothing to us."""
        if any(mark == name for mark, _ in self._sent):
            while self._sent.popleft()[0] != name:
                pass

    def clear(self, now: float) -> int:
        """Take back everything not played; the samples of it."""
        unplayed = self._queue.clear() + sum(samples for _, samples in self._sent)
        self._sent.clear()
        self._played_until = now
        return unplayed

    @property
    def waiting(self) -> int:
        """Samples queued or sent, and not known to be played."""
        return self._queue.samples + sum(samples for _, samples in self._sent)
