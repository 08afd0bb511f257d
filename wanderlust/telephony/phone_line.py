"""A rehearsal that the traveller answers: a telephone that rings on this computer, and is picked up or not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from wanderlust.domain.calls.line import FRAME_MS, Heard, LineAbilities, LineEvent
from wanderlust.domain.calls.policy import DialPermit
from wanderlust.telephony.admission import admit, check_keys
from wanderlust.telephony.progress import CallProgress
from wanderlust.telephony.sound_queue import FrameCutter, SoundQueue

RATE = 24_000
"""Hertz of microphone, loudspeaker and voice here, so that nothing is converted on the way."""
NO_ANSWER_S = 40.0
FRAME_S = FRAME_MS / 1000
LONGEST_S = 60.0  # of a voice that waits to be heard
LATEST_FRAMES = 15  # of the microphone: later sound is no talk any more

Sleep = Callable[[float], Awaitable[None]]
Now = Callable[[], float]


class PhoneLine:
    """Fills ``ports.CallLine``; whoever holds the telephone finds it in ``phone``.

    Args:
        now: Seconds on a clock that only goes forward.
        sleep: Waits; the loop's own in real time.
    """

    abilities = LineAbilities("rehearsal", rings_someone=False, tells_machines=False, rate=RATE)

    def __init__(self, now: Now, sleep: Sleep = asyncio.sleep) -> None:
        self._now, self._sleep = now, sleep
        self.phone: Phone | None = None

    async def dial(self, permit: DialPermit) -> Phone:
        """Let it ring; raises LineFailed while another call is under way."""
        admit(permit, "rehearsal", self.phone is not None and not self.phone.over)
        self.phone = Phone(self._now, self._sleep)
        return self.phone


class Phone:
    """Fills ``ports.LineCall`` on one side; the other side is the telephone in the traveller's hand.

    Typed words go as text beside the sound, so that nothing is lost in being spoken and written down again.

    Attributes:
        earpiece: Takes what the caller says, a frame at a time; None = nobody listens, and its time passes.
    """

    def __init__(self, now: Now, sleep: Sleep) -> None:
        self._progress = CallProgress(now)
        self._sleep, self._now = sleep, now
        self._to_them = SoundQueue(round(LONGEST_S * RATE) * 2)
        self._cutter = FrameCutter(RATE * FRAME_MS // 1000 * 2)
        self._spoken: list[bytes] = []
        self.earpiece: Callable[[bytes], None] | None = None
        self.pressed = ""
        self._life = asyncio.create_task(self._live())

    # -- the caller's side -------------------------------------------------------------------------------------------

    @property
    def over(self) -> bool:
        """Whether the call has ended."""
        return self._progress.ended

    def events(self) -> AsyncIterator[LineEvent]:
        return self._progress.events()

    def frames(self) -> AsyncIterator[bytes]:
        return self._progress.frames()

    def write(self, pcm: bytes) -> None:
        if self._progress.talking:
            self._to_them.put(pcm)

    def flush(self) -> int:
        return self._to_them.clear()

    @property
    def queued(self) -> int:
        return self._to_them.samples

    async def press(self, digits: str) -> None:
        check_keys(digits, self._progress.talking)
        self.pressed += digits

    async def hang_up(self) -> None:
        self._end()

    # -- in the traveller's hand -------------------------------------------------------------------------------------

    def pick_up(self) -> None:
        """Answer; a telephone that no longer rings stays as it is."""
        self._progress.answers()

    def put_down(self) -> None:
        """Decline the call, or end it."""
        if self._progress.answered:
            self._progress.end("callee_hung_up")
        else:
            self._progress.end("declined")
        self._to_them.clear()

    def type(self, words: str) -> None:
        """Say this to the caller without a voice."""
        if self._progress.talking and words.strip():
            self._progress.writes(Heard(words.strip()))

    def speak(self, pcm: bytes) -> None:
        """The microphone: PCM16 mono at ``RATE``, of any length."""
        if self._progress.talking:
            self._spoken += self._cutter.feed(pcm)
            del self._spoken[:-LATEST_FRAMES]

    # -- inside ------------------------------------------------------------------------------------------------------

    async def _live(self) -> None:
        self._progress.rings()
        rang = 0.0
        while not self._progress.answered and not self.over:
            await self._sleep(FRAME_S)
            rang += FRAME_S
            if rang >= NO_ANSWER_S:
                self._progress.end("no_answer")
        due = self._now()
        silence = bytes(RATE * FRAME_MS // 1000 * 2)
        while not self.over:
            self._progress.hears(self._spoken.pop(0) if self._spoken else silence)
            heard = self._to_them.take(len(silence))
            if heard and self.earpiece is not None:
                self.earpiece(heard)
            due += FRAME_S
            await self._sleep(max(0.0, due - self._now()))

    def _end(self) -> None:
        self._progress.parts("hung_up")
        self._progress.end("hung_up")
        self._to_them.clear()
