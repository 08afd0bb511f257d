"""How far a call has come, and the two streams that whoever talks in it reads: events, and frames of the callee."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

from wanderlust.domain.calls.line import (
    Answered,
    AnsweredBy,
    DigitHeard,
    EndReason,
    Heard,
    LineEnded,
    LineEvent,
    Ringing,
)


class CallProgress:
    """Rings once, is answered once, ends once, whatever the carrier repeats.

    Args:
        now: Seconds on a clock that only goes forward.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._events: asyncio.Queue[LineEvent] = asyncio.Queue()
        self._frames: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._answered_at: float | None = None
        self._parting: EndReason | None = None
        self._rang = False
        self.ended = False

    @property
    def answered(self) -> bool:
        return self._answered_at is not None

    @property
    def talking(self) -> bool:
        return self.answered and not self.ended

    @property
    def parting(self) -> EndReason | None:
        """Why we are ending it, once we are."""
        return self._parting

    def rings(self) -> None:
        if not self._rang and not self.answered:
            self._rang = True
            self._events.put_nowait(Ringing())

    def answers(self) -> None:
        if not self.answered and not self.ended:
            self._answered_at = self._now()
            self._events.put_nowait(Answered())

    def answered_by(self, by: AnsweredBy) -> None:
        """Who it is was found out while the call runs: detection takes seconds, and the sound does not wait for it."""
        if self.talking:
            self._events.put_nowait(Answered(by))

    def hears_key(self, digit: str) -> None:
        self._events.put_nowait(DigitHeard(digit))

    def writes(self, words: Heard) -> None:
        """They wrote, beside or instead of speaking."""
        if self.talking:
            self._events.put_nowait(words)

    def hears(self, frame: bytes) -> None:
        if not self.ended:
            self._frames.put_nowait(frame)

    def parts(self, reason: EndReason) -> None:
        """We end it; the first reason counts."""
        self._parting = self._parting or reason

    def end(self, reason: EndReason, detail: str = "") -> None:
        """It is over. A reason of our own, given before, counts more than what the carrier makes of it."""
        if self.ended:
            return
        self.ended = True
        seconds = self._now() - self._answered_at if self._answered_at is not None else 0.0
        self._events.put_nowait(LineEnded(self._parting or reason, detail, seconds))
        self._frames.put_nowait(None)

    async def events(self) -> AsyncIterator[LineEvent]:
        """What happened, to the end."""
        while True:
            event = await self._events.get()
            yield event
            if isinstance(event, LineEnded):
                return

    async def frames(self) -> AsyncIterator[bytes]:
        """What the callee says, to the end."""
        while (frame := await self._frames.get()) is not None:
            yield frame
