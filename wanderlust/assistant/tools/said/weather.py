"""The usual weather and the sun, in five languages."""

from __future__ import annotations

from wanderlust.assistant.tools.said.grammar import figure, in_each, opening
from wanderlust.domain.calendar_names import MONTHS
from wanderlust.domain.climate import Climate, warmth_step, wetness_step
from wanderlust.domain.foreign_names import ForeignNames
from wanderlust.domain.places import Place
from wanderlust.domain.sun import SunTimes
from wanderlust.domain.units import METRIC, Units
from wanderlust.domain.when import Period

_NO_FORECAST = {
    "es": "Aquí no tengo pronóstico.",
    "fr": "Je n'ai pas de prévisions ici.",
    "de": "Eine Vorhersage habe ich hier nicht.",
    "it": "Qui non ho previsioni.",
    "pt": "Aqui não tenho previsão.",
}
_MONTH = {"es": "en {}", "fr": "en {}", "de": "im {}", "it": "in {}", "pt": "em {}"}
_RANGE = {
    "es": "de {} a {}",
    "fr": "de {} à {}",
    "de": "von {} bis {}",
    "it": "da {} a {}",
    "pt": "de {} a {}",
}
_ANY_TIME = {
    "es": "todo el año",
    "fr": "toute l'année",
    "de": "das ganze Jahr",
    "it": "tutto l'anno",
    "pt": "todo o ano",
}
# From bitterly cold to hot, as the steps of the climate's own words.
_WARMTH = {
    "es": ("un frío glacial", "mucho frío", "frío", "fresco", "un tiempo suave", "calor", "mucho calor"),
    "fr": ("un froid glacial", "très froid", "froid", "frais", "doux", "chaud", "très chaud"),
    "de": ("eisig kalt", "sehr kalt", "kalt", "kühl", "mild", "warm", "heiß"),
    "it": ("gelido", "molto freddo", "freddo", "fresco", "mite", "caldo", "molto caldo"),
    "pt": ("gelado", "muito frio", "frio", "fresco", "ameno", "quente", "muito quente"),
}
_WETNESS = {
    "es": ("casi nada de lluvia", "poca lluvia", "algo de lluvia", "bastante lluvia", "mucha lluvia"),
    "fr": ("presque pas de pluie", "peu de pluie", "un peu de pluie", "pas mal de pluie", "beaucoup de pluie"),
    "de": ("fast keinem Regen", "wenig Regen", "etwas Regen", "ziemlich viel Regen", "viel Regen"),
    "it": ("pochissima pioggia", "poca pioggia", "un po' di pioggia", "parecchia pioggia", "molta pioggia"),
    "pt": ("quase nenhuma chuva", "pouca chuva", "alguma chuva", "bastante chuva", "muita chuva"),
}
_SNOW = {
    "es": ("lluvia", "nieve"),
    "fr": ("pluie", "neige"),
    "de": ("Regen", "Schnee"),
    "it": ("pioggia", "neve"),
    "pt": ("chuva", "neve"),
}
_CLIMATE = {
    "es": "{at} {when} suele hacer {warm}, unos {celsius} grados de media entre día y noche, con {wet}, "
    "unos {rain} milímetros{each}.",
    "fr": "{at} {when}, il fait en général {warm}, environ {celsius} degrés en moyenne jour et nuit, avec {wet}, "
    "environ {rain} millimètres{each}.",
    "de": "{at} ist es {when} meistens {warm}, etwa {celsius} Grad im Mittel über Tag und Nacht, mit {wet}, "
    "etwa {rain} Millimeter{each}.",
    "it": "{at} {when} il tempo è di solito {warm}, circa {celsius} gradi in media tra giorno e notte, con {wet}, "
    "circa {rain} millimetri{each}.",
    "pt": "{at} {when} o tempo costuma ser {warm}, cerca de {celsius} graus em média entre dia e noite, com {wet}, "
    "cerca de {rain} milímetros{each}.",
}
_EACH = {"es": " al mes", "fr": " par mois", "de": " im Monat", "it": " al mese", "pt": " por mês"}
_MINUS = {"es": "menos", "fr": "moins", "de": "minus", "it": "meno", "pt": "menos"}
_SUN = {
    "es": "{at} el sol sale a las {up} y se pone a las {down}.",
    "fr": "{at} le soleil se lève à {up} et se couche à {down}.",
    "de": "{at} geht die Sonne um {up} auf und um {down} unter.",
    "it": "{at} il sole sorge alle {up} e tramonta alle {down}.",
    "pt": "{at} o sol nasce às {up} e se põe às {down}.",
}
_POLAR_DAY = {
    "es": "{at} el sol no se pone en todo el día.",
    "fr": "{at} le soleil ne se couche pas ce jour-là.",
    "de": "{at} geht die Sonne an diesem Tag nicht unter.",
    "it": "{at} quel giorno il sole non tramonta.",
    "pt": "{at} o sol não se põe nesse dia.",
}
_POLAR_NIGHT = {
    "es": "{at} el sol no sale en todo el día.",
    "fr": "{at} le soleil ne se lève pas ce jour-là.",
    "de": "{at} geht die Sonne an diesem Tag nicht auf.",
    "it": "{at} quel giorno il sole non sorge.",
    "pt": "{at} o sol não nasce nesse dia.",
}


def climate_sentences(
    place: Place, climate: Climate, period: Period, names: ForeignNames, units: Units = METRIC
) -> dict[str, str]:
    """What is usual there in that month or season; for a single day it says that this is no forecast."""
    celsius, millimetres = climate.over(period.months)

    def sentence(language: str) -> str:
        wet = _WETNESS[language][wetness_step(millimetres)]
        if celsius < 0:
            wet = wet.replace(*_SNOW[language])
        degrees = units.degrees(celsius)
        said = _CLIMATE[language].format(
            at=opening(place, names, language),
            when=_when(period, language),
            warm=_WARMTH[language][warmth_step(celsius)],
            celsius=f"{_MINUS[language]} {-degrees}" if degrees < 0 else degrees,
            wet=wet,
            rain=figure(millimetres),
            each=_EACH[language] if len(period.months) > 1 else "",
        )
        return f"{_NO_FORECAST[language]} {said}" if period.day else said

    return in_each(sentence)


def sun_sentences(place: Place, sun: SunTimes, names: ForeignNames) -> dict[str, str]:
    """When the sun rises and sets there, or that it does not."""

    def sentence(language: str) -> str:
        at = opening(place, names, language)
        if sun.rises is None or sun.sets is None:
            return (_POLAR_DAY if sun.polar == "day" else _POLAR_NIGHT)[language].format(at=at)
        return _SUN[language].format(at=at, up=f"{sun.rises:%H:%M}", down=f"{sun.sets:%H:%M}")

    return in_each(sentence)


def _when(period: Period, language: str) -> str:
    months = [MONTHS[language][month - 1] for month in period.months]
    if len(months) == 12:
        return _ANY_TIME[language]
    if len(months) == 1:
        elided = language == "it" and months[0][0] == "a"
        return f"ad {months[0]}" if elided else _MONTH[language].format(months[0])
    # "d'avril à juin", "d'octobre à décembre"
    said = _RANGE[language].format(months[0], months[-1])
    return said.replace("de ", "d'", 1) if language == "fr" and months[0][0] in "ao" else said
