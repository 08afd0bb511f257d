"""Several translators as one: each is asked in turn, the surest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wanderlust.domain.errors import CannotTranslate

if TYPE_CHECKING:
    from wanderlust.assistant.ports import Translation, Translator


class InTurn:
    """Asks translators one after the other until one can.

    Args:
        translators: The phrasebook before any model: what it knows, somebody wrote for travellers.
    """

    def __init__(self, translators: Sequence[Translator]) -> None:
        self._translators = tuple(translators)

    async def translate(self, text: str, source: str, target: str) -> Translation:
        """The first translation any of them has; raises CannotTranslate with what the first said to it."""
        refusals: list[CannotTranslate] = []
        for translator in self._translators:
            try:
                return await translator.translate(text, source, target)
            except CannotTranslate as error:
                refusals.append(error)
        if not refusals:
            raise CannotTranslate("I have no translator here.")
        near = next((refusal.near for refusal in refusals if refusal.near), ())
        raise CannotTranslate(refusals[0].sentence, refusals[0].remedy, near)
