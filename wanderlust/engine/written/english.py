"""English times, days, numbers, prices and telephone numbers that a voice misreads, as it should say them."""

from __future__ import annotations

import re
from collections.abc import Callable

_DAYS = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Tues": "Tuesday",
    "Wed": "Wednesday",
    "Thu": "Thursday",
    "Thur": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}
_MONTHS = {
    "Jan": "January",
    "Feb": "February",
    "Mar": "March",
    "Apr": "April",
    "Jun": "June",
    "Jul": "July",
    "Aug": "August",
    "Sep": "September",
    "Sept": "September",
    "Oct": "October",
    "Nov": "November",
    "Dec": "December",
}
_MAJOR = {"¥": "yen", "R$": "reais", "₩": "won", "₹": "rupees", "฿": "baht", "₺": "lira"}
_SHORT = {"Mt": "Mount", "Ave": "Avenue", "Blvd": "Boulevard", "Rd": "Road", "Sq": "Square"}
_DAY, _MONTH = "|".join(sorted(_DAYS, key=len, reverse=True)), "|".join(sorted(_MONTHS, key=len, reverse=True))
_AMOUNT = r"\d[\d,]*(?:\.\d+)?"
_CLOCK = r"(?<![\d:.,])(2[0-4]|[01]?\d):([0-5]\d)(?![\d:])"


def _clock(match: re.Match[str]) -> str:
    hour, minute = int(match.group(1)), int(match.group(2))
    if hour in (0, 24):
        return "midnight" if minute == 0 else f"12:{match.group(2)} at night"
    return f"{hour}:{match.group(2)}"


def _millions(match: re.Match[str]) -> str:
    number = int(match.group().replace(",", ""))
    for size, name in ((10**9, "billion"), (10**6, "million")):
        if number % size == 0:
            return f"{number // size} {name}"
    return match.group()


def _telephone(match: re.Match[str]) -> str:
    # Group by group, digit by digit: as a number "0958" would lose its zero.
    groups = [" ".join(group) for group in match.group(1).split()]
    return "plus " + ", ".join(groups)


RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\+(\d{1,3}(?: \d{2,5}){2,5})\b"), _telephone),
    (re.compile(rf"\b({_DAY})\.?[-–—]({_DAY})\b\.?"), lambda m: f"{_DAYS[m.group(1)]} to {_DAYS[m.group(2)]}"),
    (re.compile(rf"\b({_DAY})\.?(?=,? \d)"), lambda m: _DAYS[m.group(1)]),
    (re.compile(rf"\b(\d{{1,2}}) ({_MONTH})\b\.?"), lambda m: f"{m.group(1)} {_MONTHS[m.group(2)]}"),
    (re.compile(rf"\b({_MONTH})\.? (?=\d{{1,2}}\b)"), lambda m: f"{_MONTHS[m.group(1)]} "),
    (re.compile(r"(?<=:\d\d)\s?[-–—]\s?(?=\d)"), lambda _: " to "),
    (re.compile(_CLOCK), _clock),
    (re.compile(r"\b(?:No|Nr)\. ?(?=\d)"), lambda _: "number "),
    (re.compile(r"(R\$|[¥₩₹฿₺]) ?(" + _AMOUNT + ")"), lambda m: f"{m.group(2)} {_MAJOR[m.group(1)]}"),
    (re.compile(r"(?<![\d,.])\d{1,3}(?:,000){2,3}(?![\d,]|\.\d)"), _millions),
    (re.compile(r"\b(Mt)\.? (?=[A-Z])"), lambda m: f"{_SHORT[m.group(1)]} "),
    (re.compile(r"(?<=[a-z] )(Ave|Blvd|Rd|Sq)\b\.?(?! [a-z])"), lambda m: _SHORT[m.group(1)]),
)
