"""A deed of the trip in spoken English, and that it was undone in five other languages."""

from __future__ import annotations

from datetime import date

from wanderlust.domain.trip.book import Deed
from wanderlust.domain.trip.clock import said_time
from wanderlust.domain.trip.words import said_day

UNDONE = {
    "es": "Lo he deshecho.",
    "fr": "C'est annulé.",
    "de": "Ich habe es rückgängig gemacht.",
    "it": "L'ho annullato.",
    "pt": "Desfiz isso.",
}
NOTHING = {
    "es": "No hay nada que deshacer.",
    "fr": "Il n'y a rien à annuler.",
    "de": "Es gibt nichts rückgängig zu machen.",
    "it": "Non c'è niente da annullare.",
    "pt": "Não há nada para desfazer.",
}


def deed_words(deed: Deed, today: date) -> str:
    """What was done, to stand after "Undone:": ``moved the Uffizi to Tuesday``."""
    what = deed.what or "your trip"
    day = said_day(deed.day, today) if deed.day is not None else ""
    on = "" if not day else f" {day}" if day in ("today", "tomorrow") else f" on {day}"
    time = said_time(deed.start, "")
    at = f" at {time}" if time else ""
    match deed.kind:
        case "added":
            return f"added {what}{on}{at}"
        case "removed":
            return f"took {what if deed.count == 1 else f'{deed.count} stops'} off the trip"
        case "moved":
            return f"moved {what}{f' to {day}' if day else ''}{at}"
        case "timed":
            return f"changed the time of {what}"
        case "renamed":
            return f"renamed it {what}"
        case "noted":
            return f"changed the note on {what}"
        case "swapped":
            other = said_day(deed.other, today) if deed.other is not None else ""
            return f"swapped {day} and {other}"
        case "dated":
            return f"set the first day to {day}"
        case "day_added":
            return f"added {day or 'a day'}"
        case "day_removed":
            return f"took {day or 'a day'} off the trip"
        case "planned":
            return f"planned {what}"
        case "kept":
            return "kept the draft"
        case "imported":
            return f"imported {what}"
        case "trip_made":
            return f"began {f'the trip {deed.what}' if deed.what else 'a new trip'}"
        case "trip_named":
            return f"named the trip {what}"
        case "trip_removed":
            return f"deleted {f'the trip {deed.what}' if deed.what else 'a trip'}"
