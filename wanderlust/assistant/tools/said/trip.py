"""What was done with the trip, in five languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wanderlust.assistant.tools.said.grammar import colon, in_each, listed
from wanderlust.domain.calendar_names import MONTHS, WEEKDAYS
from wanderlust.domain.trip.clock import said_time
from wanderlust.domain.trip.model import DayKey, Stop


@dataclass(frozen=True, slots=True)
class Entry:
    """A stop as it is told: its name, its day's key as text, its time in English words and as a clock shows it."""

    item: str
    day: str = ""
    time: str = ""
    clock: str = ""

    @classmethod
    def of(cls, stop: Stop, key: DayKey) -> Entry:
        return cls(stop.name, key.text, said_time(stop.start, stop.part), f"{stop.start:%H:%M}" if stop.start else "")


_ADDED = {
    "es": "{item} está en tu viaje{when}.",
    "fr": "{item} est ajouté à ton voyage{when}.",
    "de": "{item} steht jetzt auf deiner Reise{when}.",
    "it": "{item} è nel tuo viaggio{when}.",
    "pt": "{item} está na tua viagem{when}.",
}
_THERE = {
    "es": "{item} ya está en tu viaje.",
    "fr": "{item} est déjà dans ton voyage.",
    "de": "{item} steht schon auf deiner Reise.",
    "it": "{item} è già nel tuo viaggio.",
    "pt": "{item} já está na tua viagem.",
}
_MOVED = {
    "es": "{item} queda ahora{when}.",
    "fr": "{item} est maintenant prévu{when}.",
    "de": "{item} ist jetzt{when}.",
    "it": "{item} è ora{when}.",
    "pt": "{item} fica agora{when}.",
}
_SHALL = {
    "es": "¿Quito {what} de tu viaje?",
    "fr": "Dois-je enlever {what} de ton voyage ?",
    "de": "Soll ich {what} von deiner Reise streichen?",
    "it": "Tolgo {what} dal tuo viaggio?",
    "pt": "Tiro {what} da tua viagem?",
}
_TAKEN = {
    "es": "He quitado {what} de tu viaje.",
    "fr": "J'ai enlevé {what} de ton voyage.",
    "de": "Ich habe {what} von deiner Reise gestrichen.",
    "it": "Ho tolto {what} dal tuo viaggio.",
    "pt": "Tirei {what} da tua viagem.",
}
_ALL = {
    "es": "las {} entradas",
    "fr": "les {} étapes",
    "de": "alle {} Einträge",
    "it": "tutte le {} voci",
    "pt": "todas as {} entradas",
}
_EMPTY = {
    "es": "Todavía no hay nada en tu viaje.",
    "fr": "Il n'y a encore rien dans ton voyage.",
    "de": "Auf deiner Reise steht noch nichts.",
    "it": "Nel tuo viaggio non c'è ancora niente.",
    "pt": "Ainda não há nada na tua viagem.",
}
_NOTHING_THAT_DAY = {
    "es": "Para ese día no hay nada en tu viaje.",
    "fr": "Ce jour-là, il n'y a rien dans ton voyage.",
    "de": "Für diesen Tag steht nichts auf deiner Reise.",
    "it": "Per quel giorno non c'è niente nel tuo viaggio.",
    "pt": "Para esse dia não há nada na tua viagem.",
}
_SWAPPED = {
    "es": "He cambiado {one} por {other}.",
    "fr": "J'ai échangé {one} et {other}.",
    "de": "Getauscht: {one} und {other}.",
    "it": "Ho scambiato {one} e {other}.",
    "pt": "Troquei {one} e {other}.",
}
_PLANNED = {
    "es": "He hecho un borrador para {place}: {days}. Está en tu viaje.",
    "fr": "J'ai fait un brouillon pour {place} : {days}. Il est dans ton voyage.",
    "de": "Ich habe einen Entwurf für {place} gemacht: {days}. Er steht auf deiner Reise.",
    "it": "Ho fatto una bozza per {place}: {days}. È nel tuo viaggio.",
    "pt": "Fiz um rascunho para {place}: {days}. Está na tua viagem.",
}
_DAYS = {
    "es": ("un día", "{} días"),
    "fr": ("un jour", "{} jours"),
    "de": ("ein Tag", "{} Tage"),
    "it": ("un giorno", "{} giorni"),
    "pt": ("um dia", "{} dias"),
}
_YOURS = {"es": "Tu viaje", "fr": "Ton voyage", "de": "Deine Reise", "it": "Il tuo viaggio", "pt": "A tua viagem"}
_MORE = {"es": "{} más", "fr": "{} autres", "de": "{} weitere", "it": "altre {}", "pt": "mais {}"}
_SOON = {
    "es": ("hoy", "mañana"),
    "fr": ("aujourd'hui", "demain"),
    "de": ("heute", "morgen"),
    "it": ("oggi", "domani"),
    "pt": ("hoje", "amanhã"),
}
_ON = {"es": "el {} {} de {}", "fr": "{} {} {}", "de": "am {}, {}. {}", "it": "{} {} {}", "pt": "{}, {} de {}"}
_NTH_DAY = {"es": "el día {}", "fr": "le jour {}", "de": "am Tag {}", "it": "il giorno {}", "pt": "no dia {}"}
_TIMES = {
    "es": {"morning": "por la mañana", "afternoon": "por la tarde", "evening": "por la noche"},
    "fr": {"morning": "le matin", "afternoon": "l'après-midi", "evening": "le soir"},
    "de": {"morning": "am Morgen", "afternoon": "am Nachmittag", "evening": "am Abend"},
    "it": {"morning": "di mattina", "afternoon": "di pomeriggio", "evening": "di sera"},
    "pt": {"morning": "de manhã", "afternoon": "à tarde", "evening": "à noite"},
}
_AT = {"es": "a las {}", "fr": "à {}", "de": "um {}", "it": "alle {}", "pt": "às {}"}


