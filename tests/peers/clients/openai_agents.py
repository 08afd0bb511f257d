"""``openai-agents``: a RealtimeRunner with a function tool, spoken to, interrupted, and asked aside."""

from __future__ import annotations

import asyncio
from typing import Any

from agents import function_tool
from agents.realtime import RealtimeAgent, RealtimeRunner
from agents.realtime.model_inputs import RealtimeModelSendRawMessage
from script import LONG_TEXT, MODEL, SILENCE, Trial, run, until

shown: list[str] = []


@function_tool
def show_on_map(place: str) -> str:
    """Show a city or place on the map.

    Args:
        place: Name of the place.
    """
    shown.append(place)
    return LONG_TEXT


async def trial(trial: Trial) -> None:
    agent = RealtimeAgent(name="Guide", instructions="You help travellers.", tools=[show_on_map])
    runner = RealtimeRunner(agent)
    settings: Any = {
        "model_name": MODEL,
        "audio": {
            "input": {
                "transcription": {"model": "gpt-realtime-whisper"},
                "turn_detection": {"type": "semantic_vad", "eagerness": "high", "interrupt_response": True},
            }
        },
    }
    url = f"{trial.socket_url}?model={MODEL}"
    seen: list[Any] = []
    raw: list[dict[str, Any]] = []

    async def read(session: Any) -> None:
        async for event in session:
            seen.append(event)
            if event.type == "raw_model_event" and event.data.type == "raw_server_event":
                raw.append(event.data.data)

    def count(kind: str) -> int:
        return sum(event.type == kind for event in seen)

    def raw_of(kind: str) -> list[dict[str, Any]]:
        return [event for event in raw if event.get("type") == kind]

    def done() -> int:
        return len(raw_of("response.done"))

    options: Any = {"url": url, "api_key": trial.key, "initial_model_settings": settings}
    async with await runner.run(model_config=options) as session:
        reader = asyncio.create_task(read(session))
        trial.check("connect", await until(lambda: raw_of("session.updated")), raw)

        async def speak(pcm: bytes) -> None:
            for start in range(0, len(pcm), 4800):
                await session.send_audio(pcm[start : start + 4800])

        await speak(SILENCE + trial.question + SILENCE)
        trial.check("tool call", await until(lambda: shown) and shown == ["Kyoto"], shown)
        heard = raw_of("conversation.item.input_audio_transcription.completed")
        trial.check("speak", bool(heard) and "kyoto" in heard[0]["transcript"].casefold(), heard)
        trial.check("tool answer", await until(lambda: count("audio") >= 3), count("audio"))
        await speak(trial.question + SILENCE)
        interrupted = await until(lambda: count("audio_interrupted") and raw_of("conversation.item.truncated"))
        trial.check("barge-in", interrupted, [event.type for event in seen][-20:])
        await until(lambda: len(shown) == 2)
        # The second question's call, its output and the answer to it.
        await until(lambda: done() >= 4)

        async def asked(response: dict[str, Any]) -> dict[str, Any]:
            before = done()
            message: Any = {"type": "response.create", "other_data": {"response": response}}
            await session.model.send_event(RealtimeModelSendRawMessage(message=message))
            await until(lambda: done() > before)
            answer: dict[str, Any] = raw_of("response.done")[-1]["response"]
            return answer

        said = 'Say exactly: "All is well."'
        written = await asked({"output_modalities": ["text"], "instructions": said})
        text = written["output"][0]["content"][0].get("text") if written["output"] else written
        trial.check("text only", text == "All is well.", text)
        quiet = {"conversation": "none", "output_modalities": ["text"], "input": []}
        aside = await asked({**quiet, "metadata": {"topic": "aside"}, "instructions": said})
        fits = aside["conversation_id"] is None and aside["metadata"] == {"topic": "aside"}
        trial.check("out of band", fits, aside)
        await session.interrupt()
        await session.send_message("Where is Oslo?")
        trial.check("typed", await until(lambda: "Oslo" in shown), shown)
        await until(lambda: count("agent_end") >= 5, 5)
        trial.check("no error", not count("error"), [event for event in seen if event.type == "error"])
        reader.cancel()


run(trial)
