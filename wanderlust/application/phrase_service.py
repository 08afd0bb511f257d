"""The phrasebook for the conversation: read when it is first wanted, with the gazetteer for the names in its gaps."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from wanderlust.assistant.ports import PlaceIndex
from wanderlust.travel.phrase_translator import PhrasebookTranslator
from wanderlust.travel.phrases import Phrasebook


def phrasebook_translator(folder: Path, places: PlaceIndex) -> PhrasebookTranslator:
    """What the book in ``folder`` can translate."""

    @cache
    def book() -> Phrasebook:
        return Phrasebook.read(folder)

    async def is_place(name: str) -> bool:
        answer = await places.find(name, limit=1)
        return answer.exact and bool(answer.matches)

    return PhrasebookTranslator(book, is_place)
