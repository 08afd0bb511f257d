"""Numbers and times of day as nine languages write and say them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wanderlust.domain.phrases import ClockTime
from wanderlust.travel.phrase_words import UNSPACED, compared

_HAN_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "俩": 2}
_HAN_TENS = {"十": 10, "百": 100, "千": 1000}
_HAN = re.compile("[〇零一二两三四五六七八九十百千]+")
_JOINTS = frozenset({"y", "e", "et", "and", "und"})
_GROUPED_FROM = 10_000  # four figures need no sign between them, and room 1205 would be misread with one


@dataclass(frozen=True, slots=True)
class Figures:
    """How one language writes figures.

    Attributes:
        language: ISO 639-1 code.
        decimal: The decimal sign.
        group: The sign between thousands.
        hours: 12 or 24, as clocks are read.
        halves: What is said for the halves of the day.
        words: Number words in the form they are compared in, to their value.
    """

    language: str
    decimal: str
    group: str
    hours: Literal[12, 24]
    halves: tuple[str, str]
    words: Mapping[str, int] = field(default_factory=dict)

    def number(self, text: str) -> float | None:
        """The number that is all of ``text``; None for anything else and for what can be read in two ways."""
        bare = text.strip()
        if re.fullmatch(r"\d+", bare):
            return float(bare)
        if parts := re.fullmatch(r"(\d+)([.,])(\d+)", bare):
            whole, sign, rest = parts.groups()
            if len(rest) != 3:
                return float(f"{whole}.{rest}")
            # 1.250 is a thousand and more where the stop groups; where it is the decimal sign, who knows.
            return float(whole + rest) if sign == self.group else None
        if re.fullmatch(r"\d{1,3}(?:[., \u202f]\d{3})+", bare):
            return float(re.sub(r"\D", "", bare))
        return self._worded(compared(bare, self.language))

    def written(self, value: float, *, places: int | None = None) -> str:
        """A number in figures; ``places`` decimals, or as many as it has, two at most."""
        text = f"{value:.{places}f}" if places is not None else f"{value:.2f}".rstrip("0").rstrip(".")
        whole, _, rest = text.partition(".")
        if value >= _GROUPED_FROM:
            whole = f"{int(whole):,}".replace(",", self.group)
        return f"{whole}{self.decimal}{rest}" if rest else whole

    def time(self, text: str) -> ClockTime | None:
        """The time of day that is all of ``text``, with or without ``at``."""
        words = _AT[self.language].sub("", compared(text, self.language)).strip()
        half: Literal["am", "pm", ""] = ""
        if found := _HALF[self.language].search(words):
            half = "am" if found.group("am") else "pm"
            words = (words[: found.start()] + words[found.end() :]).strip()
        parts = _CLOCK.fullmatch(words)
        if parts is None:
            return self._worded_time(words, half)
        hour, minute = int(parts.group("hour")), int(parts.group("minute") or parts.group("after") or 0)
        return _checked(hour, 30 if parts.group("half") else minute, half)

    def says_at(self, text: str) -> bool:
        """Whether a text is a time by its own words, and not any number: ``at eight``, ``8時``."""
        words = compared(text, self.language)
        return (_CLOCK_SIGN if self.language in UNSPACED else _AT[self.language]).search(words) is not None

    def at(self, time: ClockTime) -> str:
        """``at`` that time: ``at 8:30 pm``, ``a las 20:30``, ``20時30分に``."""
        hour = time.hour % 12 + (12 if time.half == "pm" else 0) if time.half else time.hour
        half = self.halves[hour >= 12] if time.half else ""
        if self.hours == 12:
            hour = (hour - 1) % 12 + 1
        return _written_at(self.language, hour, time.minute, half)

    def _worded(self, words: str) -> float | None:
        if words in self.words:
            return float(self.words[words])
        if self.language in ("ja", "zh") and _HAN.fullmatch(words):
            return float(_han(words))
        parts = [part for part in words.split() if part not in _JOINTS]
        if len(parts) >= 2:
            tens, unit = self.words.get(" ".join(parts[:-1])), self.words.get(parts[-1])
            if tens is not None and unit is not None and tens % 10 == 0 and 20 <= tens < 100 and 0 < unit < 10:
                return float(tens + unit)
        return None

    def _worded_time(self, words: str, half: Literal["am", "pm", ""]) -> ClockTime | None:
        if self.language == "en" and words.startswith(("half past ", "quarter past ", "a quarter past ")):
            kind, _, hour_words = words.partition(" past ")
            hour = self.number(hour_words)
            return None if hour is None else _checked(int(hour), 30 if kind == "half" else 15, half)
        found = _WORDED.fullmatch(words)
        if found is None:
            return None
        named = self.number(found.group("hour"))
        return None if named is None else _checked(int(named), 30 if found.group("half") else 0, half)


def _checked(hour: int, minute: int, half: Literal["am", "pm", ""]) -> ClockTime | None:
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        # 18:40 pm says the same twice.
        return ClockTime(hour - 12, minute, half) if half == "pm" and 13 <= hour <= 23 and minute <= 59 else None
    if hour % 24 == 0:
        return ClockTime(12, minute, "am")
    return ClockTime(hour - 12, minute, "pm") if hour > 12 else ClockTime(hour, minute, half)


def _han(words: str) -> int:
    total = digit = 0
    for sign in words:
        if sign in _HAN_TENS:
            total += (digit or 1) * _HAN_TENS[sign]
            digit = 0
        else:
            digit = digit * 10 + _HAN_DIGITS[sign]
    return total + digit


def _written_at(language: str, hour: int, minute: int, half: str) -> str:
    figures = f"{hour}:{minute:02}"
    match language:
        case "en":
            return f"at {figures if minute or not half else hour} {half}".rstrip()
        case "es":
            return f"a la{'' if hour == 1 else 's'} {figures}"
        case "fr":
            return f"à {hour} h {minute:02}" if minute else f"à {hour} h"
        case "de":
            return f"um {figures if minute else hour} Uhr"
        case "it":
            return f"all'{figures}" if hour == 1 else f"alle {figures}"
        case "pt":
            return f"à {figures}" if hour == 1 else f"às {figures}"
        case "ja":
            return f"{hour}時{minute}分に" if minute else f"{hour}時に"
        case "ko":
            clock = f"{hour}시 {minute}분에" if minute else f"{hour}시에"
            return f"{half} {clock}".strip()
        case _:
            return f"{hour}点{minute}分" if minute else f"{hour}点"


_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})"
    r"(?:[:.](?P<minute>\d{2})|\s*(?:h|heures?|uhr|時|시|点)\s*(?:(?P<after>\d{1,2})\s*(?:分|분)?|(?P<half>半|반))?)?"
    r"\s*(?:uhr|o'clock|heures?|horas?|h|時|시|点)?"
)
_WORDED = re.compile(
    r"(?P<hour>.+?)\s*(?:o'clock|uhr|heures?|horas?|時|시|点)?\s*(?P<half>半|반|y media|e meia|e mezza|et demie?)?"
)
_CLOCK_SIGN = re.compile(r"[:時时点點시]")
_AT = {
    "en": re.compile(r"^at\s+"),
    "es": re.compile(r"^a las?\s+"),
    "fr": re.compile(r"^[àa]\s+"),
    "de": re.compile(r"^um\s+"),
    "it": re.compile(r"^(?:alle(?: ore)?\s+|all')"),
    "pt": re.compile(r"^(?:às|à|as|ao)\s+"),
    "ja": re.compile(r"に$"),
    "ko": re.compile(r"에$"),
    "zh": re.compile(r"^在"),
}
_HALF = {
    "en": re.compile(
        r"\s*(?:\b|(?<=\d))(?:(?P<am>a ?m|in the morning)|(?P<pm>p ?m|in the evening|in the afternoon))\b"
    ),
    "es": re.compile(r"\s*(?:\b|(?<=\d))(?:(?P<am>a ?m|de la mañana)|(?P<pm>p ?m|de la tarde|de la noche))\b"),
    "fr": re.compile(r"\s*\b(?:(?P<am>du matin)|(?P<pm>du soir|de l'après midi))\b"),
    "de": re.compile(r"\s*\b(?:(?P<am>morgens)|(?P<pm>abends|nachmittags))\b"),
    "it": re.compile(r"\s*\b(?:(?P<am>di mattina|del mattino)|(?P<pm>di sera|del pomeriggio))\b"),
    "pt": re.compile(r"\s*\b(?:(?P<am>da manhã)|(?P<pm>da tarde|da noite))\b"),
    "ja": re.compile(r"(?:(?P<am>午前|朝)|(?P<pm>午後|夜))の?"),
    "ko": re.compile(r"(?:(?P<am>오전|아침)|(?P<pm>오후|저녁))"),
    "zh": re.compile(r"(?:(?P<am>上午|早上)|(?P<pm>下午|晚上))"),
}
