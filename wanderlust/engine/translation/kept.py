"""What must survive a translation: numbers, negation, units, allergens and names; and which of it did not.

A rough check that needs no model: it reads both texts by small tables and compares what it found. What it misses is
no proof of a good translation; what it finds is worth a look before anything is said aloud.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "negation", "unit", "allergen", "name"]


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the source that is not in the translation, or the other way round for negation."""

    kind: Kind
    what: str


_NUMBER_WORDS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
    "pt": "zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete "
    "dezoito dezenove vinte",
}
_TENS = {
    "en": "thirty forty fifty sixty seventy eighty ninety hundred thousand",
    "pt": "trinta quarenta cinquenta sessenta setenta oitenta noventa cem mil",
}
_TEN_VALUES = (30, 40, 50, 60, 70, 80, 90, 100, 1000)
_VALUES: dict[str, dict[str, int]] = {
    language: {word: value for value, word in enumerate(words.split())}
    | dict(zip(_TENS[language].split(), _TEN_VALUES, strict=True))
    for language, words in _NUMBER_WORDS.items()
}
_VALUES["en"] |= {"twice": 2, "pair": 2}
_VALUES["pt"] |= {"duas": 2, "catorze": 14, "dezasseis": 16, "dezassete": 17, "dezanove": 19, "cento": 100}
# Articles, pronouns and "second" as a unit say nothing about a number.
_TOO_COMMON = {1}

_NEGATION = {
    "en": re.compile(
        r"\b(?:not|no|never|nothing|nobody|none|neither|nor|without|cannot|(?:run|runs|ran|running) out of)\b"
        r"|n['’]t\b|\w-free\b",
        re.I,
    ),
    "pt": re.compile(r"\b(?:não|nunca|nada|ninguém|nenhum\w*|nem|sem|jamais)\b", re.I),
}

# One row is one thing: what it is called in each language, as the beginning of a word, or with a dot as all of it.
_UNITS = """
euro:euro,€|euro,€
dollar:dollar,buck,$|dólar,$
pound:pound,£|libra,£
real:reais,real,r$|real,reais,r$
kilo:kilo.,kilos.,kilogram,kg|quilo.,quilos.,quilograma,kg
gram:gram|grama
kilometre:kilomet,km|quilômet,quilómet,km
metre:metre,meter|metro
mile:mile|milha
litre:litre,liter|litro
millilitre:millilit,ml|mililitro,ml
minute:minute|minuto
week:week.,weeks.|semana
month:month|mês,meses,mensa
degree:degree|grau
"""
_ALLERGENS = """
peanut:peanut|amendoi
nut:nut,nuts|noz,nozes,castanha
milk:milk,dairy,lactose|leite,lactose,laticín
egg:egg|ovo
fish:fish|peixe,pescado
shellfish:shellfish,seafood,shrimp,prawn,crab|marisco,frutos do mar,camarã,camarõ,crustáce,caranguejo
gluten:gluten|glúten
wheat:wheat|trigo
soy:soy|soja
sesame:sesame|gergelim,sésamo
celery:celery|aipo
mustard:mustard|mostarda
meat:meat|carne.
pork:pork|porco
sugar:sugar|açúcar
alcohol:alcohol|álcool,alcoól
penicillin:penicillin|penicilina
aspirin:aspirin|aspirina
insulin:insulin|insulina
antibiotic:antibiotic|antibiótico
"""


def _table(rows: str) -> dict[str, dict[str, re.Pattern[str]]]:
    table: dict[str, dict[str, re.Pattern[str]]] = {}
    for row in rows.split("\n"):
        if row:
            name, words = row.split(":", 1)
            sides = zip(("en", "pt"), words.split("|"), strict=True)
            table[name] = {language: _any_of(side.split(",")) for language, side in sides}
    return table


def _any_of(beginnings: list[str]) -> re.Pattern[str]:
    def pattern(word: str) -> str:
        # "R$" is no dollar; a sign stands apart from letters.
        return (
            (r"\b" if word[0].isalpha() else r"(?<![A-Za-z])")
            + re.escape(word.rstrip("."))
            + (r"\b" if word[-1] == "." else "")
        )

    return re.compile("|".join(map(pattern, beginnings)), re.I)


