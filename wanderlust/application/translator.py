"""Translation for the conversation's tools, by whichever engine process runs at the moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection

from wanderlust.domain.errors import EngineFailed
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_translation import translated


class EngineTranslator:
    """Fills ``ports.Translator``; with the cloud holding the conversation, the engine is started for it."""

    def __init__(self, directions: Collection[tuple[str, str]]) -> None:
        """Know what the engine can do."""
        self.directions = frozenset(directions)
        self._warm: Callable[[], Awaitable[EngineProcess]] | None = None

    def use(self, warm: Callable[[], Awaitable[EngineProcess]]) -> None:
        """Ask the engine that ``warm`` brings, started if need be, from now on."""
        self._warm = warm

    async def translate(self, text: str, source: str, target: str) -> str:
        """See ``ports.Translator``."""
        if self._warm is None:
            raise EngineFailed("The translator on this computer is not ready yet.", "Try again.")
        return (await translated(await self._warm(), text, source, target)).text
