"""When a stop begins: a moment on the clock of its place."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wanderlust.domain.trip.model import Stop


def zone_named(name: str) -> tzinfo | None:
    """The clock of this IANA name; None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def moment_of(day: date, stop: Stop) -> datetime | None:
    """When a stop begins, with its zone where that is known; None where it has no time."""
    return datetime.combine(day, stop.start, zone_named(stop.zone)) if stop.start is not None else None


def written_moment(day: date, stop: Stop) -> str:
    """``2026-12-03T10:00:00+01:00``, without the last part where the zone is unknown, or the day alone."""
    moment = moment_of(day, stop)
    return moment.isoformat() if moment is not None else day.isoformat()
