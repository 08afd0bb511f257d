"""Numbers, currencies, languages and places in an utterance, and the same utterance with them masked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wanderlust.domain.money import CODE_BY_COUNTRY, CODE_BY_SIGN, CODE_BY_WORDS, folded
from wanderlust.domain.numbers import NumberSpan, numbers_in
from wanderlust.engine.router.languages import LANGUAGE_BY_WORD
from wanderlust.engine.router.values import NameSpan, PlaceNames

EntityKind = Literal["number", "currency", "language", "place"]

# What each kind becomes for the sentence model, which reads natural words better than markers.
MASK_WORDS: dict[EntityKind, str] = {"number": "ten", "currency": "euros", "language": "Dutch", "place": "Oslo"}

_WORD = re.compile(r"[^\W_]+")
_LONGEST_NAME = 5  # words in "east caribbean dollars" and the like
_BY_TOKENS = {" ".join(_WORD.findall(words)): code for words, code in CODE_BY_WORDS.items()}
# Everyday words that also name a currency: they need an amount before them or another currency beside them.
_WEAK_WORDS = """
all top try cup mop gel sos bam lak pen kes mad cad bob ron sar nad mur amd ang real sol lek won wons som
kip bath buck bucks crown crowns mark marks tala pula kina colon dong lei leu rand dram birr php lyd tnd sek
stn cop clp gold kwacha guarani florin libra libras livre livres lire franchi corone kronen pounds pound
rial reals sols die tops cups vatu manat euri sterling
"""
_WEAK = frozenset(_WEAK_WORDS.split())
_LETTER_SIGNS = frozenset(("kr", "fr", "rs", "ft", "zl", "kc", "rm", "rp", "us$", "chf"))
_SIGNS = "|".join(
    re.escape(sign)
    for sign in sorted(CODE_BY_SIGN, key=len, reverse=True)
    if sign in _LETTER_SIGNS or not sign.isascii() or sign.endswith("$")
)
_SIGN_BEFORE = re.compile(rf"(?<![^\W\d])({_SIGNS})\s?$", re.I)
_SIGN_AFTER = re.compile(rf"^\s?({_SIGNS})(?![^\W\d])", re.I)
_BESIDE = re.compile(r"(?<!\w)(?:to|in|into|from|per|and|versus|vs)\s+$", re.I)
_PLACE_LEAD = re.compile(
    r"\b(?:in|to|from|near|around|at|of|for|between|and|is|entre|et|y|en|de|à|nach|aus|von|bei|a|da|em|para|desde)\s+$",
    re.I,
)
# A run of words with capital letters inside a sentence.
_CAPITALS = re.compile(
    r"(?<=[a-z,0-9] )(?!I\b)[A-ZÀ-Þ][\w'-]+(?:\s(?:(?:of|de|la|del|di|du|the|and)\s)?[A-ZÀ-Þ][\w'-]+)*"
)
_UNSUNG = 100_000  # people; a lower-case word that is also so small a place is more often just a word
_UNSUNG_ELSEWHERE = 300_000  # in another language small towns of the world clash with far more words
_SPLIT_BY = 30_000  # people; of two names side by side one so small is a piece of a longer or misheard name


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing named in a text.

    Attributes:
        kind: What it is.
        start: Index of its first character.
        end: Index past its last.
        text: The words.
        value: A float, an ISO 4217 code, a language's English name, or the place's words.
        known: False for a place guessed from its capital letter.
        country: The country of a place that the gazetteer knows.
    """

    kind: EntityKind
    start: int
    end: int
    text: str
    value: float | str
    known: bool = True
    country: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A tidy utterance with what is named in it, left to right, nothing overlapping."""

    text: str
    entities: tuple[Entity, ...]

    def of(self, kind: EntityKind) -> list[Entity]:
        return [entity for entity in self.entities if entity.kind == kind]

    def masked(self) -> str:
        """The text with every entity replaced by one fixed word of its kind."""
        return self._replaced(dict(MASK_WORDS.items()))

    def tokens(self) -> list[str]:
        """Folded words, with ``_place_``, ``_number_``, ``_currency_``, ``_language_`` for entities."""
        marked = self._replaced({kind: f" _{kind}_ " for kind in MASK_WORDS})
        return re.findall(r"_[a-z]+_|[^\W_]+|\?", folded(marked))

    def _replaced(self, words: dict[EntityKind, str]) -> str:
        pieces, at = [], 0
        for entity in self.entities:
            pieces += [self.text[at : entity.start], words[entity.kind]]
            at = entity.end
        return "".join([*pieces, self.text[at:]])


class EntityReader:
    """Finds entities.

    Args:
        places: Knows place names.
        not_places: Folded everyday words that are place names too ("nice", "reading"); they count as places
            only after a preposition and with a capital letter.
    """

    def __init__(self, places: PlaceNames, not_places: frozenset[str]) -> None:
        self._places = places
        self._not_places = not_places

    def read(self, text: str, language: str = "en", about_money: bool = False) -> Reading:
        """The entities of a tidy text; about money, "pounds" alone is a currency too."""
        numbers = numbers_in(text)
        found: list[Entity] = _currencies(text, numbers, about_money)
        found += _by_fame(text, self._place_entities(text, found, numbers, language))
        found += _languages(text, found)
        covered = [(e.start, e.end) for e in found]
        found += [
            Entity("number", n.start, n.end, text[n.start : n.end], n.value)
            for n in numbers
            if not _overlaps(n.start, n.end, covered)
        ]
        if language != "de":  # German writes every noun with a capital letter
            found = self._with_capitalised(text, found)
        return Reading(text, tuple(_joined(sorted(found, key=lambda e: e.start), text)))

    def _place_entities(
        self, text: str, taken: list[Entity], numbers: Sequence[NumberSpan], language: str
    ) -> list[tuple[Entity, int]]:
        covered = [(e.start, e.end) for e in taken]
        counted = {(n.start, n.end) for n in numbers}  # French "trente" is thirty before it is Trento
        return [
            (Entity("place", span.start, span.end, words, words, country=_country_of(span)), span.population)
            for span in self._places.names_in(text)
            for words in [text[span.start : span.end]]
            if not _overlaps(span.start, span.end, covered)
            and (span.start, span.end) not in counted
            and self._is_name(text, span.start, words, span.population)
            and not (folded(words) in LANGUAGE_BY_WORD and span.population < _UNSUNG_ELSEWHERE)  # Thai, Lao
            and not (language != "en" and _foreign_word(text, span.start, words, span.population))
        ]

    def _is_name(self, text: str, start: int, words: str, population: int) -> bool:
        if " " in words.strip():
            return folded(words) not in self._not_places
        if len(words) <= 2 and words.isascii():
            return words.isupper() and not text.isupper()
        if folded(words) not in self._not_places:
            obscure = words.islower() and population < _UNSUNG
            return not obscure or bool(_PLACE_LEAD.search(text[:start]))
        return bool(_PLACE_LEAD.search(text[:start])) and words[0].isupper()

    def _with_capitalised(self, text: str, found: list[Entity]) -> list[Entity]:
        """Names guessed from capital letters added; "Kings Cross" replaces the "Kings" that was known in it."""
        if text.istitle() and len(text.split()) > 3:
            return found
        for match in _CAPITALS.finditer(text):
            inside = [e for e in found if e.start < match.end() and match.start() < e.end]
            within = all(e.kind == "place" and match.start() <= e.start and e.end <= match.end() for e in inside)
            if len(inside) > 1 or not within or match.group().startswith(("I'", "Wanderlust")):
                continue
            if folded(match.group()) in self._not_places and not _PLACE_LEAD.search(text[: match.start()]):
                continue
            if not inside or inside[0].text != match.group():
                found = [e for e in found if e not in inside]
                found.append(Entity("place", *match.span(), match.group(), match.group(), known=bool(inside)))
        return found


def _foreign_word(text: str, start: int, words: str, population: int) -> bool:
    """Whether a small place's name opens a sentence or stands in small letters without a preposition: Italian "chi"."""
    opens = not text[:start].strip() or text[:start].rstrip()[-1:] in ".!?"
    alone = text.strip(" ?!.").casefold() == words.casefold()
    unsure = (words.islower() or opens) and 0 < population < _UNSUNG_ELSEWHERE and " " not in words
    return unsure and not alone and not _PLACE_LEAD.search(text[:start])


