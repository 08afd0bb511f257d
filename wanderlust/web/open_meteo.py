"""Open-Meteo's forecast: now, hours and days of a point, in its own time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wanderlust.domain.forecast import Forecast, Sky, WeatherDay, WeatherHour, WeatherNow, sky_of
from wanderlust.domain.places import Coordinates
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.web.client import Question, WebClient
from wanderlust.web.shape import mapping, moment, number, sequence, text

DAYS = 10
COLDEST, HOTTEST = -95.0, 65.0  # beyond what was ever measured: a broken answer


class OpenMeteo:
    """Asks one Open-Meteo server."""

    def __init__(self, client: WebClient, service: ServiceSettings) -> None:
        self._client, self._service = client, service

    async def forecast(self, point: Coordinates) -> Forecast:
        """What is forecast there; raises WebFailed."""
        asked = {
            # A hundredth of a degree is a kilometre, finer than the models: near questions share an answer.
            "latitude": f"{point.lat:.2f}",
            "longitude": f"{point.lon:.2f}",
            "current": "temperature_2m,apparent_temperature,weather_code,wind_speed_10m",
            "hourly": "temperature_2m,weather_code,precipitation_probability",
            "daily": "weather_code,temperature_2m_max,temperature_2m_min,precipitation_sum,"
            "precipitation_probability_max",
            "timezone": "auto",
            "forecast_days": DAYS,
        }
        if self._service.key:
            asked["apikey"] = self._service.key
        url = f"{self._service.address}/v1/forecast?{urlencode(asked, safe=',')}"
        answer = await self._client.ask(Question(self._service, url, "weather", _is_forecast))
        value = answer.value
        zone, name = _zone(value)
        return Forecast(_now(value, zone), _hours(value, zone), _days(value), name, answer.provenance)


def _is_forecast(value: Any) -> bool:
    return _now(value, UTC) is not None or bool(_days(value))


def _zone(value: Any) -> tuple[tzinfo, str]:
    name = text(value, "timezone")
    try:
        return ZoneInfo(name), name
    except (ZoneInfoNotFoundError, ValueError, OSError):
        offset = number(mapping(value).get("utc_offset_seconds"), -50_400, 50_400) or 0.0
        return timezone(timedelta(seconds=offset)), ""


def _now(value: Any, zone: tzinfo) -> WeatherNow | None:
    current = mapping(value, "current")
    time, celsius = moment(current.get("time")), _degrees(current.get("temperature_2m"))
    if time is None or celsius is None or not _in_celsius(value, "current_units"):
        return None
    return WeatherNow(
        _placed(time, zone),
        celsius,
        _sky(current.get("weather_code")),
        number(current.get("wind_speed_10m"), 0, 500),
        _degrees(current.get("apparent_temperature")),
    )


def _hours(value: Any, zone: tzinfo) -> tuple[WeatherHour, ...]:
    table = mapping(value, "hourly")
    hours = []
    for index, written in enumerate(sequence(table, "time")[: 24 * 16]):
        time, celsius = moment(written), _degrees(_at(table, "temperature_2m", index))
        if time is not None and celsius is not None:
            sky, rain = _sky(_at(table, "weather_code", index)), _at(table, "precipitation_probability", index)
            hours.append(WeatherHour(_placed(time, zone), celsius, sky, number(rain, 0, 100)))
    return tuple(hours)


def _days(value: Any) -> tuple[WeatherDay, ...]:
    table = mapping(value, "daily")
    days = []
    for index, written in enumerate(sequence(table, "time")[:16]):
        high = _degrees(_at(table, "temperature_2m_max", index))
        low = _degrees(_at(table, "temperature_2m_min", index))
        try:
            day = date.fromisoformat(written)
        except (TypeError, ValueError):
            continue
        if high is not None and low is not None and low <= high and _in_celsius(value, "daily_units"):
            days.append(
                WeatherDay(
                    day,
                    low,
                    high,
                    _sky(_at(table, "weather_code", index)),
                    number(_at(table, "precipitation_probability_max", index), 0, 100),
                    number(_at(table, "precipitation_sum", index), 0, 3000),
                )
            )
    return tuple(days)


def _at(table: Any, key: str, index: int) -> Any:
    column = sequence(table, key)
    return column[index] if index < len(column) else None


def _degrees(value: Any) -> float | None:
    return number(value, COLDEST, HOTTEST)


def _in_celsius(value: Any, units: str) -> bool:
    """Whether the answer is in what was asked for; 61 degrees Fahrenheit would pass for a very hot day."""
    said = [text(unit) for key, unit in mapping(value, units).items() if key.startswith("temperature")]
    return all(unit in ("°C", "") for unit in said)


def _sky(value: Any) -> Sky | None:
    code = number(value, 0, 99)
    return None if code is None or code != int(code) else sky_of(int(code))


def _placed(time: datetime, zone: tzinfo) -> datetime:
    return time.replace(tzinfo=zone) if time.tzinfo is None else time.astimezone(zone)
