"""A strict translation server: every event is held against OpenAI's types and what its pages ask for."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from openai.types.realtime import RealtimeTranslationClientEvent, RealtimeTranslationServerEvent
from pydantic import TypeAdapter, ValidationError
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from tests.fakes.loopback_peer import LoopbackPeer

_CLIENT: TypeAdapter[Any] = TypeAdapter(RealtimeTranslationClientEvent)
_SERVER: TypeAdapter[Any] = TypeAdapter(RealtimeTranslationServerEvent)

Event = dict[str, Any]
FRAME = 9_600
TONE = b"\x10\x20" * 2400  # 100 ms
OUTPUT_LANGUAGES = {"es", "pt", "fr", "ja", "ru", "zh", "de", "ko", "hi", "id", "vi", "it", "en"}
_MAY_HAVE = {
    "session.update": {"type", "event_id", "session"},
    "session.input_audio_buffer.append": {"type", "event_id", "audio"},
    "session.close": {"type", "event_id"},
}


@dataclass(frozen=True, slots=True)
class Says:
    """What is made of any utterance in one output language.

    Attributes:
        source: The words it takes it for.
        target: The translation.
    """

    source: str
    target: str


@dataclass(slots=True)
class Session:
    """One connection as the server saw it.

    Attributes:
        language: What it translates into.
        pcm: The sound that came.
        updates: Every ``session.update``.
        closed: Whether the client asked to close.
    """

    query: str = ""
    key: str = ""
    language: str = ""
    pcm: bytearray = field(default_factory=bytearray)
    updates: list[Event] = field(default_factory=list)
    closed: bool = False
    transcribes: bool = False

    @property
    def frames(self) -> int:
        return len(self.pcm) // FRAME


@dataclass(slots=True)
class TranslationPeer(LoopbackPeer):
    """Serves any number of sessions; the translation comes word by word with each second of sound, the rest at the end.

    Attributes:
        says: By output language.
        refuse_update: Gives the error code for an update, or an empty text.
        on_frame: Told of each frame; what it returns is done to the connection.
        drains: Whether ``session.close`` is answered.
        rate: Of its sound, in Hz.
        problems: What a client may not do.
    """

    says: Mapping[str, Says] = field(
        default_factory=lambda: {
            "pt": Says("Where is the station?", "Onde fica a estação?"),
            "en": Says("Onde fica a estação?", "Where is the station?"),
        }
    )
    refuse_update: Callable[[Event], str] = lambda _: ""
    on_frame: Callable[[Session], str] = lambda _: ""
    drains: bool = True
    rate: int = 24_000
    sessions: list[Session] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _numbers: int = 0

    @property
    def used(self) -> list[Session]:
        """The sessions that got sound."""
        return [session for session in self.sessions if session.pcm]

    async def _serve(self, socket: ServerConnection) -> None:
        assert socket.request is not None
        path, _, query = socket.request.path.partition("?")
        key = socket.request.headers.get("Authorization", "").removeprefix("Bearer ")
        session = Session(query, key)
        self.sessions.append(session)
        if path != "/v1/realtime/translations" or query != "model=gpt-realtime-translate":
            self.problems.append(f"it was opened as {socket.request.path}")
        about = {"id": f"sess_{len(self.sessions)}", "type": "translation", "model": "gpt-realtime-translate"}
        settings: Event = {"input": {"transcription": None, "noise_reduction": None}, "output": {"language": "es"}}
        whole = {**about, "expires_at": 1_800_000_000, "audio": settings}
        try:
            await self._send(socket, {"type": "session.created", "session": whole})
            async for message in socket:
                event = json.loads(message)
                self._check(session, event)
                match event["type"]:
                    case "session.update":
                        await self._update(socket, session, event, whole)
                    case "session.input_audio_buffer.append":
                        session.pcm += base64.b64decode(event["audio"])
                        deed = self.on_frame(session)
                        if deed == "cut":
                            socket.transport.abort()
                            return
                        if deed == "quota":
                            await self._error(socket, event, "insufficient_quota")
                        await self._translate(socket, session)
                    case "session.close":
                        session.closed = True
                        if self.drains:
                            await self._translate(socket, session)
                            await self._send(socket, {"type": "session.closed"})
                            await socket.close()
                            return
        except ConnectionClosed:
            return

    async def _update(self, socket: ServerConnection, session: Session, event: Event, whole: Event) -> None:
        session.updates.append(event["session"])
        audio = event["session"].get("audio") or {}
        code = self.refuse_update(event)
        if not code and audio.get("output", {}).get("language") not in OUTPUT_LANGUAGES:
            code = "invalid_value"
        if code:
            await self._error(socket, event, code)
            return
        whole["audio"]["input"] |= audio.get("input") or {}
        whole["audio"]["output"] |= audio.get("output") or {}
        session.language = whole["audio"]["output"]["language"]
        session.transcribes = whole["audio"]["input"]["transcription"] is not None
        await self._send(socket, {"type": "session.updated", "session": whole})

    async def _translate(self, socket: ServerConnection, session: Session) -> None:
        """Say what is due by now: a word each 0.4 s, from 0.4 s on, and the rest at the end."""
        says = self.says.get(session.language)
        if says is None:
            return
        pairs = [("input", says.source)] if session.transcribes else []
        for kind, words in [*pairs, ("output", says.target)]:
            due = words.split(" ")
            if session.closed:
                first = max(0, session.frames // 2)
                wanted = due[first:]
            elif session.frames % 2 == 0 and 0 < session.frames // 2 <= len(due):
                first = session.frames // 2 - 1
                wanted = due[first : first + 1]
            else:
                continue
            for number, word in enumerate(wanted, first):
                delta = f" {word}" if number else word
                elapsed = session.frames * 200
                await self._send(
                    socket, {"type": f"session.{kind}_transcript.delta", "delta": delta, "elapsed_ms": elapsed}
                )
                if kind == "output":
                    sound = base64.b64encode(TONE).decode()
                    about = {"sample_rate": self.rate, "channels": 1, "format": "pcm16", "elapsed_ms": elapsed}
                    await self._send(socket, {"type": "session.output_audio.delta", "delta": sound, **about})

    async def _error(self, socket: ServerConnection, event: Event, code: str) -> None:
        error = {"type": "invalid_request_error", "code": code, "message": f"refused: {code}", "param": None}
        await self._send(socket, {"type": "error", "error": {**error, "event_id": event.get("event_id")}})

    async def _send(self, socket: ServerConnection, event: Event) -> None:
        self._numbers += 1
        event = {"event_id": f"event_{self._numbers}", **event}
        _SERVER.validate_python(event)
        await socket.send(json.dumps(event))

    def _check(self, session: Session, event: Event) -> None:
        kind = event.get("type", "")
        try:
            _CLIENT.validate_python(event)
        except ValidationError as error:
            self.problems.append(f"{kind} is not what OpenAI declares: {error.errors()[:2]}")
        if kind not in _MAY_HAVE:
            self.problems.append(f"there is no event {kind}")
        elif extra := set(event) - _MAY_HAVE[kind]:
            self.problems.append(f"{kind} has {extra}")
        if session.closed:
            self.problems.append(f"{kind} came after session.close")
        if kind == "session.update":
            self._check_update(session, event["session"])
        elif kind == "session.input_audio_buffer.append":
            if not session.language:
                self.problems.append("sound came before the settings were taken")
            if len(base64.b64decode(event["audio"])) != FRAME:
                self.problems.append("a frame of sound is not 200 ms long")

    def _check_update(self, session: Session, change: Event) -> None:
        if session.pcm:
            self.problems.append("the direction changed in the middle")
        audio = change.get("audio") or {}
        given = audio.get("input") or {}
        fits = set(change) == {"audio"} and set(audio) <= {"input", "output"}
        fits = fits and set(given) <= {"transcription", "noise_reduction"}
        fits = fits and set(audio.get("output") or {}) <= {"language"}
        if not fits:
            self.problems.append(f"session.update sets what cannot be set: {change}")
