"""Numbers, lists, days and names as five languages write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from wanderlust.domain.calendar_names import MONTHS
from wanderlust.domain.foreign_names import SPOKEN, ForeignNames
from wanderlust.domain.places import Place

AND = {"es": "y", "fr": "et", "de": "und", "it": "e", "pt": "e"}
_DATES = {"es": "{} de {} de {}", "fr": "{} {} {}", "de": "{}. {} {}", "it": "{} {} {}", "pt": "{} de {} de {}"}
_IN_TOWN = {"es": "En", "fr": "À", "de": "In", "it": "A", "pt": "Em"}
# A space that keeps the figures of one number together, and that no voice stops at.
_GROUP = "\u202f"


def in_each(sentence: Callable[[str], str]) -> dict[str, str]:
    """A sentence made in each language; one that comes out empty is left to English."""
    return {language: said for language in SPOKEN if (said := sentence(language))}


def figure(value: float, decimals: int = 0) -> str:
    """A number with a decimal comma and its thousands apart: ``1 718``, ``2,5``."""
    said = f"{value:,.{decimals}f}".replace(",", _GROUP)
    whole, _, part = said.partition(".")
    part = part.rstrip("0") if decimals == 1 else part
    # Four figures are written together in Spanish, Italian and Portuguese, and read well everywhere.
    whole = whole.replace(_GROUP, "") if len(whole) < 6 else whole
    return f"{whole},{part}" if part else whole


def rounded(people: int) -> str:
    """A number of people in two figures or so, as digits."""
    size = 10 ** max(0, len(str(people)) - 2)
    return figure(round(people / size) * size)


def listed(words: Sequence[str], language: str) -> str:
    """``a, b y c``; Spanish changes y to e before the sound of i."""
    if len(words) < 2:
        return "".join(words)
    link = AND[language]
    if language == "es" and words[-1].lower().startswith(("i", "hi")) and not words[-1].lower().startswith("hie"):
        link = "e"
    return f"{', '.join(words[:-1])} {link} {words[-1]}"


def full_date(day: date, language: str) -> str:
    """``22 de noviembre de 2026``."""
    return _DATES[language].format(day.day, MONTHS[language][day.month - 1], day.year)


def name_of(place: Place, names: ForeignNames, language: str) -> str:
    """A place's name; countries have their own in every language."""
    return names.country(place.country, place.name, language) if place.kind == "country" else place.name


def opening(place: Place, names: ForeignNames, language: str) -> str:
    """``En Kyoto`` for a town, ``Japón:`` for what would need an article; German keeps its verb second by a word."""
    if place.kind == "city":
        return f"{_IN_TOWN[language]} {place.name}"
    return colon(name_of(place, names, language), "dort" if language == "de" else "", language).rstrip()


def colon(head: str, rest: str, language: str) -> str:
    """``Japón: rest``, with the space French has before its colon."""
    return f"{head}{' ' if language == 'fr' else ''}: {rest}"
