"""The telephone in the traveller's hand when they rehearse as the business: it rings, is answered, and hears them."""

from __future__ import annotations

import asyncio

from wanderlust.application.call_patch import RATE, CallPatch
from wanderlust.domain.calls.policy import DialPermit
from wanderlust.dsp.ringing import ring
from wanderlust.telephony.phone_line import Phone, PhoneLine

RING_EVERY_S = 3.2
FRAME = RATE // 50 * 2


class CallPhone:
    """One at a time; its methods are called on the conversation's loop, and do nothing while no call is there.

    Args:
        patch: Plays the ring and the caller, and gives the microphone.
    """

    def __init__(self, patch: CallPatch) -> None:
        self._patch = patch
        self._phone: Phone | None = None
        self._ringing: asyncio.Task[None] | None = None

    async def called(self, permit: DialPermit) -> Phone:
        """It rings; raises LineFailed for a yes to another line."""
        line = PhoneLine(asyncio.get_running_loop().time)
        self._phone = await line.dial(permit)
        self._phone.earpiece = self._patch.play
        self._ringing = asyncio.create_task(self._ring())
        return self._phone

    def pick_up(self) -> None:
        """Answer."""
        self._silence()
        if self._phone is not None:
            self._phone.pick_up()

    def put_down(self) -> None:
        """Decline, or hang up."""
        self._silence()
        if self._phone is not None:
            self._phone.put_down()

    def type(self, words: str) -> None:
        """Say this as the business, in writing."""
        if self._phone is not None:
            self._phone.type(words)

    def speak(self, wanted: bool) -> None:
        """The microphone is the business's from now on, or no more."""
        self._patch.answer(self._phone.speak if wanted and self._phone is not None else None)

    def over(self) -> None:
        """The call has ended, whoever ended it."""
        self._silence()
        self._phone = None

    def _silence(self) -> None:
        if self._ringing is not None:
            self._ringing.cancel()
            self._ringing = None
            self._patch.hush()

    async def _ring(self) -> None:
        sound = ring(RATE)
        now = asyncio.get_running_loop().time
        while True:
            began = now()
            for n, at in enumerate(range(0, len(sound), FRAME)):
                self._patch.play(sound[at : at + FRAME])
                await asyncio.sleep(max(0.0, began + (n + 1) * 0.02 - now()))
            await asyncio.sleep(max(0.0, began + RING_EVERY_S - now()))
