"""A rehearsal in words at the pace of speech: the window's own, with nobody called and no line needed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Protocol

from wanderlust.domain.calls.events import Side
from wanderlust.domain.calls.line import Answered, Heard, LineEnded, Quiet, Ringing, TalkEvent
from wanderlust.telephony.rehearsal_business import Business

RING_S, NO_ANSWER_S = 3.0, 25.0
WORDS_AT_ONCE = 2  # a caption grows by so many words
BREATH_S = 0.35
"""Between the end of what one side says and the other's first word at the least."""

Sleep = Callable[[float], Awaitable[None]]


class Mouth(Protocol):
    """Says something aloud, or lets the time pass that it would take."""

    async def speak(self, text: str, language: str, side: Side) -> None: ...

    def hush(self) -> None:
        """Stop in the middle of a word."""
        ...

    def pace(self, text: str) -> float:
        """Seconds that a text takes to say."""
        ...


class LiveRehearsal:
    """Fills ``ports.CallTalk`` for one call to a business on this computer.

    Args:
        business: Who answers.
        mouth: Says what both sides say.
        language: ISO 639-1 code of what they speak.
        sleep: Waits; the loop's own in real time.
    """

    def __init__(self, business: Business, mouth: Mouth, language: str, sleep: Sleep = asyncio.sleep) -> None:
        self._business, self._mouth, self._language, self._sleep = business, mouth, language, sleep
        self._ended = asyncio.Event()
        self._hushed = asyncio.Event()
        self._saying = False
        self._quiet = self._seconds = 0.0

    async def events(self) -> AsyncIterator[TalkEvent]:
        yield Ringing()
        reason = self._business.picks_up
        await self._pass(NO_ANSWER_S if reason == "no_answer" else RING_S)
        if reason is not None and not self._ended.is_set():
            yield LineEnded(reason)
            return
        if not self._ended.is_set():
            self._business.pick_up()
            yield Answered()
        while not self._ended.is_set():
            line = None if self._saying else self._business.next_line()
            if line is None:
                await self._pass(1.0)
                self._quiet = 0.0 if self._saying else self._quiet + 1.0
                if self._quiet:
                    yield Quiet(self._quiet)
                continue
            await self._pass(max(BREATH_S, line.after_s))
            speaking = asyncio.ensure_future(self._mouth.speak(line.text, self._language, "them"))
            try:
                words, seconds = line.text.split(), self._mouth.pace(line.text)
                for end in range(WORDS_AT_ONCE, len(words), WORDS_AT_ONCE):
                    await self._pass(seconds * WORDS_AT_ONCE / len(words))
                    if self._ended.is_set():
                        break
                    yield Heard(" ".join(words[:end]), final=False)
                await self._until_ended(speaking)
            finally:
                speaking.cancel()
            if self._ended.is_set():
                break
            self._quiet = 0.0
            yield Heard(line.text, seconds=seconds)
            if line.hangs_up:
                yield LineEnded("callee_hung_up", seconds=self._seconds)
                return
        yield LineEnded("hung_up", seconds=self._seconds)

    async def say(self, text: str, language: str) -> None:
        """Say it at the pace of speech; the business hears it when it is out, or not at all when it was hushed."""
        self._hushed.clear()
        self._saying = True
        speaking = asyncio.ensure_future(self._mouth.speak(text, language, "us"))
        stopped = asyncio.ensure_future(self._hushed.wait())
        try:
            await asyncio.wait((speaking, stopped), return_when=asyncio.FIRST_COMPLETED)
            if speaking.done() and not self._ended.is_set():
                speaking.result()
                self._business.hear(text)
        finally:
            speaking.cancel()
            stopped.cancel()
            self._saying, self._quiet = False, 0.0

    def flush(self) -> None:
        self._mouth.hush()
        self._hushed.set()

    async def press(self, digits: str) -> None:
        self._business.pressed(digits)

    async def hang_up(self) -> None:
        self._ended.set()
        self.flush()

    async def _pass(self, seconds: float) -> None:
        """Let time pass, or the call end."""
        self._seconds += seconds
        waiting = asyncio.ensure_future(self._sleep(seconds))
        await self._until_ended(waiting)
        waiting.cancel()

    async def _until_ended(self, task: asyncio.Future[None]) -> None:
        ended = asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait((task, ended), return_when=asyncio.FIRST_COMPLETED)
        finally:
            ended.cancel()
        if task.done() and not task.cancelled():
            task.result()
