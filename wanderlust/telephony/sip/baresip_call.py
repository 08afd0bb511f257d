"""One call through the baresip stack: its events in our words, its sound in frames of 20 ms."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable

from baresip.call import Call
from baresip.errors import AudioNotActive, AudioRestarted, BaresipError, StaleHandleError
from baresip.events import Event, StackEvent

from wanderlust.domain.calls.line import FRAME_MS, NARROW_RATE, LineEvent
from wanderlust.domain.errors import LineFailed
from wanderlust.telephony.admission import check_keys
from wanderlust.telephony.progress import CallProgress
from wanderlust.telephony.sip.outcomes import reason_of, status_in
from wanderlust.telephony.sound_queue import FrameCutter, SoundQueue

FRAME = NARROW_RATE * FRAME_MS // 1000 * 2
TURN_S = 0.01
# Kept in the stack's own buffer: late turns of a busy loop up to 40 ms are not heard, and a barge-in is.
AHEAD = 3 * FRAME
# A minute of speech made at once.
LONGEST = 60 * NARROW_RATE * 2
# The stack says that a call ended once the other side has agreed; a dead network never agrees.
PARTING_S = 2.0
# A key ends with three packets, 20 ms apart (RFC 4733, 2.5.1.4), behind what is queued; hung up earlier, it is lost.
KEY_RELEASED_S = 0.25
# A flush is done by the stack at its next packet: what is written before that would go with it.
DRAIN_S = 0.025
# Answered without sound in common, the stack keeps a call in which nobody hears anybody.
NO_SOUND_S = 4.0
LOST_FRAMES = 3  # after so many frames' time without sound, silence stands in its place


class BaresipCall:
    """A call under way; see ``assistant.ports.LineCall``."""

    def __init__(self, call: Call, early: Iterable[StackEvent], ring_s: float, now: Callable[[], float]) -> None:
        """Take over a call just dialled.

        Args:
            call: Of the stack.
            early: What the stack reported before it handed the call over; of other calls too.
            ring_s: How long it may ring.
            now: Seconds on a clock that only goes forward.
        """
        self._call, self._now = call, now
        self._progress = CallProgress(now)
        self._drained_at = 0.0
        self._queue, self._cutter = SoundQueue(LONGEST), FrameCutter(FRAME)
        self._tasks: set[asyncio.Future[None]] = set()
        self._keep(self._let_ring(ring_s))
        for event in early:
            if event.call == call.handle:
                self._hear(event)
        call.on(self._hear)
        call.on_dtmf(lambda digit: self._progress.hears_key(digit.digit))

    # -- as the agent sees it

    def events(self) -> AsyncIterator[LineEvent]:
        return self._progress.events()

    def frames(self) -> AsyncIterator[bytes]:
        return self._progress.frames()

    def write(self, pcm: bytes) -> None:
        if self._progress.talking:
            self._queue.put(pcm)
            self._send()

    def flush(self) -> int:
        unplayed = self._queue.clear() + self._handed_over()
        with contextlib.suppress(AudioNotActive, AudioRestarted):  # then nothing waits there
            self._call.audio.flush_tx()
            self._drained_at = self._now() + DRAIN_S
        return unplayed

    @property
    def queued(self) -> int:
        return self._queue.samples + self._handed_over()

    async def press(self, digits: str) -> None:
        check_keys(digits, self._progress.talking)
        try:
            await self._call.send_dtmf(digits)
            await asyncio.sleep(KEY_RELEASED_S)
        except BaresipError as error:
            raise LineFailed("The line did not take the keys.", "Say it instead.") from error

    async def hang_up(self) -> None:
        if self._progress.ended:
            return
        self._progress.parts("hung_up")
        self.flush()
        with contextlib.suppress(StaleHandleError):  # they hung up at the same moment
            await self._call.hangup()
        self._keep(self._part())

    async def closed(self) -> None:
        """Hang up and wait until nothing of it is left."""
        await self.hang_up()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._progress.end("hung_up")

    @property
    def over(self) -> bool:
        return self._progress.ended

    # -- within

    def _handed_over(self) -> int:
        """Samples in the stack's own buffer."""
        if self._now() < self._drained_at:
            return 0
        try:
            return self._call.audio.info().tx_buffered // 2
        except (AudioNotActive, AudioRestarted):
            return 0

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _hear(self, event: StackEvent) -> None:
        if event.event in (Event.CALL_RINGING, Event.CALL_PROGRESS):
            self._progress.rings()
        elif event.event is Event.CALL_ESTABLISHED and not self._progress.answered:
            self._progress.answers()
            self._keep(self._carry())
        elif event.event is Event.CALL_CLOSED:
            status, shown = status_in(event.text or "")
            if not self._progress.answered:
                self._progress.end(reason_of(status), shown)
            elif "rtp" in shown.lower() or "timed out" in shown.lower():
                self._progress.end("failed", shown)  # they are gone without a word
            else:
                self._progress.end("callee_hung_up", shown)

    async def _let_ring(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        if not self._progress.answered and not self._progress.ended:
            self._progress.parts("no_answer")
            await self.hang_up()

    async def _part(self) -> None:
        await asyncio.sleep(PARTING_S)
        self._progress.end("hung_up", "the other side did not confirm")

    async def _carry(self) -> None:
        """Sound both ways, every 10 ms, until the call ends."""
        due = active = self._now()
        while not self._progress.ended:
            try:
                arrived = self._call.audio.read(64 * FRAME)
                active = self._now()
            except (AudioNotActive, AudioRestarted):  # between two negotiations
                arrived = b""
                if self._now() - active > NO_SOUND_S:
                    self._progress.end("failed", "no sound in common")
                    with contextlib.suppress(StaleHandleError):
                        await self._call.hangup()
                    return
            frames = self._cutter.feed(arrived)
            now = self._now()
            if frames:
                due = now
            while not frames and now - due > LOST_FRAMES * FRAME_MS / 1000:
                # Nothing comes: those who listen still need their clock.
                self._progress.hears(bytes(FRAME))
                due += FRAME_MS / 1000
            for frame in frames:
                self._progress.hears(frame)
            self._send()
            await asyncio.sleep(TURN_S)

    def _send(self) -> None:
        if self._now() < self._drained_at:
            return
        try:
            room = AHEAD - self._call.audio.info().tx_buffered
            if room > 0 and (pcm := self._queue.take(room)):
                self._call.audio.write(pcm)
        except (AudioNotActive, AudioRestarted):
            return  # it waits for the next turn; a write that was refused is 60 ms of speech at most
