"""Phrases that travellers need, what stands in their gaps, and what was recognised as one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

PHRASE_LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "ja", "ko", "zh")

Topic = Literal[
    "emergency",
    "allergy",
    "health",
    "directions",
    "transport",
    "hotel",
    "restaurant",
    "money",
    "repair",
    "courtesy",
]
TOPICS: tuple[Topic, ...] = get_args(Topic)

SlotKind = Literal["number", "time", "money", "allergen", "place"]


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time as it was said.

    Attributes:
        hour: 1 to 12; half past midnight is 12:30 am.
        minute: 0 to 59.
        half: ``am``, ``pm``, or empty where that stayed open: ``at eight``.
    """

    hour: int
    minute: int = 0
    half: Literal["am", "pm", ""] = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of money; ``code`` is ISO 4217."""

    amount: float
    code: str


SlotValue = float | ClockTime | Sum | str
"""A number; a time; money; the key of an allergen; a place as it was said."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase in all nine languages.

    Attributes:
        key: Its name in the tables.
        topic: What it is about.
        slots: Its gaps, in English order.
        texts: Language to the sentence with its gaps as ``…``, for lists and for searching.
        reviewed: Languages whose sentence a speaker of it has looked at.
    """

    key: str
    topic: Topic
    slots: tuple[SlotKind, ...]
    texts: Mapping[str, str]
    reviewed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """Words that are exactly a phrase, with what stood in its gaps."""

    phrase: Phrase
    language: str
    values: Mapping[SlotKind, SlotValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PhraseSuggestion:
    """A phrase that only looks like the words: to be offered, never to be said unasked.

    Attributes:
        phrase: Which.
        said: The way of saying it that looked most alike.
        likeness: 0 to 100.
    """

    phrase: Phrase
    said: str
    likeness: float