def added(entry: Entry, today: date) -> dict[str, str]:
    """An entry is on the trip now."""
    return in_each(lambda tongue: _ADDED[tongue].format(item=_title(entry.item), when=_spaced(entry, today, tongue)))


def there_already(entry: Entry) -> dict[str, str]:
    """An entry was on the trip before."""
    return in_each(lambda tongue: _THERE[tongue].format(item=_title(entry.item)))


def moved(entry: Entry, today: date) -> dict[str, str]:
    """An entry has another day or time."""
    return in_each(lambda tongue: _MOVED[tongue].format(item=_title(entry.item), when=_spaced(entry, today, tongue)))


def shall_remove(entries: Sequence[Entry]) -> dict[str, str]:
    """Asks before anything is deleted."""
    return in_each(lambda tongue: _SHALL[tongue].format(what=_what(entries, tongue)))


def removed(entries: Sequence[Entry]) -> dict[str, str]:
    """Entries are off the trip."""
    return in_each(lambda tongue: _TAKEN[tongue].format(what=_what(entries, tongue)))


def empty() -> dict[str, str]:
    """There is no entry at all."""
    return dict(_EMPTY)


def nothing_that_day() -> dict[str, str]:
    """There is none on the day asked for."""
    return dict(_NOTHING_THAT_DAY)


def read_out(entries: Sequence[Entry], more: int, today: date) -> dict[str, str]:
    """The entries one after the other, and how many more there are."""

    def sentence(tongue: str) -> str:
        said = [f"{entry.item}{_spaced(entry, today, tongue)}" for entry in entries]
        said += [_MORE[tongue].format(more)] if more > 0 else []
        return colon(_YOURS[tongue], f"{listed(said, tongue)}.", tongue)

    return in_each(sentence)


def swapped(one: str, other: str, today: date) -> dict[str, str]:
    """Two days have changed places."""
    return in_each(
        lambda tongue: _SWAPPED[tongue].format(one=_day(one, today, tongue), other=_day(other, today, tongue))
    )


def planned(place: str, days: int) -> dict[str, str]:
    """A draft was made."""

    def sentence(tongue: str) -> str:
        one, many = _DAYS[tongue]
        return _PLANNED[tongue].format(place=place, days=one if days == 1 else many.format(days))

    return in_each(sentence)


def _what(entries: Sequence[Entry], tongue: str) -> str:
    if len(entries) > 3:
        return _ALL[tongue].format(len(entries))
    return listed([entry.item for entry in entries], tongue)


def _spaced(entry: Entry, today: date, tongue: str) -> str:
    when = " ".join(part for part in (_day(entry.day, today, tongue), _time(entry, tongue)) if part)
    return f" {when}" if when else ""


def _day(kept: str, today: date, tongue: str) -> str:
    numbered = re.fullmatch(r"day (\d+)", kept)
    if numbered:
        return _NTH_DAY[tongue].format(numbered[1])
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", kept):
        return kept
    day = date.fromisoformat(kept)
    ahead = (day - today).days
    if ahead in (0, 1):
        return _SOON[tongue][ahead]
    return _ON[tongue].format(WEEKDAYS[tongue][day.weekday()], day.day, MONTHS[tongue][day.month - 1])


def _time(entry: Entry, tongue: str) -> str:
    if not entry.time:
        return ""
    return _TIMES[tongue].get(entry.time) or _AT[tongue].format(entry.clock or entry.time.removeprefix("at "))


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]
