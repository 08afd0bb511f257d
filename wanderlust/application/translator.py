"""Translation for the conversation's tools, by whichever engine process runs at the moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection

from wanderlust.domain.errors import CannotTranslate, EngineFailed, TranslationMissing
from wanderlust.domain.language_names import english_name
from wanderlust.domain.translation import Translation
from wanderlust.engine.translation.ways import PIVOT, ways
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_translation import translated


class EngineTranslator:
    """Fills ``ports.Translator``; with the cloud holding the conversation, the engine is started for it."""

    def __init__(self, models: Callable[[], Collection[tuple[str, str]]]) -> None:
        """Ask ``models`` which directions there are models for, anew each time: packs come and go."""
        self._models = models
        self._warm: Callable[[], Awaitable[EngineProcess]] | None = None

    @property
    def directions(self) -> frozenset[tuple[str, str]]:
        """What the engine can do, directly or through English."""
        return frozenset(ways(self._models()))

    def use(self, warm: Callable[[], Awaitable[EngineProcess]]) -> None:
        """Ask the engine that ``warm`` brings, started if need be, from now on."""
        self._warm = warm

    async def translate(self, text: str, source: str, target: str) -> Translation:
        """See ``ports.Translator``; words in an unknown language are English, or the only other one there is."""
        directions = self.directions
        sources = sorted(one for one, into in directions if into == target)
        usual = PIVOT if PIVOT in sources or len(sources) != 1 else sources[0]
        origin = source or usual
        if (origin, target) not in directions:
            if not source and sources:
                names = " or ".join(map(english_name, sources))
                raise CannotTranslate("I cannot tell which language that is.", f"Say whether it is {names}.")
            raise CannotTranslate("I cannot translate that on this computer.")
        if self._warm is None:
            raise EngineFailed("The translator on this computer is not ready yet.", "Try again.")
        try:
            found = await translated(await self._warm(), text, origin, target)
        except TranslationMissing as error:
            raise CannotTranslate(error.sentence, error.remedy) from error
        return Translation(found.text, origin, target, found.route)
