"""A Realtime server that lives: it answers in whatever order things come, and is strict about each event."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from openai.types.realtime import RealtimeClientEvent, RealtimeServerEvent
from pydantic import TypeAdapter, ValidationError
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from tests.fakes.loopback_peer import LoopbackPeer
from tests.fakes.prompt_cache import PromptCache

_CLIENT: TypeAdapter[Any] = TypeAdapter(RealtimeClientEvent)
_SERVER: TypeAdapter[Any] = TypeAdapter(RealtimeServerEvent)

Event = dict[str, Any]
LOUD = 1000
SILENCE_MS = 300
TONE_MS = 50
TONE = b"\x10\x20" * (24 * TONE_MS)


@dataclass(slots=True)
class Conversation:
    """One connection as the server saw it.

    Attributes:
        items: Items in order, as told by the client or made here.
        told: How many of them the client told before its settings.
        session: The settings.
        sound: Bytes of microphone sound that came.
        early_sound: Bytes of it that came before the settings.
        updates: Every ``session.update``.
        sound_ms: How long the sound of an item is, by its id; of a truncated one what was heard.
    """

    items: list[Event] = field(default_factory=list)
    session: Event = field(default_factory=dict)
    told: int = 0
    sound: int = 0
    early_sound: int = 0
    updates: list[Event] = field(default_factory=list)
    sound_ms: dict[str, int] = field(default_factory=dict)
    buffer: bytearray = field(default_factory=bytearray)
    speech_ms: int = 0
    silent_ms: int = 0
    speaking: str = ""


def text_of(item: Event) -> str:
    """The words of an item."""
    return " ".join(str(p.get("text") or p.get("transcript") or "") for p in item.get("content") or ()).strip()


@dataclass(slots=True)
class LivingPeer(LoopbackPeer):
    """Serves any number of connections.

    Attributes:
        name: What it answers with, to tell servers apart.
        words: What it takes any spoken turn for.
        pace_s: Waited between the events of an answer.
        tool: Gives the call (name, arguments) a question wants, or None.
        cache: Counts what answers use; None gives no figures.
        rate_limits: Told after each response that was begun.
        fail_with: Error code with which every response fails.
        problems: Events of the client that are not what OpenAI declares, or that make no sense here.
    """

    name: str = "cloud"
    words: str = "spoken words"
    pace_s: float = 0.0
    deltas: int = 4
    tool: Callable[[str], tuple[str, str] | None] = lambda _: None
    cache: PromptCache | None = None
    rate_limits: list[Event] = field(default_factory=list)
    fail_with: str = ""
    conversations: list[Conversation] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    received: list[Event] = field(default_factory=list)
    on_sent: Callable[[str], None] = lambda _: None
    _numbers: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def _id(self, prefix: str) -> str:
        self._numbers += 1
        return f"{prefix}_{self.name}{self._numbers}"

    async def _serve(self, socket: ServerConnection) -> None:
        talk = Conversation()
        self.conversations.append(talk)
        answering: asyncio.Task[None] | None = None
        try:
            session = {"type": "realtime", "model": "peer", "output_modalities": ["audio"]}
            await self._send(socket, {"type": "session.created", "session": session})
            while True:
                event = json.loads(await socket.recv())
                self._check(_CLIENT, event, "client")
                self.received.append(event)
                match event["type"]:
                    case "session.update":
                        if not talk.updates:
                            talk.told = len(talk.items)
                        talk.updates.append(event["session"])
                        talk.session |= event["session"]
                        await self._send(socket, {"type": "session.updated", "session": talk.session})
                    case "input_audio_buffer.append":
                        await self._hear(socket, talk, base64.b64decode(event["audio"]))
                    case "input_audio_buffer.commit":
                        await self._commit(socket, talk, self._id("item"))
                    case "conversation.item.create":
                        item = {"id": self._id("item"), **event["item"]}
                        talk.items.append(item)
                        await self._place(socket, talk, item)
                    case "response.create":
                        if answering is not None and not answering.done():
                            await self._refuse(
                                socket, event, "conversation_already_has_active_response", "one is active"
                            )
                            continue
                        modalities = (event.get("response") or {}).get("output_modalities") or ["audio"]
                        answering = asyncio.create_task(self._answer(socket, talk, modalities == ["audio"]))
                        self._tasks.add(answering)
                    case "response.cancel":
                        if answering is None or answering.done():
                            await self._refuse(socket, event, "response_cancel_not_active", "no active response found")
                        else:
                            answering.cancel()
                    case "conversation.item.truncate":
                        await self._truncate(socket, talk, event)
                    case _:
                        pass
        except ConnectionClosed:
            pass
        finally:
            if answering is not None:
                answering.cancel()

    async def _hear(self, socket: ServerConnection, talk: Conversation, pcm: bytes) -> None:
        talk.sound += len(pcm)
        if not talk.updates:
            talk.early_sound += len(pcm)
        talk.buffer += pcm
        detection = ((talk.session.get("audio") or {}).get("input") or {}).get("turn_detection")
        if not detection:
            return
        for start in range(0, len(pcm), 960):
            loud = int(np.abs(np.frombuffer(pcm[start : start + 960], "<i2").astype(int)).max()) > LOUD
            talk.speech_ms, talk.silent_ms = (talk.speech_ms + 20, 0) if loud else (talk.speech_ms, talk.silent_ms + 20)
            if loud and not talk.speaking and talk.speech_ms >= 60:
                talk.speaking = self._id("item")
                began = {"type": "input_audio_buffer.speech_started", "audio_start_ms": 0, "item_id": talk.speaking}
                await self._send(socket, began)
            if talk.speaking and talk.silent_ms >= SILENCE_MS:
                item, talk.speaking, talk.speech_ms = talk.speaking, "", 0
                await self._send(
                    socket, {"type": "input_audio_buffer.speech_stopped", "audio_end_ms": 0, "item_id": item}
                )
                await self._commit(socket, talk, item)

    async def _truncate(self, socket: ServerConnection, talk: Conversation, event: Event) -> None:
        came, heard = talk.sound_ms.get(event["item_id"], 0), event["audio_end_ms"]
        if heard > came:
            message = f"Audio content of {came}ms is already shorter than {heard}ms"
            await self._refuse(socket, event, "invalid_value", message)
            return
        talk.sound_ms[event["item_id"]] = heard
        where = {"item_id": event["item_id"], "content_index": 0, "audio_end_ms": heard}
        await self._send(socket, {"type": "conversation.item.truncated", **where})

    async def _commit(self, socket: ServerConnection, talk: Conversation, item_id: str) -> None:
        talk.sound_ms[item_id] = len(talk.buffer) // 48
        talk.buffer.clear()
        content = [{"type": "input_audio", "transcript": None}]
        item = {"id": item_id, "type": "message", "role": "user", "status": "completed", "content": content}
        talk.items.append(item)
        await self._send(socket, {"type": "input_audio_buffer.committed", "item_id": item_id, "previous_item_id": None})
        await self._place(socket, talk, item)
        content[0]["transcript"] = self.words
        heard = {"item_id": item_id, "content_index": 0, "transcript": self.words}
        usage = {"type": "duration", "seconds": 1.0}
        name = "conversation.item.input_audio_transcription.completed"
        await self._send(socket, {"type": name, **heard, "usage": usage})

    async def _place(self, socket: ServerConnection, talk: Conversation, item: Event) -> None:
        before = talk.items[-2]["id"] if len(talk.items) > 1 else None
        for name in ("added", "done"):
            await self._send(socket, {"type": f"conversation.item.{name}", "item": item, "previous_item_id": before})

    async def _answer(self, socket: ServerConnection, talk: Conversation, spoken: bool) -> None:
        response = self._id("resp")
        items = talk.items
        question = max((n for n, item in enumerate(items) if item.get("role") == "user"), default=-1)
        words = text_of(items[question]) if question >= 0 else ""
        called = any(item["type"] == "function_call_output" for item in items[question + 1 :])
        wanted = None if called else self.tool(words)
        output: list[Event] = []
        status = "completed"
        prompt = self.cache.read(talk.session, items, talk.sound_ms) if self.cache is not None else None
        try:
            await self._tell(socket, {"type": "response.created", "response": self._response(response, "in_progress")})
            if self.rate_limits:
                await self._tell(socket, {"type": "rate_limits.updated", "rate_limits": self.rate_limits})
            if self.fail_with:
                error = {"type": "failed", "error": {"type": "tokens", "code": self.fail_with}}
                failed = {**self._response(response, "failed"), "status_details": error}
                await self._tell(socket, {"type": "response.done", "response": failed})
                return
            if wanted is not None:
                name, arguments = wanted
                call = {"id": self._id("item"), "type": "function_call", "status": "completed", "name": name}
                output = [{**call, "call_id": self._id("call"), "arguments": arguments}]
                items.append(output[0])
            else:
                output = [await self._speak(socket, talk, response, f"{self.name} answers {words}", spoken)]
        except asyncio.CancelledError:
            status = "cancelled"
        done = self._response(response, status, output)
        if self.cache is not None and prompt is not None:
            done["usage"] = self.cache.made(prompt, output[0] if output else None, talk.sound_ms)
        await self._tell(socket, {"type": "response.done", "response": done})

    async def _speak(
        self, socket: ServerConnection, talk: Conversation, response: str, words: str, spoken: bool
    ) -> Event:
        kind = "output_audio" if spoken else "output_text"
        item: Event = {"id": self._id("item"), "type": "message", "role": "assistant", "status": "in_progress"}
        item["content"] = []
        where = {"response_id": response, "item_id": item["id"], "output_index": 0, "content_index": 0}
        place = {"response_id": response, "output_index": 0, "item": item}
        await self._tell(socket, {"type": "response.output_item.added", **place})
        pieces = [
            words[n * len(words) // self.deltas : (n + 1) * len(words) // self.deltas] for n in range(self.deltas)
        ]
        sound = base64.b64encode(TONE).decode()
        try:
            for piece in pieces:
                if spoken:
                    name = "response.output_audio_transcript.delta"
                    await self._tell(socket, {"type": name, **where, "delta": piece})
                    await self._tell(socket, {"type": "response.output_audio.delta", **where, "delta": sound})
                    talk.sound_ms[item["id"]] = talk.sound_ms.get(item["id"], 0) + TONE_MS
                else:
                    await self._tell(socket, {"type": "response.output_text.delta", **where, "delta": piece})
        except asyncio.CancelledError:
            talk.items.append(item | {"status": "incomplete"})  # what was said by then stays said
            raise
        if spoken:
            await self._tell(socket, {"type": "response.output_audio.done", **where})
        part = {"type": kind, "transcript": words} if spoken else {"type": kind, "text": words}
        item |= {"status": "completed", "content": [part]}
        talk.items.append(item)
        await self._tell(socket, {"type": "response.output_item.done", **place})
        return item

    def _response(self, id: str, status: str, output: list[Event] | None = None) -> Event:
        return {"id": id, "object": "realtime.response", "status": status, "output": output or []}

    async def _refuse(self, socket: ServerConnection, event: Event, code: str, message: str) -> None:
        error = {"type": "invalid_request_error", "code": code, "message": message, "event_id": event.get("event_id")}
        await self._send(socket, {"type": "error", "error": error})

    async def _tell(self, socket: ServerConnection, event: Event) -> None:
        if self.pace_s:
            await asyncio.sleep(self.pace_s)
        await self._send(socket, event)

    async def _send(self, socket: ServerConnection, event: Event) -> None:
        event = {"event_id": self._id("event"), **event}
        self._check(_SERVER, event, "server")
        self.on_sent(event["type"])
        try:
            await socket.send(json.dumps(event))
        except ConnectionClosed:
            return  # the reader of the same socket ends the conversation

    def _check(self, types: TypeAdapter[Any], event: Event, side: str) -> None:
        try:
            types.validate_python(event)
        except ValidationError as error:
            self.problems.append(f"{side} {event.get('type')}: {error.errors()[:2]}")
