"""Translation for the conversation's tools, by whichever engine process runs at the moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection

from wanderlust.domain.errors import CannotTranslate, EngineFailed, TranslationMissing
from wanderlust.domain.translation import Translation
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

    async def translate(self, text: str, source: str, target: str) -> Translation:
        """See ``ports.Translator``; of words in an unknown language, the pair it has decides."""
        sources = sorted(one for one, into in self.directions if into == target)
        origin = source or (sources[0] if len(sources) == 1 else "")
        if (origin, target) not in self.directions:
            raise CannotTranslate("I cannot translate that on this computer.")
        if self._warm is None:
            raise EngineFailed("The translator on this computer is not ready yet.", "Try again.")
        try:
            found = await translated(await self._warm(), text, origin, target)
        except TranslationMissing as error:
            raise CannotTranslate(error.sentence, error.remedy) from error
        return Translation(found.text, origin, target, found.route)
