"""The phrasebook: finds exactly what was said, or nothing; fills and says it in any of nine languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz, process

from wanderlust.domain.phrases import Phrase, PhraseMatch, PhraseSuggestion, SlotKind, SlotValue, Topic
from wanderlust.travel.phrase_slots import NO_CAPITALS, SlotWords, read_slot_words
from wanderlust.travel.phrase_table import Row, read_phrases
from wanderlust.travel.phrase_template import Pattern
from wanderlust.travel.phrase_words import (
    ACCENTED,
    UNSPACED,
    compared,
    has_accents,
    negated,
    without_accents,
    without_please,
    written_plainly,
)

# Likeness is for offering only: at 80 of 100, six of 22 unseen sentences came out as another phrase, some as its
# opposite ("I am not allergic to peanuts").
OFFERED_FROM = 70.0


@dataclass(frozen=True, slots=True)
class _Whole:
    """A sentence without gaps: its phrase, and the number its form stands for."""

    row: Row
    number: float | None = None

    def match(self, language: str) -> PhraseMatch:
        return PhraseMatch(self.row.phrase, language, {} if self.number is None else {"number": self.number})


@dataclass(slots=True)
class _Heard:
    """All that is recognised in one language."""

    exact: dict[str, _Whole] = field(default_factory=dict)
    politely: dict[str, _Whole | None] = field(default_factory=dict)  # None: two phrases would be the same
    plain: dict[str, _Whole | None] = field(default_factory=dict)
    gaps: list[tuple[Pattern, Row]] = field(default_factory=list)
    said: dict[str, tuple[Row, str]] = field(default_factory=dict)


class Phrasebook:
    """Phrases by topic, by what was said, and by a search; nothing is ever matched by likeness.

    Args:
        rows: The phrases.
        slots: The tables for their gaps, by language.
    """

    def __init__(self, rows: tuple[Row, ...], slots: Mapping[str, SlotWords]) -> None:
        self._rows = {row.phrase.key: row for row in rows}
        self._slots = slots
        self._heard: dict[str, _Heard] = {}

    @classmethod
    def read(cls, folder: Path) -> Phrasebook:
        """The book in ``resources/phrases``; raises DataMissing."""
        return cls(read_phrases(folder), read_slot_words(folder / "slots"))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages every phrase is in."""
        return tuple(self._slots)

    def phrases(self, topic: Topic | None = None) -> tuple[Phrase, ...]:
        """All phrases, or those of a topic, in the book's order."""
        return tuple(row.phrase for row in self._rows.values() if topic in (None, row.phrase.topic))

    def allergens(self, language: str) -> dict[str, str]:
        """What an allergen gap may hold: key to name."""
        return {key: forms[""] for key, forms in self._slots[language].allergens.items()}

    def match(self, text: str, language: str) -> PhraseMatch | None:
        """The phrase that the words are, word for word, with what stands in its gaps.

        Case, punctuation, a ``please`` around it and (where none was typed at all) accents make no difference.
        """
        heard, key = self._in(language), compared(text, language)
        if not key:
            return None
        found = heard.exact.get(key) or heard.politely.get(without_please(key, language))
        # A single word without its accent may be another word: "si" is not "sí".
        unaccented = language in ACCENTED and not has_accents(text) and " " in key
        if found is None and unaccented:
            found = heard.plain.get(key) or heard.plain.get(without_please(key, language))
        if found is not None:
            return found.match(language)
        return self._match_gaps(heard, text, language, unaccented=unaccented)

    def match_any(self, text: str, languages: tuple[str, ...] = ()) -> PhraseMatch | None:
        """As :meth:`match`, in the first of these languages (or of all) in which it is a phrase."""
        return next(filter(None, (self.match(text, each) for each in languages or self.languages)), None)

    def read_slot(self, kind: SlotKind, words: str, language: str) -> SlotValue | None:
        """What was typed into a gap; None when it is nothing that may stand there."""
        slots = self._slots[language]
        return slots.figures.time(words) if kind == "time" else slots.read(kind, words)

    def text(self, key: str, language: str, values: Mapping[SlotKind, SlotValue] | None = None) -> str:
        """A phrase with its gaps filled; with ``…`` for them when there are no values."""
        row = self._rows[key]
        if row.phrase.slots and not values:
            return row.phrase.texts[language]
        return row.cells[language].said.filled(values or {}, self._slots[language].write)

    def suggest(self, text: str, language: str, limit: int = 3) -> tuple[PhraseSuggestion, ...]:
        """Phrases that look like the words, most alike first: to be offered as such, never to be said."""
        heard = self._in(language)
        scorer = fuzz.ratio if language in UNSPACED else fuzz.token_sort_ratio
        found: dict[str, PhraseSuggestion] = {}
        near = process.extract(
            compared(text, language), list(heard.said), scorer=scorer, score_cutoff=OFFERED_FROM, limit=limit * 4
        )
        denied = negated(text, language)
        for said, score, _ in near:
            row, way = heard.said[said]
            if negated(way, language) is not denied:
                continue  # what is most alike is often the very opposite
            found.setdefault(row.phrase.key, PhraseSuggestion(row.phrase, way, score))
        return tuple(found.values())[:limit]

    def search(self, query: str) -> tuple[Phrase, ...]:
        """Phrases that hold every word of the query, in whichever language it is: those that begin so first."""
        wanted = without_accents(compared(query, "en"))
        found = []
        for index, row in enumerate(self._rows.values()):
            ranks = [rank for text in self._searched(row) if (rank := _rank(text, wanted)) is not None]
            if ranks:
                found.append((min(ranks), index, row.phrase))
        return tuple(phrase for _, _, phrase in sorted(found, key=lambda entry: entry[:2]))

    def evident(self, match: PhraseMatch) -> bool:
        """False where a gap holds a name that only a gazetteer can tell from a word."""
        return "place" not in match.values or match.language not in NO_CAPITALS

    # -- finding

    def _match_gaps(self, heard: _Heard, text: str, language: str, *, unaccented: bool) -> PhraseMatch | None:
        slots, plain = self._slots[language], written_plainly(text, language)
        bare = without_please(plain, language)
        if bare == plain and plain[:1].isupper():
            bare = without_please(plain[:1].casefold() + plain[1:], language)
        for accents in (True, False) if unaccented else (True,):
            for pattern, row in heard.gaps:
                for words in dict.fromkeys((plain, bare)):
                    values = pattern.read(words, slots.read, accents=accents)
                    if values is not None:
                        return PhraseMatch(row.phrase, language, values)
        return None

    def _in(self, language: str) -> _Heard:
        if language not in self._heard:
            self._heard[language] = self._read_language(language)
        return self._heard[language]

    def _read_language(self, language: str) -> _Heard:
        heard = _Heard()
        for row in self._rows.values():
            for way in row.cells[language].heard:
                heard.said.setdefault(compared(way.shown(), language), (row, way.shown()))
                for pattern in way.patterns():
                    if pattern.key:
                        heard.exact.setdefault(pattern.key, _Whole(row, pattern.implied))
                    else:
                        heard.gaps.append((pattern, row))
        for key, whole in heard.exact.items():
            _add(heard.politely, without_please(key, language), whole)
            if language in ACCENTED:
                _add(heard.plain, without_accents(key), whole)
                _add(heard.plain, without_accents(without_please(key, language)), whole)
        # A sentence with its "please" in the middle of the pattern is also said without.
        heard.gaps += [
            (pattern, row)
            for row in self._rows.values()
            for way in row.cells[language].heard
            if way.slots and (bare := _unasked(way.source, language)) != way.source
            for pattern in type(way)(bare, language).patterns()
        ]
        # The more of a sentence is given, the earlier it is tried: "a table for {number} {time}" first.
        heard.gaps.sort(key=lambda entry: -_given(entry[0]))
        return heard

    def _searched(self, row: Row) -> list[str]:
        ways = [way.shown() for cell in row.cells.values() for way in (cell.said, *cell.heard)]
        if "allergen" in row.phrase.slots:
            ways += [name for slots in self._slots.values() for name in slots.by_allergen]
        return list(dict.fromkeys(without_accents(compared(way, "en")) for way in ways))


def _add(table: dict[str, _Whole | None], key: str, whole: _Whole) -> None:
    table[key] = whole if table.get(key, whole) == whole else None


def _unasked(source: str, language: str) -> str:
    """A sentence of the tables without the ``please`` at its end or beginning."""
    plain = source.rstrip(".?!。？ ")
    bare = without_please(plain.replace(",", ""), language)
    lowered = without_please(bare[:1].casefold() + bare[1:], language)
    return lowered if lowered != bare[:1].casefold() + bare[1:] else bare if bare != plain.replace(",", "") else source


def _given(pattern: Pattern) -> int:
    return 0 if pattern.expression is None else len(pattern.expression.pattern.replace("(.+?)", ""))


def _rank(text: str, wanted: str) -> int | None:
    """0 when the text begins so, 1 when the words stand in it as one, 2 when each word begins one of its words."""
    if not wanted or text.startswith(wanted):
        return 0
    if f" {wanted}" in text or (not wanted.isascii() and wanted in text):
        return 1
    words = text.split()
    return 2 if all(any(word.startswith(part) for word in words) for part in wanted.split()) else None
