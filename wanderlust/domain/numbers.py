"""Numbers as people say them: digits, number words in six languages, "1.5k", "two hundred and fifty", "tenner"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wanderlust.domain.money import folded

_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis"
    " diecisiete dieciocho diecinueve",
    "fr": "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " dix-sept dix-huit dix-neuf",
    "de": "null eins zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn"
    " siebzehn achtzehn neunzehn",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici"
    " sedici diciassette diciotto diciannove",
    "pt": "zero um dois tres quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis"
    " dezessete dezoito dezenove",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "fr": "vingt trente quarante cinquante soixante",
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
}
_HUNDREDS = {
    "es": "doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos",
    "pt": "duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos",
}
# Words that multiply what stands before them, or stand for themselves when nothing does.
_SCALES = {
    **dict.fromkeys(("hundred", "cent", "cents", "hundert"), 100),
    **dict.fromkeys(("thousand", "grand", "k", "mil", "mille", "tausend", "mila"), 1_000),
    **dict.fromkeys(
        ("million", "millions", "millon", "millones", "millionen", "milione", "milioni", "milhao", "milhoes", "mio"),
        1_000_000,
    ),
    "lakh": 100_000,
    "crore": 10_000_000,
}
_SINGLE = {
    "tenner": 10, "fiver": 5, "dozen": 12, "cien": 100, "ciento": 100, "cem": 100, "cento": 100,
    "dezasseis": 16, "dezassete": 17, "veintiun": 21, "veintiuno": 21, "veintidos": 22, "veintitres": 23,
    "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26, "veintisiete": 27, "veintiocho": 28,
    "veintinueve": 29, "una": 1, "eine": 1, "einen": 1, "ein": 1, "uma": 1, "une": 1, "duas": 2,
}  # fmt: skip
_LINKS = frozenset(("and", "y", "et", "und", "e"))
# Articles in one language or another: a number only inside a longer one ("twenty-one", "vingt et un").
_ARTICLES = frozenset(("un", "una", "uno", "um", "uma", "ein", "eine", "einen", "une"))
# Small words of one language that spell a number in another: German "sechs" is fine, English "once" is not eleven.
_AMBIGUOUS = frozenset(("once", "e", "mil", "cents", "mille", "k", "grand"))
# "five cents" is small change; only a French number before it makes "cents" hundreds.
_BEFORE_CENTS = frozenset(("deux", "trois", "quatre", "cinq", "sept", "huit", "neuf"))

_DIGITS = re.compile(r"\d{1,3}(?:[,.'\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?![\d])|\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+")


def _vocabulary() -> dict[str, float]:
    words: dict[str, float] = {}
    for row in _UNITS.values():
        words.update({word: value for value, word in enumerate(row.split()) if "-" not in word})
    for row in _TENS.values():
        words.update({word: value * 10 for value, word in enumerate(row.split(), start=2)})
    for row in _HUNDREDS.values():
        words.update({word: value * 100 for value, word in enumerate(row.split(), start=2)})
        words.update({word[:-2] + "as": value * 100 for value, word in enumerate(row.split(), start=2)})
    words.update(_SINGLE)
    words.update(_german_compounds())
    words.update(_italian_compounds())
    return words


def _german_compounds() -> dict[str, float]:
    units = ["", "ein", *_UNITS["de"].split()[2:10]]
    words: dict[str, float] = {}
    for tens_value, tens in enumerate(_TENS["de"].split(), start=2):
        for unit_value, unit in enumerate(units[1:], start=1):
            words[f"{unit}und{tens}"] = tens_value * 10 + unit_value
    below_hundred = {**words, **dict(zip(_UNITS["de"].split(), range(20), strict=True))}
    below_hundred.update({tens: value * 10 for value, tens in enumerate(_TENS["de"].split(), start=2)})
    for value, unit in enumerate(units[1:], start=1):
        words[f"{unit}hundert"] = value * 100
        words[f"{unit}tausend"] = value * 1_000
        for rest, rest_value in below_hundred.items():
            words[f"{unit}hundert{rest}"] = value * 100 + rest_value
    words.update({f"hundert{rest}": 100 + value for rest, value in below_hundred.items()})
    words.update({f"{tens}tausend": value * 1_000 for tens, value in below_hundred.items()})
    return words


def _italian_compounds() -> dict[str, float]:
    units = _UNITS["it"].split()
    words: dict[str, float] = {}
    for tens_value, tens in enumerate(_TENS["it"].split(), start=2):
        for unit_value, unit in enumerate(units[1:10], start=1):
            stem = tens[:-1] if unit in ("uno", "otto") else tens
            words[stem + unit] = tens_value * 10 + unit_value
    below_hundred = {**words, **{word: value for value, word in enumerate(units) if value}}
    below_hundred.update({tens: value * 10 for value, tens in enumerate(_TENS["it"].split(), start=2)})
    for value, unit in enumerate(["", *units[2:10]], start=1):
        words[f"{unit}cento"] = value * 100
        words.update({f"{unit}cento{rest}": value * 100 + extra for rest, extra in below_hundred.items()})
    words.update({f"{word}mila": value * 1_000 for word, value in below_hundred.items() if value > 1})
    return words


_VALUES = _vocabulary()


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A number and where it stands: ``text[start:end]`` says ``value``."""

    start: int
    end: int
    value: float


