"""Numbers, times and language names as the traveller's locale writes them."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

FALLBACK = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def traveller_locale() -> QLocale:
    """The system's locale; plain English with a 24-hour clock where the system names none (the C locale)."""
    locale = QLocale()
    return FALLBACK if locale.language() is QLocale.Language.C else locale


def clock(moment: datetime) -> str:
    """Hours and minutes of a moment, in its own time zone."""
    time = QTime(moment.hour, moment.minute)
    return traveller_locale().toString(time, QLocale.FormatType.ShortFormat)


def number(value: float, decimals: int = 0) -> str:
    """A number with the locale's marks."""
    return traveller_locale().toString(float(value), "f", decimals)


def foreign_language(code: str) -> str:
    """Name of a language by its ISO 639-1 code; empty when it is the traveller's own or unknown."""
    language = QLocale.codeToLanguage(code) if code else QLocale.Language.AnyLanguage
    if language in (QLocale.Language.AnyLanguage, QLocale.Language.C, traveller_locale().language()):
        return ""
    return QLocale.languageToString(language)


def dollars(amount: float) -> str:
    """Money in US dollars with the locale's marks; less than a cent is said so."""
    if 0 < amount < 0.01:
        return f"< ${number(0.01, 2)}"
    return f"${number(amount, 2)}"


def day_and_time(moment: datetime) -> str:
    """Day, month and time of a moment, in its own time zone."""
    day = traveller_locale().toString(QDate(moment.year, moment.month, moment.day), QLocale.FormatType.ShortFormat)
    return f"{day} {clock(moment)}"


def long_day(day: date) -> str:
    """Day, month by its name, and year."""
    return traveller_locale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def weekday(number_from_monday: int) -> str:
    """Name of a day of the week, 1 = Monday."""
    return traveller_locale().standaloneDayName(number_from_monday, QLocale.FormatType.ShortFormat)
