"""One topic about a country, in five languages; what the tables hold in English only is left to English."""

from __future__ import annotations

from collections.abc import Callable

from wanderlust.assistant.tools.said.grammar import colon, in_each, listed, rounded
from wanderlust.domain.countries import Country, Practical
from wanderlust.domain.foreign_names import ForeignNames

_CALL = {
    "es": "en una emergencia, llama al {}.",
    "fr": "en cas d'urgence, appelle le {}.",
    "de": "im Notfall die {} anrufen.",
    "it": "in caso di emergenza chiama il {}.",
    "pt": "numa emergência, liga para o {}.",
}
_CALL_EACH = {"es": "llama al {}.", "fr": "appelle le {}.", "de": "wähle die {}.", "it": "chiama il {}.",
              "pt": "liga para o {}."}  # fmt: skip
_ALSO = {"es": "También {}.", "fr": "Il y a aussi le {}.", "de": "Außerdem {}.", "it": "C'è anche il {}.",
         "pt": "Também há o {}."}  # fmt: skip
_FOR = {"es": "{} para {}", "fr": "{} pour {}", "de": "{} für {}", "it": "{} per {}", "pt": "{} para {}"}
_SERVICES = {
    "es": {"police": "la policía", "ambulance": "una ambulancia", "fire": "los bomberos"},
    "fr": {"police": "la police", "ambulance": "une ambulance", "fire": "les pompiers"},
    "de": {"police": "die Polizei", "ambulance": "einen Krankenwagen", "fire": "die Feuerwehr"},
    "it": {"police": "la polizia", "ambulance": "un'ambulanza", "fire": "i vigili del fuoco"},
    "pt": {"police": "a polícia", "ambulance": "uma ambulância", "fire": "os bombeiros"},
}
_PLUG = {
    "es": "enchufes de tipo {letters}, a {volts} voltios.",
    "fr": "prises de type {letters}, en {volts} volts.",
    "de": "Stecker vom Typ {letters}, bei {volts} Volt.",
    "it": "prese di tipo {letters}, a {volts} volt.",
    "pt": "tomadas do tipo {letters}, a {volts} volts.",
}
_MAINS = {
    "es": "la corriente es de {volts} voltios y {hertz} hercios.",
    "fr": "le courant est de {volts} volts à {hertz} hertz.",
    "de": "das Netz hat {volts} Volt bei {hertz} Hertz.",
    "it": "la corrente è di {volts} volt a {hertz} hertz.",
    "pt": "a corrente é de {volts} volts a {hertz} hertz.",
}
_OR = {"es": "o", "fr": "ou", "de": "oder", "it": "o", "pt": "ou"}
_TIPS = {
    "none": {
        "es": "no se espera propina.",
        "fr": "on n'attend pas de pourboire.",
        "de": "Trinkgeld wird nicht erwartet.",
        "it": "la mancia non è attesa.",
        "pt": "não se espera gorjeta.",
    },
    "round": {
        "es": "se redondea un poco la cuenta si el servicio ha sido bueno.",
        "fr": "on arrondit un peu l'addition quand le service était bon.",
        "de": "man rundet die Rechnung etwas auf, wenn der Service gut war.",
        "it": "si arrotonda un po' il conto se il servizio è stato buono.",
        "pt": "arredonda-se um pouco a conta se o serviço foi bom.",
    },
    "ten": {
        "es": "en los restaurantes lo normal es un diez por ciento, si el servicio no está en la cuenta.",
        "fr": "au restaurant, environ dix pour cent est l'usage, sauf si le service est compris.",
        "de": "im Restaurant sind etwa zehn Prozent üblich, wenn der Service nicht auf der Rechnung steht.",
        "it": "al ristorante è abituale circa il dieci per cento, se il servizio non è nel conto.",
        "pt": "nos restaurantes, o habitual são uns dez por cento, se o serviço não estiver na conta.",
    },
    "included": {
        "es": "el servicio suele estar en la cuenta; un poco más es un detalle, no una obligación.",
        "fr": "le service est en général compris ; un peu plus fait plaisir, sans être nécessaire.",
        "de": "der Service steht meist auf der Rechnung; etwas mehr ist nett, aber nicht nötig.",
        "it": "il servizio di solito è nel conto; qualcosa in più è gentile, non necessario.",
        "pt": "o serviço costuma estar na conta; um pouco mais é gentil, não necessário.",
    },
    "fifteen": {
        "es": "en los restaurantes lo normal es entre el quince y el veinte por ciento.",
        "fr": "au restaurant, quinze à vingt pour cent est l'usage.",
        "de": "im Restaurant sind fünfzehn bis zwanzig Prozent üblich.",
        "it": "al ristorante è abituale tra il quindici e il venti per cento.",
        "pt": "nos restaurantes, o habitual é entre quinze e vinte por cento.",
    },
}
_WATER = {
    "safe": {
        "es": "sí, el agua del grifo se puede beber.",
        "fr": "oui, l'eau du robinet est potable.",
        "de": "ja, das Leitungswasser kann man trinken.",
        "it": "sì, l'acqua del rubinetto si può bere.",
        "pt": "sim, a água da torneira pode ser bebida.",
    },
    "mixed": {
        "es": "el agua del grifo está tratada, pero mucha gente bebe agua embotellada. Pregunta allí.",
        "fr": "l'eau du robinet est traitée, mais beaucoup boivent de l'eau en bouteille. Demande sur place.",
        "de": "das Leitungswasser ist aufbereitet, aber viele trinken Wasser aus Flaschen. Frag vor Ort.",
        "it": "l'acqua del rubinetto è trattata, ma molti bevono acqua in bottiglia. Chiedi sul posto.",
        "pt": "a água da torneira é tratada, mas muita gente bebe água engarrafada. Pergunta no local.",
    },
    "unsafe": {
        "es": "no, no bebas agua del grifo. Toma agua embotellada o hervida.",
        "fr": "non, ne bois pas l'eau du robinet. Prends de l'eau en bouteille ou bouillie.",
        "de": "nein, trink kein Leitungswasser. Nimm Wasser aus der Flasche oder abgekochtes.",
        "it": "no, non bere l'acqua del rubinetto. Prendi acqua in bottiglia o bollita.",
        "pt": "não, não bebas água da torneira. Usa água engarrafada ou fervida.",
    },
}
_MONEY = {
    "es": "se paga en {}.",
    "fr": "on paie en {}.",
    "de": "man zahlt in {}.",
    "it": "si paga in {}.",
    "pt": "paga-se em {}.",
}
_LANGUAGES = {
    "es": ("el idioma oficial es {}.", "los idiomas oficiales son {}."),
    "fr": ("la langue officielle est le {}.", "langues officielles : {}."),
    "de": ("Amtssprache ist {}.", "Amtssprachen sind {}."),
    "it": ("la lingua ufficiale è: {}.", "le lingue ufficiali sono: {}."),
    "pt": ("a língua oficial é: {}.", "as línguas oficiais são: {}."),
}
_SIDES = {
    "es": ("se conduce por la izquierda.", "se conduce por la derecha."),
    "fr": ("on roule à gauche.", "on roule à droite."),
    "de": ("man fährt links.", "man fährt rechts."),
    "it": ("si guida a sinistra.", "si guida a destra."),
    "pt": ("conduz-se pela esquerda.", "conduz-se pela direita."),
}
_CALLING = {
    "es": "el prefijo es más {}.",
    "fr": "l'indicatif est plus {}.",
    "de": "die Vorwahl ist plus {}.",
    "it": "il prefisso è più {}.",
    "pt": "o indicativo é mais {}.",
}
_VISA = {
    "es": "depende de tu pasaporte y cambia a menudo. Pregunta en la embajada antes de viajar.",
    "fr": "cela dépend de ton passeport et change souvent. Demande à l'ambassade avant de partir.",
    "de": "das hängt vom Pass ab und ändert sich oft. Frag vor der Reise bei der Botschaft nach.",
    "it": "dipende dal tuo passaporto e cambia spesso. Chiedi all'ambasciata prima di partire.",
    "pt": "depende do teu passaporte e muda muitas vezes. Pergunta na embaixada antes de viajar.",
}
_CAPITAL = {
    "es": "la capital es {}.",
    "fr": "la capitale est {}.",
    "de": "die Hauptstadt ist {}.",
    "it": "la capitale è {}.",
    "pt": "a capital é {}.",
}
_PEOPLE = {
    "es": "unos {} habitantes.",
    "fr": "environ {} habitants.",
    "de": "etwa {} Einwohner.",
    "it": "circa {} abitanti.",
    "pt": "cerca de {} habitantes.",
}


