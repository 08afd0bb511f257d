"""Trips as iCalendar (RFC 5545): an event for each stop of a day with a date, a task for each stop without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip.found import MOST_STOPS, FoundStop, FoundTrip
from wanderlust.domain.trip.model import ANY_DAY, DayKey, Stop, Trip
from wanderlust.trip_files.guarded import text_of
from wanderlust.trip_files.moments import moment_of
from wanderlust.trip_files.stop_fields import MOST_MINUTES, fields_of, found_from, point_of

_OWN = ("part", "reference", "source", "hours")  # kept as X-WANDERLUST-PART and so on
# What calendars of bookings write for the number of a booking.
_REFERENCE = "Reference "
MOST_BYTES = 5_000_000  # read in 7 s


def write(trip: Trip, now: datetime) -> bytes:
    """Times stand on the clock of their place; a stop without a time takes the whole day.

    Raises:
        BadInput: No day has a date.
    """
    from icalendar import Calendar

    dates = [day.key.date for day in trip.days if day.key.date is not None]
    if not dates:
        raise BadInput("A calendar needs dates, and this trip has none yet.", "Set its first day, then export again.")
    calendar = Calendar()
    calendar.add("prodid", "-//Wanderlust//Trip//EN")
    calendar.add("version", "2.0")
    if trip.name:
        calendar.add("x-wr-calname", trip.name)
    for day in trip.days:
        for stop in day.stops:
            calendar.add_component(_entry(stop, day.key, now))
    # A year before and after: without bounds each zone is written out from 1970 to 2038.
    calendar.add_missing_timezones(min(dates) - timedelta(days=366), max(dates) + timedelta(days=366))
    return bytes(calendar.to_ical())


def _entry(stop: Stop, key: DayKey, now: datetime) -> Any:
    from icalendar import Event, Todo

    entry: Any = Event() if key.date is not None else Todo()
    entry.add("uid", f"{stop.id}@wanderlust")
    entry.add("dtstamp", now)
    entry.add("summary", stop.name)
    if key.date is not None:
        moment = moment_of(key.date, stop)
        entry.add("dtstart", moment if moment is not None else key.date)
        if moment is not None and stop.minutes:
            entry.add("duration", timedelta(minutes=stop.minutes))
    elif key.text:
        entry.add("x-wanderlust-day", key.text)
    if stop.place is not None:
        entry.add("location", stop.place.label)
        entry.add("geo", (stop.place.lat, stop.place.lon))
    told = [stop.note, f"{_REFERENCE}{stop.reference}" if stop.reference else ""]
    if any(told):
        entry.add("description", "\n".join(line for line in told if line))
    fields = fields_of(stop, key)
    for name in _OWN:
        if name in fields:
            entry.add(f"x-wanderlust-{name}", fields[name])
    return entry


def read(data: bytes) -> FoundTrip:
    """Its events and tasks; of one that repeats, the first. Cancelled ones are counted and left out.

    Raises:
        BadInput: It is no calendar.
    """
    from icalendar import Calendar

    if len(data) > MOST_BYTES:
        raise BadInput("This calendar is larger than 5 MB.", "Export a part of it.")
    text = text_of(data)
    if "BEGIN:VCALENDAR" not in text[:2000].upper():
        raise BadInput("This file says it is a calendar, and is not.")
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise BadInput("This calendar is damaged, or only a part of it is here.") from error
    entries = [entry for calendar in calendars for entry in calendar.walk() if entry.name in ("VEVENT", "VTODO")]
    found = [one for entry in entries[: MOST_STOPS * 2] if (one := _found(entry)) is not None]
    name = next((_words(calendar, "x-wr-calname") for calendar in calendars), "")
    return FoundTrip(name, tuple(found), left_out=len(entries) - len(found))


def _found(entry: Any) -> FoundStop | None:
    """One entry; an occurrence that was changed by itself stands as an entry of its own."""
    name = _words(entry, "summary")
    if not name or _words(entry, "status").upper() == "CANCELLED":
        return None
    fields = {field: text for field in _OWN if (text := _words(entry, f"x-wanderlust-{field}"))}
    note = _words(entry, "description").strip()
    if fields.get("reference"):
        note = note.removesuffix(f"{_REFERENCE}{fields['reference']}").strip()
    at = point_of(_part(entry, "geo", "latitude"), _part(entry, "geo", "longitude"))
    stop = found_from(name, at, {**fields, "note": note, "where": " ".join(_words(entry, "location").split())})
    return _timed(stop, entry)


def _timed(stop: FoundStop, entry: Any) -> FoundStop:
    begin, end = _moment(entry, "dtstart"), _moment(entry, "dtend")
    if begin is None:
        begin = _moment(entry, "due")
    if begin is None:
        return replace(stop, key=DayKey.of(_words(entry, "x-wanderlust-day")) if entry.name == "VTODO" else ANY_DAY)
    if not isinstance(begin, datetime):
        return replace(stop, key=DayKey(date=begin))
    length = _length(begin, end, entry)
    minutes = round(length / timedelta(minutes=1)) if length is not None else 0
    return replace(
        stop,
        key=DayKey(date=begin.date()),
        start=begin.time().replace(second=0, microsecond=0, tzinfo=None),
        zone=_zone(begin),
        minutes=minutes if 0 < minutes <= MOST_MINUTES else None,
    )


def _length(begin: datetime, end: date | None, entry: Any) -> timedelta | None:
    if isinstance(end, datetime) and (end.tzinfo is None) == (begin.tzinfo is None):
        return end - begin
    duration = _part(entry, "duration", "dt")
    return duration if isinstance(duration, timedelta) else None


def _zone(moment: datetime) -> str:
    """IANA name of a moment's clock; empty for the clock of the place."""
    if moment.tzinfo is None:
        return ""
    name = getattr(moment.tzinfo, "key", None) or getattr(moment.tzinfo, "zone", None)
    if isinstance(name, str) and name:
        return name
    offset = moment.utcoffset()
    return "UTC" if offset == timedelta(0) else ""


def _moment(entry: Any, name: str) -> date | None:
    value = _part(entry, name, "dt")
    return value if isinstance(value, date) else None


def _part(entry: Any, name: str, part: str) -> Any:
    """A part of a property's value; None where there is none, or where the property is broken."""
    from icalendar.error import BrokenCalendarProperty

    try:
        return getattr(entry.get(name), part, None)
    except BrokenCalendarProperty:
        return None


def _words(component: Any, name: str) -> str:
    value = component.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value).strip() if value is not None else ""
