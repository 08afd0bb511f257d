"""A forecast as the answer to ``get_weather``: its sentence, data and card."""

from __future__ import annotations

from datetime import date, timedelta

from wanderlust.assistant.tools.resolve import place_data
from wanderlust.assistant.tools.said.online import forecast_sentences
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.assistant.web_ports import OnlineServices
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.forecast import Forecast, Sky, WeatherDay
from wanderlust.domain.local_time import time_in
from wanderlust.domain.places import Place
from wanderlust.domain.units import Units
from wanderlust.domain.when import spoken_day

_SKIES: dict[Sky, str] = {
    "clear": "clear",
    "cloudy": "partly cloudy",
    "overcast": "overcast",
    "fog": "foggy",
    "drizzle": "drizzly",
    "rain": "rainy",
    "sleet": "with freezing rain",
    "snow": "snowy",
    "showers": "showery",
    "thunder": "with thunderstorms",
}
FORECAST_DAYS = 9  # ahead; the service looks ten days ahead, of which the last is worth little


async def forecast_for(place: Place, day: date, context: ToolContext, online: OnlineServices) -> ToolOutcome | None:
    """What is forecast for a day, counted from the traveller's today; None beyond the forecast. Raises WebFailed."""
    now = context.clock.now()
    ahead = (day - now.date()).days
    if not 0 <= ahead <= FORECAST_DAYS or place.kind in ("country", "region"):
        return None
    forecast = await online.forecast(place.coordinates)
    zone = place.timezone or forecast.zone
    today = time_in(zone, now).time.date() if zone else now.date()
    wanted = today + timedelta(days=ahead)
    found = forecast.on(wanted)
    if ahead > 0 and found is None:
        return None
    if forecast.now is None and found is None:
        return None
    said = _sentence(place, forecast, found, wanted, today, context.units)
    if forecast.provenance.from_memory:
        said += f" That is from memory, {forecast.provenance.age(now)}."
    return ToolOutcome(
        say={"en": said, **forecast_sentences(place, forecast, found, ahead, context.names, context.units)},
        data=_data(place, forecast, found),
        activity=f"Looked up the forecast for {place.name}",
        places=(place,),
        chosen=0,
        cards=(_card(place, forecast, found, ahead, context.units),),
        source=forecast.provenance.told(now),
    )


def _sentence(place: Place, forecast: Forecast, day: WeatherDay | None, wanted: date, today: date, units: Units) -> str:
    parts = []
    if wanted == today and forecast.now is not None:
        sky = f" and {_SKIES[forecast.now.sky]}" if forecast.now.sky is not None else ""
        parts.append(f"In {place.name} it is {_degrees(forecast.now.celsius, units)} now{sky}.")
    if day is not None:
        when = spoken_day(wanted, today)
        head = f"{when[:1].upper()}{when[1:]}" if parts else f"In {place.name}, {when}"
        sky = f" will be {_SKIES[day.sky]}," if day.sky is not None else " brings"
        rain = f", with a {round(day.rain_percent)} percent chance of rain" if day.rain_percent is not None else ""
        if rain and day.sky == "snow":
            rain = rain.replace("rain", "snow")
        parts.append(f"{head}{sky} {_number(day.low, units)} to {_degrees(day.high, units)}{rain}.")
    return " ".join(parts).replace(" a 8", " an 8").replace(" a 11 ", " an 11 ").replace(" a 18 ", " an 18 ")


def _number(celsius: float, units: Units) -> str:
    whole = units.degrees(celsius)
    return f"minus {-whole}" if whole < 0 else str(whole)


def _degrees(celsius: float, units: Units) -> str:
    return f"{_number(celsius, units)} {'degree' if abs(units.degrees(celsius)) == 1 else 'degrees'}"


def _data(place: Place, forecast: Forecast, day: WeatherDay | None) -> JsonObject:
    now = forecast.now
    return {
        "place": place_data(place),
        "kind": "forecast",
        "now": None
        if now is None
        else {
            "time": now.time.isoformat(timespec="minutes"),
            "celsius": now.celsius,
            "feels_like": now.feels_like,
            "sky": now.sky,
            "wind_kmh": now.wind_kmh,
        },
        "day": None if day is None else _day_data(day),
        "days": [_day_data(each) for each in forecast.days],
        "hours": [
            {"time": h.time.isoformat(timespec="minutes"), "celsius": h.celsius, "rain_percent": h.rain_percent}
            for h in forecast.hours
            if day is not None and h.time.date() == day.day
        ][::3],
        "source": forecast.provenance.source,
        "fetched_at": forecast.provenance.fetched_at.isoformat(timespec="seconds"),
        "from_memory": forecast.provenance.from_memory,
    }


def _day_data(day: WeatherDay) -> JsonObject:
    return {
        "date": day.day.isoformat(),
        "low": day.low,
        "high": day.high,
        "sky": day.sky,
        "rain_percent": day.rain_percent,
        "rain_mm": day.rain_mm,
    }


def _card(place: Place, forecast: Forecast, day: WeatherDay | None, ahead: int, units: Units) -> Card:
    if ahead == 0 and forecast.now is not None:
        heading, sky = f"{units.degrees(forecast.now.celsius)} {units.degree_sign} in {place.name}", forecast.now.sky
    else:
        assert day is not None
        heading, sky = f"{_range(day, units)} in {place.name}", day.sky
    facts = [_SKIES[sky].capitalize()] if sky is not None else []
    if day is not None:
        facts.append(f"{day.day:%d.%m.}")
        facts += [_range(day, units)] if ahead == 0 else []
        facts += [f"rain {round(day.rain_percent)} %"] if day.rain_percent is not None else []
    return Card(heading, " · ".join(facts), number=1, place=place)


def _range(day: WeatherDay, units: Units) -> str:
    return f"{units.degrees(day.low)} to {units.degrees(day.high)} {units.degree_sign}"
