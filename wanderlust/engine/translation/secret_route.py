"""Short-lived keys for translation sessions: ``POST /v1/realtime/translations/client_secrets``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import web

from wanderlust.engine.access import Access
from wanderlust.engine.session_settings import Refusal
from wanderlust.engine.translation.routes import TRANSLATIONS
from wanderlust.engine.translation.service import TranslationService
from wanderlust.engine.translation.settings import default_translation_session, updated_translation_session


class TranslationSecrets:
    """The handler; the keys are kept with the engine's others, and open a translation socket only."""

    def __init__(
        self, access: Access, service: TranslationService, new_id: Callable[[str], str], now: Callable[[], float]
    ) -> None:
        self._access, self._service, self._new_id, self._now = access, service, new_id, now

    def add_to(self, app: web.Application) -> None:
        """Serve it."""
        app.router.add_post(f"{TRANSLATIONS}/client_secrets", self._create)

    async def _create(self, request: web.Request) -> web.Response:
        """``{"session", "expires_after"}`` in, ``{"value", "expires_at", "session"}`` out."""
        try:
            body = await request.json() if request.can_read_body else {}
        except ValueError:
            body = None
        if not isinstance(body, dict):
            return _refused(Refusal("invalid_json", "The request is not a JSON object.", ""))
        secret = self._access.new_secret(body, self._session, TRANSLATIONS)
        return _refused(secret) if isinstance(secret, Refusal) else web.json_response(secret.json)

    def _session(self, wanted: Mapping[str, Any]) -> dict[str, Any] | Refusal:
        languages = sorted({target for _, target in self._service.directions})
        first = languages[0] if languages else ""
        fresh = default_translation_session(self._new_id("sess"), self._now(), str(wanted.get("model") or ""), first)
        return updated_translation_session(fresh, {key: wanted[key] for key in wanted if key != "model"}, languages)


def _refused(refusal: Refusal) -> web.Response:
    status = 429 if refusal.code == "rate_limit_exceeded" else 400
    error = {"message": refusal.message, "type": "invalid_request_error", "code": refusal.code}
    return web.json_response({"error": {**error, "param": refusal.param or None}}, status=status)
