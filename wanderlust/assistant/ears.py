"""What the session hears: the microphone's modes, and when the traveller stopped speaking."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import Enum

import numpy as np

from wanderlust.assistant.interruption import Interruption
from wanderlust.assistant.ports import Clock, Microphone
from wanderlust.domain.voice import VoiceChange
from wanderlust.dsp.level import speech_end, to_float

RATE = 24_000


class EarMode(Enum):
    """Why the microphone is open, or that it is not."""

    CLOSED = "closed"
    HANDS_FREE = "hands_free"
    HELD = "held"


class Ears:
    """Owns the microphone and hands its sound on, on the session's loop.

    Args:
        microphone: The microphone, or None on a machine without one.
        clock: Time.
        on_sound: Takes PCM16 mono 24 kHz chunks, on the loop.
        deaf: True while sound must not be sent: without echo control the assistant would answer its own voice.
        interruption: Holds sound back while an answer is given, until it is known to be speech; None to let it pass.
    """

    def __init__(
        self,
        microphone: Microphone | None,
        clock: Clock,
        on_sound: Callable[[bytes], None],
        deaf: Callable[[], bool],
        interruption: Interruption | None = None,
    ) -> None:
        self._microphone = microphone
        self._clock = clock
        self._on_sound = on_sound
        self._deaf = deaf
        self._interruption = interruption
        self._loop: asyncio.AbstractEventLoop | None = None
        self.mode = EarMode.CLOSED
        self._muted = False
        self.before_hold = EarMode.CLOSED
        self.speech_end_at: float | None = None
        if interruption is not None and interruption.watch is not None:
            interruption.watch.on_voice(self._voice_changed)

    @property
    def muted(self) -> bool:
        """Whether nothing is heard, whatever the mode."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        self._forget()

    @property
    def open(self) -> bool:
        """Whether anything said is being sent: open and not muted."""
        return self.mode is not EarMode.CLOSED and not self.muted

    @property
    def available(self) -> bool:
        return self._microphone is not None

    def set_mode(self, mode: EarMode) -> None:
        """Open or close the microphone as the mode asks; raises SoundFailed, and then it stays closed."""
        if self._microphone is None:
            self.mode = EarMode.CLOSED
            return
        self._forget()
        if mode is EarMode.CLOSED:
            self._microphone.close()
        elif self.mode is EarMode.CLOSED:
            self._loop = asyncio.get_running_loop()
            self._microphone.open(self._arrived)
        self.mode = mode

    def forget_speech(self) -> None:
        self.speech_end_at = None

    def _arrived(self, pcm: bytes) -> None:
        """On the microphone's thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self.take, pcm, self._clock.monotonic())

    def take(self, pcm: bytes, at: float) -> None:
        """A chunk whose last sample was recorded at ``at``; dropped while closed, muted or deaf."""
        if not self.open:
            return
        if self.mode is not EarMode.HELD:
            if self._deaf():
                return
            if self._interruption is not None and self._interruption.holding:
                self._interruption.pre_roll.keep(pcm, at)
                return
        if self._interruption is not None:
            for held, held_at in self._interruption.pre_roll.release():
                self._hand_on(held, held_at)
        self._hand_on(pcm, at)

    def _voice_changed(self, change: VoiceChange) -> None:
        """On the microphone's thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self.take_voice, change)

    def take_voice(self, change: VoiceChange) -> None:
        """The traveller's voice changed; of no matter while closed, muted, held or deaf."""
        if self._interruption is not None and self.open and self.mode is not EarMode.HELD and not self._deaf():
            self._interruption.heard(change)

    def _forget(self) -> None:
        """The microphone changes: a sound under way is cut off."""
        if self._interruption is not None:
            self._interruption.forget()

    def _hand_on(self, pcm: bytes, at: float) -> None:
        samples = to_float(np.frombuffer(pcm, "<i2"))
        end = speech_end(samples, RATE)
        if end is not None:
            self.speech_end_at = at - (len(samples) - end) / RATE
        self._on_sound(pcm)
