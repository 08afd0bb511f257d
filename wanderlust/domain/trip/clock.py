"""Times of day in a plan: what "at ten", "7 pm", "21 Uhr" or "noon" mean, and how a time is said again."""

from __future__ import annotations

import re
from datetime import time

from wanderlust.domain.calls.clock_words import clock_times, said_clock
from wanderlust.domain.when import folded_words

# A plan's bare hour lies in the waking day: "at four" is in the afternoon, "at nine" in the morning.
EARLIEST_BARE_HOUR = 7
EARLIEST_EVENING_HOUR = 12  # and "dinner at eight" is in the evening
_EVENING = frozenset(
    [
        "dinner",
        "supper",
        "drinks",
        "concert",
        "opera",
        "theatre",
        "theater",
        "show",
        "club",
        "bar",
        "cocktails",
        "cena",
        "concierto",
        "diner",
        "abendessen",
        "konzert",
        "aperitivo",
        "jantar",
    ]
)
_NOON = frozenset(["noon", "midday", "lunchtime", "mediodia", "midi", "mittag", "mezzogiorno"])
_PARTS = {
    word: part
    for part, words in {
        "morning": "morning vormittag matin mattina manana manha morgen",
        "afternoon": "afternoon nachmittag pomeriggio tarde",
        "evening": "evening night tonight abend soir sera noche noite",
    }.items()
    for word in words.split()
}
_FIGURES = re.compile(
    r"^(?:(?:at|around|about|by|a las|a la|à|um|alle|às|as|gegen|vers)\s+)?"
    r"(?P<hour>\d{1,2})(?:\s?[:.h]\s?(?P<minute>[0-5]\d))?\s*(?:h|uhr|heures?|ore|horas?)?$",
    re.I,
)


def clock_in(words: str, item: str = "") -> time | None:
    """The time that words mean, or None where they name none: ``ten``, ``at half past two``, ``19:30``.

    Args:
        words: What was said for the time.
        item: What it is for: dinner at eight is in the evening.
    """
    said = words.strip()
    if not said:
        return None
    if set(folded_words(said)) & _NOON:
        return time(12)
    figures = _FIGURES.match(said)
    if figures:
        hour, minute = int(figures["hour"]), int(figures["minute"] or 0)
        written_out = figures["minute"] is not None and len(figures["hour"]) == 2
        return _in_the_day(hour, minute, item, sure=written_out) if hour < 24 else None
    lead = "" if re.match(r"(?:at|around|about|by|from)\b", said, re.I) else "at "
    found = clock_times(f"{lead}{said}")
    if not found:
        return None
    return _in_the_day(found[0].minutes // 60, found[0].minutes % 60, item, sure=found[0].sure)


def part_in(words: str) -> str:
    """``morning``, ``afternoon`` or ``evening`` where the words mean one; else the words themselves."""
    return next((_PARTS[word] for word in folded_words(words) if word in _PARTS), words.strip())


def said_time(start: time | None, part: str) -> str:
    """``9 am``, ``noon``, ``morning``, other words, or empty."""
    return said_clock(f"{start:%H:%M}") if start is not None else part


def _in_the_day(hour: int, minute: int, item: str, *, sure: bool) -> time:
    earliest = EARLIEST_EVENING_HOUR if set(folded_words(item)) & _EVENING else EARLIEST_BARE_HOUR
    return time(hour + 12, minute) if not sure and 0 < hour < earliest else time(hour, minute)
