"""What is said in a rehearsal, on this computer's loudspeaker while it is free; else only its time passes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from wanderlust.assistant.ports import Speaker
from wanderlust.domain.calls.events import Side
from wanderlust.domain.errors import EngineFailed

WORDS_A_SECOND = 2.6
BYTES_A_SECOND = 48_000  # PCM16 mono at 24 kHz
THEIR_PITCH = 0.86
"""The other side speaks with our voice, lower by this factor: two voices are told apart, one model is loaded."""

Speak = Callable[[str, str], Awaitable[bytes]]


class RehearsalVoice:
    """Fills ``live_rehearsal.Mouth``.

    Args:
        speak: Makes PCM16 mono 24 kHz of words in a language; raises EngineFailed.
        speaker: Plays.
        may_sound: Whether the loudspeaker is free and the microphone would not take it for the traveller.
        new_id: Makes ids of what is played.
    """

    def __init__(
        self, speak: Speak, speaker: Speaker, may_sound: Callable[[], bool], new_id: Callable[[str], str]
    ) -> None:
        self._speak, self._speaker, self._may_sound, self._new_id = speak, speaker, may_sound, new_id
        self._playing = False
        self.muted = False

    async def speak(self, text: str, language: str, side: Side) -> None:
        sound = await self._sound(text, language, side)
        if not sound:
            await asyncio.sleep(self.pace(text))
            return
        item_id = self._new_id("call")
        self._playing = True
        try:
            self._speaker.play(item_id, sound)
            self._speaker.finish(item_id)
            await asyncio.sleep(len(sound) / BYTES_A_SECOND)
        finally:
            self._playing = False

    def mute(self, muted: bool) -> None:
        """Keep the call off the loudspeaker, at once, or play it again."""
        self.muted = muted
        if muted:
            self.hush()

    def hush(self) -> None:
        """Stop in the middle of a word; what the talk itself plays is left alone."""
        if self._playing:
            self._playing = False
            self._speaker.flush()

    def pace(self, text: str) -> float:
        """Seconds that a text takes to say."""
        return max(0.5, len(text.split()) / WORDS_A_SECOND)

    async def _sound(self, text: str, language: str, side: Side) -> bytes:
        if self.muted or not self._may_sound():
            return b""
        try:
            sound = await self._speak(text, language)
        except EngineFailed:
            return b""  # the captions go on: a rehearsal needs no sound
        if self.muted or not self._may_sound():
            return b""
        return _lower(sound) if side == "them" else sound


def _lower(sound: bytes) -> bytes:
    import numpy as np  # not before the window is painted

    from wanderlust.dsp.level import to_float, to_int16
    from wanderlust.dsp.resample import resample

    samples = resample(to_float(np.frombuffer(sound, "<i2")), round(24_000 * THEIR_PITCH), 24_000)
    return to_int16(samples).astype("<i2").tobytes()
