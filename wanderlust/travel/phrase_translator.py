"""Translation by the phrasebook alone: what is in it word for word, in nine languages, without a network."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from wanderlust.domain.errors import CannotTranslate
from wanderlust.domain.phrases import PhraseMatch
from wanderlust.domain.translation import PHRASEBOOK, Translation
from wanderlust.travel.phrases import Phrasebook

IsPlace = Callable[[str], Awaitable[bool]]


class PhrasebookTranslator:
    """Says what the book says, and nothing where it says nothing.

    Args:
        book: Gives the book; it is asked for when the first sentence comes, since reading it takes 0.2 s.
        is_place: Whether a name is that of a place: asked where writing does not show it, as in Japanese.
    """

    def __init__(self, book: Callable[[], Phrasebook], is_place: IsPlace) -> None:
        self._book = book
        self._is_place = is_place

    async def translate(self, text: str, source: str, target: str) -> Translation:
        """A phrase in the target language; raises CannotTranslate for everything that is none."""
        book = self._book()
        if target not in book.languages or (source and source not in book.languages):
            raise CannotTranslate("My phrasebook does not have that language.")
        match = await self._match(book, text, source, target)
        if match is None:
            languages = (source,) if source else ("en",)
            near = tuple(suggestion.said for code in languages for suggestion in book.suggest(text, code))
            raise CannotTranslate("That is not in my phrasebook word for word.", "", near)
        return Translation(
            book.text(match.phrase.key, target, match.values),
            match.language,
            target,
            PHRASEBOOK,
            checked={match.language, target} <= match.phrase.reviewed,
        )

    async def _match(self, book: Phrasebook, text: str, source: str, target: str) -> PhraseMatch | None:
        # Words in the target language itself are tried last: "No" is Italian too, but it was said in English.
        known = sorted(book.languages, key=lambda code: code == target)
        for language in (source,) if source else known:
            match = book.match(text, language)
            if match is None:
                continue
            if book.evident(match) or await self._is_place(str(match.values["place"])):
                return match
        return None
