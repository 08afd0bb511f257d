"""OpenAI's translation endpoint: which languages it speaks, and one watched connection to it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from typing import cast

from wanderlust.realtime.connection import RealtimeConnection, open_translations
from wanderlust.realtime.endpoint import Endpoint
from wanderlust.realtime.liveness import LOST_AFTER_S
from wanderlust.realtime.watched_link import WatchedLink
from wanderlust.wire.translation_events import TranslationClientEvent, TranslationServerEvent

TRANSLATE_MODEL = "gpt-realtime-translate"
TRANSCRIPTION_MODEL = "gpt-realtime-whisper"
OPEN_S = 4.0
"""Longest an utterance waits for its session; a server that is there greets within half a second."""

SPOKEN_LANGUAGES = frozenset({"es", "pt", "fr", "ja", "ru", "zh", "de", "ko", "hi", "id", "vi", "it", "en"})
"""What it can translate into, as of 2026-11-22; it understands more than 70."""


def speaks(*languages: str) -> bool:
    """Whether it can translate into each of these (ISO 639-1)."""
    return SPOKEN_LANGUAGES.issuperset(languages)


class WatchedTranslation:
    """Fills ``TranslationSocket``: a connection that is pinged, and given up when nothing answers.

    Args:
        wire: The connection.
        lost_after_s: Silence after which it counts as lost.
        now: The clock the connection reads too, in seconds.
    """

    def __init__(
        self, wire: RealtimeConnection, lost_after_s: float = LOST_AFTER_S, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._link = WatchedLink(wire, lost_after_s, now)

    async def send(self, event: TranslationClientEvent) -> None:
        """Send one event; raises ConnectionFailed when the connection is gone."""
        await self._link.wire.send(event)

    async def events(self) -> AsyncIterator[TranslationServerEvent]:
        """See :meth:`RealtimeConnection.events`."""
        async for event in self._link.events():
            yield cast(TranslationServerEvent, event)

    async def close(self) -> None:
        """End it; the server's goodbye is waited for no longer than a second."""
        await self._link.close()


async def open_translation(
    endpoint: Endpoint, timeout_s: float = OPEN_S, lost_after_s: float = LOST_AFTER_S
) -> WatchedTranslation:
    """A new translation session on that server; ``endpoint.model`` is the model that translates.

    Raises:
        BadInput: The address cannot be one.
        ConnectionFailed: It could not be reached or refused us; its ``trouble`` tells the states apart.
    """
    return WatchedTranslation(await open_translations(endpoint, timeout_s), lost_after_s)
