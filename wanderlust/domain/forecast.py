"""Weather that is forecast: now, hour by hour and day by day, in the place's own time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from wanderlust.domain.online import Provenance

Sky = Literal["clear", "cloudy", "overcast", "fog", "drizzle", "rain", "sleet", "snow", "showers", "thunder"]

# The World Meteorological Organization's table 4677 as far as forecasts use it.
_SKIES: tuple[tuple[tuple[int, ...], Sky], ...] = (
    ((0, 1), "clear"), ((2,), "cloudy"), ((3,), "overcast"), ((45, 48), "fog"), ((51, 53, 55), "drizzle"),
    ((56, 57, 66, 67), "sleet"), ((61, 63, 65), "rain"), ((71, 73, 75, 77, 85, 86), "snow"),
    ((80, 81, 82), "showers"), ((95, 96, 99), "thunder"),
)  # fmt: skip
WET: frozenset[Sky] = frozenset(("drizzle", "rain", "sleet", "snow", "showers", "thunder"))


def sky_of(code: int) -> Sky | None:
    """The sky behind a WMO weather code; None for a code that forecasts do not use."""
    return next((sky for codes, sky in _SKIES if code in codes), None)


@dataclass(frozen=True, slots=True)
class WeatherNow:
    """The weather at a moment: degrees Celsius, wind in km/h."""

    time: datetime
    celsius: float
    sky: Sky | None = None
    wind_kmh: float | None = None
    feels_like: float | None = None


@dataclass(frozen=True, slots=True)
class WeatherHour:
    """One hour: when it begins, degrees Celsius, chance of rain or snow in per cent."""

    time: datetime
    celsius: float
    sky: Sky | None = None
    rain_percent: float | None = None


@dataclass(frozen=True, slots=True)
class WeatherDay:
    """One day: lowest and highest degrees Celsius, chance of rain or snow in per cent, and how much in millimetres."""

    day: date
    low: float
    high: float
    sky: Sky | None = None
    rain_percent: float | None = None
    rain_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is forecast for a point.

    Attributes:
        now: The present, or None when only days are known.
        hours: In order, from today on.
        days: In order, today first.
        zone: IANA name of the place's time zone, or empty.
        provenance: Who says so.
    """

    now: WeatherNow | None
    hours: tuple[WeatherHour, ...]
    days: tuple[WeatherDay, ...]
    zone: str
    provenance: Provenance

    def on(self, day: date) -> WeatherDay | None:
        return next((each for each in self.days if each.day == day), None)

    def at(self, moment: datetime) -> WeatherHour | None:
        """The hour that holds a moment of the place's own time."""
        return next((each for each in self.hours if 0 <= (moment - each.time).total_seconds() < 3600), None)
