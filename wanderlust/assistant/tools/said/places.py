"""Where places lie, which ones were found, and which one was meant, in five languages."""

from __future__ import annotations

from collections.abc import Sequence

from wanderlust.assistant.tools.said.grammar import colon, in_each, listed, name_of, rounded
from wanderlust.domain.foreign_names import ForeignNames
from wanderlust.domain.places import Place

_OR = {"es": "o", "fr": "ou", "de": "oder", "it": "o", "pt": "ou"}
_CITY = {
    "es": "una ciudad de unos {} habitantes",
    "fr": "une ville d'environ {} habitants",
    "de": "eine Stadt mit etwa {} Einwohnern",
    "it": "una città di circa {} abitanti",
    "pt": "uma cidade de cerca de {} habitantes",
}
_CAPITAL = {
    "es": "la capital, con unos {} habitantes",
    "fr": "la capitale, avec environ {} habitants",
    "de": "die Hauptstadt, mit etwa {} Einwohnern",
    "it": "la capitale, con circa {} abitanti",
    "pt": "a capital, com cerca de {} habitantes",
}
_COUNTRY = {
    "es": "un país de unos {} habitantes",
    "fr": "un pays d'environ {} habitants",
    "de": "ein Land mit etwa {} Einwohnern",
    "it": "un paese di circa {} abitanti",
    "pt": "um país de cerca de {} habitantes",
}
_ON_MAP = {
    "es": "está en el mapa",
    "fr": "c'est sur la carte",
    "de": "auf der Karte zu sehen",
    "it": "è sulla mappa",
    "pt": "está no mapa",
}
_AWAY = {
    "es": "a unos {km} kilómetros al {way} de {city}",
    "fr": "à environ {km} kilomètres {way} de {city}",
    "de": "etwa {km} Kilometer {way} von {city}",
    "it": "a circa {km} chilometri a {way} di {city}",
    "pt": "a cerca de {km} quilômetros a {way} de {city}",
}
_POINTS = {
    "es": ("norte", "nordeste", "este", "sudeste", "sur", "sudoeste", "oeste", "noroeste"),
    "fr": ("au nord", "au nord-est", "à l'est", "au sud-est", "au sud", "au sud-ouest", "à l'ouest", "au nord-ouest"),
    "de": ("nördlich", "nordöstlich", "östlich", "südöstlich", "südlich", "südwestlich", "westlich", "nordwestlich"),
    "it": ("nord", "nord-est", "est", "sud-est", "sud", "sud-ovest", "ovest", "nord-ovest"),
    "pt": ("norte", "nordeste", "leste", "sudeste", "sul", "sudoeste", "oeste", "noroeste"),
}
_ENGLISH_POINTS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
# By the kind's English plural.
_KINDS = {
    "museums": ("Museos", "Musées", "Museen", "Musei", "Museus"),
    "parks": ("Parques", "Parcs", "Parks", "Parchi", "Parques"),
    "sights": ("Lugares de interés", "Curiosités", "Sehenswürdigkeiten", "Luoghi da vedere", "Pontos de interesse"),
    "towns": ("Localidades", "Villes", "Orte", "Località", "Localidades"),
    "stations": ("Estaciones", "Gares", "Bahnhöfe", "Stazioni", "Estações"),
    "airports": ("Aeropuertos", "Aéroports", "Flughäfen", "Aeroporti", "Aeroportos"),
    "islands": ("Islas", "Îles", "Inseln", "Isole", "Ilhas"),
    "mountains": ("Montañas", "Montagnes", "Berge", "Montagne", "Montanhas"),
    "lakes": ("Lagos", "Lacs", "Seen", "Laghi", "Lagos"),
}
_NEAR = {
    "es": "{kind} que conozco cerca de {near}",
    "fr": "{kind} que je connais près de {near}",
    "de": "{kind} in der Nähe von {near}, die ich kenne",
    "it": "{kind} che conosco vicino a {near}",
    "pt": "{kind} que conheço perto de {near}",
}
_MORE = {
    "es": "Hay más en el mapa.",
    "fr": "La carte en montre d'autres.",
    "de": "Weitere stehen auf der Karte.",
    "it": "Altri sono sulla mappa.",
    "pt": "Há mais no mapa.",
}
_UNKNOWN_WISHES = {
    "es": "Sin red no sé horarios ni precios.",
    "fr": "Sans réseau, je ne connais ni les horaires ni les prix.",
    "de": "Öffnungszeiten und Preise weiß ich ohne Netz nicht.",
    "it": "Senza rete non conosco orari né prezzi.",
    "pt": "Sem rede não sei horários nem preços.",
}
_UNKNOWABLE = {
    "es": "No puedo buscar eso sin red: llevo ciudades y lugares de interés, pero no tiendas ni calles.",
    "fr": "Je ne peux pas chercher cela sans réseau : j'ai des villes et des curiosités, mais ni magasins ni rues.",
    "de": "Das kann ich ohne Netz nicht suchen: Ich habe Städte und Sehenswürdigkeiten, "
    "aber keine Geschäfte und Straßen.",
    "it": "Non posso cercarlo senza rete: ho città e luoghi da vedere, ma non negozi né strade.",
    "pt": "Não posso procurar isso sem rede: tenho cidades e pontos de interesse, mas não lojas nem ruas.",
}
_WHICH = {
    "es": "¿Qué {name}: {labels}?",
    "fr": "Quel lieu nommé {name} : {labels} ?",
    "de": "Welches {name}: {labels}?",
    "it": "Quale {name}: {labels}?",
    "pt": "Qual {name}: {labels}?",
}
_WHETHER = {
    "es": "No conozco «{words}». ¿Querías decir {label}?",
    "fr": "Je ne connais pas « {words} ». Voulais-tu dire {label} ?",
    "de": "„{words}“ kenne ich nicht. Meintest du {label}?",
    "it": "Non conosco «{words}». Intendevi {label}?",
    "pt": "Não conheço «{words}». Querias dizer {label}?",
}
UNKNOWN = {
    "es": "No conozco «{}». Dilo de otra manera o escribe su nombre.",
    "fr": "Je ne connais pas « {} ». Dis-le autrement ou écris son nom.",
    "de": "„{}“ kenne ich nicht. Sag es anders oder tippe den Namen.",
    "it": "Non conosco «{}». Dillo in un altro modo o scrivi il nome.",
    "pt": "Não conheço «{}». Diz de outra maneira ou escreve o nome.",
}
WHICH_PLACE = {
    "es": "¿A qué lugar te refieres?",
    "fr": "De quel lieu parles-tu ?",
    "de": "Welchen Ort meinst du?",
    "it": "Quale luogo intendi?",
    "pt": "A que lugar te referes?",
}


