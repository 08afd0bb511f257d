"""A rehearsal in sound: a business on this computer picks up, listens and speaks, 20 ms at a time; nobody is called."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Protocol

from wanderlust.domain.calls.line import (
    FRAME_MS,
    NARROW_RATE,
    Answered,
    EndReason,
    LineAbilities,
    LineEnded,
    LineEvent,
    Ringing,
)
from wanderlust.domain.calls.policy import DialPermit
from wanderlust.dsp.utterances import UtteranceCutter
from wanderlust.telephony.admission import admit, check_keys
from wanderlust.telephony.rehearsal_business import Business

RING_S = 2.0
NO_ANSWER_S = 25.0
FRAME_S = FRAME_MS / 1000
FRAME_BYTES = NARROW_RATE * FRAME_MS // 1000 * 2
SILENCE = bytes(FRAME_BYTES)

Sleep = Callable[[float], Awaitable[None]]
BusinessMaker = Callable[[DialPermit], Business]


class Mouth(Protocol):
    """Speaks for the business."""

    async def speak(self, text: str, language: str, rate: int) -> bytes:
        """PCM16 mono."""
        ...


class Ears(Protocol):
    """Writes down what the business hears."""

    async def write_down(self, pcm: bytes, rate: int, language: str) -> str: ...


class RehearsalLine:
    """Fills ``ports.CallLine``.

    Args:
        business: Makes who answers.
        mouth: The voice it speaks with.
        ears: What it understands with.
        sleep: Waits; the loop's own in real time.
    """

    abilities = LineAbilities("rehearsal", rings_someone=False, tells_machines=False)

    def __init__(self, business: BusinessMaker, mouth: Mouth, ears: Ears, sleep: Sleep = asyncio.sleep) -> None:
        self._business, self._mouth, self._ears, self._sleep = business, mouth, ears, sleep
        self._call: RehearsalCall | None = None

    async def dial(self, permit: DialPermit) -> RehearsalCall:
        """Begin a call; raises LineFailed while another is under way."""
        admit(permit, "rehearsal", self._call is not None and not self._call.over)
        self._call = RehearsalCall(self._business(permit), self._mouth, self._ears, self._sleep)
        return self._call


class RehearsalCall:
    """Fills ``ports.LineCall``; lives in a task of its own from dialling to the end."""

    def __init__(self, business: Business, mouth: Mouth, ears: Ears, sleep: Sleep) -> None:
        self._business, self._mouth, self._ears, self._sleep = business, mouth, ears, sleep
        self._events: asyncio.Queue[LineEvent] = asyncio.Queue()
        self._frames: asyncio.Queue[bytes | None] = asyncio.Queue(maxsize=10)
        self._to_them = bytearray()
        self._from_them = bytearray()
        self._answered = False
        self._ended: EndReason | None = None
        self._ticks = 0
        self._thinking: asyncio.Task[None] | None = None
        self._cutter = UtteranceCutter()
        self._leaves_after_speaking = False
        self._life = asyncio.create_task(self._live())

    @property
    def over(self) -> bool:
        """Whether the call has ended."""
        return self._ended is not None

    async def events(self) -> AsyncIterator[LineEvent]:
        while True:
            event = await self._events.get()
            yield event
            if isinstance(event, LineEnded):
                return

    async def frames(self) -> AsyncIterator[bytes]:
        while (frame := await self._frames.get()) is not None:
            yield frame

    def write(self, pcm: bytes) -> None:
        """Queue sound for the business; dropped before it answers and after the end."""
        if self._answered and not self.over:
            self._to_them += pcm

    def flush(self) -> int:
        """Drop what waits; how many samples of it were not played."""
        left = len(self._to_them) // 2
        self._to_them.clear()
        return left

    @property
    def queued(self) -> int:
        """Samples that wait to be played."""
        return len(self._to_them) // 2

    async def press(self, digits: str) -> None:
        """Press keys; raises LineFailed for what is no key or when nobody is there."""
        check_keys(digits, self._answered and not self.over)
        self._business.pressed(digits)

    async def hang_up(self) -> None:
        """End the call; ending twice is allowed."""
        self._end("hung_up")

    # -- the other side ----------------------------------------------------------------------------------------------

    async def _live(self) -> None:
        try:
            self._events.put_nowait(Ringing())
            reason = self._business.picks_up
            await self._sleep(NO_ANSWER_S if reason == "no_answer" else RING_S)
            if reason is not None:
                self._end(reason)
            if self.over:
                return
            self._answered = True
            self._events.put_nowait(Answered())
            self._business.pick_up()
            while not self.over:
                await self._tick()
                await self._sleep(FRAME_S)
        finally:
            if self._thinking is not None:
                self._thinking.cancel()

    async def _tick(self) -> None:
        self._ticks += 1
        said, self._to_them = bytes(self._to_them[:FRAME_BYTES]), self._to_them[FRAME_BYTES:]
        whole = self._cutter.feed(said.ljust(FRAME_BYTES, b"\0"))
        if whole is not None:
            await self._settled()
            self._thinking = asyncio.create_task(self._hear(whole))
        elif not self._from_them and (self._thinking is None or self._thinking.done()) and not self._cutter.speaking:
            await self._settled()
            if self._leaves_after_speaking:
                self._end("callee_hung_up")
                return
            self._thinking = asyncio.create_task(self._speak())
        frame, self._from_them = bytes(self._from_them[:FRAME_BYTES]), self._from_them[FRAME_BYTES:]
        if self._frames.full():
            self._frames.get_nowait()  # a reader that sleeps loses the oldest sound, as on a real line
        self._frames.put_nowait(frame.ljust(FRAME_BYTES, b"\0"))

    async def _settled(self) -> None:
        """Let the last thought finish, so that its failure is heard of."""
        if self._thinking is not None:
            await self._thinking
            self._thinking = None

    async def _hear(self, pcm: bytes) -> None:
        text = await self._ears.write_down(pcm, NARROW_RATE, "en")
        if text.strip():
            self._business.hear(text)

    async def _speak(self) -> None:
        line = self._business.next_line()
        if line is None:
            return
        sound = await self._mouth.speak(line.text, "en", NARROW_RATE)
        self._from_them += SILENCE * round(line.after_s / FRAME_S) + sound
        self._leaves_after_speaking = line.hangs_up

    def _end(self, reason: EndReason) -> None:
        if self.over:
            return
        self._ended = reason
        self._to_them.clear()
        self._events.put_nowait(LineEnded(reason, seconds=self._ticks * FRAME_S))
        if self._frames.full():
            self._frames.get_nowait()
        self._frames.put_nowait(None)
