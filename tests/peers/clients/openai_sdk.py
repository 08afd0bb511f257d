"""The official ``openai`` Python SDK: its Realtime connection, event by event."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

from openai import AsyncOpenAI
from script import LONG_TEXT, MODEL, PATIENCE, SECOND, SHOW_ON_MAP, SILENCE, Trial, run


async def trial(trial: Trial) -> None:
    client = AsyncOpenAI(api_key=trial.key, base_url=trial.base_url)
    async with client.realtime.connect(model=MODEL) as connection:
        seen: list[Any] = []

        async def next_of(*kinds: str) -> Any:
            async with asyncio.timeout(PATIENCE):
                while True:
                    event = await connection.recv()
                    seen.append(event)
                    if event.type in kinds:
                        return event

        async def speak(pcm: bytes) -> None:
            for start in range(0, len(pcm), 4800):
                await connection.input_audio_buffer.append(audio=base64.b64encode(pcm[start : start + 4800]).decode())

        trial.check("connect", (await next_of("session.created")).session.id.startswith("sess_"))
        await connection.session.update(
            session={
                "type": "realtime",
                "instructions": "You help travellers.",
                "tools": [SHOW_ON_MAP],
                "audio": {
                    "input": {
                        "transcription": {"model": "gpt-realtime-whisper", "language": "en"},
                        "noise_reduction": {"type": "far_field"},
                        "turn_detection": {"type": "server_vad", "silence_duration_ms": 500},
                    }
                },
            }
        )
        session = (await next_of("session.updated")).session
        trial.check("settings", session.audio.input.noise_reduction.type == "far_field", session)

        await speak(SILENCE + trial.question + SILENCE)
        heard = await next_of("conversation.item.input_audio_transcription.completed")
        trial.check("speak", "kyoto" in heard.transcript.casefold(), heard.transcript)
        done = (await next_of("response.done")).response
        call = done.output[0]
        trial.check("tool call", json.loads(call.arguments).get("place") == "Kyoto", call)
        output = {"type": "function_call_output", "call_id": call.call_id, "output": LONG_TEXT}
        await connection.conversation.item.create(item=output)
        await connection.response.create()
        first = await next_of("response.output_audio.delta")
        await speak(trial.question + SILENCE)
        await next_of("input_audio_buffer.speech_started")
        done = await next_of("response.done")
        sound = sum(len(e.delta) * 3 // 4 for e in seen if e.type == "response.output_audio.delta")
        cut = done.response.status == "cancelled" or sound > 10 * SECOND  # all of it was made before the interruption
        trial.check("tool answer", sound > SECOND, sound)
        heard_ms = min(300, sound // 48)
        await connection.conversation.item.truncate(item_id=first.item_id, content_index=0, audio_end_ms=heard_ms)
        truncated = await next_of("conversation.item.truncated")
        trial.check("barge-in", cut and truncated.audio_end_ms == heard_ms, done.response.status)
        await next_of("response.done")

        await connection.response.create(
            response={
                "conversation": "none",
                "metadata": {"topic": "aside"},
                "output_modalities": ["text"],
                "instructions": 'Say exactly: "All is well."',
                "input": [],
            }
        )
        aside = (await next_of("response.done")).response
        text = aside.output[0].content[0].text
        trial.check("text only", text == "All is well.", text)
        trial.check("out of band", aside.conversation_id is None and aside.metadata == {"topic": "aside"}, aside)
        trial.check("usage", isinstance(aside.usage.total_tokens, int), aside.usage)


run(trial)