_UNIT_TABLE, _ALLERGEN_TABLE = _table(_UNITS), _table(_ALLERGENS)
# Names that both languages have a word of their own for.
_EXONYMS = {
    frozenset(pair.split(":"))
    for pair in [
        "lisbon:lisboa",
        "london:londres",
        "brazil:brasil",
        "spain:espanha",
        "france:franca",
        "germany:alemanha",
        "italy:italia",
        "rome:roma",
        "paris:paris",
        "english:ingles",
        "portuguese:portugues",
        "spanish:espanhol",
        "french:frances",
        "german:alemao",
        "geneva:genebra",
        "vienna:viena",
        "venice:veneza",
        "florence:florenca",
        "milan:milao",
        "seville:sevilha",
    ]
}
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "doctor",
        "dr",
        "sir",
        "madam",
        "i",
        "i'm",
        "senhor",
        "senhora",
        "sr",
        "sra",
        "dr",
        "dra",
        "dom",
        "dona",
    ]
)
_WEEKDAYS_AND_MONTHS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


def losses(source: str, translation: str, languages: tuple[str, str]) -> tuple[Loss, ...]:
    """What did not survive; empty when nothing was missed.

    Args:
        source: What was said.
        translation: What it became.
        languages: From and to, as ISO 639-1 codes; of other languages than English and Portuguese only figures are
            compared, and names where both texts are in Latin letters.
    """
    first, second = languages
    found = [Loss("number", f"{value:g}") for value in _missing_numbers(source, translation, languages)]
    if first in _NEGATION and second in _NEGATION:
        if bool(_NEGATION[first].search(source)) is not bool(_NEGATION[second].search(translation)):
            found.append(Loss("negation", "not"))
        for kind, table in (("unit", _UNIT_TABLE), ("allergen", _ALLERGEN_TABLE)):
            found += [
                Loss("unit" if kind == "unit" else "allergen", name)
                for name, words in table.items()
                if words[first].search(source) and not words[second].search(translation)
            ]
    # German writes every noun as others write names, and another script writes a name as it sounds.
    names = names_in(source) if first != "de" and _latin(source) and _latin(translation) else []
    return (*found, *(Loss("name", name) for name in names if not _named(name, translation)))


def _latin(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter < "\u0250" for letter in letters) * 2 > len(letters)


def _missing_numbers(source: str, translation: str, languages: tuple[str, str]) -> list[float]:
    # Words for numbers count where they are known on both sides: "two" is in no table as "zwei".
    first, second = languages if all(language in _VALUES for language in languages) else ("", "")
    wanted, there = numbers_in(source, first), numbers_in(translation, second)
    missing = []
    for value in (wanted - there).elements():
        # Six in the evening may come out as eighteen hours, and the other way round.
        other = next(
            (each for each in (value + 12, value - 12) if 1 <= each <= 24 and there[each] > wanted[each]), None
        )
        if other is None:
            missing.append(value)
        else:
            there[other] -= 1
    return missing


def numbers_in(text: str, language: str) -> Counter[float]:
    """The numbers of a text, in figures or in words, ones and years of a clock's "half" aside."""
    # 1,250 and 1.250 and 1 250 are thousands; 4.50 and 4,50 are not.
    figures = re.sub(r"(?<=\d)[.,\s](?=\d{3}\b)", "", text)
    found = [float(match.replace(",", ".")) for match in re.findall(r"\d+(?:[.,]\d+)?", figures)]
    values = _VALUES.get(language, {})
    found += [float(values[word]) for word in re.findall(r"[^\W\d]+", text.lower()) if word in values]
    return Counter(value for value in found if value not in _TOO_COMMON)


def names_in(text: str) -> list[str]:
    """Words with a capital that do not begin a sentence, titles, weekdays and months aside."""
    names = []
    for match in re.finditer(r"(?<=[\w,;]\s)[^\W\d_][\w'’-]+", text):
        word = match.group()
        plain = _folded(word)
        if word[0].isupper() and plain not in _TITLES and plain not in _WEEKDAYS_AND_MONTHS:
            names.append(word)
    return names


def _named(name: str, translation: str) -> bool:
    plain, text = _folded(name), _folded(translation)
    others = {other for pair in _EXONYMS if plain in pair for other in pair}
    return any(re.search(rf"\b{re.escape(word)}", text) for word in {plain, *others})


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
