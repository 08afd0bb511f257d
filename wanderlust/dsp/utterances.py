"""Cuts a telephone's sound into what was said at one go, by its loudness alone."""

from __future__ import annotations

from collections import deque

import numpy as np

from wanderlust.dsp.level import SPEECH_FLOOR_DBFS, dbfs, to_float

FRAME_S = 0.02
# Less cuts people off between clauses; callers who wait longer are talked over.
END_S = 0.7
BEGIN_FRAMES = 3
LEAD_FRAMES = 10
LONGEST_S = 30.0


class UtteranceCutter:
    """Takes frames of 20 ms, PCM16 mono, and gives back whole utterances.

    Attributes:
        speaking: Whether somebody is speaking now.
        quiet_s: Seconds since the last loud frame.
    """

    def __init__(self, end_s: float = END_S) -> None:
        self._end_frames = round(end_s / FRAME_S)
        self._lead: deque[bytes] = deque(maxlen=LEAD_FRAMES)
        self._frames: list[bytes] = []
        self._loud = self._silent = 0
        self.speaking = False

    @property
    def quiet_s(self) -> float:
        return self._silent * FRAME_S

    def so_far(self) -> bytes:
        """What was said since they began, the silence after it included."""
        return b"".join(self._frames)

    def feed(self, frame: bytes) -> bytes | None:
        """Take a frame; the utterance it ended, or None."""
        loud = dbfs(to_float(np.frombuffer(frame, "<i2"))) > SPEECH_FLOOR_DBFS
        self._silent = 0 if loud else self._silent + 1
        self._loud = self._loud + 1 if loud else 0
        if not self.speaking:
            self._lead.append(frame)
            if self._loud < BEGIN_FRAMES:
                return None
            self.speaking = True
            self._frames = list(self._lead)
            self._lead.clear()
            return None
        self._frames.append(frame)
        if self._silent < self._end_frames and len(self._frames) * FRAME_S < LONGEST_S:
            return None
        return self.end()

    def end(self) -> bytes:
        """Take what they say as over now; the utterance."""
        self.speaking = False
        whole, self._frames = b"".join(self._frames), []
        return whole