def country_sentences(topic: str, english: str, country: Country, names: ForeignNames) -> dict[str, str]:
    """What to say about a topic; empty for topics whose facts are written in English: holidays."""
    write = _TOPICS.get(topic)
    if write is None:
        return {}

    def sentence(language: str) -> str:
        said = write(country, names, language)
        return colon(names.country(country.code, english, language), said, language) if said else ""

    return in_each(sentence)


def _practical(country: Country) -> Practical:
    # The English sentence is made first and refuses a country without these facts.
    assert country.practical is not None
    return country.practical


def _emergency(country: Country, names: ForeignNames, language: str) -> str:
    numbers = _practical(country).emergency
    by_number: dict[str, list[str]] = {}
    for kind, number in (("police", numbers.police), ("ambulance", numbers.ambulance), ("fire", numbers.fire)):
        if number:
            by_number.setdefault(number, []).append(_SERVICES[language][kind])
    each = listed(
        [_FOR[language].format(" ".join(number), listed(who, language)) for number, who in by_number.items()], language
    )
    if not numbers.any:
        return _CALL_EACH[language].format(each)
    said = _CALL[language].format(" ".join(numbers.any))
    return f"{said} {_ALSO[language].format(each)}" if by_number and numbers.any not in by_number else said


def _plug(country: Country, names: ForeignNames, language: str) -> str:
    facts = _practical(country)
    return _PLUG[language].format(letters=listed(facts.plugs, language), volts=_volts(facts, language))


