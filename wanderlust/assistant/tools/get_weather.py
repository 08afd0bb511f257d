"""``get_weather``: the forecast where the internet can be asked, else what is usual there at that time of the year."""

from __future__ import annotations

import logging
import re
from datetime import date
from zoneinfo import ZoneInfo

from wanderlust.assistant.tools.forecast_told import forecast_for
from wanderlust.assistant.tools.resolve import Unclear, place_data, resolve
from wanderlust.assistant.tools.said.weather import climate_sentences, sun_sentences
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.calendar_names import MONTHS
from wanderlust.domain.climate import Climate, feels, wetness
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.errors import WebFailed
from wanderlust.domain.places import Place
from wanderlust.domain.sun import SunTimes, sun_times
from wanderlust.domain.tool_catalogue import GET_WEATHER
from wanderlust.domain.units import Units
from wanderlust.domain.when import Period, period_meant

log = logging.getLogger(__name__)

_ABOUT_SUN = re.compile(
    r"sun|dawn|dusk|daylight|amanec|anochec|atardec|(?:sol (?:sale|se pone)|sale el sol)|lever du|coucher du|"
    r"sonnen(?:auf|unter)gang|alba\b|tramonto|nascer do|p[oô]r do sol",
    re.I,
)
_NO_SUN_WORDS = re.compile(r"\b(?:sun(?:rise|set)|dawn|dusk|daylight)\b", re.I)


class GetWeather:
    """Tells the month's usual temperature and rain, and when the sun rises and sets."""

    spec = GET_WEATHER

    def caption(self, arguments: JsonObject) -> str:
        return f"Usual weather in {arguments['place']}." if "place" in arguments else "The usual weather there."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        try:
            place = await resolve(arguments.get("place"), context)
        except Unclear as unclear:
            return unclear.outcome
        words = str(arguments.get("when", ""))
        today = context.clock.now().date()
        asked_sun = bool(_ABOUT_SUN.search(words.replace("sunday", "").replace("Sunday", "")))
        period = period_meant(_NO_SUN_WORDS.sub("", words), today, southern=place.lat < 0)
        if period is None:
            period = Period((today.month,), MONTHS["en"][today.month - 1], today)
        if context.online is not None and period.day is not None and not asked_sun:
            try:
                forecast = await forecast_for(place, period.day, context, context.online)
            except WebFailed as failure:
                log.info("No forecast: %s", failure)
            else:
                if forecast is not None:
                    return forecast
        climate = context.climates.climate(place.coordinates)
        sun = _sun(place, period.day or date(today.year, period.months[len(period.months) // 2], 15))
        if asked_sun and sun:
            say = {"en": _sun_sentence(place, sun), **sun_sentences(place, sun, context.names)}
        else:
            foreign = climate_sentences(place, climate, period, context.names, context.units)
            say = {"en": _climate_sentence(place, climate, period, context.units), **foreign}
        return ToolOutcome(
            say=say,
            data=_data(place, climate, period, sun),
            activity=f"Looked up the usual weather in {place.name}",
            places=(place,),
            chosen=0,
            cards=(_card(place, climate, period, sun, context.units),),
            source=climate.source,
        )


def _climate_sentence(place: Place, climate: Climate, period: Period, units: Units) -> str:
    celsius, millimetres = climate.over(period.months)
    each = " a month" if len(period.months) > 1 else ""
    opening = "I have no forecast here. " if period.day else ""
    return (
        f"{opening}In {period.name}, {place.name} is typically {feels(celsius)}, around"
        f" {units.degrees(celsius)} degrees over day and night, with {wetness(millimetres, celsius)},"
        f" about {round(millimetres)} millimetres{each}."
    )


def _sun(place: Place, day: date) -> SunTimes | None:
    return sun_times(place.coordinates, day, ZoneInfo(place.timezone)) if place.timezone else None


def _sun_sentence(place: Place, sun: SunTimes) -> str:
    if sun.rises is None or sun.sets is None:
        return f"In {place.name} the sun stays {'up' if sun.polar == 'day' else 'down'} all day then."
    return f"In {place.name} the sun rises at {sun.rises:%H:%M} and sets at {sun.sets:%H:%M} then."


def _data(place: Place, climate: Climate, period: Period, sun: SunTimes | None) -> JsonObject:
    celsius, millimetres = climate.over(period.months)
    return {
        "place": place_data(place),
        "kind": "climate, not a forecast",
        "months": list(period.months),
        "mean_celsius": round(celsius, 1),
        "precipitation_mm_per_month": round(millimetres),
        "sunrise": sun.rises.isoformat(timespec="minutes") if sun and sun.rises else None,
        "sunset": sun.sets.isoformat(timespec="minutes") if sun and sun.sets else None,
        "source": climate.source,
    }


def _card(place: Place, climate: Climate, period: Period, sun: SunTimes | None, units: Units) -> Card:
    celsius, millimetres = climate.over(period.months)
    facts = [f"Usually in {period.name}", f"{round(millimetres)} mm a month"]
    if sun and sun.rises and sun.sets:
        facts.append(f"sun {sun.rises:%H:%M} to {sun.sets:%H:%M}")
    heading = f"{units.degrees(celsius)} {units.degree_sign} in {place.name}"
    return Card(heading, " · ".join(facts), number=1, place=place)
