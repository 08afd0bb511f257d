"""A question of a person in English, and an answer in Portuguese by our own voice."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wanderlust.application.services import engine_process
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.realtime.engine_speech import spoken
from wanderlust.settings.paths import PROJECT

RATE = 24_000
QUESTION = PROJECT / "resources" / "speech" / "where_is_kyoto.wav"
ANSWER = "O museu fica perto da estação."


@dataclass(frozen=True, slots=True)
class TwoSpeakers:
    """Both as int16 at 24 kHz."""

    english: npt.NDArray[np.int16]
    portuguese: npt.NDArray[np.int16]


def two_speakers_now() -> TwoSpeakers:
    """The recording, and the answer spoken by an engine of its own."""
    answer = np.frombuffer(asyncio.run(_said(ANSWER, "pt")), "<i2").astype(np.int16)
    return TwoSpeakers(to_int16(read_wav(QUESTION, RATE)), answer)


async def _said(text: str, language: str) -> bytes:
    engine = engine_process()
    try:
        await engine.start()
        return await spoken(engine, text, language)
    finally:
        await engine.stop()
