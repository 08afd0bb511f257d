"""Trips as GPX 1.1: a waypoint for each stop, a route for each day."""

from __future__ import annotations

from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip.found import FoundStop, FoundTrip
from wanderlust.domain.trip.model import Day, DayKey, Stop, Trip
from wanderlust.trip_files.guarded import MOST_WORDS, child, child_text, local_name, xml_of
from wanderlust.trip_files.stop_fields import NAMES, fields_of, found_from, point_of

GPX = "http://www.topografix.com/GPX/1/1"
OWN = "urn:wanderlust:trip:1"


def write(trip: Trip, now: datetime) -> bytes:
    """The stops that have a place; when they are visited stands in an extension, since GPX keeps no plan's time.

    Raises:
        BadInput: No stop has a place.
    """
    register_namespace("", GPX)
    register_namespace("wanderlust", OWN)
    root = Element(_gpx("gpx"), {"version": "1.1", "creator": "Wanderlust"})
    about = SubElement(root, _gpx("metadata"))
    SubElement(about, _gpx("name")).text = trip.name
    SubElement(about, _gpx("time")).text = f"{now:%Y-%m-%dT%H:%M:%SZ}"
    placed = [(day, stop) for day in trip.days for stop in day.stops if stop.place is not None]
    if not placed:
        raise BadInput("No stop of this trip is on the map, and GPX holds only points.")
    for day, stop in placed:
        _point(root, "wpt", stop, day.key)
    for day in trip.days:
        _route(root, day)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _route(root: Element, day: Day) -> None:
    stops = [stop for stop in day.stops if stop.place is not None]
    if len(stops) < 2 or day.key.open:
        return
    route = SubElement(root, _gpx("rte"))
    SubElement(route, _gpx("name")).text = day.key.text
    for stop in stops:
        _point(route, "rtept", stop, None)


def _point(parent: Element, tag: str, stop: Stop, key: DayKey | None) -> None:
    assert stop.place is not None
    at = {"lat": f"{stop.place.lat:.6f}", "lon": f"{stop.place.lon:.6f}"}
    point = SubElement(parent, _gpx(tag), at)
    SubElement(point, _gpx("name")).text = stop.name
    if key is None:
        return
    fields = fields_of(stop, key)
    SubElement(point, _gpx("desc")).text = " ".join(
        fields[name] for name in ("day", "start", "part", "note", "reference") if name in fields
    )
    SubElement(point, _gpx("type")).text = stop.place.kind
    own = SubElement(SubElement(point, _gpx("extensions")), f"{{{OWN}}}stop")
    for name, value in fields.items():
        SubElement(own, f"{{{OWN}}}{name}").text = value


def read(data: bytes) -> FoundTrip:
    """Its waypoints, or where it has none the points of its routes; tracks are counted and left out.

    The time of a waypoint is when it was recorded, as GPX has it, so it is no time of a visit.

    Raises:
        BadInput: It is no GPX.
    """
    root = xml_of(data)
    if local_name(root) != "gpx":
        raise BadInput("This file says it is GPX, and is not.")
    points = [_found(one, "") for one in root if local_name(one) == "wpt"]
    if not points:
        for number, route in enumerate((one for one in root if local_name(one) == "rte"), 1):
            points += [_found(one, f"day {number}") for one in route if local_name(one) == "rtept"]
    about = child(root, "metadata")
    name = child_text(about, "name") if about is not None else ""
    stops = tuple(one for one in points if one is not None)
    tracks = sum(1 for one in root if local_name(one) == "trk")
    return FoundTrip(name, stops, left_out=tracks + len(points) - len(stops))


def _found(point: Element, day: str) -> FoundStop | None:
    at = point_of(point.get("lat"), point.get("lon"))
    name = child_text(point, "name") or child_text(point, "desc")[:80]
    if at is None or not name:
        return None
    extensions = child(point, "extensions")
    own = child(extensions, "stop") if extensions is not None else None
    if own is not None:
        return found_from(name, at, {field: text for field in NAMES if (text := child_text(own, field))})
    note = child_text(point, "desc") or child_text(point, "cmt")
    return found_from(name, at, {"day": day, "note": "" if note == name else note[:MOST_WORDS]})


def _gpx(name: str) -> str:
    return f"{{{GPX}}}{name}"