def _country_of(span: NameSpan) -> str:
    place = getattr(span, "place", None)
    return str(place.country_name) if place is not None else ""


def _currencies(text: str, numbers: Sequence[NumberSpan], about_money: bool) -> list[Entity]:
    found: list[Entity] = []
    for number in numbers:
        before = _SIGN_BEFORE.search(text[: number.start])
        after = None if before else _SIGN_AFTER.match(text[number.end :])
        if before:
            found.append(_currency(text, before.start(1), before.end(1), CODE_BY_SIGN[folded(before.group(1))]))
        elif after:
            start, end = number.end + after.start(1), number.end + after.end(1)
            found.append(_currency(text, start, end, CODE_BY_SIGN[folded(after.group(1))]))
    for match in re.finditer(r"[€£¥₹₩₺₽฿₫]", text):
        if not _overlaps(match.start(), match.end(), [(e.start, e.end) for e in found]):
            found.append(_currency(text, match.start(), match.end(), CODE_BY_SIGN[match.group()]))
    weak: list[Entity] = []
    words = list(_WORD.finditer(text))
    index = 0
    while index < len(words):
        for size in range(min(_LONGEST_NAME, len(words) - index), 0, -1):
            start, end = words[index].start(), words[index + size - 1].end()
            key = " ".join(folded(word.group()) for word in words[index : index + size])
            code = _BY_TOKENS.get(key)
            if code is None or _overlaps(start, end, [(e.start, e.end) for e in found]):
                continue
            entity = _currency(text, start, end, code)
            shouted = len(key) == 3 and text[start:end].isupper() and not text.isupper()
            has_amount = any(0 <= start - number.end <= 1 for number in numbers)
            (weak if key in _WEAK and not has_amount and not shouted else found).append(entity)
            index += size - 1
            break
        index += 1
    nouns = [entity for entity in weak if entity.text.casefold() != str(entity.value).casefold()]
    if found or len({entity.value for entity in nouns}) > 1 or (about_money and nouns):
        # "usd to cad" is money, "convert all my euros" is not about the Albanian lek
        found += [e for e in weak if e in nouns or _BESIDE.search(text[: e.start])]
    return found


