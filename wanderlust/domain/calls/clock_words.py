"""Times of day as people say them on the telephone: "8 pm", "half past seven", "noon", "six thirty in the morning"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wanderlust.domain.calls.amounts import amounts_in

_HOUR_WORDS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        1,
    )
}
_MINUTE_WORDS = {"fifteen": 15, "thirty": 30, "forty-five": 45, "forty five": 45, "oh five": 5, "ten": 10, "twenty": 20}
_HOUR = r"(?P<hour>\d{1,2}|" + "|".join(_HOUR_WORDS) + r")"
_HALF = (
    r"(?P<half>\s?(?:a\.?m\b\.?|p\.?m\b\.?|o'?clock)"
    r"|(?:\s?o'?clock)?,?\s(?:in the (?:morning|afternoon|evening)|at night|tonight))"
)
_CLOCK = re.compile(
    rf"\b(?:(?P<past>half past|quarter past|a quarter past|quarter to|a quarter to)\s)?{_HOUR}"
    rf"(?:[:.](?P<digits>[0-5]\d)|\s(?P<words>{'|'.join(_MINUTE_WORDS)})\b)?{_HALF}?(?![\w:]|[.,]\d)",
    re.I,
)
_NAMED = re.compile(r"\b(?P<named>noon|midday|midnight)\b", re.I)


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day and where it stands.

    Attributes:
        start: Index of its first character.
        end: Index after its last.
        minutes: Since midnight; for ``8`` without am or pm, those of 8:00.
        sure: Whether am or pm is known.
    """

    start: int
    end: int
    minutes: int
    sure: bool

    @property
    def shown(self) -> str:
        """``20:00``."""
        return shown(self.minutes)

    def same_as(self, shown: str) -> bool:
        """Whether it can mean this ``HH:MM``: "eight" means 8:00 and 20:00."""
        other = minutes_of(shown)
        return other == self.minutes or (not self.sure and other % 720 == self.minutes % 720)


def shown(minutes: int) -> str:
    """``HH:MM`` of minutes since midnight."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def minutes_of(shown: str) -> int:
    """Minutes since midnight of ``HH:MM``."""
    hours, minutes = shown.split(":")
    return int(hours) * 60 + int(minutes)


def clock_times(text: str) -> list[ClockTime]:
    """The times of day in a text; a bare number is none, "at 8" is."""
    found: list[ClockTime] = []
    money = [(span.start, span.end) for span in amounts_in(text)]
    for match in _CLOCK.finditer(text):
        if any(start <= match.start() < end for start, end in money):
            continue  # "17.50 euros"
        if (time := _read(match, text)) is not None:
            found.append(time)
    for match in _NAMED.finditer(text):
        minutes = 0 if match["named"].lower() == "midnight" else 720
        found.append(ClockTime(match.start(), match.end(), minutes, True))
    return sorted(found, key=lambda time: time.start)


def _read(match: re.Match[str], text: str) -> ClockTime | None:
    half, past = (match["half"] or "").lower().replace(".", ""), (match["past"] or "").lower()
    marked = bool(half or past or match["digits"] or match["words"])
    if not marked and not re.search(
        r"\b(?:at|until|till|from|by|around|about|before|after|closes|opens|to)\s$", text[: match.start()]
    ):
        return None
    following = text[match.end() :].lstrip()
    if (
        not marked
        and re.match(r"[\w%$€£'’-]", following)
        and not re.match(
            r"(?:on|is|and|or|to|for|the|if|then|would|works|tomorrow|today|instead|please|sharp|at|each|every|"
            r"tonight|in)\b",
            following,
        )
    ):
        return None  # "at 12 Mill Lane", "from 40 euros"
    hour = _HOUR_WORDS.get(match["hour"].lower()) or (int(match["hour"]) if match["hour"].isdigit() else 0)
    if hour > 24 or re.search(r"[$€£.,:\d]$", text[: match.start()].rstrip(" ")[-1:] or " ") and not marked:
        return None
    minutes = int(match["digits"] or 0) or _MINUTE_WORDS.get((match["words"] or "").lower(), 0)
    if past.startswith("half"):
        minutes = 30
    elif "quarter past" in past:
        minutes = 15
    elif "quarter to" in past:
        hour, minutes = hour - 1, 45
    sure = hour > 12 or (match["digits"] is not None and match["hour"].startswith("0"))
    if "pm" in half or "afternoon" in half or "evening" in half or "night" in half:
        hour, sure = (hour % 12) + 12, True
    elif "am" in half or "morning" in half:
        hour, sure = hour % 12, True
    return ClockTime(match.start(), match.end(), (hour * 60 + minutes) % 1440, sure)


def said_clock(shown: str) -> str:
    """``HH:MM`` as one says it in English: ``2 pm``, ``8:30 am``, ``noon``."""
    minutes = minutes_of(shown)
    if minutes == 720:
        return "noon"
    hour, rest = divmod(minutes, 60)
    half = "am" if hour < 12 else "pm"
    return f"{hour % 12 or 12}{f':{rest:02d}' if rest else ''} {half}"
