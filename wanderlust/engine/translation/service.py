"""The translator for the engine's sessions: asked from the event loop, run on a thread that waits for its process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from wanderlust.domain.interpreting import Direction as Interpreted
from wanderlust.engine.translation.translator import TextTranslator, Translated
from wanderlust.engine.translation.ways import Way
from wanderlust.engine.translation.worker import Direction

States = tuple[Interpreted, Interpreted]
"""Of both directions between two languages, the first one's first."""


class Surveys(Protocol):
    """Finds how pairs of languages can be interpreted here."""

    def __call__(self, first: str, second: str) -> States: ...

    def many(self, pairs: Sequence[tuple[str, str]]) -> tuple[States, ...]:
        """The states of each pair, looked at in one go."""
        ...


class TranslationService:
    """One translator, one thread, shared by all sessions."""

    def __init__(
        self,
        translator: TextTranslator,
        end: Callable[[], None],
        recognised: Collection[str] = (),
        survey: Surveys | None = None,
    ) -> None:
        """Serve a translator.

        Args:
            translator: What translates.
            end: Ends its process.
            recognised: Languages that speech can be written down in; none given, all are tried.
            survey: Finds the state of both directions between two languages; called on the translator's thread.
        """
        self._translator = translator
        self._end = end
        self._survey = survey
        self.recognised = frozenset(recognised)
        self._thread = ThreadPoolExecutor(1, "translator")

    @property
    def directions(self) -> Collection[Direction]:
        """What it can do."""
        return self._translator.directions

    @property
    def ways(self) -> Mapping[Direction, Way]:
        """What it can do, and through which models."""
        return self._translator.ways

    def refusal(self, first: str, second: str) -> str:
        """Why two languages cannot be put into each other, and what to do about it."""
        return self._translator.refusal(first, second)

    def hears(self, language: str) -> bool:
        """Whether speech in a language can be written down."""
        return not self.recognised or language in self.recognised

    async def states(self, first: str, second: str) -> States | None:
        """The state of both directions between two languages; None where nobody looks."""
        survey = self._survey
        if survey is None:
            return None
        return await asyncio.get_running_loop().run_in_executor(self._thread, survey, first, second)

    async def states_of(self, pairs: Sequence[tuple[str, str]]) -> tuple[States, ...] | None:
        """The same for many pairs."""
        survey = self._survey
        if survey is None:
            return None
        return await asyncio.get_running_loop().run_in_executor(self._thread, survey.many, pairs)

    def sources_for(self, target: str) -> tuple[str, ...]:
        """The languages that can be put into this one."""
        return tuple(sorted(source for source, into in self.directions if into == target))

    async def translate(self, text: str, direction: Direction) -> Translated:
        """See :meth:`TextTranslator.translate`."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._translator.translate, text, direction)

    def close(self) -> None:
        """End the process."""
        self._end()
        self._thread.shutdown(wait=False, cancel_futures=True)
