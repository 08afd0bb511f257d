"""A second engine as the other person's mouth and ear: it speaks questions, and writes down what was heard."""

from __future__ import annotations

import numpy as np
from openai import OpenAI

from tests.conftest import RunningEngine
from tests.end_to_end.virtual_sound import RATE, Pcm
from wanderlust.dsp.wav import wav_bytes


class EngineVoice:
    """The engine's speech and transcription routes, reached with OpenAI's own client."""

    def __init__(self, engine: RunningEngine) -> None:
        self._client = OpenAI(base_url=engine.http_url("/v1"), api_key=engine.token)

    def say(self, words: str) -> Pcm:
        """The words as 24 kHz samples."""
        spoken = self._client.audio.speech.create(model="local", voice="local", input=words, response_format="pcm")
        return np.frombuffer(spoken.content, "<i2").astype(np.int16)

    def write_down(self, pcm: Pcm) -> str:
        """The words in 24 kHz samples."""
        sound = ("heard.wav", wav_bytes(pcm, RATE), "audio/wav")
        return self._client.audio.transcriptions.create(model="local", file=sound).text