def _currency(text: str, start: int, end: int, code: str) -> Entity:
    return Entity("currency", start, end, text[start:end], code)


def _by_fame(text: str, places: list[tuple[Entity, int]]) -> list[Entity]:
    """Known places; two side by side become one when one of them is small ("Lis Bun", "Charles Bridge Prague")."""
    kept: list[tuple[Entity, int]] = []
    for entity, population in places:
        if kept and text[kept[-1][0].end : entity.start] == " " and min(kept[-1][1], population) < _SPLIT_BY:
            first = kept.pop()
            words = text[first[0].start : entity.end]
            entity = Entity("place", first[0].start, entity.end, words, words)
            population = max(first[1], population)
        kept.append((entity, population))
    return [entity for entity, _ in kept]


def _languages(text: str, taken: list[Entity]) -> list[Entity]:
    covered = [(e.start, e.end) for e in taken]
    return [
        Entity("language", m.start(), m.end(), m.group(), LANGUAGE_BY_WORD[folded(m.group())])
        for m in _WORD.finditer(text)
        if folded(m.group()) in LANGUAGE_BY_WORD and not _overlaps(m.start(), m.end(), covered)
    ]


def _overlaps(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < b and a < end for a, b in spans)


def _joined(entities: list[Entity], text: str) -> list[Entity]:
    """Neighbouring places joined: "Cambridge, Massachusetts" is one, "Tokyo Tower" is one."""
    joined: list[Entity] = []
    for entity in entities:
        last = joined[-1] if joined else None
        if last and entity.start < last.end:
            continue
        if last and last.kind == entity.kind == "place":
            gap = text[last.end : entity.start]
            nested = gap == " " and not (last.known and entity.known)
            if gap in (", ", ",") or nested:
                words = text[last.start : entity.end]
                joined[-1] = Entity("place", last.start, entity.end, words, words, last.known or entity.known)
                continue
        joined.append(entity)
    return joined


def country_currency(words: str) -> str | None:
    """The code of the money of a country named in words, or None."""
    key = folded(words).removeprefix("the ")
    return CODE_BY_COUNTRY.get(key)
