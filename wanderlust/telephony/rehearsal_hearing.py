"""What a rehearsal business understands of its caller: numbers, times, days, names and places in a sentence."""

from __future__ import annotations

import re

from wanderlust.domain.calls.amounts import amounts_in
from wanderlust.domain.calls.clock_words import clock_times
from wanderlust.domain.numbers import numbers_in

_DAY = re.compile(
    r"\b(?P<day>(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: \d{1,2} [A-Z][a-z]+)?|tomorrow|"
    r"today)\b",
    re.I,
)
_END = r"(?=,| on (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)| at (?:\d|noon)| for |\. |\.$|$)"
_FROM_TO = re.compile(rf"\bfrom (?P<origin>(?!Mon|Tue|Wed|Thu|Fri|Sat|Sun).+?)(?: to (?P<where>.+?))?{_END}", re.I)
_TO = re.compile(
    rf"\b(?:delivered )?to (?P<where>(?!order\b|book\b|ask\b|know\b|hire\b|rent\b|make\b)(?:the )?.+?){_END}", re.I
)
_NAME = re.compile(r"\b(?:name is|for|under) (?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)")


def facts_heard(text: str, asked: str) -> dict[str, str]:
    """Facts by key (``count``, ``time``, ``day``, ``where``, ``origin``, ``name``, ``nights``, ``what``).

    Args:
        text: What the caller said.
        asked: Which fact the business asked for last, or empty.
    """
    heard: dict[str, str] = {}
    times = clock_times(text)
    if times:
        heard["time"] = times[0].shown
    if day := _DAY.search(text):
        heard["day"] = day["day"]
    if nights := re.search(r"\b(\w+) nights?\b", text):
        numbers = numbers_in(nights[1])
        if numbers:
            heard["nights"] = f"{numbers[0].value:.0f}"
    if name := _NAME.search(text):
        heard["name"] = name["name"]
    ride = _FROM_TO.search(text)
    if ride:
        heard["origin"] = ride["origin"]
        if ride["where"]:
            heard["where"] = ride["where"]
    elif place := _TO.search(text):
        heard["where"] = place["where"]
    if (count := _count(text)) is not None:
        heard["count"] = count
    if wish := re.search(r"\b(?:order|book) (?P<what>.+?)(?=, | for | on | from | to | at |\.)", text):
        heard["what"] = re.sub(r"^\d+ ", "", wish["what"])
    return heard


def _count(text: str) -> str | None:
    taken = [(span.start, span.end) for span in amounts_in(text)]
    taken += [(time.start, time.end) for time in clock_times(text)]
    taken += [match.span() for match in _DAY.finditer(text)]
    taken += [match.span() for match in re.finditer(r"\b\w+ nights?\b", text)]
    for number in numbers_in(text):
        inside = any(a <= number.start < b for a, b in taken)
        if not inside and number.value >= 1 and number.value == int(number.value):
            word = text[number.start : number.end].lower()
            if word == "one" and not re.match(r" (?:person|bike|ticket|piece)", text[number.end :]):
                continue
            return f"{number.value:.0f}"
    return None
