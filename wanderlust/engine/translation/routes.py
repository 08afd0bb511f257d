"""Translation over the engine's port: ``/v1/translate`` for text, ``/v1/realtime/translations`` for speech."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, MutableSet
from dataclasses import asdict
from typing import Any

from aiohttp import WSMsgType, web

from wanderlust.domain.errors import BadInput, WanderlustError
from wanderlust.domain.interpreting import Direction
from wanderlust.domain.language_names import english_name
from wanderlust.engine.models import EngineModels
from wanderlust.engine.outbox import Outbox
from wanderlust.engine.translation.service import TranslationService
from wanderlust.engine.translation.session import Talk, TranslationSession
from wanderlust.engine.translation.ways import via
from wanderlust.wire import codec
from wanderlust.wire.translation_events import TranslationServerEvent

_LANGUAGE = re.compile(r"[a-z]{2,3}")
log = logging.getLogger(__name__)

TRANSLATIONS = "/v1/realtime/translations"
DIRECTIONS = "/v1/directions"
LONGEST_TEXT = 20_000  # characters, some minutes of work
MOST_PAIRS = 400  # asked about at once: two languages with each of Whisper's 99 others are 198


class TranslationRoutes:
    """The handlers; ``sockets`` gets every open connection, for whoever stops the server."""

    def __init__(
        self,
        models: EngineModels,
        service: TranslationService,
        new_id: Callable[[str], str],
        now: Callable[[], float],
        sockets: MutableSet[web.WebSocketResponse],
    ) -> None:
        self._models = models
        self._service = service
        self._new_id = new_id
        self._now = now
        self._sockets = sockets

    def add_to(self, app: web.Application) -> None:
        """Serve them."""
        app.router.add_get(TRANSLATIONS, self._realtime)
        app.router.add_get("/v1/translate", self._directions)
        app.router.add_post("/v1/translate", self._translate)
        app.router.add_get(DIRECTIONS, self._states)

    async def _directions(self, _request: web.Request) -> web.Response:
        """What can be translated here, with the language in between where there is one."""
        found = [
            {"from": source, "to": target, "via": via(way)}
            for (source, target), way in sorted(self._service.ways.items())
        ]
        return web.json_response({"directions": found})

    async def _states(self, request: web.Request) -> web.Response:
        """``?between=en,pt``: how each direction of a talk can be interpreted now; ``?pairs=en-pt,en-es``: of many."""
        if "pairs" in request.query:
            return await self._states_of_pairs(request.query["pairs"].split(","))
        first, second, *others = (*request.query.get("between", "").split(","), "")
        if not _LANGUAGE.fullmatch(first) or not _LANGUAGE.fullmatch(second) or first == second or any(others):
            return _error(400, "invalid_value", "Two languages are wanted, such as between=en,pt.", "between")
        try:
            states = await self._service.states(first, second)
        except WanderlustError as error:
            return _error(503, "server_error", str(error))
        if states is None:
            return _error(503, "server_error", "This engine does not look at what is installed.")
        return web.json_response({"between": [first, second], "directions": [_told(state) for state in states]})

    async def _states_of_pairs(self, names: list[str]) -> web.Response:
        pairs = [(first, second) for first, _, second in (name.partition("-") for name in names)]
        sound = all(_LANGUAGE.fullmatch(a) and _LANGUAGE.fullmatch(b) and a != b for a, b in pairs)
        if not sound or len(pairs) > MOST_PAIRS:
            return _error(400, "invalid_value", f"Up to {MOST_PAIRS} pairs are wanted, such as en-pt.", "pairs")
        try:
            states = await self._service.states_of(pairs)
        except WanderlustError as error:
            return _error(503, "server_error", str(error))
        if states is None:
            return _error(503, "server_error", "This engine does not look at what is installed.")
        return web.json_response({"pairs": [[_told(there), _told(back)] for there, back in states]})

    async def _translate(self, request: web.Request) -> web.Response:
        """``{"text", "from", "to"}`` in, ``{"text", "route", "ms"}`` out."""
        try:
            body = await request.json()
        except ValueError:
            return _error(400, "invalid_json", "The request is not JSON.")
        values = [body.get(key) for key in ("text", "from", "to")] if isinstance(body, dict) else []
        texts = [value for value in values if isinstance(value, str)]
        if len(texts) != 3 or len(texts[0]) > LONGEST_TEXT:
            return _error(400, "invalid_value", 'A translation wants "text", "from" and "to".')
        text, source, target = texts
        try:
            translated = await self._service.translate(text, (source, target))
        except BadInput as error:
            return _error(400, "invalid_value", str(error))
        except WanderlustError as error:
            return _error(503, "server_error", str(error))
        answer = {"text": translated.text, "route": translated.route, "ms": round(translated.ms, 1)}
        return web.json_response({**answer, "via": translated.via} if translated.via else answer)

    async def _realtime(self, request: web.Request) -> web.StreamResponse:
        talk = self._talk(request)
        if isinstance(talk, web.Response):
            return talk
        socket = web.WebSocketResponse(
            protocols=("realtime",), max_msg_size=codec.MAX_MESSAGE_BYTES, compress=False, heartbeat=20
        )
        await socket.prepare(request)
        self._sockets.add(socket)
        outbox = Outbox(socket.send_str)

        async def send(event: TranslationServerEvent) -> None:
            body = codec.to_json(event)
            body.setdefault("event_id", self._new_id("event"))
            outbox.put(json.dumps(body, ensure_ascii=False, separators=(",", ":")))

        session: TranslationSession | None = None
        try:
            await self._models.ready()
            session = TranslationSession(self._models, self._service, send, self._new_id, self._now, talk)
            if request.get("session") is not None:
                session.preset(request["session"]["audio"])
            await session.start()
            async for message in socket:
                if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                    await session.receive(message.data)
                if session.closed:
                    break
        except WanderlustError as error:
            log.error("the engine cannot translate: %s", error)
            await outbox.close()
            await socket.close(code=1011, message=error.sentence.encode()[:120])
        finally:
            self._sockets.discard(socket)
            if session is not None:
                await session.close()
            await outbox.close()
            await socket.close()
        return socket

    def _talk(self, request: web.Request) -> Talk | web.Response:
        query = request.query
        between = tuple(code for code in query.get("between", "").split(",") if code)
        if not self._service.directions:
            return _error(503, "server_error", "No translation is installed here. Run: wanderlust setup")
        if not between:
            return Talk(query.get("model", ""), None, query.get("extensions") == "interpreter")
        first, second = (between * 2)[:2]
        if len(between) != 2 or not {(first, second), (second, first)} <= set(self._service.directions):
            return _error(400, "invalid_value", self._service.refusal(first, second), "between")
        deaf = next((language for language in between if not self._service.hears(language)), None)
        if deaf is not None:
            sentence = f"I cannot understand {english_name(deaf)} when it is spoken; typed words I can translate."
            return _error(400, "invalid_value", sentence, "between")
        return Talk(query.get("model", ""), (first, second), query.get("extensions") == "interpreter")


def _told(state: Direction) -> dict[str, Any]:
    return {**asdict(state), "means": state.means.value}


def _error(status: int, code: str, message: str, param: str | None = None) -> web.Response:
    kind = "invalid_request_error" if status < 500 else "server_error"
    body = {"error": {"message": message, "type": kind, "code": code, "param": param}}
    return web.json_response(body, status=status)