def _voltage(country: Country, names: ForeignNames, language: str) -> str:
    facts = _practical(country)
    return _MAINS[language].format(volts=_volts(facts, language), hertz=facts.hertz.replace("or", _OR[language]))


def _volts(facts: Practical, language: str) -> str:
    return facts.volts.replace("or", _OR[language])


def _money(country: Country, names: ForeignNames, language: str) -> str:
    return _MONEY[language].format(names.currency(country.currencies[0], 2, language)) if country.currencies else ""


def _languages(country: Country, names: ForeignNames, language: str) -> str:
    official = [names.language(english, language) for english in country.official_languages[:4]]
    if not official:
        return ""
    one, many = _LANGUAGES[language]
    if len(official) == 1:
        said = one.format(official[0])
        return said.replace(" le ", " l'", 1) if language == "fr" and official[0][0] in "aeéiouh" else said
    return many.format(listed(official, language))


def _capital(country: Country, names: ForeignNames, language: str) -> str:
    return _CAPITAL[language].format(country.capital.rstrip(".")) if country.capital else ""


def _population(country: Country, names: ForeignNames, language: str) -> str:
    return _PEOPLE[language].format(rounded(country.population)) if country.population else ""


def _general(country: Country, names: ForeignNames, language: str) -> str:
    parts = [_capital(country, names, language), _population(country, names, language)]
    parts.append(_money(country, names, language))
    if country.practical:
        parts.append(_SIDES[language][0 if country.practical.drives_left else 1])
    first, *rest = [part for part in parts if part] or [""]
    return " ".join([first, *(part[0].upper() + part[1:] for part in rest)])


_TOPICS: dict[str, Callable[[Country, ForeignNames, str], str]] = {
    "emergency": _emergency,
    "plug": _plug,
    "voltage": _voltage,
    "tipping": lambda country, _, language: _TIPS[_practical(country).tip][language],
    "tap_water": lambda country, _, language: _WATER[_practical(country).water][language],
    "currency": _money,
    "language": _languages,
    "driving_side": lambda country, _, language: _SIDES[language][0 if _practical(country).drives_left else 1],
    "calling_code": lambda country, _, language: _CALLING[language].format(country.calling_code),
    "visa": lambda country, _, language: _VISA[language],
    "capital": _capital,
    "population": _population,
    "general": _general,
}
