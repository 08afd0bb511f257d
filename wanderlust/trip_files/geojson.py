"""Trips as GeoJSON (RFC 7946): a point for each stop, a line for each day."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip.found import FoundStop, FoundTrip
from wanderlust.domain.trip.model import Trip
from wanderlust.trip_files.guarded import json_of
from wanderlust.trip_files.stop_fields import NAMES, fields_of, found_from, point_of


def write(trip: Trip, now: datetime) -> bytes:
    """Every stop; one without a place has no geometry, as the RFC allows."""
    features: list[dict[str, Any]] = []
    for day in trip.days:
        line = [(stop.place.lon, stop.place.lat) for stop in day.stops if stop.place is not None]
        for stop in day.stops:
            at = {"type": "Point", "coordinates": [stop.place.lon, stop.place.lat]} if stop.place is not None else None
            properties = {"name": stop.name, **fields_of(stop, day.key)}
            features.append({"type": "Feature", "geometry": at, "properties": properties})
        if len(line) > 1 and not day.key.open:
            way = {"type": "LineString", "coordinates": line}
            features.append({"type": "Feature", "geometry": way, "properties": {"day": day.key.text}})
    whole = {"type": "FeatureCollection", "name": trip.name, "features": features}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def read(data: bytes) -> FoundTrip:
    """Its points that have a name; lines and areas are counted and left out. Raises BadInput."""
    value = json_of(data)
    if not isinstance(value, dict) or value.get("type") not in ("FeatureCollection", "Feature"):
        raise BadInput("This file says it is GeoJSON, and is not.")
    features = value.get("features") if value["type"] == "FeatureCollection" else [value]
    if not isinstance(features, list):
        raise BadInput("This file says it is GeoJSON, and has no list of features.")
    stops = tuple(stop for one in features if (stop := _found(one)) is not None)
    ours = sum(1 for one in features if _is_our_line(one))
    name = value.get("name")
    return FoundTrip(name if isinstance(name, str) else "", stops, left_out=len(features) - len(stops) - ours)


def _found(feature: object) -> FoundStop | None:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return None
    properties: dict[str, Any] = feature["properties"]
    name = next(
        (
            properties[k]
            for k in ("name", "title", "Name")
            if isinstance(properties.get(k), str) and properties[k].strip()
        ),
        "",
    )
    geometry = feature.get("geometry")
    at = None
    if isinstance(geometry, dict):
        pair = geometry.get("coordinates")
        if geometry.get("type") != "Point" or not isinstance(pair, list) or len(pair) < 2:
            return None
        at = point_of(pair[1], pair[0])
    if not name or (at is None and (geometry is not None or "source" not in properties)):
        return None
    fields = {k: str(properties[k]) for k in NAMES if isinstance(properties.get(k), str | int)}
    if "note" not in fields and isinstance(properties.get("description"), str):
        fields["note"] = properties["description"]
    return found_from(name, at, fields)


def _is_our_line(feature: object) -> bool:
    """A day's line that our own export drew through its stops."""
    return (
        isinstance(feature, dict)
        and isinstance(feature.get("geometry"), dict)
        and feature["geometry"].get("type") == "LineString"
        and isinstance(feature.get("properties"), dict)
        and set(feature["properties"]) == {"day"}
    )
