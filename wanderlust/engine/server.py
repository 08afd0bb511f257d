"""Serves the engine on loopback: the Realtime socket, and OpenAI's speech and transcription routes beside it."""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np
from aiohttp import WSCloseCode, WSMsgType, web

from wanderlust.domain.errors import BadAudio, BadInput, EngineFailed, WanderlustError
from wanderlust.dsp.wav import read_wav, wav_bytes
from wanderlust.engine.access import REALTIME, Access
from wanderlust.engine.models import EngineModels, HeardRecording
from wanderlust.engine.outbox import Outbox
from wanderlust.engine.session import EngineSession
from wanderlust.engine.session_settings import MODEL, Refusal
from wanderlust.engine.translation.routes import TranslationRoutes
from wanderlust.engine.translation.secret_route import TranslationSecrets
from wanderlust.engine.translation.service import TranslationService
from wanderlust.engine.translation.side_route import SideRoute
from wanderlust.engine.whisper_text import join_texts
from wanderlust.wire import codec
from wanderlust.wire.server_events import ServerEvent

log = logging.getLogger(__name__)

LARGEST_UPLOAD = 100 * 1024 * 1024
SPOKEN_FORMATS = ("wav", "pcm")


def new_id(prefix: str) -> str:
    """An id as servers make them: ``item_`` and 21 random characters."""
    return f"{prefix}_{secrets.token_urlsafe(16)[:21]}"


