"""Translation for the conversation's tools, by whichever engine process runs at the moment."""

from __future__ import annotations

from collections.abc import Collection

from wanderlust.domain.errors import EngineFailed
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_translation import translated


class EngineTranslator:
    """Fills ``ports.Translator``; until an engine is in use it can do nothing."""

    def __init__(self, directions: Collection[tuple[str, str]]) -> None:
        """Know what the engine will be able to do."""
        self.directions = frozenset(directions)
        self._engine: EngineProcess | None = None

    def use(self, engine: EngineProcess) -> None:
        """Ask this engine from now on."""
        self._engine = engine

    async def translate(self, text: str, source: str, target: str) -> str:
        """See ``ports.Translator``."""
        if self._engine is None or not self._engine.running:
            raise EngineFailed("The translator on this computer is not ready yet.", "Try again.")
        return (await translated(self._engine, text, source, target)).text
