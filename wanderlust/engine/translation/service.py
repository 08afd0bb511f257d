"""The translator for the engine's sessions: asked from the event loop, run on a thread that waits for its process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor

from wanderlust.engine.translation.translator import TextTranslator, Translated
from wanderlust.engine.translation.worker import Direction


class TranslationService:
    """One translator, one thread, shared by all sessions."""

    def __init__(self, translator: TextTranslator, end: Callable[[], None]) -> None:
        """``end`` ends the translator's process."""
        self._translator = translator
        self._end = end
        self._thread = ThreadPoolExecutor(1, "translator")

    @property
    def directions(self) -> Collection[Direction]:
        """What it can do."""
        return self._translator.directions

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
