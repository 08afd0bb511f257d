"""Opening hours as OpenStreetMap writes them, read by a library, in the place's own time and with its holidays."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from opening_hours import (  # type: ignore[attr-defined]  # its stub leaves its errors out
    OpeningHours,
    ParserError,
    State,
    UnknownCountryError,
)

from wanderlust.domain.points import Openness

LONGEST = 255  # a value in OpenStreetMap is no longer
HORIZON_DAYS = 366


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


def _table(hours: str, zone: ZoneInfo, country: str | None, coords: tuple[float, float]) -> OpeningHours:
    return OpeningHours(
        hours, zone, country, coords, auto_country=False, auto_timezone=False, max_interval_days=HORIZON_DAYS
    )
