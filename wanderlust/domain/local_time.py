"""What the clock shows somewhere else, and how far that is from the clock here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wanderlust.domain.calendar_names import WEEKDAYS
from wanderlust.domain.errors import ToolFailed

FRACTIONS = {15: "a quarter", 30: "a half", 45: "three quarter"}

# Two zones can be 26 hours apart.
DAYS = {-2: "two days ago", -1: "yesterday", 0: "today", 1: "tomorrow", 2: "in two days"}


@dataclass(frozen=True, slots=True)
class LocalTime:
    """The clock of a time zone at one moment.

    Attributes:
        time: Date and time there, with its zone.
        weekday: English name of the day there.
        day: ``today``, ``tomorrow``, ``yesterday`` ..., seen from here.
        ahead: How far that clock is ahead of the one here; negative where it is behind.
        difference: The same in words: ``8 hours ahead``, ``3 and a half hours behind``, ``the same time as here``.
    """

    time: datetime
    weekday: str
    day: str
    ahead: timedelta
    difference: str


def time_in(zone: str, now: datetime) -> LocalTime:
    """The clock of an IANA time zone.

    Args:
        zone: Such as ``Asia/Tokyo``.
        now: This moment, with the zone of the traveller's own clock.

    Raises:
        ToolFailed: The zone is not known.
    """
    try:
        there = now.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ToolFailed(f'I do not know the time zone "{zone}".') from error
    ahead = (there.utcoffset() or timedelta()) - (now.utcoffset() or timedelta())
    days = (there.date() - now.date()).days
    return LocalTime(
        time=there,
        weekday=WEEKDAYS["en"][there.weekday()],
        day=DAYS[days],
        ahead=ahead,
        difference=in_words(ahead),
    )


def in_words(ahead: timedelta) -> str:
    """A difference of clocks as one says it."""
    minutes = round(abs(ahead).total_seconds() / 60)
    if minutes == 0:
        return "the same time as here"
    direction = "ahead" if ahead > timedelta() else "behind"
    hours, rest = divmod(minutes, 60)
    if rest == 0:
        return f"{hours} {'hour' if hours == 1 else 'hours'} {direction}"
    if hours == 0:
        return f"{rest} minutes {direction}"
    if rest in FRACTIONS:
        return f"{hours} and {FRACTIONS[rest]} hours {direction}"
    return f"{hours} {'hour' if hours == 1 else 'hours'} {rest} minutes {direction}"
