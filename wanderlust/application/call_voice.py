"""What is said in a rehearsal, at the pace of speech: in sound while somebody listens in, else only its time passes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from wanderlust.domain.calls.events import Side
from wanderlust.domain.errors import EngineFailed

WORDS_A_SECOND = 2.6
RATE = 24_000
FRAME_S = 0.02
FRAME_BYTES = round(RATE * FRAME_S) * 2
THEIR_PITCH = 0.86
"""The other side speaks with our voice, lower by this factor: two voices are told apart, one model is loaded."""

Speak = Callable[[str, str], Awaitable[bytes]]


class RehearsalVoice:
    """Fills ``live_rehearsal.Mouth``.

    Args:
        speak: Makes PCM16 mono 24 kHz of words in a language; raises EngineFailed.
    """

    def __init__(self, speak: Speak) -> None:
        self._speak = speak
        self._hear: Callable[[bytes], None] | None = None
        self._hushed = False

    def listen(self, hear: Callable[[bytes], None] | None) -> None:
        self._hear = hear

    async def speak(self, text: str, language: str, side: Side) -> None:
        self._hushed = False
        sound = await self._sound(text, language, side)
        if not sound:
            await asyncio.sleep(self.pace(text))
            return
        now = asyncio.get_running_loop().time
        began = now()
        for n, at in enumerate(range(0, len(sound), FRAME_BYTES)):
            if self._hushed:
                return
            if self._hear is not None:
                self._hear(sound[at : at + FRAME_BYTES])
            await asyncio.sleep(max(0.0, began + (n + 1) * FRAME_S - now()))

    def hush(self) -> None:
        """Stop in the middle of a word."""
        self._hushed = True

    def pace(self, text: str) -> float:
        """Seconds that a text takes to say."""
        return max(0.5, len(text.split()) / WORDS_A_SECOND)

    async def _sound(self, text: str, language: str, side: Side) -> bytes:
        if self._hear is None:
            return b""
        try:
            sound = await self._speak(text, language)
        except EngineFailed:
            return b""  # the captions go on: a rehearsal needs no sound
        return _lower(sound) if side == "them" else sound


def _lower(sound: bytes) -> bytes:
    import numpy as np  # not before the window is painted

    from wanderlust.dsp.level import to_float, to_int16
    from wanderlust.dsp.resample import resample

    samples = resample(to_float(np.frombuffer(sound, "<i2")), round(RATE * THEIR_PITCH), RATE)
    return to_int16(samples).astype("<i2").tobytes()
