"""The traveller's sound that no server has turned into words yet: kept for the next server, in memory only."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from wanderlust.dsp.level import SPEECH_FLOOR_DBFS, dbfs, to_float

BYTES_A_SECOND = 48_000
LONGEST_S = 30.0
UNCLAIMED_S = 6.0
"""Kept of sound in which the server has found no speech: what a silent line may hide until it counts as lost (4 s), and
the second before speech is noticed. Older noise the server has judged."""
LEAD_S = 0.5
MOST_MARKS = 16


@dataclass(frozen=True, slots=True)
class Utterance:
    """Sound to be said again to another server.

    Attributes:
        pcm: PCM16 mono 24 kHz.
        ended: Whether the traveller had finished.
        claimed: Whether the server before took it for speech; otherwise it is loud, and may be a cough.
    """

    pcm: bytes
    ended: bool
    claimed: bool


class RecentSound:
    """Follows the microphone and what the server says about its sound."""

    def __init__(self) -> None:
        self._chunks: deque[tuple[bytes, bool]] = deque()
        self._bytes = 0
        self._quiet_bytes = 0
        self._taken = 0  # bytes ever dropped at the front, so that marks stay valid
        self._marks: dict[str, int] = {}
        self._open: set[str] = set()
        self._claimed = False
        self.holding = False
        """Whether all is kept: the talk key is down, or no server listens."""

    def hear(self, pcm: bytes) -> None:
        """A chunk of PCM16 mono 24 kHz that was sent, or would be if a server were there."""
        loud = dbfs(to_float(np.frombuffer(pcm, "<i2"))) > SPEECH_FLOOR_DBFS
        self._quiet_bytes = 0 if loud else self._quiet_bytes + len(pcm)
        self._chunks.append((pcm, loud))
        self._bytes += len(pcm)
        claimed = bool(self._open or self._marks or self.holding)
        self._trim_to(LONGEST_S if claimed else UNCLAIMED_S)

    @property
    def quiet_s(self) -> float:
        """How long nothing loud was heard."""
        return self._quiet_bytes / BYTES_A_SECOND

    def began(self, item_id: str) -> None:
        """The server hears speech that will become this item."""
        self._open = {item_id}  # one speaks at a time
        self._claimed = True

    def ended(self, item_id: str) -> None:
        """What was heard so far is a turn; its words follow."""
        self._open.discard(item_id)
        self._claimed = True
        self._marks[item_id] = self._taken + self._bytes
        if len(self._marks) > MOST_MARKS:
            del self._marks[next(iter(self._marks))]

    def written(self, item_id: str) -> None:
        """The words of a turn are known, or it had none: its sound is not needed any more."""
        self._open.discard(item_id)
        mark = self._marks.pop(item_id, None)
        if mark is None:
            return
        while self._chunks and self._taken < mark:
            self._drop_first()
        self._marks = {item: at for item, at in self._marks.items() if at > mark}
        self._claimed = bool(self._open or self._marks)

    def answered(self) -> None:
        """All that was ended has its answer, written down or not."""
        for item_id in list(self._marks):
            self.written(item_id)

    def server_gone(self) -> None:
        """Items of that server mean nothing to the next; their sound is kept, and all that follows."""
        at = max(self._marks.values(), default=None)
        self._marks = {} if at is None else {"": at}
        self._open.clear()

    def forget(self) -> None:
        """The microphone was closed, or the traveller took the words back."""
        while self._chunks:
            self._drop_first()
        self._marks.clear()
        self._open.clear()
        self._claimed = False

    def utterance(self) -> Utterance | None:
        """What is still to be put into words, from half a second before its first loud chunk; None when all is."""
        loud = [n for n, (_, is_loud) in enumerate(self._chunks) if is_loud]
        if not loud:
            return None
        first, lead = loud[0], 0.0
        while first > 0 and lead < LEAD_S:
            first -= 1
            lead += len(self._chunks[first][0]) / BYTES_A_SECOND
        end = max(self._marks.values(), default=None)
        pcm = b"".join(chunk for chunk, _ in list(self._chunks)[first:])
        ended = end is not None and not self._loud_after(end)
        return Utterance(pcm, ended, self._claimed)

    def _loud_after(self, mark: int) -> bool:
        at = self._taken
        for pcm, loud in self._chunks:
            if loud and at >= mark:
                return True
            at += len(pcm)
        return False

    def _trim_to(self, seconds: float) -> None:
        while self._bytes > seconds * BYTES_A_SECOND:
            self._drop_first()

    def _drop_first(self) -> None:
        pcm, _ = self._chunks.popleft()
        self._bytes -= len(pcm)
        self._taken += len(pcm)
