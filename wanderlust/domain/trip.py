"""The traveller's plan: things to do, each with its day and time when they were said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wanderlust.domain.when import day_meant, folded_words, spoken_day

TRIP_ADDED = "trip_added"
"""Topic of the notice that offers to take off again what was just put on the trip."""

_EVERYTHING = frozenset(["everything", "all", "whole", "entire", "todo", "tout", "alles", "tutto", "tudo"])
_IDLE = frozenset(
    [
        "the",
        "a",
        "an",
        "my",
        "our",
        "visit",
        "to",
        "trip",
        "to",
        "of",
        "on",
        "it",
        "stop",
        "plan",
        "el",
        "la",
        "le",
        "les",
        "il",
        "der",
        "die",
        "das",
        "o",
    ]
)
_NUMBERS = {
    word: n for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
_RANKS = {
    w: n
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}


@dataclass(frozen=True, slots=True)
class TripItem:
    """One entry.

    Attributes:
        id: Its number in the store.
        item: What to do or where to go, in the traveller's words.
        day: ``2026-12-03``, ``day 2``, other words, or empty.
        time: ``9 am``, ``morning``, or empty.
    """

    id: int
    item: str
    day: str = ""
    time: str = ""


def kept_day(words: str, today: date) -> str:
    """A day as it is kept: the date when the words mean one, ``day 2`` for the second day of the trip."""
    if not words:
        return ""
    parts = folded_words(words)
    for index, part in enumerate(parts):
        if part == "day" and index + 1 < len(parts):
            number = parts[index + 1]
            if number.isdigit() or number in _NUMBERS:
                return f"day {number if number.isdigit() else _NUMBERS[number]}"
        if part == "day" and index and parts[index - 1] in _RANKS:
            return f"day {_RANKS[parts[index - 1]]}"
    day = day_meant(words, today)
    return day.isoformat() if day else words


def said_day(kept: str, today: date) -> str:
    """A kept day as one says it."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", kept):
        return kept
    return spoken_day(date.fromisoformat(kept), today)


def in_order(items: Sequence[TripItem]) -> list[TripItem]:
    """By day, dates before numbered days before the undated; as they were added within a day."""
    return sorted(items, key=_rank)


def _rank(item: TripItem) -> tuple[int, str, int]:
    dated = bool(re.match(r"\d{4}-", item.day))
    number = re.fullmatch(r"day (\d+)", item.day)
    kind = 0 if dated else 1 if number else 3 if not item.day else 2
    key = f"{int(number[1]):03d}" if number else item.day
    return (kind, key, item.id)


def meant_by(words: str, items: Sequence[TripItem], today: date) -> list[TripItem]:
    """The entries that words mean: one by its name, a day's, or all of them."""
    parts = [part for part in folded_words(words) if part not in _IDLE]
    if not parts:
        return []
    if set(parts) & _EVERYTHING:
        return list(items)
    if parts[0] == "last" and len(parts) == 1:
        return [items[-1]] if items else []
    exact = [item for item in items if [p for p in folded_words(item.item) if p not in _IDLE] == parts]
    if exact:
        return exact
    wanted = set(parts)
    named = [item for item in items if wanted <= set(folded_words(item.item))]
    if named:
        return named
    day = kept_day(words, today)
    same_day = [item for item in items if item.day and item.day == day]
    if same_day:
        return same_day
    # More was said than was kept: "the visit to the Louvre in the morning" means the Louvre.
    return [item for item in items if {p for p in folded_words(item.item) if p not in _IDLE} <= wanted]
