"""Steps of the trips' log as JSON: what was done, and the changes that take it back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import time
from typing import Any

from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.trip.book import Deed, Step
from wanderlust.domain.trip.changes import (
    AlterStop,
    Change,
    NameTrip,
    PutDay,
    PutStop,
    PutTrip,
    SwapDays,
    TakeDay,
    TakeStop,
    TakeTrip,
)
from wanderlust.domain.trip.model import Day, DayKey, Stop, Trip
from wanderlust.store.turn_rows import place_from

_STOP_FIELDS = frozenset(field.name for field in fields(Stop))


def step_text(step: Step) -> str:
    """A step as JSON."""
    deed = step.deed
    value = {
        "kind": deed.kind,
        "what": deed.what,
        "day": deed.day.text if deed.day is not None else None,
        "start": f"{deed.start:%H:%M}" if deed.start is not None else "",
        "other": deed.other.text if deed.other is not None else None,
        "count": deed.count,
        "trip": step.trip,
        "changes": [_change_value(change) for change in step.changes],
    }
    return json.dumps(value, ensure_ascii=False)


def step_from(text: str) -> Step:
    """The inverse of :func:`step_text`; raises StorageFailed when what was written cannot be understood."""
    try:
        value = json.loads(text)
        deed = Deed(
            value["kind"],
            value["what"],
            DayKey.of(value["day"]) if value["day"] is not None else None,
            time.fromisoformat(value["start"]) if value["start"] else None,
            DayKey.of(value["other"]) if value["other"] is not None else None,
            value["count"],
        )
        return Step(deed, value["trip"], tuple(_change_from(change) for change in value["changes"]))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise StorageFailed(
            "I can no longer read what was last done on the trips.", "They are as you left them."
        ) from error


def stop_value(stop: Stop) -> dict[str, Any]:
    """A stop as JSON values; the place under ``place``, or None."""
    value = {name: getattr(stop, name) for name in _STOP_FIELDS}
    value["start"] = f"{stop.start:%H:%M}" if stop.start is not None else ""
    value["place"] = asdict(stop.place) if stop.place is not None else None
    return value


def stop_from(value: Mapping[str, Any]) -> Stop:
    known = {name: content for name, content in value.items() if name in _STOP_FIELDS}
    start, place = known.pop("start", ""), known.pop("place", None)
    return Stop(
        start=time.fromisoformat(start) if start else None,
        place=place_from(place) if place is not None else None,
        **known,
    )


def _day_value(day: Day) -> dict[str, Any]:
    return {"day": day.key.text, "stops": [stop_value(stop) for stop in day.stops]}


def _day_from(value: Mapping[str, Any]) -> Day:
    return Day(DayKey.of(value["day"]), tuple(stop_from(stop) for stop in value["stops"]))


def _change_value(change: Change) -> dict[str, Any]:
    match change:
        case PutStop(key, index, stop):
            return {"do": "put_stop", "day": key.text, "index": index, "stop": stop_value(stop)}
        case TakeStop(stop_id):
            return {"do": "take_stop", "id": stop_id}
        case AlterStop(stop):
            return {"do": "alter_stop", "stop": stop_value(stop)}
        case PutDay(day):
            return {"do": "put_day", **_day_value(day)}
        case TakeDay(key):
            return {"do": "take_day", "day": key.text}
        case SwapDays(one, other):
            return {"do": "swap_days", "one": one.text, "other": other.text}
        case NameTrip(name, draft):
            return {"do": "name_trip", "name": name, "draft": draft}
        case PutTrip(trip, index):
            days = [_day_value(day) for day in trip.days]
            whole = {"id": trip.id, "name": trip.name, "draft": trip.draft, "version": trip.version, "days": days}
            return {"do": "put_trip", "index": index, "trip": whole}
        case TakeTrip(trip_id):
            return {"do": "take_trip", "id": trip_id}


def _change_from(value: Mapping[str, Any]) -> Change:
    match value["do"]:
        case "put_stop":
            return PutStop(DayKey.of(value["day"]), value["index"], stop_from(value["stop"]))
        case "take_stop":
            return TakeStop(value["id"])
        case "alter_stop":
            return AlterStop(stop_from(value["stop"]))
        case "put_day":
            return PutDay(_day_from(value))
        case "take_day":
            return TakeDay(DayKey.of(value["day"]))
        case "swap_days":
            return SwapDays(DayKey.of(value["one"]), DayKey.of(value["other"]))
        case "name_trip":
            return NameTrip(value["name"], value["draft"])
        case "put_trip":
            whole = value["trip"]
            days = tuple(_day_from(day) for day in whole["days"])
            return PutTrip(Trip(whole["id"], whole["name"], days, whole["draft"], whole["version"]), value["index"])
        case "take_trip":
            return TakeTrip(value["id"])
        case other:
            raise ValueError(f"no change is called {other}")