def numbers_in(text: str) -> list[NumberSpan]:
    """Every number in the text, digits and words, left to right."""
    spans = _digit_spans(text)
    taken = [(span.start, span.end) for span in spans]
    words = [m for m in _WORD.finditer(text) if not any(a <= m.start() < b for a, b in taken)]
    index = 0
    while index < len(words):
        used, value = _spoken(words, index, text)
        if used:
            spans.append(NumberSpan(words[index].start(), words[index + used - 1].end(), value))
        index += max(used, 1)
    return sorted(spans, key=lambda span: span.start)


def _digit_spans(text: str) -> list[NumberSpan]:
    spans = []
    for match in _DIGITS.finditer(text):
        value, end = _digits_value(match.group()), match.end()
        scale = re.match(r"\s?(k|grand|thousand|million|mil|mille|tausend|mila|millones|millions)\b", text[end:], re.I)
        if scale:
            value *= _SCALES[folded(scale.group(1))]
            end += scale.end()
        spans.append(NumberSpan(match.start(), end, value))
    return spans


def _digits_value(digits: str) -> float:
    digits = re.sub(r"['\u00a0\u202f ]", "", digits)
    separators = re.findall(r"[.,]", digits)
    if not separators:
        return float(digits)
    last = separators[-1]
    tail = digits.rsplit(last, 1)[1]
    if len(set(separators)) == 1 and len(tail) == 3 and not digits.startswith("0"):
        return float(digits.replace(last, ""))
    other = "," if last == "." else "."
    return float(digits.replace(other, "").replace(last, "."))


def _spoken(words: list[re.Match[str]], first: int, text: str) -> tuple[int, float]:
    """How many words from ``first`` on say a number, and which."""
    total = current = 0.0
    used = 0
    last_value: float | None = None
    for offset, match in enumerate(words[first:]):
        word = folded(match.group())
        if offset and not re.fullmatch(r"[\s-]*", text[words[first + offset - 1].end() : match.start()]):
            break
        if offset == 0 and word in ("a", "an", "half") and _next_word(words, first) in ("hundred", "thousand", "dozen"):
            current, last_value = (0.5 if word == "half" else 1.0), None
            continue
        if word == "cents" and (not offset or folded(words[first + offset - 1].group()) not in _BEFORE_CENTS):
            break
        if word == "tres" and match.group().casefold() != "tres":
            break  # French "très" is very
        if word in _SCALES and (offset or word not in _AMBIGUOUS or word in ("mil", "mille")):
            scale = _SCALES[word]
            current = (current or 1.0) * scale
            if scale >= 1_000:
                total, current = total + current, 0.0
            last_value = float(scale)
        elif word == "dozen" and current:
            current, last_value = current * 12, 12
        elif (
            word == "vingt" and last_value == 4 or word in ("vingts",) and last_value == 4
        ):  # quatre-vingt: four twenties
            current, last_value = current - 4 + 80, 80
        elif word in _VALUES and (offset or (word not in _ARTICLES and word not in _AMBIGUOUS)):
            value = _VALUES[word]
            if last_value is not None and 0 < last_value <= value and last_value < 20:
                break  # "five six" are two numbers
            if last_value is not None and 20 <= last_value < 100 and value >= 20:
                break  # "eighty eighty" too; "soixante-dix" is one
            current, last_value = current + value, value
        elif word in _LINKS and offset and _next_word(words, first + offset) in _VALUES and last_value:
            following = _VALUES[_next_word(words, first + offset)]
            if following >= last_value:
                break  # "twenty and thirty" are two numbers
            continue
        else:
            break
        used = offset + 1
    return used, total + current


def _next_word(words: list[re.Match[str]], index: int) -> str:
    return folded(words[index + 1].group()) if index + 1 < len(words) else ""
