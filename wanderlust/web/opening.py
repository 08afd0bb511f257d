"""Opening hours as OpenStreetMap writes them, read by a library, in the place's own time and with its holidays."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from opening_hours import (  # type: ignore[attr-defined]  # its stub leaves its errors out
    OpeningHours,
    ParserError,
    State,
    UnknownCountryError,
)

from wanderlust.domain.place_details import DayHours
from wanderlust.domain.points import Openness

LONGEST = 255  # a value in OpenStreetMap is no longer
HORIZON_DAYS = 366
MOST_SPANS = 60


def openness(
    hours: str, now: datetime, zone: str, country: str, lat: float, lon: float
) -> tuple[Openness, datetime | None]:
    """Whether it is open now, and until when that holds; unknown where nobody can tell.

    Args:
        hours: Such as ``Mo-Fr 09:00-18:00; PH off``.
        now: This moment, with any time zone.
        zone: IANA name of the place's own.
        country: ISO 3166-1, for public holidays; empty where unknown.
        lat: For sunrise and sunset, as ``lon``.
        lon: Degrees east.
    """
    if not hours or len(hours) > LONGEST or not zone:
        return "unknown", None
    try:
        place = ZoneInfo(zone)
        try:
            table = _table(hours, place, country or None, (lat, lon))
        except UnknownCountryError:
            table = _table(hours, place, None, (lat, lon))
        there = now.astimezone(place)
        state, comment = table.state(there)
        changes = table.next_change(there)
    except (ParserError, ZoneInfoNotFoundError, ValueError, OverflowError):
        return "unknown", None
    if state == State.UNKNOWN or (comment and state == State.OPEN):
        return "unknown", None  # "by appointment" is no open door
    return ("open" if state == State.OPEN else "closed"), changes


def week(hours: str, now: datetime, zone: str, country: str, lat: float, lon: float) -> tuple[DayHours, ...]:
    """The hours of seven days, today there first; empty where nobody can tell. Arguments as of ``openness``."""
    if not hours or len(hours) > LONGEST or not zone:
        return ()
    try:
        place = ZoneInfo(zone)
        try:
            table = _table(hours, place, country or None, (lat, lon))
        except UnknownCountryError:
            table = _table(hours, place, None, (lat, lon))
        today = now.astimezone(place).date()
        spans = _spans(table, datetime.combine(today, time(), place), datetime.combine(today + _WEEK, time(), place))
    except (ParserError, ZoneInfoNotFoundError, ValueError, OverflowError):
        return ()
    if spans is None:
        return ()
    days: list[date] = [today + timedelta(days=n) for n in range(7)]
    return tuple(DayHours(day, tuple(span for span in spans if span[0].date() == day)) for day in days)


_WEEK = timedelta(days=7)


def _spans(table: OpeningHours, start: datetime, end: datetime) -> list[tuple[datetime, datetime]] | None:
    """When it is open between two moments; None where that hangs on something nobody wrote down."""
    found: list[tuple[datetime, datetime]] = []
    for begins, ends, state, comment in table.intervals(start, end):
        if state == State.UNKNOWN or (comment and state == State.OPEN) or len(found) > MOST_SPANS:
            return None
        if state == State.OPEN:
            # A day and night without end comes as one span: each of its days is told.
            while ends - begins > timedelta(hours=24):
                midnight = datetime.combine(begins.date() + timedelta(days=1), time(), begins.tzinfo)
                found.append((begins, midnight))
                begins = midnight
            found.append((begins, ends))
    return found


def _table(hours: str, zone: ZoneInfo, country: str | None, coords: tuple[float, float]) -> OpeningHours:
    return OpeningHours(
        hours, zone, country, coords, auto_country=False, auto_timezone=False, max_interval_days=HORIZON_DAYS
    )
