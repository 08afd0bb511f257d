"""Which of two languages is spoken, over the engine's port: ``/v1/side``, for whoever translates elsewhere."""

from __future__ import annotations

import math

from aiohttp import web

from wanderlust.domain.errors import WanderlustError
from wanderlust.engine.input_sound import InputSound
from wanderlust.engine.models import EngineModels
from wanderlust.engine.translation.pair_hearing import HeardSide, PairHearing

SIDE = "/v1/side"
LONGEST_BYTES = 60 * 48_000
"""A minute; who speaks is told by the first seconds."""


class SideRoute:
    """The handler; it listens as the engine's own interpreter does."""

    def __init__(self, models: EngineModels) -> None:
        self._models = models

    def add_to(self, app: web.Application) -> None:
        """Serve it."""
        app.router.add_post(SIDE, self._side)

    async def _side(self, request: web.Request) -> web.Response:
        """PCM16 mono 24 kHz in, ``{"language", "sure", "witness", "margin", "sources"}`` out."""
        between = tuple(request.query.get("between", "").split(","))
        before = request.query.get("before", "")
        if len(set(between)) != 2 or not all(len(code) in (2, 3) and code.isalpha() for code in between):
            return _error(400, "I tell two languages apart, such as between=en,pt.", "between")
        body = await request.read()
        if not body or len(body) % 2 or len(body) > LONGEST_BYTES:
            return _error(400, "The sound is PCM16 mono at 24 kHz, up to a minute of it.", None)
        await self._models.ready()
        hearing = PairHearing(self._models, between)
        hearing.before = before
        buffer = InputSound(self._models.new_voice_activity())
        buffer.configure(None)
        for _ in buffer.append(body):
            pass  # where turns would begin and end is of no matter here
        sound = buffer.spoken_part(buffer.take_all())  # of silence the recogniser makes words of its own
        if not len(sound):
            return web.json_response(
                {"language": between[0], "sure": False, "witness": "none", "margin": 0.0, "sources": {}}
            )
        try:
            heard = await hearing.transcribe(sound, None)
        except WanderlustError as error:
            return _error(503, error.sentence, None)
        assert isinstance(heard, HeardSide)
        side = heard.side
        margin = side.margin if math.isfinite(side.margin) else 0.0
        answer = {
            "language": side.language if side.language in between else between[0],
            "sure": side.sure and bool(heard.text),
            "witness": side.witness if heard.text else "none",
            "margin": round(margin, 2),
            "sources": {**heard.sources, side.language: heard.text} if heard.text else {},
        }
        return web.json_response(answer)


def _error(status: int, message: str, param: str | None) -> web.Response:
    kind = "invalid_request_error" if status < 500 else "server_error"
    body = {"error": {"message": message, "type": kind, "code": "invalid_value", "param": param}}
    return web.json_response(body, status=status)
