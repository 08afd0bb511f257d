"""The voice and the ears of a telephone call, from the embedded engine."""

from __future__ import annotations

import numpy as np

from wanderlust.dsp.level import to_float, to_int16
from wanderlust.dsp.resample import resample
from wanderlust.dsp.wav import wav_bytes
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_speech import spoken
from wanderlust.realtime.engine_transcription import written_down

VOICE_RATE = 24_000


class EngineVoice:
    """Fills ``ports.CallVoice``; also the mouth of a rehearsal business.

    Args:
        engine: Started.
    """

    def __init__(self, engine: EngineProcess) -> None:
        self._engine = engine

    async def speak(self, text: str, language: str, rate: int) -> bytes:
        """PCM16 mono at a rate; raises EngineFailed."""
        sound = np.frombuffer(await spoken(self._engine, text, language), "<i2")
        return to_int16(resample(to_float(sound), VOICE_RATE, rate)).astype("<i2").tobytes()


class EngineEars:
    """Fills ``ports.CallEars``; also the ears of a rehearsal business.

    Args:
        engine: Started.
    """

    def __init__(self, engine: EngineProcess) -> None:
        self._engine = engine

    async def write_down(self, pcm: bytes, rate: int, language: str) -> str:
        """The words of one utterance; raises EngineFailed."""
        written = await written_down(self._engine, wav_bytes(np.frombuffer(pcm, "<i2"), rate), language)
        return " ".join(segment.text.strip() for segment in written.segments).strip()
