"""Finds bookings in the words of a ticket: flights, trains, nights in a hotel, and whatever has a day and a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from wanderlust.domain.trip.found import FoundStop
from wanderlust.domain.trip.model import ANY_DAY, DayKey
from wanderlust.trip_files import booking_words as bw
from wanderlust.trip_files.written_dates import Written, dates_in, times_in

MOST = 30  # bookings of one ticket
MOST_LETTERS = 40_000


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with everything of dates and times that stands in it."""

    text: str
    dates: list[Written]
    times: list[Written]

    def day_for(self, start: int, end: int) -> date | None:
        """The day of a stretch: the first in it, else the last before it, else the first of all."""
        inside = [one.date for one in self.dates if start <= one.start < end]
        before = [one.date for one in self.dates if one.start < start]
        return (inside[0] if inside else before[-1] if before else self.dates[0].date) if self.dates else None

    def times_between(self, start: int, end: int) -> list[Written]:
        return [one for one in self.times if start <= one.start < end]


def bookings_in(text: str, today: date) -> tuple[FoundStop, ...]:
    """What is booked, in the order of the text.

    Args:
        text: The words of a ticket, line by line.
        today: What a date without a year is counted from.
    """
    # Some writers part words by tabs, or by spaces of every width.
    lines = (" ".join(line.split()) for line in text[:MOST_LETTERS].splitlines())
    text = "\n".join(line for line in lines if line)
    read = _Text(text, dates_in(text, today), times_in(text))
    reference = reference_in(text)
    stops = _flights(read, reference) or _trains(read, reference) or _stay(read, reference) or _entry(read, reference)
    return tuple(stops[:MOST])


def reference_in(text: str) -> str:
    """The number of the booking; empty where none is named. One of letters alone stands in capitals."""
    for match in bw.REFERENCE.finditer(text):
        code = match["code"].strip("-")
        telling = any(char.isdigit() for char in code) or (code.isupper() and 5 <= len(code) <= 8)
        if telling and not re.fullmatch(r"\d{4}-\d\d-\d\d|\d{1,2}-\d{1,2}-\d{2,4}", code):
            return code
    return ""


def _flights(read: _Text, reference: str) -> list[FoundStop]:
    if not bw.AIR.search(read.text):
        return []
    found = [
        m for m in bw.FLIGHT.finditer(read.text) if m["line"] not in bw.NO_AIRLINE and not _in_date(read, m.start())
    ]
    legs: list[FoundStop] = []
    seen: set[tuple[str, date | None]] = set()
    for start, end, match in _stretches(read, found[: 2 * MOST]):
        number = f"{match['line']} {int(match['number'])}"
        airports = bw.AIRPORTS.finditer(read.text, start, end)
        codes = [code for m in airports for code in (m["one"], m["start"], m["end"]) if code]
        ends = list(dict.fromkeys(codes))[:2]
        day = read.day_for(start, end)
        if (number, day) in seen or day is None:
            continue
        seen.add((number, day))
        times = read.times_between(start, end)
        route = f", {ends[0]} to {ends[1]}" if len(ends) == 2 else ""
        legs.append(
            _leg(f"Flight {number}{route}", day, times, reference, *(f"iata:{code}" for code in ends), dates=read.dates)
        )
    return legs


def _trains(read: _Text, reference: str) -> list[FoundStop]:
    found = list(bw.TRAIN.finditer(read.text))
    if not found or not (bw.RAIL.search(read.text) or any(len(m["kind"]) > 3 for m in found)):
        return []
    legs: list[FoundStop] = []
    seen: set[str] = set()
    for start, end, match in _stretches(read, found[: 2 * MOST]):
        kind = match["kind"]
        name = f"{'Train' if kind.casefold() in bw.PLAIN_TRAIN else kind} {match['number']}"
        day = read.day_for(start, end)
        if name in seen or day is None:
            continue
        seen.add(name)
        ends = _stations(read.text[start:end])
        route = f", {ends[0]} to {ends[1]}" if len(ends) == 2 else ""
        stations = (f"station:{station}" for station in ends)
        legs.append(_leg(name + route, day, read.times_between(start, end), reference, *stations, dates=read.dates))
    return legs


def _stretches(read: _Text, found: list[re.Match[str]]) -> list[tuple[int, int, re.Match[str]]]:
    """Each match with the text that is about it: from its line on, up to the line of the next.

    A date right above a leg heads it, so a heading of a date belongs to the leg after it. The first has all before it.
    """
    parts = []
    for index, match in enumerate(found):
        start = 0 if index == 0 else _leg_head(read, found[index - 1].end(), match.start())
        end = len(read.text) if index == len(found) - 1 else _leg_head(read, match.end(), found[index + 1].start())
        parts.append((start, end, match))
    return parts


