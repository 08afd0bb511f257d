"""Trips in our own form: JSON with everything there is of them, and a version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, get_args

from wanderlust.domain.errors import BadInput
from wanderlust.domain.places import Place, PlaceKind
from wanderlust.domain.trip.found import FoundStop, FoundTrip
from wanderlust.domain.trip.model import DayKey, Stop, Trip
from wanderlust.trip_files.guarded import MOST_WORDS, json_of
from wanderlust.trip_files.stop_fields import NAMES, fields_of, found_from, point_of

VERSION = 1


def write(trip: Trip, now: datetime) -> bytes:
    """Everything but what can be undone."""
    whole = {
        "wanderlust": "trip",
        "version": VERSION,
        "written": now.isoformat(),
        "name": trip.name,
        "days": [{"day": day.key.text, "stops": [_stop(stop, day.key) for stop in day.stops]} for day in trip.days],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _stop(stop: Stop, key: DayKey) -> dict[str, Any]:
    own = {name: value for name, value in fields_of(stop, key).items() if name not in ("day", "zone", "where")}
    return {"name": stop.name, **own, "place": asdict(stop.place) if stop.place is not None else None}


def read(data: bytes) -> FoundTrip:
    """A whole trip; raises BadInput where anything of it is not what it should be, so that nothing is lost unseen."""
    value = json_of(data)
    if not isinstance(value, dict) or value.get("wanderlust") != "trip":
        raise BadInput("This file is no trip of Wanderlust.")
    version = value.get("version")
    if not isinstance(version, int) or version < 1:
        raise _damaged("version")
    if version > VERSION:
        raise BadInput("A newer Wanderlust wrote this trip.", "Update Wanderlust, then open it again.")
    stops: list[FoundStop] = []
    days: list[DayKey] = []
    for day in _list(value, "days"):
        key = DayKey.of(_text(day, "day", required=True))
        days.append(key)
        stops += [_found(stop, key) for stop in _list(day, "stops")]
    return FoundTrip(_text(value, "name"), tuple(stops), tuple(days))


def _found(value: object, key: DayKey) -> FoundStop:
    if not isinstance(value, dict):
        raise _damaged("stop")
    name = _text(value, "name", required=True).strip()
    if not name:
        raise _damaged("name")
    own = {field: text for field in NAMES if (text := _text(value, field))}
    stop = found_from(name, None, {**own, "day": key.text})
    if bool(own.get("start")) != (stop.start is not None):
        raise _damaged("start")
    place = value.get("place")
    if place is None:
        return stop
    made = {field.name: getattr(stop, field.name) for field in fields(stop)}
    return FoundStop(**{**made, "place": _place(place)})


def _place(value: object) -> Place:
    if not isinstance(value, dict):
        raise _damaged("place")
    at = point_of(value.get("lat"), value.get("lon"))
    kinds: tuple[PlaceKind, ...] = get_args(PlaceKind)
    kind = next((one for one in kinds if one == value.get("kind")), None)
    if at is None or kind is None:
        raise _damaged("place")
    words = {
        name: _text(value, name)[:MOST_WORDS]
        for name in ("country", "country_name", "admin", "timezone", "native_name", "source")
    }
    population = value.get("population", 0)
    if not isinstance(population, int) or not 0 <= population < 2**40:
        raise _damaged("population")
    return Place(
        _text(value, "id", required=True),
        _text(value, "name", required=True),
        kind,
        at.lat,
        at.lon,
        population=population,
        capital=value.get("capital") is True,
        **words,
    )


def _text(value: object, name: str, *, required: bool = False) -> str:
    found = value.get(name, None if required else "") if isinstance(value, Mapping) else None
    if not isinstance(found, str):
        raise _damaged(name)
    return found


def _list(value: object, name: str) -> list[Any]:
    found = value.get(name) if isinstance(value, Mapping) else None
    if not isinstance(found, list):
        raise _damaged(name)
    return found


def _damaged(name: str) -> BadInput:
    return BadInput(f"This trip's file is damaged: its “{name}” is not what it should be.")
