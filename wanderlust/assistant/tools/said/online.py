"""What the internet answers, in five languages: points of interest, forecasts, ways, and when it does not answer."""

from __future__ import annotations

from collections.abc import Sequence

from wanderlust.assistant.tools.said.clock_and_way import lasting, length_words, mode_words
from wanderlust.assistant.tools.said.grammar import colon, figure, in_each, listed, name_of, opening
from wanderlust.domain.calendar_names import WEEKDAYS
from wanderlust.domain.forecast import Forecast, Sky, WeatherDay
from wanderlust.domain.foreign_names import ForeignNames
from wanderlust.domain.places import Place
from wanderlust.domain.points import PointOfInterest, PointsAnswer
from wanderlust.domain.units import METRIC, Units

TROUBLE = {
    "es": "Ahora no consigo preguntarlo en internet.",
    "fr": "Je n'arrive pas à le demander sur internet en ce moment.",
    "de": "Das kann ich im Internet gerade nicht erfragen.",
    "it": "Adesso non riesco a chiederlo su internet.",
    "pt": "Agora não consigo perguntar isso na internet.",
}
MEMORY = {
    "es": "Lo sé de memoria, de antes.",
    "fr": "Je le sais de mémoire, d'avant.",
    "de": "Das weiß ich noch von früher.",
    "it": "Lo so a memoria, da prima.",
    "pt": "Sei de memória, de antes.",
}
_FOUND = {
    "es": "Cerca de {near}",
    "fr": "Près de {near}",
    "de": "In der Nähe von {near}",
    "it": "Vicino a {near}",
    "pt": "Perto de {near}",
}
_OPEN = {
    "es": "abierto ahora",
    "fr": "ouvert maintenant",
    "de": "jetzt offen",
    "it": "aperto adesso",
    "pt": "aberto agora",
}
_UNTIL = {
    "es": "{}, abierto hasta las {}",
    "fr": "{}, ouvert jusqu'à {}",
    "de": "{}, offen bis {}",
    "it": "{}, aperto fino alle {}",
    "pt": "{}, aberto até às {}",
}
_NONE = {
    "es": "Cerca de {near} no encuentro nada así.",
    "fr": "Près de {near}, je ne trouve rien de tel.",
    "de": "In der Nähe von {near} finde ich nichts dergleichen.",
    "it": "Vicino a {near} non trovo niente del genere.",
    "pt": "Perto de {near} não encontro nada assim.",
}
_ALL_CLOSED = {
    "es": "Cerca de {near} todo lo que conozco está cerrado ahora.",
    "fr": "Près de {near}, tout ce que je connais est fermé maintenant.",
    "de": "In der Nähe von {near} ist alles, was ich kenne, jetzt geschlossen.",
    "it": "Vicino a {near} tutto quello che conosco adesso è chiuso.",
    "pt": "Perto de {near} tudo o que conheço está fechado agora.",
}
_UNSURE = {
    "es": "No sé si están abiertos.",
    "fr": "Je ne sais pas s'ils sont ouverts.",
    "de": "Ob sie offen sind, weiß ich nicht.",
    "it": "Non so se sono aperti.",
    "pt": "Não sei se estão abertos.",
}
_SKIES: dict[str, dict[Sky, str]] = {
    "es": {
        "clear": "despejado", "cloudy": "algo nuboso", "overcast": "cubierto", "fog": "niebla", "drizzle": "llovizna",
        "rain": "lluvia", "sleet": "aguanieve", "snow": "nieve", "showers": "chubascos", "thunder": "tormenta",
    },
    "fr": {
        "clear": "ciel dégagé", "cloudy": "nuageux", "overcast": "couvert", "fog": "brouillard", "drizzle": "bruine",
        "rain": "pluie", "sleet": "neige fondue", "snow": "neige", "showers": "averses", "thunder": "orages",
    },
    "de": {
        "clear": "klar", "cloudy": "wolkig", "overcast": "bedeckt", "fog": "Nebel", "drizzle": "Nieselregen",
        "rain": "Regen", "sleet": "Schneeregen", "snow": "Schnee", "showers": "Schauer", "thunder": "Gewitter",
    },
    "it": {
        "clear": "sereno", "cloudy": "poco nuvoloso", "overcast": "coperto", "fog": "nebbia", "drizzle": "pioviggine",
        "rain": "pioggia", "sleet": "nevischio", "snow": "neve", "showers": "rovesci", "thunder": "temporali",
    },
    "pt": {
        "clear": "céu limpo", "cloudy": "algumas nuvens", "overcast": "encoberto", "fog": "nevoeiro",
        "drizzle": "chuvisco", "rain": "chuva", "sleet": "chuva com neve", "snow": "neve", "showers": "aguaceiros",
        "thunder": "trovoada",
    },
}  # fmt: skip
_NOW = {
    "es": "{at} hay ahora {celsius} grados{sky}.",
    "fr": "{at} il fait maintenant {celsius} degrés{sky}.",
    "de": "{at} sind es jetzt {celsius} Grad{sky}.",
    "it": "{at} adesso ci sono {celsius} gradi{sky}.",
    "pt": "{at} estão agora {celsius} graus{sky}.",
}
_DAY = {
    "es": "{day}: de {low} a {high} grados{sky}{rain}.",
    "fr": "{day} : de {low} à {high} degrés{sky}{rain}.",
    "de": "{day}: {low} bis {high} Grad{sky}{rain}.",
    "it": "{day}: da {low} a {high} gradi{sky}{rain}.",
    "pt": "{day}: de {low} a {high} graus{sky}{rain}.",
}
_RAIN = {
    "es": ", {} por ciento de probabilidad de lluvia",
    "fr": ", {} pour cent de risque de pluie",
    "de": ", Regenwahrscheinlichkeit {} Prozent",
    "it": ", probabilità di pioggia {} per cento",
    "pt": ", {} por cento de probabilidade de chuva",
}
_TODAY = {"es": "Hoy", "fr": "Aujourd'hui", "de": "Heute", "it": "Oggi", "pt": "Hoje"}
_TOMORROW = {"es": "Mañana", "fr": "Demain", "de": "Morgen", "it": "Domani", "pt": "Amanhã"}
_MINUS = {"es": "menos", "fr": "moins", "de": "minus", "it": "meno", "pt": "menos"}
_ROUTE = {
    "es": "De {start} a {end} hay {km} {mode}, unos {time}.",
    "fr": "De {start} à {end}, il y a {km} {mode}, environ {time}.",
    "de": "Von {start} nach {end} sind es {km} {mode}, etwa {time}.",
    "it": "Da {start} a {end} sono {km} {mode}, circa {time}.",
    "pt": "De {start} a {end} são {km} {mode}, cerca de {time}.",
}


