"""What words for days and stops mean on a trip, and how a day of it is said again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from wanderlust.domain.trip.model import ANY_DAY, DayKey, Stop, Trip
from wanderlust.domain.when import day_meant, folded_words, spoken_day

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
NUMBERS = {
    word: n for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
RANKS = {
    w: n
    for n, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
# "Day 2" in the languages that are heard: the number follows the word.
_DAY_WORDS = frozenset(["day", "dia", "jour", "tag", "giorno"])
MOST_DAYS = 60  # a longer trip is a slip of the ear


def day_key(words: str, today: date, trip: Trip | None = None) -> DayKey:
    """The day of a trip that words mean: a date, the n-th day, the words themselves, or any day without words.

    On a trip that has dates, "day two" is the second of them, or as many days after the last.
    """
    if not words:
        return ANY_DAY
    number = day_number(words)
    if number:
        return _numbered(number, trip)
    day = day_meant(words, today)
    return DayKey(date=day) if day else DayKey(words=words)


def day_number(words: str) -> int:
    """The n of "day n" or "the n-th day"; 0 where the words are neither."""
    parts = folded_words(words)
    for index, part in enumerate(parts):
        if part in _DAY_WORDS:
            after = parts[index + 1] if index + 1 < len(parts) else ""
            before = parts[index - 1] if index else ""
            number = int(after) if after.isdigit() else NUMBERS.get(after, 0) or RANKS.get(before, 0)
            if 0 < number <= MOST_DAYS:
                return number
    return 0


def _numbered(number: int, trip: Trip | None) -> DayKey:
    days = [day.key for day in trip.days] if trip is not None else []
    dates = [key.date for key in days if key.date is not None]
    if not dates or any(key.number for key in days):
        return DayKey(number=number)
    return DayKey(date=dates[number - 1] if number <= len(dates) else dates[-1] + timedelta(days=number - len(dates)))


def said_day(key: DayKey, today: date) -> str:
    """A day as one says it."""
    return spoken_day(key.date, today) if key.date is not None else key.text


def stops_meant(words: str, trip: Trip, today: date) -> list[Stop]:
    """The stops that words mean: one by its name, a day's, the last one put on, or all of them."""
    stops = list(trip.stops())
    parts = [part for part in folded_words(words) if part not in _IDLE]
    if not parts:
        return _foreign_names(words, stops)
    if set(parts) & _EVERYTHING:
        return stops
    if parts == ["last"]:
        return stops[-1:]
    exact = [stop for stop in stops if any(_telling(name) == parts for name in _names(stop))]
    if exact:
        return exact
    wanted = set(parts)
    named = [stop for stop in stops if any(wanted <= set(folded_words(name)) for name in _names(stop))]
    if named:
        return named
    key = day_key(words, today, trip)
    day = trip.day(key) if not key.words else next((d for d in trip.days if d.key == key), None)
    if day is not None and day.stops and not key.open:
        return list(day.stops)
    # More was said than was kept: "the visit to the Louvre in the morning" means the Louvre.
    return [stop for stop in stops if any(set(_telling(name)) <= wanted and _telling(name) for name in _names(stop))]


def same_stop(words: str, place_id: str, trip: Trip) -> Stop | None:
    """The last stop of this name, whatever its article, or at this very place."""
    wanted = _telling(words)
    found = [
        stop
        for stop in trip.stops()
        if stop.name.casefold() == words.casefold()
        or (wanted and _telling(stop.name) == wanted)
        or (place_id and stop.place is not None and stop.place.id == place_id)
    ]
    return found[-1] if found else None


def _names(stop: Stop) -> Sequence[str]:
    return (stop.name, stop.place.name) if stop.place is not None else (stop.name,)


def _telling(name: str) -> list[str]:
    return [part for part in folded_words(name) if part not in _IDLE]


def _foreign_names(words: str, stops: Sequence[Stop]) -> list[Stop]:
    """Names in scripts that fold to nothing are compared as they are."""
    wanted = words.strip().casefold()
    return [stop for stop in stops if wanted and any(wanted in name.casefold() for name in _names(stop))]
