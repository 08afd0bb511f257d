"""Days, deeds, ways and conflicts of a trip as the window says them."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from wanderlust.domain.trip.book import Deed
from wanderlust.domain.trip.model import DayKey, Stop
from wanderlust.domain.trip.outlook import Conflict, DayOutlook, Way
from wanderlust.ui.formats import clock, number, traveller_locale


def tr(text: str) -> str:
    return QCoreApplication.translate("Trip", text)


def day_title(key: DayKey) -> str:
    """``Monday 23 November``, ``Day 2``, the traveller's words, or ``Any day``."""
    if key.date is not None:
        locale = traveller_locale()
        form = "dddd d MMMM" if locale.language() is QLocale.Language.English else locale.dateFormat()
        year = locale.toString(QDate(key.date.year, key.date.month, key.date.day), "yyyy")
        said = locale.toString(QDate(key.date.year, key.date.month, key.date.day), form)
        return said.replace(year, "").strip(" ,.") if year in said else said
    if key.number:
        return tr("Day {number}").format(number=key.number)
    return key.words[:1].upper() + key.words[1:] if key.words else tr("Any day")


def short_day(key: DayKey) -> str:
    """``Mon 23``, for the map's legend."""
    if key.date is None:
        return day_title(key)
    return traveller_locale().toString(QDate(key.date.year, key.date.month, key.date.day), "ddd d")


def weekday(key: DayKey) -> str:
    """``Tuesday``, or the day's title where it has no date."""
    if key.date is None:
        return day_title(key)
    return traveller_locale().toString(QDate(key.date.year, key.date.month, key.date.day), "dddd")


def time_words(start: time | None, part: str = "") -> str:
    """``10:00``, or the part of the day."""
    if start is not None:
        return traveller_locale().toString(QTime(start.hour, start.minute), QLocale.FormatType.ShortFormat)
    parts = {"morning": tr("morning"), "afternoon": tr("afternoon"), "evening": tr("evening")}
    return parts.get(part, part)


def length(km: float) -> str:
    """``850 m``, ``1.2 km``, ``128 km``."""
    if km < 0.995:
        return tr("{metres} m").format(metres=number(max(50, round(km * 20) * 50)))
    return tr("{km} km").format(km=number(km, 1 if km < 9.95 else 0))


def lasting(minutes: int) -> str:
    """``25 min``, ``2 h 20``."""
    rounded = minutes if minutes < 20 else round(minutes / 5) * 5
    hours, rest = divmod(rounded, 60)
    if not hours:
        return tr("{minutes} min").format(minutes=max(1, rest))
    return (
        tr("{hours} h {minutes:02d}").format(hours=hours, minutes=rest) if rest else tr("{hours} h").format(hours=hours)
    )


def way_words(way: Way, *, short: bool = False) -> str:
    """``About 11 min on foot, 850 m straight``; ``~ 11 min, 850 m`` where there is no room for it."""
    if way.minutes is None:
        return tr("Sea between, {length} straight").format(length=length(way.km))
    if short:
        return tr("~ {time}, {length}").format(time=lasting(way.minutes), length=length(way.km))
    how = {
        "walk": tr("About {time} on foot, {length} straight"),
        "car": tr("About {time} by car, {length} straight"),
        "train": tr("About {time} by train, {length} straight"),
        "plane": tr("About {time} by plane, {length} straight"),
    }[way.mode]
    return how.format(time=lasting(way.minutes), length=length(way.km))


def day_sum(outlook: DayOutlook) -> str:
    """``3 km on foot · sunset 16:42``."""
    parts = []
    if outlook.ways:
        how = {"walk": tr("{length} on foot"), "car": tr("{length} by car")}.get(outlook.mode, tr("{length}"))
        parts.append(how.format(length=length(outlook.km)))
    if outlook.sunset is not None:
        parts.append(tr("sunset {time}").format(time=clock(outlook.sunset)))
    return " · ".join(parts)


def stop_fact(stop: Stop) -> str:
    """One fact below a stop's name: the traveller's note, a booking's number, how long it takes, or where it is."""
    if stop.note:
        return stop.note.splitlines()[0]
    facts = [tr("Reference {reference}").format(reference=stop.reference)] if stop.reference else []
    if stop.minutes:
        facts.append(lasting(stop.minutes))
    if stop.place is None:
        facts.append(tr("Not on the map"))
    elif stop.place.name != stop.name:
        facts.append(stop.place.name)
    elif where := stop.place.admin or stop.place.country_name:
        facts.append(where)
    return " · ".join(facts)


def conflict_words(conflict: Conflict) -> str:
    """What will not work, in a line."""
    at = time_words(conflict.at)
    match conflict.kind:
        case "closed":
            return tr("Closed at {time}").format(time=at) if conflict.at is not None else tr("Closed that day")
        case "too_far":
            return tr("The way takes about {time}").format(time=lasting(conflict.minutes))
        case "overlap":
            return tr("Begins {time} too soon").format(time=lasting(conflict.minutes))
        case "order":
            return tr("Earlier than the stop before")


def mending_words(conflict: Conflict, key: DayKey) -> str:
    """The button that mends it, or empty."""
    mending = conflict.mending
    if mending is None:
        return ""
    if mending.key != key:
        return tr("Move to {day}").format(day=weekday(mending.key))
    if conflict.kind == "order":
        return tr("Put in order")
    return tr("Start at {time}").format(time=time_words(mending.start))


def deed_words(deed: Deed) -> str:
    """What was done, in a few words: ``moved Uffizi to 10:00``."""
    what = deed.what or tr("the trip")
    day = weekday(deed.day) if deed.day is not None else ""
    at = time_words(deed.start)
    match deed.kind:
        case "added":
            return tr("added {what}").format(what=what)
        case "removed":
            return (
                tr("took off {what}").format(what=what)
                if deed.count == 1
                else tr("took off {count} stops").format(count=deed.count)
            )
        case "moved":
            to = " ".join(part for part in (day, at) if part)
            return tr("moved {what} to {to}").format(what=what, to=to) if to else tr("moved {what}").format(what=what)
        case "timed":
            return tr("moved {what} to {to}").format(what=what, to=at) if at else tr("time of {what}").format(what=what)
        case "renamed":
            return tr("renamed {what}").format(what=what)
        case "noted":
            return tr("note on {what}").format(what=what)
        case "swapped":
            other = weekday(deed.other) if deed.other is not None else ""
            return tr("swapped {one} and {other}").format(one=day, other=other)
        case "dated":
            return tr("first day {day}").format(day=day)
        case "day_added":
            return tr("added {day}").format(day=day)
        case "day_removed":
            return tr("took off {day}").format(day=day)
        case "planned":
            return tr("planned {what}").format(what=what)
        case "kept":
            return tr("kept the draft")
        case "imported":
            return tr("imported {what}").format(what=what)
        case "trip_made":
            return tr("new trip")
        case "trip_named":
            return tr("named the trip {what}").format(what=what)
        case "trip_removed":
            return tr("deleted {what}").format(what=what)