def where_sentences(place: Place, neighbour: tuple[Place, float, str] | None, names: ForeignNames) -> dict[str, str]:
    """Where a place lies; ``neighbour`` is the greater city it is told by, the km and the English point from it."""

    def sentence(language: str) -> str:
        name = name_of(place, names, language)
        if place.kind == "country":
            said = _COUNTRY[language].format(rounded(place.population)) if place.population >= 1000 else ""
            return f"{colon(name, said or _ON_MAP[language], language)}."
        country = names.country(place.country, place.country_name, language) if place.country else ""
        region = place.admin if place.kind not in ("city", "region") and place.admin != place.name else ""
        head = ", ".join(dict.fromkeys(part for part in (name, region, country) if part))
        if place.kind != "city":
            return f"{colon(head, _ON_MAP[language], language)}."
        if place.capital and place.population >= 1000:
            said = _CAPITAL[language].format(rounded(place.population))
        elif neighbour is not None:
            city, km, point = neighbour
            way = _POINTS[language][_ENGLISH_POINTS.index(point)]
            said = _AWAY[language].format(km=round(km / 5) * 5, way=way, city=city.name)
        elif place.population >= 1000:
            said = _CITY[language].format(rounded(place.population))
        else:
            said = _ON_MAP[language]
        return f"{colon(head, said, language)}."

    return in_each(sentence)


def found_sentences(
    many: str, centre: Place, found: Sequence[Place], more: bool, wishes: bool, names: ForeignNames
) -> dict[str, str]:
    """Places of a kind near one; ``wishes`` when opening hours or prices were asked for, which nobody knows here."""

    def sentence(language: str) -> str:
        kind = _KINDS[many][("es", "fr", "de", "it", "pt").index(language)]
        head = _NEAR[language].format(kind=kind, near=name_of(centre, names, language))
        said = colon(head, listed([name_of(place, names, language) for place in found], language), language) + "."
        said += f" {_MORE[language]}" if more else ""
        return said + (f" {_UNKNOWN_WISHES[language]}" if wishes else "")

    return in_each(sentence)


def unknowable_sentences() -> dict[str, str]:
    """That shops and the like cannot be looked up here."""
    return dict(_UNKNOWABLE)


def which_sentences(name: str, labels: Sequence[str]) -> dict[str, str]:
    """Which of several places of one name."""

    def sentence(language: str) -> str:
        joined = f"{', '.join(labels[:-1])} {_OR[language]} {labels[-1]}" if len(labels) > 1 else "".join(labels)
        return _WHICH[language].format(name=name, labels=joined)

    return in_each(sentence)


def whether_sentences(words: str, label: str) -> dict[str, str]:
    """Whether the one place that sounds alike was meant."""
    return in_each(lambda language: _WHETHER[language].format(words=words, label=label))
