"""What the place card says of a place, in lines: kind, where, people, local time, hours, source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication

from wanderlust.domain.place_details import DayHours, PlaceDetails
from wanderlust.domain.places import Place, PlaceKind
from wanderlust.domain.points import PointOfInterest
from wanderlust.ui.formats import clock, number, weekday
from wanderlust.ui.translations import counted

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


def subtitle(place: Place, details: PlaceDetails | None = None) -> str:
    """Native name and kind, as far as known; of a café that it is one."""
    native = place.native_name if place.native_name != place.name else ""
    point = details.point if details is not None else None
    kind = point.what.replace("_", " ").capitalize() if point is not None and point.what else kind_name(place.kind)
    return " · ".join(part for part in (native, kind) if part)


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


def facts(place: Place, now: datetime, details: PlaceDetails | None = None) -> list[Fact]:
    """The lines of the card, best first; what a place of its kind has and nobody knows is said to be unknown."""
    point = details.point if details is not None else None
    there = local_time(place, now)
    lines = []
    if point is not None:
        lines.append(open_state(point, now))
    elif place.kind in HAS_HOURS or place.kind == "business":
        lines.append(Fact("clock", tr("Hours unknown"), tr("I cannot know them without a network.")))
    if point is not None and point.address:
        lines.append(Fact("map-pin", point.address, place.admin.rpartition(", ")[2]))
    elif region := where(place):
        lines.append(Fact("map-pin", region, coordinates(place)))
    else:
        lines.append(Fact("map-pin", coordinates(place)))
    if point is not None:
        clock_there = tr("{time} there now").format(time=there) if there else ""
        lines.append(Fact("phone", point.phone or tr("Phone unknown"), clock_there))
    if place.population:
        lines.append(Fact("users", counted("{count} person", "{count} people", place.population)))
    if there and point is None:
        lines.append(Fact("clock", there, tr("local time")))
    return lines


def open_state(point: PointOfInterest, now: datetime) -> Fact:
    """Whether it is open, first and in words."""
    until = point.changes_at
    match point.openness:
        case "open":
            words = tr("Open until {time}").format(time=clock(until)) if until is not None else tr("Open day and night")
            return Fact("clock", words)
        case "closed" if until is not None:
            today = until.date() == now.astimezone(until.tzinfo).date()
            when = clock(until) if today else f"{weekday(until.isoweekday())} {clock(until)}"
            return Fact("clock", tr("Closed"), tr("opens {time}").format(time=when))
        case "closed":
            return Fact("clock", tr("Closed"))
        case _:
            return Fact("clock", tr("Hours unknown"), point.hours or tr("Nobody wrote them down."))


def hours_of(day: DayHours) -> tuple[str, str]:
    """A day of the week and its hours in words."""
    spans = ", ".join(_span(begins, ends) for begins, ends in day.spans)
    return weekday(day.day.isoweekday()), spans or tr("closed")


def _span(begins: datetime, ends: datetime) -> str:
    whole = ends - begins >= timedelta(hours=24)
    return tr("all day") if whole else f"{clock(begins)}–{clock(ends)}"


def source_of(place: Place, now: datetime, details: PlaceDetails | None) -> str:
    """Who says so, and how old it is where that matters."""
    if details is None or details.provenance is None:
        return place.source
    return details.provenance.told(now)


def coordinates(place: Place) -> str:
    """Degrees with their half of the earth, to two places: about a kilometre."""
    lat, lon = number(abs(place.lat), 2), number(abs(place.lon), 2)
    north = tr("N") if place.lat >= 0 else tr("S")
    east = tr("E") if place.lon >= 0 else tr("W")
    return f"{lat}° {north}, {lon}° {east}"
