"""One call in plain Python: an INVITE and its answers, and G.711 in RTP packets of 20 ms."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Collection, Coroutine

from aiortp import RTPSession
from aiosipua import Codec, OutgoingCall, SdpMessage, SipUAC, parse_sdp

from wanderlust.domain.calls.line import FRAME_MS, NARROW_RATE, LineEvent
from wanderlust.domain.errors import LineFailed
from wanderlust.telephony.admission import check_keys
from wanderlust.telephony.progress import CallProgress
from wanderlust.telephony.sip.outcomes import reason_of
from wanderlust.telephony.sound_queue import FrameCutter, SoundQueue

FRAME = NARROW_RATE * FRAME_MS // 1000 * 2
LONGEST = 60 * NARROW_RATE * 2
# UDP loses requests: again after so many seconds each (RFC 3261, 17.1.1.2, timer A), as long as nothing comes back.
AGAIN_S = (0.5, 1.0, 2.0, 4.0)
SILENT_LINE_S = 8.0
KEY_MS, KEY_PAUSE_S = 120, 0.2
_CODECS = (0, 8)


def offer_of(here: str, port: int) -> SdpMessage:
    """What we can: both laws of G.711, and keys."""
    return parse_sdp(
        f"v=0\r\no=wanderlust 1 1 IN IP4 {here}\r\ns=-\r\nc=IN IP4 {here}\r\nt=0 0\r\n"
        f"m=audio {port} RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
        "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n"
    )


class PlainCall:
    """A call under way; see ``assistant.ports.LineCall``."""

    def __init__(
        self,
        client: SipUAC,
        call: OutgoingCall,
        here: tuple[str, int],
        heard: Collection[str],
        ring_s: float,
        now: Callable[[], float],
    ) -> None:
        """Take over an INVITE just sent.

        Args:
            client: Sent it.
            call: The transaction.
            here: Where our sound comes from.
            heard: The calls to which anything was answered.
            ring_s: How long it may ring.
            now: Seconds on a clock that only goes forward.
        """
        self._client, self._call, self._here, self._heard, self._now = client, call, here, heard, now
        self._progress = CallProgress(now)
        self._queue, self._cutter = SoundQueue(LONGEST), FrameCutter(FRAME)
        self._sound: RTPSession | None = None
        self._arrived = 0.0
        self._tasks: set[asyncio.Future[None]] = set()
        call.on_ringing = lambda _: self._progress.rings()
        call.on_answer = lambda _: self._keep(self._answered())
        call.on_rejected = lambda _, status, words: self._progress.end(reason_of(status), f"{status} {words}"[:120])
        self._keep(self._ask_again())
        self._keep(self._let_ring(ring_s))

    # -- as the agent sees it

    def events(self) -> AsyncIterator[LineEvent]:
        return self._progress.events()

    def frames(self) -> AsyncIterator[bytes]:
        return self._progress.frames()

    def write(self, pcm: bytes) -> None:
        if self._progress.talking:
            self._queue.put(pcm)

    def flush(self) -> int:
        return self._queue.clear()

    @property
    def queued(self) -> int:
        return self._queue.samples

    async def press(self, digits: str) -> None:
        check_keys(digits, self._progress.talking)
        if self._sound is None:
            raise LineFailed("The line did not take the keys.", "Say it instead.")
        for digit in digits:
            self._sound.send_dtmf(digit, KEY_MS, timestamp=round(self._now() * NARROW_RATE) & 0xFFFFFFFF)
            await asyncio.sleep(KEY_PAUSE_S)

    async def hang_up(self) -> None:
        if self._progress.ended:
            return
        self._progress.parts("hung_up")
        self._queue.clear()
        if self._call.hangup(self._client) is None:
            self._call.cancel(self._client)
        self._progress.end("hung_up")
        await self._end_sound()

    def hung_up(self, call_id: str) -> None:
        """The other side said goodbye to a call."""
        if call_id == self._call.call_id:
            self._progress.end("callee_hung_up")
            self._keep(self._end_sound())

    async def closed(self) -> None:
        """Hang up and wait until nothing of it is left."""
        await self.hang_up()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._end_sound()

    @property
    def over(self) -> bool:
        return self._progress.ended

    # -- within

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _ask_again(self) -> None:
        for pause in AGAIN_S:
            await asyncio.sleep(pause)
            if self._progress.ended or self._call.call_id in self._heard:
                return
            self._client.transport.send(self._call.invite, self._call.remote_addr)
        await asyncio.sleep(AGAIN_S[-1])
        if self._call.call_id not in self._heard:
            self._progress.end("failed", "nothing came back from there")

    async def _let_ring(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        if not self._progress.answered and not self._progress.ended:
            self._progress.parts("no_answer")
            await self.hang_up()

    async def _answered(self) -> None:
        answer = self._call.sdp_answer
        chosen = next((c.payload_type for c in _codecs(answer) if c.payload_type in _CODECS), None)
        there = answer.rtp_address if answer is not None else None
        if chosen is None or there is None or self._progress.ended:
            self._call.hangup(self._client)
            self._progress.end("failed", "no sound in common")
            return
        self._sound = await RTPSession.create(
            local_addr=self._here,
            remote_addr=there,
            payload_type=chosen,
            # Their address may be behind a NAT; sound comes on a steady clock, at most 120 ms late.
            symmetric_rtp=True,
            playout=True,
            playout_max_delay_ms=120,
        )
        self._sound.on_audio = self._hear
        self._sound.on_dtmf = lambda digit, _: self._progress.hears_key(digit)
        self._arrived = self._now()
        self._progress.answers()
        await self._carry(self._sound)

    def _hear(self, pcm: bytes, _: int) -> None:
        self._arrived = self._now()
        for frame in self._cutter.feed(pcm):
            self._progress.hears(frame)

    async def _carry(self, sound: RTPSession) -> None:
        """A packet every 20 ms, silence where nothing is said: it keeps NATs open and timeouts away."""
        due = self._now()
        while not self._progress.ended:
            while due <= self._now():
                sound.send_audio_pcm_auto(self._queue.take(FRAME).ljust(FRAME, b"\0"))
                due += FRAME_MS / 1000
            if self._now() - self._arrived > SILENT_LINE_S:
                self._call.hangup(self._client)
                self._progress.end("failed", "no sound has come for 8 s")
            await asyncio.sleep(max(0.0, due - self._now()))

    async def _end_sound(self) -> None:
        sound, self._sound = self._sound, None
        if sound is not None:
            with contextlib.suppress(OSError):  # its sockets are gone already
                await sound.close()


def _codecs(answer: SdpMessage | None) -> list[Codec]:
    return list(answer.audio.codecs) if answer is not None and answer.audio is not None else []
