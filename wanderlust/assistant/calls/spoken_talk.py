"""A call in words over a line in sound: utterances are cut and written down, answers spoken and cut short.

The traveller may listen in, and may speak themself: then their voice goes to the line, and their words are written down
as those of the callee are.
"""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable

from wanderlust.assistant.ports import CallEars, CallVoice, LineCall
from wanderlust.domain.calls.line import Answered, Heard, LineEnded, Quiet, Said, TalkEvent
from wanderlust.dsp.mixing import mixed
from wanderlust.dsp.utterances import FRAME_S, UtteranceCutter

EARLY_FRAMES = 15
"""After 300 ms of silence they are probably done: their words are written down while the rest of the pause passes."""
BARGE_IN_FRAMES = 15
"""300 ms of their speech stop ours: less would be a "mm-hm"."""

ASKED_S = 0.44
"""After so much silence a question is over; what is none may go on for longer (``utterances.END_S``)."""

_SENTENCES = re.compile(r"(?<=[.!?] )(?=[A-ZÀ-Þ¿¡])|(?<=[。！？])(?=.)")
LATEST_S = 0.3
"""A traveller's voice that waits longer than this for the line is dropped: clocks differ, late words are no talk."""

Sleep = Callable[[float], Awaitable[None]]


class SpokenTalk:
    """Fills ``ports.CallTalk`` and ``ports.LineSound`` over any ``ports.LineCall``.

    The first thing said, which tells who calls, is said to its end whoever speaks.

    Args:
        call: Dialled.
        rate: Hertz of its sound.
        voice: The local voice.
        ears: The local recogniser.
        language: ISO 639-1 code of what they speak.
        sleep: Waits; the loop's own in real time.
    """

    def __init__(
        self,
        call: LineCall,
        rate: int,
        voice: CallVoice,
        ears: CallEars,
        language: str,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._call, self._rate, self._voice, self._ears = call, rate, voice, ears
        self._language, self._sleep = language, sleep
        self._events: asyncio.Queue[TalkEvent] = asyncio.Queue()
        self._cutter = UtteranceCutter()
        self._stopped = asyncio.Event()
        self._saying = self._opened = self._over = False
        self._their_frames = 0
        self._quiet_frames = 0
        self._early: asyncio.Task[str] | None = None
        self._utterances: asyncio.Queue[tuple[asyncio.Task[str], Callable[[str], TalkEvent]]] = asyncio.Queue()
        self._unwritten = 0
        self._listener: Callable[[bytes], None] | None = None
        self._ours = bytearray()
        self._taken = False
        self._rest = bytearray()
        self._own_cutter = UtteranceCutter()

    # -- the traveller's ear and mouth -------------------------------------------------------------------------------

    @property
    def rate(self) -> int:
        return self._rate

    def listen(self, hear: Callable[[bytes], None] | None) -> None:
        self._listener = hear
        self._ours.clear()

    def hand_over(self, taken: bool) -> None:
        if self._taken and not taken and self._own_cutter.speaking:
            self._write_own(self._own_cutter.so_far())
        self._taken = taken
        self._rest.clear()
        self._own_cutter = UtteranceCutter()

    def send(self, pcm: bytes) -> None:
        if not self._taken or self._over:
            return
        if self._call.queued > LATEST_S * self._rate:
            self._call.flush()
        self._call.write(pcm)
        self._rest += pcm
        size = round(self._rate * FRAME_S) * 2
        while len(self._rest) >= size:
            whole = self._own_cutter.feed(bytes(self._rest[:size]))
            del self._rest[:size]
            if whole is not None:
                self._write_own(whole)

    async def written(self) -> None:
        while (self._unwritten or not self._events.empty()) and not self._over:
            await self._sleep(FRAME_S)

    def _write_own(self, pcm: bytes) -> None:
        self._unwritten += 1
        self._utterances.put_nowait((self._writing(pcm), Said))

    # -- the words ---------------------------------------------------------------------------------------------------

    async def events(self) -> AsyncIterator[TalkEvent]:
        watching = asyncio.create_task(self._watch())
        listening: asyncio.Task[None] | None = None
        telling = asyncio.create_task(self._tell())
        try:
            while True:
                event = await self._next(watching, listening, telling)
                if isinstance(event, Answered):
                    listening = asyncio.create_task(self._listen())
                yield event
                if isinstance(event, LineEnded):
                    return
        finally:
            for task in (watching, listening, telling, self._early):
                if task is not None:
                    task.cancel()

    async def say(self, text: str, language: str) -> None:
        """Say it; returns when it was played, cut short by them, or flushed."""
        self._stopped.clear()
        self._saying = True
        first, self._opened = not self._opened, True
        parts = deque(_SENTENCES.split(text))
        making: asyncio.Task[bytes] | None = None
        try:
            sound = await self._spoken(parts.popleft(), language)
            if sound is None or self._over:
                return
            self._their_frames = 0
            self._play(sound)
            while (self._call.queued or making or parts) and not self._stopped.is_set() and not self._over:
                # The next sentence is made while this one is heard: the first sound waits for no other.
                if making is None and parts:
                    making = asyncio.ensure_future(self._voice.speak(parts.popleft(), language, self._rate))
                if making is not None and making.done():
                    self._play(making.result())
                    making = None
                await self._sleep(FRAME_S)
                if not first and self._their_frames >= BARGE_IN_FRAMES:
                    self._drop()
                    return
        finally:
            if making is not None:
                making.cancel()
            self._saying = False
            self._quiet_frames = 0

    def _play(self, sound: bytes) -> None:
        self._call.write(sound)
        if self._listener is not None:
            self._ours += sound

    def flush(self) -> None:
        self._stopped.set()
        self._drop()

    def _drop(self) -> None:
        self._call.flush()
        self._ours.clear()

    async def press(self, digits: str) -> None:
        await self._call.press(digits)

    async def hang_up(self) -> None:
        self._over = True
        self._stopped.set()
        await self._call.hang_up()

    async def _spoken(self, text: str, language: str) -> bytes | None:
        """The sound, or None when it was stopped before it was made."""
        making = asyncio.ensure_future(self._voice.speak(text, language, self._rate))
        stop = asyncio.ensure_future(self._stopped.wait())
        await asyncio.wait((making, stop), return_when=asyncio.FIRST_COMPLETED)
        stop.cancel()
        if not making.done():
            making.cancel()
            return None
        return making.result()

    async def _next(self, *tasks: asyncio.Task[None] | None) -> TalkEvent:
        """The next event; a task that broke is heard of here."""
        waiting = asyncio.ensure_future(self._events.get())
        running = [task for task in tasks if task is not None and not task.done()]
        await asyncio.wait((waiting, *running), return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            if task is not None and task.done() and not task.cancelled() and (error := task.exception()) is not None:
                waiting.cancel()
                raise error
        return await waiting

    async def _watch(self) -> None:
        async for event in self._call.events():
            self._over = self._over or isinstance(event, LineEnded)
            self._events.put_nowait(event)

    async def _listen(self) -> None:
        async for frame in self._call.frames():
            self._hand_on(frame)
            whole = self._cutter.feed(frame) or self._asked()
            self._their_frames = self._their_frames + 1 if self._cutter.speaking else 0
            self._write_early()
            if whole is not None:
                writing, self._early = self._early or self._writing(whole), None
                self._unwritten += 1
                self._utterances.put_nowait((writing, _heard_for(len(whole) / 2 / self._rate)))
            elif self._cutter.speaking or self._saying or self._unwritten:
                self._quiet_frames = 0
            else:
                self._quiet_frames += 1
                if self._quiet_frames % round(1 / FRAME_S) == 0 and self._events.empty():
                    self._events.put_nowait(Quiet(self._quiet_frames * FRAME_S))

    def _asked(self) -> bytes | None:
        """What they said, when it is a question: whoever asks waits for the answer, and goes on seldom."""
        early = self._early
        if not self._cutter.speaking or self._cutter.quiet_s < ASKED_S or early is None or not early.done():
            return None
        written = not early.cancelled() and early.exception() is None and early.result()
        return self._cutter.end() if written and written.endswith("?") else None

    def _hand_on(self, frame: bytes) -> None:
        """To who listens in: them, and our voice beside it."""
        if self._listener is not None:
            ours = bytes(self._ours[: len(frame)])
            del self._ours[: len(frame)]
            self._listener(mixed(frame, ours) if ours else frame)

    def _write_early(self) -> None:
        """Begin to write down in a pause; if they go on, that was for nothing."""
        silent_frames = round(self._cutter.quiet_s / FRAME_S)
        if not self._cutter.speaking:
            return
        if silent_frames == EARLY_FRAMES:
            self._early = self._writing(self._cutter.so_far())
        elif silent_frames == 0 and self._early is not None:
            self._early.cancel()
            self._early = None

    def _writing(self, pcm: bytes) -> asyncio.Task[str]:
        return asyncio.ensure_future(self._write(pcm))

    async def _write(self, pcm: bytes) -> str:
        return (await self._ears.write_down(pcm, self._rate, self._language)).strip()

    async def _tell(self) -> None:
        """Hand on utterances in the order in which they were said."""
        while True:
            writing, event = await self._utterances.get()
            text = await writing
            self._unwritten -= 1
            self._quiet_frames = 0
            if text:
                self._events.put_nowait(event(text))


def _heard_for(seconds: float) -> Callable[[str], TalkEvent]:
    return lambda text: Heard(text, seconds=seconds)
