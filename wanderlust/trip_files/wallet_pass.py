"""A wallet pass (``.pkpass``): an archive whose ``pass.json`` names times, places and the barcode's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip.found import FoundStop, FoundTrip
from wanderlust.domain.trip.model import DayKey
from wanderlust.trip_files.booking_words import REFERENCE_LABEL
from wanderlust.trip_files.bookings import bookings_in
from wanderlust.trip_files.guarded import json_of, member_of
from wanderlust.trip_files.stop_fields import point_of

_KINDS = ("boardingPass", "eventTicket", "generic", "storeCard", "coupon")
_PARTS = ("headerFields", "primaryFields", "secondaryFields", "auxiliaryFields", "backFields")
_MEANS = ("Air", "Train", "Bus", "Boat")


def read(data: bytes, today: date) -> FoundTrip:
    """What a pass is for; raises BadInput where it is none."""
    member = member_of(data, ("pass.json",))
    value = json_of(member) if member is not None else None
    if not isinstance(value, dict):
        raise BadInput("This wallet pass is damaged: it does not say what it is for.")
    kind = next((kind for kind in _KINDS if isinstance(value.get(kind), dict)), "")
    fields = list(_fields(value.get(kind)))
    who = _word(value, "organizationName")
    about = _word(value, "description")
    lines = [about, *(f"{label}: {text}" if label else text for label, text, _ in fields)]
    stops = bookings_in("\n".join(lines), today)
    moment = _moment(value, fields)
    if kind == "boardingPass" and moment is not None and len(stops) != 1:
        stops = (_journey(value[kind], fields, who),)
    elif not stops and moment is not None:
        stops = (FoundStop(_title(value.get(kind)) or about or who, source="booked"),)
    if len(stops) == 1 and moment is not None:
        # The moment stands for machines, the words beside it for people: it is the surer one.
        stops = (replace(stops[0], key=DayKey(date=moment.date()), start=moment.time().replace(second=0, tzinfo=None)),)
        stops = (_placed(stops[0], value, kind),)
    return FoundTrip(about, stops, ticket=True)


def _journey(kind: Any, fields: list[tuple[str, str, str]], who: str) -> FoundStop:
    ends = [text for _, text, part in fields if part == "primaryFields"]
    means = _word(kind, "transitType").removeprefix("PKTransitType")
    what = "Flight" if means == "Air" else means if means in _MEANS else who or "Journey"
    name = f"{what} from {ends[0]} to {ends[1]}" if len(ends) > 1 else what
    reference = next((text for label, text, _ in fields if REFERENCE_LABEL.search(label)), "")
    start, end = (*ends, "", "")[:2]
    return FoundStop(name, where=_place(start), until=_place(end), reference=reference, source="booked")


def _place(words: str) -> str:
    return f"iata:{words}" if len(words) == 3 and words.isupper() and words.isascii() else words


def _placed(stop: FoundStop, value: dict[str, Any], kind: str) -> FoundStop:
    places = value.get("locations")
    first = places[0] if isinstance(places, list) and places else None
    # A boarding pass lists every place where it may show itself; a ticket lists where it is for.
    if kind == "boardingPass" or not isinstance(first, dict) or stop.point is not None:
        return stop
    return replace(stop, point=point_of(first.get("latitude"), first.get("longitude")))


def _fields(kind: Any) -> Iterator[tuple[str, str, str]]:
    """Label, words and part of every field that is filled."""
    for part in _PARTS:
        listed = kind.get(part) if isinstance(kind, dict) else None
        for field in listed if isinstance(listed, list) else ():
            if isinstance(field, dict) and isinstance(field.get("value"), str | int | float):
                text = " ".join(str(field["value"]).split())
                yield _word(field, "label"), text, part


def _moment(value: dict[str, Any], fields: list[tuple[str, str, str]]) -> datetime | None:
    dates = value.get("relevantDates")
    first = dates[0] if isinstance(dates, list) and dates and isinstance(dates[0], dict) else {}
    told = [value.get("relevantDate"), first.get("date"), first.get("startDate"), *(text for _, text, _ in fields)]
    for text in told:
        if isinstance(text, str) and "T" in text:
            try:
                return datetime.fromisoformat(text)
            except ValueError:
                continue
    return None


def _title(kind: Any) -> str:
    return next((text for _, text, part in _fields(kind) if part == "primaryFields"), "")


def _word(value: Any, name: str) -> str:
    found = value.get(name) if isinstance(value, dict) else None
    return found.strip() if isinstance(found, str) else ""
