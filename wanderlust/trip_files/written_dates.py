"""Dates and times as tickets print them: "Thu 03DEC26", "3 de diciembre de 2026", "12/31/2026", "10h30", "9:05 PM"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from wanderlust.domain.when import month_number

_MONTH = r"(?P<{0}>[^\W\d_]{{3,12}})\.?"
_FORMS = (
    re.compile(r"(?<!\d)(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>20\d\d)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|º|°|er|st|nd|rd|th)?[\s-]?(?:de\s+|of\s+)?{_MONTH.format('name')}"
        r"(?:,?[\s-]?(?:de\s+|del\s+)?(?P<year>20\d\d|\d\d(?![\d:.h])))?",
        re.I,
    ),
    re.compile(
        rf"(?<![^\W\d_]){_MONTH.format('name')}\s?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[:.h]\d)(?:,?\s+(?P<year>20\d\d))?",
        re.I,
    ),
)
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>20\d\d|\d\d)(?![\d./-]\d)"
)
_TIME = re.compile(
    r"(?<![\d.,:/+-])(?P<hour>[01]?\d|2[0-3])(?:(?P<mark>[:h時시]|[.](?=[0-5]\d\s?(?:uhr|h\b|am|pm|a\.m|p\.m)))\s?"
    r"(?P<minute>[0-5]\d)(?:分|분)?|(?P<bare>h\b))(?![:\d])\s?(?P<half>[ap]\.?\s?m\b\.?)?"
    r"|(?<![\d.,:/+-])(?P<twelve>1[0-2]|0?[1-9])\s?(?P<noon>[ap]\.?m\b\.?)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A date or a time, and where it stands in the text."""

    start: int
    end: int
    date: date | None = None
    time: time | None = None


def dates_in(text: str, today: date) -> list[Written]:
    """Every date, in order; one without a year is the next to come from a week ago on.

    Whether 03/12 is in March or December is told by the other dates of the text, or by a clock with am and pm.
    """
    month_first = _month_first(text)
    found: dict[int, Written] = {}
    for form in _FORMS:
        match = form.search(text)
        while match is not None:
            groups = match.groupdict()
            month = month_number(groups["name"]) if groups.get("name") else int(groups.get("month") or 0)
            day = _day(groups.get("year"), month, int(groups["day"]), today)
            _keep(found, match, day)
            # What is none may hide one: "10:45 Sun 06DEC26" has a day 45 of a month Sun in it.
            match = form.search(text, match.end() if day is not None else match.start() + 1)
    for match in _NUMERIC.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        first, second = (one, two) if month_first and match["mark"] == "/" else (two, one)
        _keep(found, match, _day(match["year"], first, second, today))
    ordered = sorted(found.values(), key=lambda one: (one.start, -one.end))
    apart: list[Written] = []
    for written in ordered:
        if not apart or apart[-1].end <= written.start:
            apart.append(written)
    return apart


def times_in(text: str) -> list[Written]:
    """Every time of day, in order."""
    return list(_times(text))


def _times(text: str) -> Iterator[Written]:
    for match in _TIME.finditer(text):
        half = (match["half"] or match["noon"] or "").lower()
        hour, minute = int(match["hour"] or match["twelve"]), int(match["minute"] or 0)
        if half:
            if not 1 <= hour <= 12:
                continue
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        yield Written(match.start(), match.end(), time=time(hour, minute))


def _month_first(text: str) -> bool:
    pairs = [(int(m["one"]), int(m["two"])) for m in _NUMERIC.finditer(text) if m["mark"] == "/"]
    if any(one > 12 for one, _ in pairs):
        return False
    return any(two > 12 for _, two in pairs) or bool(re.search(r"\d\s?[AP]M\b", text))


def _keep(found: dict[int, Written], match: re.Match[str], day: date | None) -> None:
    if day is not None and (match.start() not in found or found[match.start()].end < match.end()):
        found[match.start()] = Written(match.start(), match.end(), date=day)


def _day(year: str | None, month: int, day: int, today: date) -> date | None:
    years = [int(year) + (2000 if len(year) == 2 else 0)] if year else [today.year, today.year + 1]
    for number in years:
        try:
            found = date(number, month, day)
        except ValueError:
            continue
        # A ticket of last week is still looked up; an older day without a year is next year's.
        if year or (today - found).days <= 7:
            return found
    return None
