"""When each part of the session's sound was recorded, so that delays can be told from a person's last word on."""

from __future__ import annotations

from collections import deque

import numpy as np

from wanderlust.dsp.level import SPEECH_FLOOR_DBFS, dbfs, to_float

FRAME = 240  # samples: 10 ms at 24 kHz
KEPT = 6_000  # loud frames: a minute
TAIL_MS = 100  # the engine's last word may end so much before the last loud frame


class SpokenMarks:
    """The loud 10 ms frames of what was sent: where in the session's sound, and when they were recorded."""

    def __init__(self) -> None:
        self._loud: deque[tuple[int, float]] = deque(maxlen=KEPT)

    def sent(self, pcm: bytes, start_ms: int, recorded_at: float) -> None:
        """A chunk goes to the session, whose first sample is at ``start_ms`` there."""
        samples = to_float(np.frombuffer(pcm, "<i2"))
        count = len(samples) // FRAME
        for n in range(count):
            if dbfs(samples[n * FRAME : (n + 1) * FRAME]) > SPEECH_FLOOR_DBFS:
                self._loud.append((start_ms + 10 * (n + 1), recorded_at - 0.01 * (count - n - 1)))

    def last_word(self, end_ms: int) -> float | None:
        """When (monotonic) the last loud frame of an utterance that ended there was recorded."""
        return next((at for ms, at in reversed(self._loud) if ms <= end_ms + TAIL_MS), None)
