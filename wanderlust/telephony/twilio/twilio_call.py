"""One call through Twilio: its state from the REST API, its sound from the Media Stream."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Coroutine

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from wanderlust.domain.calls.line import FRAME_MS, NARROW_RATE, AnsweredBy, EndReason, LineEvent
from wanderlust.domain.errors import BadInput, LineFailed
from wanderlust.dsp.dtmf import key_tones
from wanderlust.dsp.g711 import decode_mu_law, encode_mu_law
from wanderlust.telephony.admission import check_keys
from wanderlust.telephony.progress import CallProgress
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
        self._progress = CallProgress(now)
        self._playout, self._cutter = Playout(), FrameCutter(FRAME)
        self._sid = ""
        self._stream: tuple[ServerConnection, str] | None = None
        self._by: AnsweredBy = "unknown"
        self._tasks: set[asyncio.Future[None]] = set()
        self.dollars: float | None = None

    # -- as the agent sees it

    def events(self) -> AsyncIterator[LineEvent]:
        return self._progress.events()

    def frames(self) -> AsyncIterator[bytes]:
        return self._progress.frames()

    def write(self, pcm: bytes) -> None:
        if self._stream is not None and not self._progress.ended:
            self._playout.put(pcm)

    def flush(self) -> int:
        unplayed = self._playout.clear(self._now())
        if self._stream is not None and not self._progress.ended:
            self._keep(self._send(clear_frame(self._stream[1])))
        return unplayed

    @property
    def queued(self) -> int:
        return self._playout.waiting

    async def press(self, digits: str) -> None:
        """As tones in the sound: a stream in both directions takes no others."""
        check_keys(digits, self._progress.talking)
        self.write(key_tones(digits, NARROW_RATE).tobytes())

    async def hang_up(self) -> None:
        if self._progress.ended:
            return
        self._progress.parts("hung_up")
        self.flush()
        if self._stream is not None:
            # The stream is all that the call does there: without it the call ends, even if the API is out of reach.
            await self._stream[0].close()
            self._progress.end("hung_up")
            self._keep(self._part())
        else:
            await self._part()

    @property
    def over(self) -> bool:
        return self._progress.ended

    # -- as the line sees it

    def watch(self, sid: str) -> None:
        """Twilio has taken the call under this name."""
        self._sid = sid
        self._keep(self._poll())

    def fail(self, detail: str) -> None:
        """It came to nothing."""
        self._progress.end("failed", detail)

    async def join(self, connection: ServerConnection, started: StreamStarted) -> None:
        """Carry its sound until the stream ends; for the server that took the connection."""
        if self._progress.ended or (self._sid and started.call != self._sid):
            await connection.close(1008)
            return
        self._stream = (connection, started.stream)
        self._progress.answers()
        sender = asyncio.ensure_future(self._carry())
        try:
            async for text in connection:
                self._hear(text)
        except ConnectionClosed:
            log.info("the telephone stream broke")
        finally:
            sender.cancel()
            self._stream = None
            self._progress.end("callee_hung_up")

    async def closed(self) -> None:
        """Hang up and wait until nothing of it is left."""
        await self.hang_up()
        pending = [task for task in self._tasks if not task.done()]
        if pending:
            await asyncio.wait(pending, timeout=PARTING_S)
        for task in self._tasks:
            task.cancel()
        self._progress.end("hung_up")

    # -- within

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _hear(self, text: str | bytes) -> None:
        try:
            frame = read_frame(text)
        except BadInput as error:
            log.warning("%s", error)
            return
        match frame:
            case SoundHeard():
                for pcm in self._cutter.feed(decode_mu_law(frame.mu_law).tobytes()):
                    self._progress.hears(pcm)
            case MarkPassed():
                self._playout.passed(frame.name)
            case KeyPressed():
                self._progress.hears_key(frame.digit)
            case StreamStopped():
                self._progress.end("callee_hung_up")

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
        while not self._progress.ended:
            try:
                self._take(await self._carrier.status(self._sid))
                unanswered = 0
            except LineFailed as error:
                unanswered += 1
                if unanswered >= LOST_AFTER and self._stream is None:
                    self._progress.end("failed", str(error))
            await asyncio.sleep(self._poll_s)

    def _take(self, status: CarrierStatus) -> None:
        self.dollars = status.dollars if status.dollars is not None else self.dollars
        if status.status == "ringing":
            self._progress.rings()
        by: AnsweredBy = "human" if status.answered_by == "human" else "machine" if status.answered_by else self._by
        if by != self._by and self._progress.answered and status.answered_by != "unknown":
            self._by = by
            self._progress.answered_by(by)
        if status.over:
            self._progress.end(_REASONS[status.status], status.status)

    async def _part(self) -> None:
        if self._sid:
            try:
                await self._carrier.hang_up(self._sid)
            except LineFailed as error:
                log.warning("hanging up: %s", error)
        self._progress.end("hung_up")
