"""The time somewhere and how far it is, in five languages."""

from __future__ import annotations

from datetime import timedelta

from wanderlust.assistant.tools.said.grammar import figure, in_each, name_of, opening
from wanderlust.domain.calendar_names import WEEKDAYS
from wanderlust.domain.foreign_names import ForeignNames
from wanderlust.domain.local_time import LocalTime
from wanderlust.domain.places import Place
from wanderlust.domain.units import KM_PER_MILE, METRIC, Units

_TIME = {
    "es": "{at} son las {clock}{day}. {relation}",
    "fr": "{at} il est {clock}{day}. {relation}",
    "de": "{at} ist es {clock}{day}. {relation}",
    "it": "{at} sono le {clock}{day}. {relation}",
    "pt": "{at} são {clock}{day}. {relation}",
}
_SAME = {
    "es": "Es la misma hora que aquí.",
    "fr": "C'est la même heure qu'ici.",
    "de": "Das ist dieselbe Zeit wie hier.",
    "it": "È la stessa ora di qui.",
    "pt": "É a mesma hora que aqui.",
}
_AHEAD = {
    "es": ("Hay {} más que aquí.", "Hay {} menos que aquí."),
    "fr": ("C'est {} de plus qu'ici.", "C'est {} de moins qu'ici."),
    "de": ("Dort ist es {} später als hier.", "Dort ist es {} früher als hier."),
    "it": ("C'è una differenza di {} in più rispetto a qui.", "C'è una differenza di {} in meno rispetto a qui."),
    "pt": ("São {} a mais do que aqui.", "São {} a menos do que aqui."),
}
_HOURS = {
    "es": ("una hora", "{} horas", "{} minutos", " y "),
    "fr": ("une heure", "{} heures", "{} minutes", " et "),
    "de": ("eine Stunde", "{} Stunden", "{} Minuten", " und "),
    "it": ("un'ora", "{} ore", "{} minuti", " e "),
    "pt": ("uma hora", "{} horas", "{} minutos", " e "),
}
_DAYS = {"es": "{} días", "fr": "{} jours", "de": "{} Tage", "it": "{} giorni", "pt": "{} dias"}
_WAY = {
    "es": "Entre {start} y {end} hay unos {km} en línea recta",
    "fr": "Entre {start} et {end}, il y a environ {km} à vol d'oiseau",
    "de": "Zwischen {start} und {end} liegen etwa {km} Luftlinie",
    "it": "Tra {start} e {end} ci sono circa {km} in linea d'aria",
    "pt": "Entre {start} e {end} há cerca de {km} em linha reta",
}
_TAKES = {
    "es": ", más o menos {time} {mode}.",
    "fr": ", à peu près {time} {mode}.",
    "de": ", ungefähr {time} {mode}.",
    "it": ", più o meno {time} {mode}.",
    "pt": ", mais ou menos {time} {mode}.",
}
_TOO_FAR = {
    "es": ", demasiado lejos para ir {mode}.",
    "fr": ", trop loin pour y aller {mode}.",
    "de": ", zu weit, um {mode} hinzukommen.",
    "it": ", troppo lontano per andarci {mode}.",
    "pt": ", longe demais para ir {mode}.",
}
_SEA = {
    "es": ". Hay mar en medio, así que no doy un tiempo {mode}.",
    "fr": ". La mer les sépare, je ne donne donc pas de durée {mode}.",
    "de": ". Dazwischen liegt Meer, darum nenne ich keine Zeit {mode}.",
    "it": ". In mezzo c'è il mare, quindi non do un tempo {mode}.",
    "pt": ". Há mar no meio, por isso não dou um tempo {mode}.",
}
_MODES = {
    "es": {"walk": "a pie", "bike": "en bici", "car": "en coche", "train": "en tren", "plane": "en avión"},
    "fr": {"walk": "à pied", "bike": "à vélo", "car": "en voiture", "train": "en train", "plane": "en avion"},
    "de": {
        "walk": "zu Fuß",
        "bike": "mit dem Rad",
        "car": "mit dem Auto",
        "train": "mit dem Zug",
        "plane": "mit dem Flugzeug",
    },
    "it": {"walk": "a piedi", "bike": "in bici", "car": "in auto", "train": "in treno", "plane": "in aereo"},
    "pt": {"walk": "a pé", "bike": "de bicicleta", "car": "de carro", "train": "de trem", "plane": "de avião"},
}
_MILES = {
    "es": ("milla", "millas"),
    "fr": ("mile", "miles"),
    "de": ("Meile", "Meilen"),
    "it": ("miglio", "miglia"),
    "pt": ("milha", "milhas"),
}
_KILOMETRES = {
    "es": ("kilómetro", "kilómetros", "metros"),
    "fr": ("kilomètre", "kilomètres", "mètres"),
    "de": ("Kilometer", "Kilometer", "Meter"),
    "it": ("chilometro", "chilometri", "metri"),
    "pt": ("quilômetro", "quilômetros", "metros"),
}


