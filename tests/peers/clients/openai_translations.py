"""The official ``openai`` Python SDK: its translation connection, from the settings to the last word."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

from openai import AsyncOpenAI
from script import PATIENCE, SECOND, SILENCE, Trial, run

MODEL = "gpt-realtime-translate"
FRAME = 9_600  # 200 ms
PORTUGUESE: Any = {"output": {"language": "pt"}, "input": {"transcription": {"model": "gpt-realtime-whisper"}}}


async def trial(trial: Trial) -> None:
    client = AsyncOpenAI(api_key=trial.key, base_url=trial.base_url)
    async with client.realtime.translations.connect(model=MODEL) as connection:
        seen: list[Any] = []

        async def next_of(*kinds: str) -> Any:
            async with asyncio.timeout(PATIENCE):
                while True:
                    event = await connection.recv()
                    seen.append(event)
                    if event.type in kinds:
                        return event

        created = (await next_of("session.created")).session
        trial.check("connect", created.type == "translation" and created.model == MODEL, created)
        await connection.session.update(session={"audio": PORTUGUESE})
        session = (await next_of("session.updated")).session
        trial.check("settings", session.audio.output.language == "pt", session)
        sound = trial.question + SILENCE
        for start in range(0, len(sound), FRAME):
            audio = base64.b64encode(sound[start : start + FRAME].ljust(FRAME, b"\0")).decode()
            await connection.session.input_audio_buffer.append(audio=audio)
        await connection.session.close()
        await next_of("session.closed")
        source = "".join(event.delta for event in seen if event.type == "session.input_transcript.delta")
        target = "".join(event.delta for event in seen if event.type == "session.output_transcript.delta")
        trial.check("source words", "kyoto" in source.casefold(), source)
        trial.check("translation", target.casefold().startswith("onde"), target)
        voice = [event for event in seen if event.type == "session.output_audio.delta"]
        made = sum(len(event.delta) * 3 // 4 for event in voice)
        trial.check("sound", made > SECOND // 2 and {event.sample_rate for event in voice} == {24_000}, made)


run(trial)
