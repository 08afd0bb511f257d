"""A rehearsal in words at the pace of speech: the window's own, with nobody called and no line needed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Protocol

from wanderlust.domain.calls.events import Side
from wanderlust.domain.calls.line import Answered, Heard, LineEnded, Quiet, Ringing, Said, TalkEvent
from wanderlust.dsp.utterances import UtteranceCutter
from wanderlust.telephony.rehearsal_business import Business
from wanderlust.telephony.sound_queue import FrameCutter

RATE = 24_000
"""Hertz of the microphone and of the voices here."""
RING_S, NO_ANSWER_S = 3.0, 25.0
WORDS_AT_ONCE = 2  # a caption grows by so many words
BREATH_S = 0.35
"""Between the end of what one side says and the other's first word at the least."""

Sleep = Callable[[float], Awaitable[None]]


class Mouth(Protocol):
    """Says something aloud, or lets the time pass that it would take."""

    async def speak(self, text: str, language: str, side: Side) -> None: ...

    def listen(self, hear: Callable[[bytes], None] | None) -> None:
        """Hand on what is said, PCM16 mono at ``RATE``; None says it without a sound."""
        ...

    def hush(self) -> None:
        """Stop in the middle of a word."""
        ...

    def pace(self, text: str) -> float:
        """Seconds that a text takes to say."""
        ...


class Ears(Protocol):
    """Writes down what the traveller says to the business themself."""

    async def write_down(self, pcm: bytes, rate: int, language: str) -> str: ...


class LiveRehearsal:
    """Fills ``ports.CallTalk`` and ``ports.LineSound`` for one call to a business on this computer.

    Args:
        business: Who answers.
        mouth: Says what both sides say.
        ears: Writes down the traveller's own voice.
        language: ISO 639-1 code of what they speak.
        sleep: Waits; the loop's own in real time.
    """

    def __init__(
        self, business: Business, mouth: Mouth, ears: Ears, language: str, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._business, self._mouth, self._ears = business, mouth, ears
        self._language, self._sleep = language, sleep
        self._taken = False
        self._frames = FrameCutter(RATE // 50 * 2)
        self._cutter = UtteranceCutter()
        self._own: list[str] = []
        self._writing: set[asyncio.Task[None]] = set()
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
            while self._own:
                yield Said(self._own.pop(0))
            line = None if self._speaking else self._business.next_line()
            if line is None:
                await self._pass(0.2 if self._taken else 1.0)
                self._quiet = 0.0 if self._speaking else self._quiet + (0.2 if self._taken else 1.0)
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

    # -- the traveller's ear and mouth -------------------------------------------------------------------------------

    @property
    def rate(self) -> int:
        return RATE

    def listen(self, hear: Callable[[bytes], None] | None) -> None:
        self._mouth.listen(hear)

    def hand_over(self, taken: bool) -> None:
        if self._taken and not taken and self._cutter.speaking:
            self._write(self._cutter.so_far())
        self._taken = taken
        self._cutter = UtteranceCutter()

    def send(self, pcm: bytes) -> None:
        for frame in self._frames.feed(pcm) if self._taken else ():
            whole = self._cutter.feed(frame)
            if whole is not None:
                self._write(whole)

    async def written(self) -> None:
        if self._writing:
            await asyncio.wait(tuple(self._writing))
        while self._own and not self._ended.is_set():
            await self._sleep(0.02)

    @property
    def _speaking(self) -> bool:
        """Whether our side speaks, or its words are still being written down: the business waits."""
        return self._saying or self._cutter.speaking or bool(self._writing)

    def _write(self, pcm: bytes) -> None:
        task = asyncio.ensure_future(self._written_down(pcm))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def _written_down(self, pcm: bytes) -> None:
        text = (await self._ears.write_down(pcm, RATE, self._language)).strip()
        if text and not self._ended.is_set():
            self._own.append(text)
            self._business.hear(text)

    # -- the words ---------------------------------------------------------------------------------------------------

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