def points_sentences(
    answer: PointsAnswer, shown: Sequence[PointOfInterest], near: Place, open_now: bool, names: ForeignNames
) -> dict[str, str]:
    """Points near a place; with what is known of their hours when only open ones would do."""

    def sentence(language: str) -> str:
        where = name_of(near, names, language)
        if not shown:
            return (_ALL_CLOSED if open_now and answer.left_out else _NONE)[language].format(near=where)
        head = _FOUND[language].format(near=where)
        told = [_point(each, open_now, language) for each in shown]
        if open_now and not answer.unsure:
            head += f", {_OPEN[language]}"
        said = colon(head, listed(told, language), language) + "."
        return f"{said} {_UNSURE[language]}" if answer.unsure else said

    return remembered(in_each(sentence), answer.provenance.from_memory)


def _point(each: PointOfInterest, open_now: bool, language: str) -> str:
    if open_now and each.openness == "open" and each.changes_at is not None:
        return _UNTIL[language].format(each.place.name, f"{each.changes_at:%H:%M}")
    return each.place.name


def forecast_sentences(
    place: Place, forecast: Forecast, day: WeatherDay | None, ahead: int, names: ForeignNames, units: Units = METRIC
) -> dict[str, str]:
    """The weather now, or of the day that is ``ahead`` days from the place's today."""

    def sentence(language: str) -> str:
        at = opening(place, names, language)
        parts = []
        now = forecast.now
        if ahead == 0 and now is not None:
            parts.append(
                _NOW[language].format(
                    at=at, celsius=_degrees(now.celsius, language, units), sky=_sky(now.sky, language)
                )
            )
        if day is not None:
            name = (_TODAY, _TOMORROW)[ahead][language] if ahead < 2 else WEEKDAYS[language][day.day.weekday()]
            head = name if parts else f"{name_of(place, names, language)}, {name[:1].lower()}{name[1:]}"
            if language == "de" and not parts:
                head = f"{name_of(place, names, language)}, {name if ahead > 1 else name.lower()}"
            rain = _RAIN[language].format(round(day.rain_percent)) if day.rain_percent is not None else ""
            low, high = (_degrees(value, language, units) for value in (day.low, day.high))
            parts.append(
                _DAY[language].format(
                    day=head[:1].upper() + head[1:], low=low, high=high, sky=_sky(day.sky, language), rain=rain
                )
            )
        return " ".join(parts)

    return remembered(in_each(sentence), forecast.provenance.from_memory)


def route_sentences(
    origin: Place,
    destination: Place,
    km: float,
    mode: str,
    hours: float,
    from_memory: bool,
    names: ForeignNames,
    units: Units = METRIC,
) -> dict[str, str]:
    """How far and how long it is over streets."""

    def sentence(language: str) -> str:
        start, end = name_of(origin, names, language), name_of(destination, names, language)
        time = lasting(max(1 / 60, hours), language)
        mode_said = mode_words(mode, language)
        return _ROUTE[language].format(
            start=start, end=end, km=length_words(km, language, units), mode=mode_said, time=time
        )

    return remembered(in_each(sentence), from_memory)


def remembered(said: dict[str, str], from_memory: bool) -> dict[str, str]:
    """With the plain word that it was said before, when the service could not be asked now."""
    return {lang: f"{words} {MEMORY[lang]}" for lang, words in said.items()} if from_memory else said


def _degrees(celsius: float, language: str, units: Units) -> str:
    whole = units.degrees(celsius)
    return f"{_MINUS[language]} {-whole}" if whole < 0 else figure(whole)


def _sky(sky: Sky | None, language: str) -> str:
    return f", {_SKIES[language][sky]}" if sky is not None else ""
