"""What the place card says of a place, in lines: kind, where, people, local time, hours, source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication

from wanderlust.domain.places import Place, PlaceKind
from wanderlust.ui.formats import clock, number

HAS_HOURS = frozenset({"museum", "park", "station"})


def tr(text: str) -> str:
    return QCoreApplication.translate("PlaceFacts", text)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the card: an icon, strong words, and words beside them."""

    icon: str
    words: str
    beside: str = ""


def kind_name(kind: PlaceKind) -> str:
    """The kind of a place in a word."""
    names: dict[PlaceKind, str] = {
        "city": tr("City"),
        "country": tr("Country"),
        "region": tr("Region"),
        "airport": tr("Airport"),
        "station": tr("Station"),
        "museum": tr("Museum"),
        "park": tr("Park"),
        "landmark": tr("Landmark"),
        "island": tr("Island"),
        "mountain": tr("Mountain"),
        "water": tr("Water"),
        "street": tr("Street"),
        "business": tr("Place"),
    }
    return names[kind]


def subtitle(place: Place) -> str:
    """Native name and kind, as far as known."""
    native = place.native_name if place.native_name != place.name else ""
    return " · ".join(part for part in (native, kind_name(place.kind)) if part)


def local_time(place: Place, now: datetime) -> str:
    """The time there in the locale's way, or an empty string when its zone is unknown."""
    if not place.timezone:
        return ""
    try:
        return clock(now.astimezone(ZoneInfo(place.timezone)))
    except (ZoneInfoNotFoundError, ValueError):
        return ""  # a zone newer than this computer's table: no time rather than a wrong one


def where(place: Place) -> str:
    """Region and country, as far as known and not the place itself."""
    parts = [p for p in (place.admin, place.country_name) if p and p != place.name]
    return ", ".join(dict.fromkeys(parts))


def facts(place: Place, now: datetime) -> list[Fact]:
    """The lines of the card, best first; hours are said to be unknown where a place has any."""
    lines = []
    if place.kind in HAS_HOURS:
        lines.append(Fact("clock", tr("Hours unknown"), tr("I cannot know them without a network.")))
    if region := where(place):
        lines.append(Fact("map-pin", region, coordinates(place)))
    else:
        lines.append(Fact("map-pin", coordinates(place)))
    if place.population:
        people = number(place.population)
        lines.append(Fact("users", tr("{count} people").format(count=people)))
    if there := local_time(place, now):
        lines.append(Fact("clock", there, tr("local time")))
    return lines


def coordinates(place: Place) -> str:
    """Degrees with their half of the earth, to two places: about a kilometre."""
    lat, lon = number(abs(place.lat), 2), number(abs(place.lon), 2)
    north = tr("N") if place.lat >= 0 else tr("S")
    east = tr("E") if place.lon >= 0 else tr("W")
    return f"{lat}° {north}, {lon}° {east}"
