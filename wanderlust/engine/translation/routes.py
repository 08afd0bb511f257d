"""Translation over the engine's port: ``/v1/translate`` for text, ``/v1/realtime/translations`` for speech."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, MutableSet

from aiohttp import WSMsgType, web

from wanderlust.domain.errors import BadInput, WanderlustError
from wanderlust.engine.models import EngineModels
from wanderlust.engine.outbox import Outbox
from wanderlust.engine.translation.service import TranslationService
from wanderlust.engine.translation.session import Talk, TranslationSession
from wanderlust.wire import codec
from wanderlust.wire.translation_events import TranslationServerEvent

log = logging.getLogger(__name__)

TRANSLATIONS = "/v1/realtime/translations"
LONGEST_TEXT = 20_000  # characters, some minutes of work


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

    async def _directions(self, _request: web.Request) -> web.Response:
        """What can be translated here."""
        found = [{"from": source, "to": target} for source, target in sorted(self._service.directions)]
        return web.json_response({"directions": found})

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
        return web.json_response({"text": translated.text, "route": translated.route, "ms": round(translated.ms, 1)})

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
            return _error(400, "invalid_value", "I cannot interpret between those two on this computer.", "between")
        return Talk(query.get("model", ""), (first, second), query.get("extensions") == "interpreter")


def _error(status: int, code: str, message: str, param: str | None = None) -> web.Response:
    kind = "invalid_request_error" if status < 500 else "server_error"
    body = {"error": {"message": message, "type": kind, "code": code, "param": param}}
    return web.json_response(body, status=status)
