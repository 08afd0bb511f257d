"""``livekit-agents`` with ``livekit-plugins-openai``: its RealtimeSession, as an AgentSession drives it."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
from livekit import rtc
from livekit.agents import llm
from livekit.plugins.openai.realtime import RealtimeModel
from script import LONG_TEXT, MODEL, SECOND, SILENCE, Trial, run, until


@llm.function_tool
async def show_on_map(place: str) -> str:
    """Show a city or place on the map.

    Args:
        place: Name of the place.
    """
    return LONG_TEXT


class Reply:
    """One generation, collected as it streams."""

    def __init__(self, event: llm.GenerationCreatedEvent) -> None:
        self.calls: list[llm.FunctionCall] = []
        self.text, self.audio_bytes, self.message_id, self.done = "", 0, "", False
        self.modalities: list[str] = []
        self.task = asyncio.create_task(self._collect(event))

    async def _collect(self, event: llm.GenerationCreatedEvent) -> None:
        async def messages() -> None:
            async for message in event.message_stream:
                self.message_id = message.message_id

                async def words(message: Any = message) -> None:
                    async for part in message.text_stream:
                        self.text += part

                async def sound(message: Any = message) -> None:
                    async for frame in message.audio_stream:
                        self.audio_bytes += len(frame.data) * 2

                await asyncio.gather(words(), sound())
                self.modalities = list(await message.modalities)

        async def calls() -> None:
            async for call in event.function_stream:
                self.calls.append(call)

        await asyncio.gather(messages(), calls())
        self.done = True


async def trial(trial: Trial) -> None:
    async with aiohttp.ClientSession() as http:
        await spoken(trial, http)
        await written(trial, http)


async def spoken(trial: Trial, http: aiohttp.ClientSession) -> None:
    model = RealtimeModel(model=MODEL, base_url=trial.base_url, api_key=trial.key, http_session=http)
    session = model.session()
    replies: list[Reply] = []
    errors: list[Any] = []
    heard: list[str] = []
    started: list[Any] = []
    session.on("generation_created", lambda event: replies.append(Reply(event)))
    session.on("error", errors.append)
    session.on("input_speech_started", started.append)
    session.on("input_audio_transcription_completed", lambda e: heard.append(e.transcript) if e.is_final else None)
    await session.update_instructions("You help travellers.")
    await session.update_tools([show_on_map])
    trial.check("connect", not errors, errors)

    async def speak(pcm: bytes) -> None:
        for start in range(0, len(pcm), 960):
            part = pcm[start : start + 960]
            session.push_audio(rtc.AudioFrame(part, 24_000, 1, len(part) // 2))
            await asyncio.sleep(0.002)

    await speak(SILENCE + trial.question + SILENCE)
    called = await until(lambda: replies and replies[0].done and replies[0].calls)
    call = replies[0].calls[0] if called else None
    trial.check("tool call", call is not None and "Kyoto" in call.arguments, [vars(r) for r in replies])
    trial.check("speak", await until(lambda: heard, 5) and "kyoto" in heard[0].casefold(), heard)
    if call is None:
        return
    context = session.chat_ctx.copy()
    context.items.append(llm.FunctionCallOutput(call_id=call.call_id, name=call.name, output=LONG_TEXT, is_error=False))
    await session.update_chat_ctx(context)
    await session.generate_reply()
    trial.check("tool answer", await until(lambda: replies[-1].audio_bytes > SECOND), vars(replies[-1]))
    answer, before = replies[-1], len(started)

    def interrupt(_event: Any) -> None:
        # What an AgentSession does when the user speaks over an answer.
        session.interrupt()
        session.truncate(message_id=answer.message_id, modalities=["audio", "text"], audio_end_ms=300)

    session.once("input_speech_started", interrupt)
    await speak(trial.question + SILENCE)
    interrupted = len(started) > before
    second = await until(lambda: len(replies) >= 3 and replies[2].done and replies[2].calls)
    trial.check("barge-in", interrupted and answer.done and bool(second), (interrupted, [vars(r) for r in replies]))
    context = session.chat_ctx.copy()
    call = replies[2].calls[0]
    context.items.append(llm.FunctionCallOutput(call_id=call.call_id, name=call.name, output="Kyoto.", is_error=False))
    await session.update_chat_ctx(context)
    event = await session.generate_reply(instructions='Say exactly: "All is well."')
    trial.check("instructions", await until(lambda: replies[-1].text == "All is well."), replies[-1].text)
    trial.check("correlated", event.user_initiated, event)
    forced = await session.generate_reply(tool_choice="required", instructions="Show Oslo")
    await until(lambda: replies[-1].done)
    names = [(c.name, c.arguments) for c in replies[-1].calls]
    trial.check("forced call", forced.user_initiated and len(names) == 1, names)
    context = session.chat_ctx.copy()
    del context.items[0]
    await session.update_chat_ctx(context)
    trial.check("delete", len(session.chat_ctx.items) == len(context.items), session.chat_ctx.items)
    # The engine had stopped the answer itself when the interrupt's cancel came: this client reports that and goes on.
    serious = [e for e in errors if getattr(getattr(e.error, "body", None), "code", "") != "response_cancel_not_active"]
    trial.check("no error", not serious, serious)
    await session.aclose()


async def written(trial: Trial, http: aiohttp.ClientSession) -> None:
    model = RealtimeModel(
        model=MODEL, base_url=trial.base_url, api_key=trial.key, http_session=http, modalities=["text"]
    )
    session = model.session()
    replies: list[Reply] = []
    session.on("generation_created", lambda event: replies.append(Reply(event)))
    context = llm.ChatContext.empty()
    context.add_message(role="user", content="Hello")
    await session.update_chat_ctx(context)
    await session.generate_reply()
    await until(lambda: replies and replies[0].done)
    fits = bool(replies) and replies[0].text and replies[0].modalities == ["text"] and not replies[0].audio_bytes
    trial.check("text only", bool(fits), [vars(reply) for reply in replies])
    await session.aclose()


run(trial)
