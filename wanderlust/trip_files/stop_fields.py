"""What a stop is beside its name and its point, as words: the fields that GPX, KML and GeoJSON carry for us."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import get_args

from wanderlust.domain.places import Coordinates
from wanderlust.domain.trip.found import FoundStop
from wanderlust.domain.trip.model import DayKey, Origin, Stop
from wanderlust.trip_files.guarded import MOST_WORDS

ORIGINS = frozenset(get_args(Origin))
MOST_MINUTES = 60 * 24 * 60
NAMES = ("day", "start", "zone", "minutes", "part", "note", "reference", "hours", "source", "where")


def fields_of(stop: Stop, key: DayKey) -> dict[str, str]:
    """Those of ``NAMES`` that are not empty."""
    values = {
        "day": key.text,
        "start": f"{stop.start:%H:%M}" if stop.start is not None else "",
        "zone": stop.zone,
        "minutes": str(stop.minutes or ""),
        "part": stop.part,
        "note": stop.note,
        "reference": stop.reference,
        "hours": stop.hours,
        "source": stop.source,
        "where": stop.place.label if stop.place is not None else "",
    }
    return {name: value for name, value in values.items() if value}


def found_from(name: str, point: Coordinates | None, fields: Mapping[str, str]) -> FoundStop:
    """The stop of such fields; whatever of them makes no sense is left out."""
    source = fields.get("source", "")
    found = FoundStop(
        name[:MOST_WORDS],
        DayKey.of(fields.get("day", "")[:200]),
        clock_of(fields.get("start", "")),
        fields.get("zone", "")[:60],
        fields.get("where", "")[:200],
        point,
        minutes=minutes_of(fields.get("minutes", "")),
        part=fields.get("part", "")[:60],
        note=fields.get("note", "")[:MOST_WORDS],
        reference=fields.get("reference", "")[:80],
        hours=fields.get("hours", "")[:400],
    )
    known = next((origin for origin in get_args(Origin) if origin == source), None)
    return replace(found, source=known) if known is not None else found


def clock_of(text: str) -> time | None:
    """A time of day, to the minute; None where it is none."""
    try:
        return time.fromisoformat(text).replace(second=0, microsecond=0, tzinfo=None) if text else None
    except ValueError:
        return None


def minutes_of(text: str) -> int | None:
    """A length of at most sixty days in minutes; None where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 and 0 < int(text) <= MOST_MINUTES else None


def point_of(lat: object, lon: object) -> Coordinates | None:
    """A point on the earth from words or numbers; None where they are none."""
    try:
        north, east = float(str(lat)), float(str(lon))
    except ValueError:
        return None
    if not (math.isfinite(north) and math.isfinite(east)) or abs(north) > 90 or abs(east) > 180:
        return None
    return Coordinates(north, east)
