"""Trips as Markdown, to be read or sent: a heading for each day, a line for each stop."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from wanderlust.domain.calendar_names import MONTHS, WEEKDAYS
from wanderlust.domain.trip.model import DayKey, Stop, Trip

_ISOLATE, _END = "\u2068", "\u2069"  # what is between them keeps its own direction


def write(trip: Trip, now: datetime) -> bytes:
    """The whole trip."""
    lines = [f"# {_plain(trip.name) or 'My trip'}", ""]
    for day in trip.days:
        lines += [f"## {_heading(day.key)}", ""]
        lines += [line for stop in day.stops for line in _stop(stop)] or ["Nothing planned."]
        lines.append("")
    return "\n".join(lines).encode()


def _heading(key: DayKey) -> str:
    if key.date is not None:
        month, weekday = MONTHS["en"][key.date.month - 1], WEEKDAYS["en"][key.date.weekday()]
        return f"{weekday}, {key.date.day} {month} {key.date.year}"
    return _plain(key.text[:1].upper() + key.text[1:]) or "Any day"


def _stop(stop: Stop) -> list[str]:
    when = f"{stop.start:%H:%M}" if stop.start is not None else stop.part
    parts = [f"**{when}**" if when else "", _plain(stop.name), f"({stop.minutes} min)" if stop.minutes else ""]
    lines = ["- " + " ".join(part for part in parts if part)]
    if stop.place is not None:
        place = stop.place
        where = f"https://www.openstreetmap.org/?mlat={place.lat:.5f}&mlon={place.lon:.5f}#map=16/{place.lat:.5f}/{place.lon:.5f}"
        lines.append(f"  - [{_plain(place.label)}]({where})")
    if stop.reference:
        lines.append(f"  - Reference {_plain(stop.reference)}")
    lines += [f"  - {_plain(line)}" for line in stop.note.splitlines() if line.strip()]
    return lines


def _plain(text: str) -> str:
    """Words to be read as they are; what runs from right to left does not turn the rest of its line."""
    escaped = "".join(f"\\{char}" if char in r"\`*_[]<>#|" else char for char in " ".join(text.split()))
    turned = any(unicodedata.bidirectional(char) in ("R", "AL") for char in escaped)
    return f"{_ISOLATE}{escaped}{_END}" if turned else escaped