def time_sentences(place: Place, local: LocalTime, same_day: bool, names: ForeignNames) -> dict[str, str]:
    """What the clock shows there; the weekday when it is another one than here."""

    def sentence(language: str) -> str:
        if local.ahead:
            forward, backward = _AHEAD[language]
            relation = (forward if local.ahead > timedelta() else backward).format(
                lasting(abs(local.ahead).total_seconds() / 3600, language)
            )
        else:
            relation = _SAME[language]
        day = "" if same_day else f", {WEEKDAYS[language][local.time.weekday()]}"
        at = opening(place, names, language)
        return _TIME[language].format(at=at, clock=f"{local.time:%H:%M}", day=day, relation=relation)

    return in_each(sentence)


def distance_sentences(
    origin: Place,
    destination: Place,
    km: float,
    mode: str,
    hours: float | None,
    sea: bool,
    names: ForeignNames,
    units: Units = METRIC,
) -> dict[str, str]:
    """How far it is, with a rough time.

    Args:
        origin: Where from.
        destination: Where to.
        km: In a straight line.
        mode: ``walk``, ``bike``, ``car``, ``train`` or ``plane``.
        hours: None when none is given: over the sea, or because it is too far for the mode.
        sea: Whether the sea is why.
        names: Names of countries.
        units: What it is told in.
    """

    def sentence(language: str) -> str:
        length = length_words(km, language, units)
        start, end = name_of(origin, names, language), name_of(destination, names, language)
        way = _WAY[language].format(start=start, end=end, km=length)
        how = _MODES[language][mode]
        if hours is None:
            return way + (_SEA if sea else _TOO_FAR)[language].format(mode=how)
        return way + _TAKES[language].format(time=roughly(hours, language), mode=how)

    return in_each(sentence)


def length_words(km: float, language: str, units: Units = METRIC) -> str:
    """``2,5 kilómetros``, metres below one kilometre; ``1,6 millas``."""
    if units.miles:
        one, many = _MILES[language]
        said = figure(max(0.1, km / KM_PER_MILE), 1) if km < 9.95 * KM_PER_MILE else figure(km / KM_PER_MILE)
        return f"{said} {one if said == '1' else many}"
    one, many, metres = _KILOMETRES[language]
    if km < 0.995:
        return f"{max(50, round(km * 100) * 10)} {metres}"
    said = figure(km, 1) if km < 9.95 else figure(km)
    return f"{said} {one if said == '1' else many}"


def mode_words(mode: str, language: str) -> str:
    """``a pie``."""
    return _MODES[language][mode]


def lasting(hours: float, language: str) -> str:
    """``5 horas y 30 minutos``."""
    one, many, minutes, link = _HOURS[language]
    whole, rest = divmod(round(hours * 60), 60)
    parts = [one if whole == 1 else many.format(whole)] if whole else []
    parts += [minutes.format(rest)] if rest else []
    return link.join(parts)


def roughly(hours: float, language: str) -> str:
    """A time rounded so that it does not pretend to be exact."""
    if hours * 60 < 52.5:
        return _HOURS[language][2].format(max(5, round(hours * 12) * 5))
    if hours >= 36:
        return _DAYS[language].format(round(hours / 24))
    return lasting(round(hours * 2) / 2 if hours < 10 else round(hours), language)