def _leg_head(read: _Text, after: int, before: int) -> int:
    """Where what is about the next leg begins: at its line, or at a date in the two lines above it."""
    line = read.text.rfind("\n", after, before) + 1 or before
    above = read.text.rfind("\n", after, max(after, line - 1)) + 1 or line
    above = read.text.rfind("\n", after, max(after, above - 1)) + 1 or above
    return above if any(above <= one.start < line for one in read.dates) else line


def _leg(
    name: str, day: date, times: list[Written], reference: str, start: str = "", end: str = "", *, dates: list[Written]
) -> FoundStop:
    begins = times[0].time if times else None
    ends = times[1].time if len(times) > 1 else None
    last = times[1].start if len(times) > 1 else 0
    told = next((one.date for one in dates if times and times[0].start < one.start < last and one.date != day), None)
    return FoundStop(
        name,
        DayKey(date=day),
        begins,
        where=start,
        ends=ends,
        ends_on=told if told is not None and told > day else day if ends is not None else None,
        until=end,
        reference=reference,
        source="booked",
    )


def _stations(text: str) -> tuple[str, ...]:
    """Where a train goes from and to; empty where that is not told."""
    starts = [match["name"].strip() for line in text.splitlines() if (match := bw.FROM.match(line))]
    ends = [match["name"].strip() for line in text.splitlines() if (match := bw.TO.match(line))]
    if starts and ends:
        return starts[0], ends[0]
    arrow = next((match for line in text.splitlines() if (match := bw.ARROW.search(line))), None)
    return (arrow["one"].strip(), arrow["other"].strip()) if arrow is not None else ()


def _stay(read: _Text, reference: str) -> list[FoundStop]:
    if not bw.STAY.search(read.text) or not read.dates:
        return []
    name = _house(read.text)
    into, out = _after(read, bw.COMES), _after(read, bw.GOES)
    days = sorted({one.date for one in read.dates if one.date is not None})
    first = into[0] or days[0]
    last = out[0] or (days[-1] if len(days) > 1 else None)
    where = _address(read.text) or name
    house = name or "the hotel"
    told = [("Check in", first, into[1])]
    if last is not None and last > first:
        told.append(("Check out", last, out[1]))
    return [
        FoundStop(f"{what}: {house}", DayKey(date=day), at, where=where, reference=reference, source="booked")
        for what, day, at in told
    ]


def _after(read: _Text, label: re.Pattern[str]) -> tuple[date | None, time | None]:
    """The day and the time that follow a label, up to the next label of the other kind or 120 letters on."""
    other = bw.GOES if label is bw.COMES else bw.COMES
    for match in label.finditer(read.text):
        follows = other.search(read.text, match.end())
        end = min(match.end() + 120, follows.start() if follows is not None else len(read.text))
        day = next((one.date for one in read.dates if match.end() <= one.start < end), None)
        if day is not None:
            at = next((one.time for one in read.times if match.end() <= one.start < end), None)
            return day, at
    return None, None


def _house(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    named = next((match["name"] for line in lines if (match := bw.NAMED_HOUSE.match(line))), "")
    if named:
        return named.strip()[:80]
    for line in lines:
        if bw.HOUSE.search(line) and len(line) <= 80 and not line.endswith((".", "!", "?")) and ":" not in line:
            return line
    return ""


def _address(text: str) -> str:
    matches = (bw.ADDRESS.match(line.strip()) for line in text.splitlines())
    return next((" ".join(match["where"].split())[:200] for match in matches if match), "")


def _entry(read: _Text, reference: str) -> list[FoundStop]:
    """A ticket for something that has one day and a time, or a day and a number."""
    if not read.dates or not (read.times or reference):
        return []
    first = read.dates[0]
    near = [one for one in read.times if one.start >= first.start] or read.times
    title = next((line for line in map(str.strip, read.text.splitlines()) if _is_title(line)), "") or "Booking"
    key = DayKey(date=first.date) if first.date is not None else ANY_DAY
    return [
        FoundStop(
            title[:80],
            key,
            near[0].time if near else None,
            where=_address(read.text) or title[:80],
            reference=reference,
            source="booked",
        )
    ]


def _is_title(line: str) -> bool:
    letters = sum(char.isalpha() for char in line)
    if letters < 3 or letters < len(line) * 0.6 or ":" in line or len(line) > 80:
        return False
    return not bw.PAPER.search(line)


def _in_date(read: _Text, index: int) -> bool:
    return any(one.start <= index < one.end for one in (*read.dates, *read.times))