class EngineServer:
    """The engine's door: one port on 127.0.0.1, one token.

    Args:
        models: The models to serve.
        token: What clients must present, in whatever form their library sends a key.
        now: Unix time in seconds.
        translation: What translates; without it there are no such routes.
    """

    def __init__(
        self,
        models: EngineModels,
        token: str,
        now: Callable[[], float] = time.time,
        translation: TranslationService | None = None,
    ) -> None:
        self._models = models
        self._now = now
        self._access = Access(token, new_id, now)
        self._sockets: set[web.WebSocketResponse] = set()
        self._app = web.Application(client_max_size=LARGEST_UPLOAD, middlewares=[self._guard])
        self._app.router.add_get(REALTIME, self._realtime)
        self._app.router.add_post("/v1/realtime/client_secrets", self._client_secrets)
        self._app.router.add_get("/v1/models", self._list_models)
        self._app.router.add_get("/v1/models/{model}", self._one_model)
        self._app.router.add_get("/v1/brain", self._brain)
        self._app.router.add_put("/v1/brain", self._choose_brain)
        self._app.router.add_post("/v1/audio/speech", self._speech)
        self._app.router.add_post("/v1/audio/transcriptions", self._transcriptions)
        SideRoute(models).add_to(self._app)
        if translation is not None:
            TranslationRoutes(models, translation, new_id, now, self._sockets).add_to(self._app)
            TranslationSecrets(self._access, translation, new_id, now).add_to(self._app)
        # A client that is slow to say goodbye does not hold up our end.
        self._runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=1.0)

    async def start(self, port: int = 0) -> int:
        """Listen on 127.0.0.1 and return the port; raises EngineFailed when it is taken."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        try:
            await site.start()
        except OSError as error:
            raise EngineFailed(
                f"Port {port} is in use by another program.", "Choose another with --port, or leave it out."
            ) from error
        self._models.load()
        address: tuple[str, int] = self._runner.addresses[0]
        return address[1]

    async def stop(self) -> None:
        for socket in tuple(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY, message=b"The engine ends.")
        await self._runner.cleanup()
        self._models.close()

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        # A client secret opens the socket and nothing else: it cannot make further secrets.
        secret = None if self._access.holds_token(request.headers) else self._access.secret_of(request.headers)
        if secret is None and not self._access.holds_token(request.headers):
            return _error(401, "invalid_api_key", "This engine wants its own token.")
        if secret is not None and request.path != secret.path:
            return _error(401, "invalid_api_key", "A client secret opens the socket it was made for, and no other.")
        request["session"] = secret.session if secret is not None else None
        response: web.StreamResponse = await handler(request)
        return response

    async def _realtime(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(
            protocols=("realtime",), max_msg_size=codec.MAX_MESSAGE_BYTES, compress=False, heartbeat=20
        )
        await socket.prepare(request)
        self._sockets.add(socket)

        outbox = Outbox(socket.send_str)

        async def send(event: ServerEvent) -> None:
            body = codec.to_json(event)
            body.setdefault("event_id", new_id("event"))
            outbox.put(json.dumps(body, ensure_ascii=False, separators=(",", ":")))

        session: EngineSession | None = None
        try:
            await self._models.ready()
            session = EngineSession(
                self._models, send, new_id, self._now, request.query.get("model", ""), request["session"]
            )
            await session.start()
            async for message in socket:
                if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
                    await session.receive(message.data)
        except WanderlustError as error:
            log.error("the engine cannot serve: %s", error)
            await outbox.close()
            await socket.close(code=1011, message=error.sentence.encode()[:120])
        finally:
            self._sockets.discard(socket)
            if session is not None:
                await session.close()
            await outbox.close()
        return socket

    async def _list_models(self, _request: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [_MODEL_ENTRY]})

    async def _one_model(self, request: web.Request) -> web.Response:
        wanted = request.match_info["model"]
        if wanted != MODEL:
            return _error(404, "model_not_found", f"There is no model '{wanted}' here.", "model")
        return web.json_response(_MODEL_ENTRY)

    async def _brain(self, _request: web.Request) -> web.Response:
        """Which language model helps the router, and where words go when it is asked."""
        second = self._models.second_opinion
        if second is None:
            return web.json_response({"choice": "off", "kind": "none", "name": "", "where": "nowhere", "problem": ""})
        await second.brains.find()
        return web.json_response(asdict(second.brains.state))

    async def _choose_brain(self, request: web.Request) -> web.Response:
        second = self._models.second_opinion
        try:
            choice = (await request.json())["llm"]
        except (ValueError, KeyError, TypeError):
            return _error(400, "invalid_json", 'The request is not {"llm": choice}.')
        if second is None:
            return _error(400, "invalid_value", "This engine has no place for a language model.", "llm")
        try:
            await second.brains.choose(str(choice))
        except BadInput as error:
            return _error(400, "invalid_value", str(error), "llm")
        return await self._brain(request)

    async def _client_secrets(self, request: web.Request) -> web.Response:
        try:
            body = await request.json() if request.can_read_body else {}
        except ValueError:
            return _error(400, "invalid_json", "The request is not JSON.")
        if not isinstance(body, dict):
            return _error(400, "invalid_json", "The request is not a JSON object.")
        secret = self._access.new_secret(body)
        if isinstance(secret, Refusal):
            status = 429 if secret.code == "rate_limit_exceeded" else 400
            return _error(status, secret.code, secret.message, secret.param or None)
        return web.json_response(secret.json)

    async def _speech(self, request: web.Request) -> web.StreamResponse:
        try:
            body = await request.json()
        except ValueError:
            return _error(400, "invalid_json", "The request is not JSON.")
        text, wanted = body.get("input"), body.get("response_format", "wav")
        if not isinstance(text, str) or not text.strip():
            return _error(400, "invalid_value", "There is no text to speak.", "input")
        if wanted not in SPOKEN_FORMATS:
            return _error(400, "invalid_value", "Speech comes as wav or pcm here.", "response_format")
        speed, language = float(body.get("speed") or 1.0), str(body.get("language") or "en")
        await self._models.ready()
        chunks = self._models.speak(text, language, speed)
        if wanted == "wav":
            try:
                sound = b"".join([pcm async for _, pcm in chunks])
            except WanderlustError as error:
                return _error(400, "invalid_value", error.sentence, "language")
            return web.Response(body=wav_bytes(np.frombuffer(sound, "<i2"), 24_000), content_type="audio/wav")
        response = web.StreamResponse(headers={"Content-Type": "audio/pcm"})
        try:
            first = await anext(chunks, ("", b""))
        except WanderlustError as error:
            return _error(400, "invalid_value", error.sentence, "language")
        await response.prepare(request)
        await response.write(first[1])
        async for _, pcm in chunks:
            await response.write(pcm)
        await response.write_eof()
        return response

    async def _transcriptions(self, request: web.Request) -> web.StreamResponse:
        if not request.content_type.startswith("multipart/"):
            return _error(400, "invalid_value", "Send the sound as multipart form data.")
        form = await request.post()
        upload = form.get("file")
        if not isinstance(upload, web.FileField):
            return _error(400, "invalid_value", "There is no file to write down.", "file")
        wanted = form.get("response_format", "json")
        if wanted not in ("json", "text", "verbose_json"):
            return _error(400, "invalid_value", "Text comes as json, verbose_json or text here.", "response_format")
        try:
            sound = await asyncio.to_thread(lambda: read_wav(upload.file.read(), 16_000))
        except BadAudio as error:
            return _error(400, "invalid_value", str(error), "file")
        await self._models.ready()
        language = form.get("language")
        languages = (str(language),) if language else None
        seconds = round(len(sound) / 16_000, 3)
        if wanted == "verbose_json":
            return web.json_response(_verbose(await self._models.transcribe_segments(sound, languages), seconds))
        heard = await self._models.transcribe_recording(sound, languages)
        if wanted == "text":
            return web.Response(text=f"{heard.text}\n")
        return web.json_response({"text": heard.text, "usage": {"type": "duration", "seconds": seconds}})


def _verbose(recording: HeardRecording, seconds: float) -> dict[str, Any]:
    segments = [
        {"id": number, "start": round(segment.start, 3), "end": round(segment.end, 3), "text": segment.text}
        for number, segment in enumerate(recording.segments)
    ]
    return {
        "task": "transcribe",
        "language": recording.language,
        "duration": seconds,
        "text": join_texts([segment.text for segment in recording.segments], recording.language),
        "segments": segments,
        "usage": {"type": "duration", "seconds": seconds},
    }


_MODEL_ENTRY = {
    "id": MODEL,
    "object": "model",
    "created": 1_790_000_000,
    "owned_by": "wanderlust",
    "shutdown_date": None,
}


def _error(status: int, code: str, message: str, param: str | None = None) -> web.Response:
    body = {"error": {"message": message, "type": "invalid_request_error", "code": code, "param": param}}
    return web.json_response(body, status=status)
