"""Whether an open stream still runs, asked of its C callback, so that a stalled interpreter is no false alarm."""

from __future__ import annotations

from typing import Any

LOST_AFTER = 0.5
"""Seconds without a block after which a stream counts as lost."""

FIRST_BLOCK_WITHIN = 4.0
"""Seconds a newly opened stream may take to its first block: a null sink that slept took up to 1.9."""


class StreamPulse:
    """Leaves a question for the callback at every look; no answer for 500 ms means that no block was run."""

    def __init__(self, stream: Any) -> None:
        """``stream`` is an rtmixer stream that was started."""
        self._stream = stream
        self._question: Any = None
        self._asked_at = 0.0
        self._begun = False
        self.blocks = 0
        self.slips = 0
        """Under- and overflows PortAudio has reported since the stream was opened."""

    def beats(self, now: float) -> bool:
        """Look once; ``now`` in seconds of a clock that only grows. Call from one thread at a time."""
        if not self._stream.active:
            return False
        if self._question is not None:
            if self._question in self._stream.actions:
                return now - self._asked_at < (LOST_AFTER if self._begun else FIRST_BLOCK_WITHIN)
            stats = self._question.stats
            self.blocks += int(stats.blocks)
            self.slips += int(stats.output_underflows) + int(stats.input_overflows)
            self._begun = True
        try:
            self._question = self._stream.fetch_and_reset_stats()
        except RuntimeError:  # the action queue is full: nothing reads it any more
            return False
        self._asked_at = now
        return True
