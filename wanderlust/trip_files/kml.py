"""Trips as KML 2.2: a folder for each day with its stops and the line through them; KMZ is read as well."""

from __future__ import annotations

import re
from datetime import date, datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip.found import FoundStop, FoundTrip
from wanderlust.domain.trip.model import Stop, Trip
from wanderlust.trip_files.guarded import child, child_text, local_name, member_of, xml_of
from wanderlust.trip_files.moments import written_moment
from wanderlust.trip_files.stop_fields import NAMES, fields_of, found_from, point_of

KML = "http://www.opengis.net/kml/2.2"
_TAGS = re.compile(r"<[^<>]{0,500}>")


def write(trip: Trip, now: datetime) -> bytes:
    """Every stop; one without a place has no point."""
    register_namespace("", KML)
    root = Element(_kml("kml"))
    document = SubElement(root, _kml("Document"))
    SubElement(document, _kml("name")).text = trip.name
    for day in trip.days:
        folder = SubElement(document, _kml("Folder"))
        SubElement(folder, _kml("name")).text = day.key.text
        for stop in day.stops:
            mark = SubElement(folder, _kml("Placemark"))
            SubElement(mark, _kml("name")).text = stop.name
            if stop.note:
                SubElement(mark, _kml("description")).text = stop.note
            if day.key.date is not None:
                moment = written_moment(day.key.date, stop)
                SubElement(SubElement(mark, _kml("TimeStamp")), _kml("when")).text = moment
            more = SubElement(mark, _kml("ExtendedData"))
            for name, value in fields_of(stop, day.key).items():
                SubElement(SubElement(more, _kml("Data"), {"name": name}), _kml("value")).text = value
            if stop.place is not None:
                SubElement(SubElement(mark, _kml("Point")), _kml("coordinates")).text = _pair(stop)
        placed = [stop for stop in day.stops if stop.place is not None]
        if len(placed) > 1 and not day.key.open:
            line = SubElement(folder, _kml("Placemark"))
            SubElement(line, _kml("name")).text = day.key.text
            where = SubElement(SubElement(line, _kml("LineString")), _kml("coordinates"))
            where.text = " ".join(_pair(stop) for stop in placed)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def read(data: bytes) -> FoundTrip:
    """Its placemarks that are points; lines and areas are counted and left out. Raises BadInput."""
    if data.startswith(b"PK"):
        unpacked = member_of(data, ("doc.kml",))
        if unpacked is None:
            raise BadInput("There is no map in this KMZ file.")
        data = unpacked
    root = xml_of(data)
    if local_name(root) != "kml":
        raise BadInput("This file says it is KML, and is not.")
    document = child(root, "Document")
    marks = [one for one in root.iter() if local_name(one) == "Placemark"]
    stops = tuple(stop for mark in marks if (stop := _found(mark)) is not None)
    lines = sum(1 for mark in marks if _is_line(mark))
    own = any(child(mark, "ExtendedData") is not None for mark in marks)
    left_out = len(marks) - len(stops) - (lines if own else 0)
    return FoundTrip(child_text(document, "name") if document is not None else "", stops, left_out=max(0, left_out))


def _found(mark: Element) -> FoundStop | None:
    point = child(mark, "Point")
    fields = _fields(mark)
    if point is None and (not fields or _is_line(mark)):
        return None
    pair = child_text(point, "coordinates").split(",") if point is not None else []
    at = point_of(pair[1].strip(), pair[0].strip()) if len(pair) > 1 else None
    name = child_text(mark, "name")
    if not name or (point is not None and at is None):
        return None
    stamp = child(mark, "TimeStamp")
    if "day" not in fields and stamp is not None:
        fields |= _day_and_start(child_text(stamp, "when"))
    if "note" not in fields:
        fields["note"] = " ".join(_TAGS.sub(" ", child_text(mark, "description")).split())
    return found_from(name, at, fields)


def _fields(mark: Element) -> dict[str, str]:
    more = child(mark, "ExtendedData")
    if more is None:
        return {}
    data = ((one.get("name", ""), child_text(one, "value")) for one in more if local_name(one) == "Data")
    return {name: value for name, value in data if name in NAMES and value}


def _day_and_start(when: str) -> dict[str, str]:
    """The day of a time stamp, and its time where it has one, as it is written there."""
    try:
        if len(when) == 10:
            return {"day": date.fromisoformat(when).isoformat()}
        moment = datetime.fromisoformat(when)
    except ValueError:
        return {}
    zone = "UTC" if moment.tzinfo is not None and when.endswith("Z") else ""
    return {"day": moment.date().isoformat(), "start": f"{moment:%H:%M}", "zone": zone}


def _is_line(mark: Element) -> bool:
    return child(mark, "LineString") is not None


def _pair(stop: Stop) -> str:
    assert stop.place is not None
    return f"{stop.place.lon:.6f},{stop.place.lat:.6f}"


def _kml(name: str) -> str:
    return f"{{{KML}}}{name}"
