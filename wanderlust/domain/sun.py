"""When the sun rises and sets, by the usual low-precision formulas of the Astronomical Almanac (about two minutes)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from wanderlust.domain.places import Coordinates

# The sun's upper edge on the horizon, with the air's bending of light: 50 minutes of arc below it.
_HORIZON_DEG = -0.833
_NOON_2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SunTimes:
    """A day's sunrise and sunset on the local clock; both None when the sun stays up or down all day.

    Attributes:
        rises: Sunrise.
        sets: Sunset.
        polar: ``day`` or ``night`` when there is neither, else empty.
    """

    rises: datetime | None
    sets: datetime | None
    polar: str = ""


def sun_times(point: Coordinates, day: date, zone: tzinfo) -> SunTimes:
    """Sunrise and sunset of a day in a zone.

    Args:
        point: Where.
        day: The local day.
        zone: Its clock.
    """
    midday = datetime(day.year, day.month, day.day, 12, tzinfo=zone)
    # Days since 2000 at the place's mean noon: the middle of the local day, moved to its own meridian.
    days = round((midday - _NOON_2000).total_seconds() / 86_400 + point.lon / 360) - point.lon / 360
    transit, declination = _transit_and_declination(days)
    lat = math.radians(point.lat)
    cosine = (math.sin(math.radians(_HORIZON_DEG)) - math.sin(lat) * math.sin(declination)) / (
        math.cos(lat) * math.cos(declination)
    )
    if cosine < -1:
        return SunTimes(None, None, "day")
    if cosine > 1:
        return SunTimes(None, None, "night")
    half = math.degrees(math.acos(cosine)) / 360
    return SunTimes(_clock(transit - half, zone), _clock(transit + half, zone))


def _transit_and_declination(days: float) -> tuple[float, float]:
    """The sun's transit, in days since noon of 2000-01-01, and its declination in radians."""
    anomaly = math.radians((357.5291 + 0.98560028 * days) % 360)
    centre = 1.9148 * math.sin(anomaly) + 0.0200 * math.sin(2 * anomaly) + 0.0003 * math.sin(3 * anomaly)
    longitude = math.radians((math.degrees(anomaly) + centre + 180 + 102.9372) % 360)
    transit = days + 0.0053 * math.sin(anomaly) - 0.0069 * math.sin(2 * longitude)
    return transit, math.asin(math.sin(longitude) * math.sin(math.radians(23.4397)))


def _clock(days: float, zone: tzinfo) -> datetime:
    return (_NOON_2000 + timedelta(days=days)).astimezone(zone)
