"""One call through Twilio: its state from the REST API, its sound from the Media Stream."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Coroutine

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from wanderlust.domain.calls.line import (
    FRAME_MS,
    NARROW_RATE,
    Answered,
    AnsweredBy,
    DigitHeard,
    EndReason,
    LineEnded,
    LineEvent,
    Ringing,
)
from wanderlust.domain.errors import BadInput, LineFailed
from wanderlust.dsp.dtmf import key_tones
from wanderlust.dsp.g711 import decode_mu_law, encode_mu_law
from wanderlust.telephony.sound_queue import FrameCutter
from wanderlust.telephony.twilio.carrier import CarrierStatus, TwilioCarrier
from wanderlust.telephony.twilio.media_frames import (
    KeyPressed,
    MarkPassed,
    SoundHeard,
    StreamStarted,
    StreamStopped,
    clear_frame,
    mark_frame,
    read_frame,
    sound_frame,
)
from wanderlust.telephony.twilio.playout import Playout

log = logging.getLogger(__name__)

FRAME = NARROW_RATE * FRAME_MS // 1000 * 2
TURN_S = 0.02
POLL_S = 1.0
PARTING_S = 4.0
LOST_AFTER = 8  # questions in a row that Twilio did not answer
_REASONS: dict[str, EndReason] = {
    "busy": "busy",
    "no-answer": "no_answer",
    "canceled": "no_answer",
    "failed": "failed",
    "completed": "callee_hung_up",
}


class TwilioCall:
    """A call under way; see ``assistant.ports.LineCall``."""

    def __init__(self, carrier: TwilioCarrier, now: Callable[[], float], poll_s: float = POLL_S) -> None:
        """Not yet known to Twilio: ``watch`` it once it is.

        Args:
            carrier: The REST API.
            now: Seconds on a clock that only goes forward.
            poll_s: Between two questions how it stands.
        """
        self._carrier, self._now, self._poll_s = carrier, now, poll_s
        self._events: asyncio.Queue[LineEvent] = asyncio.Queue()
        self._frames: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._playout, self._cutter = Playout(), FrameCutter(FRAME)
        self._sid = ""
        self._stream: tuple[ServerConnection, str] | None = None
        self._answered_at: float | None = None
        self._parting: EndReason | None = None
        self._ended = self._rang = False
        self._by: AnsweredBy = "unknown"
        self._tasks: set[asyncio.Future[None]] = set()
        self.dollars: float | None = None

    # -- as the agent sees it

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
        if self._stream is not None and not self._ended:
            self._playout.put(pcm)

    def flush(self) -> int:
        unplayed = self._playout.clear(self._now())
        if self._stream is not None and not self._ended:
            self._keep(self._send(clear_frame(self._stream[1])))
        return unplayed

    @property
    def queued(self) -> int:
        return self._playout.waiting

    async def press(self, digits: str) -> None:
        """As tones in the sound: a stream in both directions takes no others."""
        try:
            self.write(key_tones(digits, NARROW_RATE).tobytes())
        except ValueError as error:
            raise LineFailed(f"“{digits}” are no keys of a telephone.", "Use 0 to 9, * and #.") from error

    async def hang_up(self) -> None:
        if self._ended:
            return
        self._parting = self._parting or "hung_up"
        self.flush()
        if self._stream is not None:
            # The stream is all that the call does there: without it the call ends, even if the API is out of reach.
            self._keep(self._stream[0].close())
        self._keep(self._part())

    # -- as the line sees it

    def watch(self, sid: str) -> None:
        """Twilio has taken the call under this name."""
        self._sid = sid
        self._keep(self._poll())

    def fail(self, detail: str) -> None:
        """It came to nothing."""
        self._end("failed", detail)

    async def join(self, connection: ServerConnection, started: StreamStarted) -> None:
        """Carry its sound until the stream ends; for the server that took the connection."""
        if self._ended or (self._sid and started.call != self._sid):
            await connection.close(1008)
            return
        self._stream = (connection, started.stream)
        self._answer()
        sender = asyncio.ensure_future(self._carry())
        try:
            async for text in connection:
                self._hear(text)
        except ConnectionClosed:
            log.info("the telephone stream broke")
        finally:
            sender.cancel()
            self._stream = None
            self._end(self._parting or "callee_hung_up", "")

    async def closed(self) -> None:
        """Hang up and wait until nothing of it is left."""
        await self.hang_up()
        pending = [task for task in self._tasks if not task.done()]
        if pending:
            await asyncio.wait(pending, timeout=PARTING_S)
        for task in self._tasks:
            task.cancel()
        self._end(self._parting or "hung_up", "")

    # -- within

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _answer(self) -> None:
        if self._answered_at is None:
            self._answered_at = self._now()
            self._events.put_nowait(Answered())

    def _hear(self, text: str | bytes) -> None:
        try:
            frame = read_frame(text)
        except BadInput as error:
            log.warning("%s", error)
            return
        match frame:
            case SoundHeard():
                for pcm in self._cutter.feed(decode_mu_law(frame.mu_law).tobytes()):
                    self._frames.put_nowait(pcm)
            case MarkPassed():
                self._playout.passed(frame.name)
            case KeyPressed():
                self._events.put_nowait(DigitHeard(frame.digit))
            case StreamStopped():
                self._end(self._parting or "callee_hung_up", "")

    def _end(self, reason: EndReason, detail: str) -> None:
        if self._ended:
            return
        self._ended = True
        seconds = self._now() - self._answered_at if self._answered_at is not None else 0.0
        self._playout.clear(self._now())
        self._events.put_nowait(LineEnded(reason, detail, seconds))
        self._frames.put_nowait(None)

    async def _send(self, frame: str) -> None:
        if self._stream is not None:
            with contextlib.suppress(ConnectionClosed):  # its reader notices and ends the call
                await self._stream[0].send(frame)

    async def _carry(self) -> None:
        assert self._stream is not None
        import numpy as np

        stream = self._stream[1]
        while True:
            for piece in self._playout.due(self._now()):
                sound = encode_mu_law(np.frombuffer(piece.pcm, "<i2").astype(np.int16))
                await self._send(sound_frame(stream, sound))
                await self._send(mark_frame(stream, piece.mark))
            await asyncio.sleep(TURN_S)

    async def _poll(self) -> None:
        unanswered = 0
        while not self._ended:
            try:
                self._take(await self._carrier.status(self._sid))
                unanswered = 0
            except LineFailed as error:
                unanswered += 1
                if unanswered >= LOST_AFTER and self._stream is None:
                    self._end("failed", str(error))
            await asyncio.sleep(self._poll_s)

    def _take(self, status: CarrierStatus) -> None:
        self.dollars = status.dollars if status.dollars is not None else self.dollars
        if status.status == "ringing" and not self._rang:
            self._rang = True
            self._events.put_nowait(Ringing())
        by: AnsweredBy = "human" if status.answered_by == "human" else "machine" if status.answered_by else self._by
        if by != self._by and self._answered_at is not None and status.answered_by != "unknown":
            self._by = by
            self._events.put_nowait(Answered(by))  # detection takes some seconds; the sound does not wait for it
        if status.over:
            self._end(self._parting or _REASONS[status.status], status.status)

    async def _part(self) -> None:
        if self._sid:
            try:
                await self._carrier.hang_up(self._sid)
            except LineFailed as error:
                log.warning("hanging up: %s", error)
        self._end(self._parting or "hung_up", "")
