"""Words for a time of the year or a day: "in May", "next summer", "tomorrow", "on Friday", in six languages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from wanderlust.domain.calendar_names import MONTHS, WEEKDAYS

_MONTH_WORDS = (
    "january jan enero janvier januar jaenner gennaio janeiro",
    "february feb febrero fevrier februar febbraio fevereiro",
    "march mar marzo mars marz maerz marco",
    "april apr abril avril aprile",
    "may mayo mai maggio maio",
    "june jun junio juin juni giugno junho",
    "july jul julio juillet juli luglio julho",
    "august aug agosto aout",
    "september sep sept septiembre septembre settembre setembro",
    "october oct octubre octobre oktober ottobre outubro",
    "november nov noviembre novembre novembro",
    "december dec diciembre decembre dezember dicembre dezembro christmas xmas noel navidad weihnachten natale",
)
_MONTH = {word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split()}
# First month of the season in the north.
_SEASON = {
    word: first
    for first, words in {
        12: "winter invierno hiver inverno",
        3: "spring primavera printemps fruhling fruhjahr",
        6: "summer verano ete sommer estate verao",
        9: "autumn fall otono automne herbst autunno outono",
    }.items()
    for word in words.split()
}
_WEEKDAY_WORDS = (
    "monday mon lunes lundi montag lunedi segunda",
    "tuesday tue tues martes mardi dienstag martedi terca",
    "wednesday wed miercoles mercredi mittwoch mercoledi quarta",
    "thursday thu thurs jueves jeudi donnerstag giovedi quinta",
    "friday fri viernes vendredi freitag venerdi sexta",
    "saturday sat sabado samedi samstag sabato",
    "sunday sun domingo dimanche sonntag domenica",
)
_WEEKDAY = {word: number for number, words in enumerate(_WEEKDAY_WORDS) for word in words.split()}
_TOMORROW = frozenset(["tomorrow", "manana", "demain", "morgen", "domani", "amanha"])
_TODAY = frozenset(["today", "tonight", "now", "currently", "hoy", "aujourd", "heute", "oggi", "hoje", "jetzt"])
_COUNT = {
    word: n
    for n, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
}


@dataclass(frozen=True, slots=True)
class Period:
    """A time asked about.

    Attributes:
        months: The months it falls in, counted from 1.
        name: How to say it: ``May``, ``summer``.
        day: The one day meant, or None for a month or a season.
    """

    months: tuple[int, ...]
    name: str
    day: date | None = None


def folded_words(text: str) -> list[str]:
    """Lower-case words and numbers without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[a-z]+|\d+", "".join(c for c in plain if not unicodedata.combining(c)))


def month_number(word: str) -> int:
    """1 to 12 of a month's name, also shortened, in six languages; 0 where the word is none."""
    folded = folded_words(word)
    return _MONTH.get(folded[0], 0) if len(folded) == 1 else 0


def day_meant(text: str, today: date) -> date | None:
    """The one day that words mean, counted from today, or None: weekdays are the next ones to come."""
    iso = re.search(r"\b(\d{4})-(\d{2})-(\d{2})\b", text)
    if iso:
        try:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            return None
    words = folded_words(text)
    if "after" in words and "tomorrow" in words:
        return today + timedelta(days=2)
    if _TOMORROW & set(words):
        return today + timedelta(days=1)
    if _TODAY & set(words):
        return today
    for word in words:
        if word in _WEEKDAY and (word not in ("sun", "mon", "sat", "segunda", "quarta", "quinta") or len(words) <= 2):
            ahead = (_WEEKDAY[word] - today.weekday()) % 7
            return today + timedelta(days=ahead)
    if "weekend" in words:
        return today + timedelta(days=(5 - today.weekday()) % 7)
    counted = re.search(r"\bin (\w+) (day|week)s?\b", text.casefold())
    if counted:
        count = int(counted[1]) if counted[1].isdigit() else {**_COUNT, "a": 1}.get(counted[1])
        if count is not None and count <= 60:
            return today + timedelta(days=count * (7 if counted[2] == "week" else 1))
    if re.search(r"\bnext week\b", text.casefold()):
        return today + timedelta(days=7)
    return _day_of_month(words, today)


def _day_of_month(words: list[str], today: date) -> date | None:
    """ "the 14th of March", "March 3": this year's, or next year's when it has passed."""
    month = next((_MONTH[word] for word in words if word in _MONTH), None)
    number = next((int(word) for word in words if word.isdigit() and 1 <= int(word) <= 31), None)
    if month is None or number is None:
        return None
    for year in (today.year, today.year + 1):
        try:
            day = date(year, month, number)
        except ValueError:
            return None
        if day >= today:
            return day
    return None


def period_meant(text: str, today: date, southern: bool = False) -> Period | None:
    """The time of the year that words mean; no words mean now.

    Args:
        text: Such as ``tomorrow``, ``in may``, ``next summer``.
        today: The day it is.
        southern: South of the equator, where December is summer.

    Returns:
        None when the words name no time.
    """
    day = today if not text.strip() else day_meant(text, today)
    if day is not None:
        return Period((day.month,), MONTHS["en"][day.month - 1], day)
    words = folded_words(text)
    for word in words:
        if word in _MONTH:
            return Period((_MONTH[word],), MONTHS["en"][_MONTH[word] - 1])
    for word in words:
        if word in _SEASON:
            first = _SEASON[word] + (6 if southern else 0)
            english = {12: "winter", 3: "spring", 6: "summer", 9: "autumn"}[_SEASON[word]]
            return Period(tuple((first + offset - 1) % 12 + 1 for offset in range(3)), english)
    joined = " ".join(words)
    shift = {"next month": 1, "this month": 0}
    for phrase, months in shift.items():
        if phrase in joined:
            month = (today.month - 1 + months) % 12 + 1
            return Period((month,), MONTHS["en"][month - 1])
    return None


def spoken_day(day: date, today: date) -> str:
    """A day as one says it: ``today``, ``tomorrow``, ``Thursday``, ``Thursday 3 December``."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return ("today", "tomorrow")[ahead]
    name = WEEKDAYS["en"][day.weekday()]
    return name if 0 < ahead < 7 else f"{name} {day.day} {MONTHS['en'][day.month - 1]}"
