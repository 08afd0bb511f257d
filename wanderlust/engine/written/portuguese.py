"""Portuguese figures, prices, times, dates and units as words."""

from __future__ import annotations

import re
from collections.abc import Callable

from wanderlust.domain.calendar_names import MONTHS

_SMALL = [
    "zero",
    "um",
    "dois",
    "três",
    "quatro",
    "cinco",
    "seis",
    "sete",
    "oito",
    "nove",
    "dez",
    "onze",
    "doze",
    "treze",
    "catorze",
    "quinze",
    "dezesseis",
    "dezessete",
    "dezoito",
    "dezenove",
]
_TENS = ["-", "-", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"]
_HUNDREDS = [
    "-",
    "cento",
    "duzentos",
    "trezentos",
    "quatrocentos",
    "quinhentos",
    "seiscentos",
    "setecentos",
    "oitocentos",
    "novecentos",
]
_FEMININE = {"um": "uma", "dois": "duas"}

_CURRENCIES = {
    "R$": ("real", "reais"),
    "BRL": ("real", "reais"),
    "US$": ("dólar", "dólares"),
    "$": ("dólar", "dólares"),
    "USD": ("dólar", "dólares"),
    "€": ("euro", "euros"),
    "EUR": ("euro", "euros"),
    "£": ("libra", "libras"),
    "GBP": ("libra", "libras"),
    "¥": ("iene", "ienes"),
    "JPY": ("iene", "ienes"),
}
_UNITS = {
    "km/h": "quilômetros por hora",
    "km": "quilômetros",
    "kg": "quilos",
    "cm": "centímetros",
    "m": "metros",
    "min": "minutos",
    "h": "horas",
    "°C": "graus",
    "°": "graus",
    "%": "por cento",
}
_SIGNS = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_UNIT_SIGNS = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_FIGURE = r"\d{1,3}(?:[. \u00a0]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"


def portuguese_number(value: int, feminine: bool = False) -> str:
    """A whole number from 0 to 999,999,999,999 in words; larger ones digit by digit."""
    if value >= 10**12:
        return " ".join(_SMALL[int(digit)] for digit in str(value))
    if value == 0:
        return "zero"
    words: list[str] = []
    for size, one, many in ((10**9, "um bilhão", "bilhões"), (10**6, "um milhão", "milhões")):
        count, value = divmod(value, size)
        if count:
            words.append(one if count == 1 else f"{_below_thousand(count, False)} {many}")
    thousands, rest = divmod(value, 1000)
    if thousands:
        words.append("mil" if thousands == 1 else f"{_below_thousand(thousands, feminine)} mil")
    if rest:
        # "mil e duzentos", "mil e vinte", but "mil duzentos e vinte".
        link = words and (rest < 100 or rest % 100 == 0)
        words.append(("e " if link else "") + _below_thousand(rest, feminine))
    return " ".join(words)


def portuguese_figure(written: str, feminine: bool = False) -> str:
    """A figure as it stands in Portuguese text ("1.718", "2,5") in words."""
    plain = re.sub(r"[. \u00a0](?=\d{3}(?!\d))", "", written)
    whole, _, part = plain.replace(".", ",").partition(",")
    said = portuguese_number(int(whole), feminine)
    if part:
        leading = ["zero"] * (len(part) - len(part.lstrip("0")))
        rest = [portuguese_number(int(part))] if int(part) else []
        said += " vírgula " + " ".join([*leading, *rest])
    return said


def written_portuguese(text: str) -> str:
    """Text without figures or signs, ready for its letters to be spoken."""
    for pattern, words in _RULES:
        text = pattern.sub(words, text)
    return text


def _below_thousand(value: int, feminine: bool) -> str:
    if value == 100:
        return "cem"
    hundreds, rest = divmod(value, 100)
    parts = [_HUNDREDS[hundreds]] if hundreds else []
    if feminine and hundreds > 1:
        parts = [parts[0].removesuffix("os") + "as"]
    if rest >= 20:
        tens, rest = divmod(rest, 10)
        parts.append(_TENS[tens])
    if rest:
        word = _SMALL[rest]
        parts.append(_FEMININE.get(word, word) if feminine else word)
    return " e ".join(parts)


def _price(amount: str, sign: str) -> str:
    one, many = _CURRENCIES[sign]
    feminine = many == "libras"
    decimal = re.fullmatch(r"(.+),(\d\d)", amount)
    whole = decimal.group(1) if decimal else amount
    said = f"{portuguese_figure(whole, feminine)} {one if whole == '1' else many}"
    if decimal and int(decimal.group(2)):
        cents = int(decimal.group(2))
        said += f" e {portuguese_number(cents)} {'centavo' if cents == 1 else 'centavos'}"
    return said


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match.group(1)), int(match.group(2))
    hours = f"{portuguese_number(hour, feminine=True)} {'hora' if hour == 1 else 'horas'}"
    if not minute:
        return hours
    return f"{portuguese_number(hour, feminine=True)} e {portuguese_number(minute)}"


def _date(match: re.Match[str]) -> str:
    day, month, year = int(match.group(1)), int(match.group(2)), match.group(3)
    if not 1 <= month <= 12:
        return match.group()
    first = "primeiro" if day == 1 else portuguese_number(day)
    return f"{first} de {MONTHS['pt'][month - 1]} de {portuguese_number(int(year))}"


def _unit(match: re.Match[str]) -> str:
    amount, unit = match.group(1), match.group(2)
    feminine = unit == "h"
    words = _UNITS[unit]
    if amount == "1" and unit != "%":
        words = {"graus": "grau", "quilômetros por hora": "quilômetro por hora"}.get(words, words.removesuffix("s"))
    return f"{portuguese_figure(amount, feminine)} {words}"


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b"), _date),
    (re.compile(r"\b([01]?\d|2[0-3])[:h]([0-5]\d)\b"), _time),
    (re.compile(r"(?<!\w)[-−](?=\d)"), lambda _: "menos "),
    (re.compile(rf"({_SIGNS}) ?({_FIGURE})"), lambda m: _price(m.group(2), m.group(1))),
    (re.compile(rf"({_FIGURE}) ?({_SIGNS})(?![A-Za-z])"), lambda m: _price(m.group(1), m.group(2))),
    (re.compile(rf"({_FIGURE}) ?({_UNIT_SIGNS})(?![A-Za-zÀ-ÿ])"), _unit),
    (re.compile(r"\b(\d+)º"), lambda m: "primeiro" if m.group(1) == "1" else portuguese_figure(m.group(1))),
    (
        re.compile(rf"({_FIGURE})(?= (?:horas?|pessoas|noites|libras|milhas|vezes|semanas|mesas|malas)\b)"),
        lambda m: portuguese_figure(m.group(1), feminine=True),
    ),
    (re.compile(_FIGURE), lambda m: portuguese_figure(m.group())),
    (re.compile(r"&"), lambda _: "e"),
)
