"""Spanish, French, German and Italian figures and signs that SVOX Pico misreads, as it says them well."""

from __future__ import annotations

import re

from wanderlust.domain.calendar_names import MONTHS

_FIGURE = r"\d+(?:,\d+)?"
_DATES = {"es": "{} de {} de {}", "fr": "{} {} {}", "de": "{}. {} {}", "it": "{} {} {}"}
# One and many of each currency.
_CURRENCIES = {
    "es": {"$": "dólares", "USD": "dólares", "£": "libras", "¥": "yenes", "JPY": "yenes", "€": "euros", "EUR": "euros"},
    "fr": {"$": "dollars", "USD": "dollars", "£": "livres", "¥": "yens", "JPY": "yens", "€": "euros", "EUR": "euros"},
    "de": {"$": "Dollar", "USD": "Dollar", "£": "Pfund", "¥": "Yen", "JPY": "Yen", "€": "Euro", "EUR": "Euro"},
    "it": {"$": "dollari", "USD": "dollari", "£": "sterline", "¥": "yen", "JPY": "yen", "€": "euro", "EUR": "euro"},
}
_AND_CENTS = {"es": "con", "fr": "", "de": "", "it": "e"}
_NUMBER = {"es": "número ", "fr": "numéro ", "de": "Nummer ", "it": "numero "}
_SIGNS = r"US\$|[$£¥€]|\b(?:USD|JPY|EUR)\b"


def written_european(text: str, language: str) -> str:
    """Text in one of the four languages with dates, prices and grouped thousands as Pico reads them.

    Args:
        text: What is to be said.
        language: ``es``, ``fr``, ``de`` or ``it``; text in others comes back as it is.
    """
    if language not in _DATES:
        return text
    # "1.250,50" is read as two numbers in German; the figures alone are a thousand two hundred and fifty.
    text = re.sub(r"(?<![\d.,])\d{1,3}(?:[. ]\d{3})+(?![\d.])", lambda m: re.sub(r"[. ]", "", m.group()), text)
    text = re.sub(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b", lambda m: _date(m, language), text)
    text = re.sub(rf"({_SIGNS}) ?({_FIGURE})", lambda m: _price(m.group(2), m.group(1), language), text)
    text = re.sub(rf"({_FIGURE}) ?({_SIGNS})", lambda m: _price(m.group(1), m.group(2), language), text)
    return re.sub(r"\b[Nn](?:[°º]|[rº]\.|úm\.) ?(?=\d)", _NUMBER[language], text)


def _date(match: re.Match[str], language: str) -> str:
    day, month, year = int(match.group(1)), int(match.group(2)), match.group(3)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return match.group()
    return _DATES[language].format(day, MONTHS[language][month - 1], year)


def _price(figure: str, sign: str, language: str) -> str:
    name = _CURRENCIES[language][sign.removeprefix("US") if sign.startswith("US$") else sign]
    whole, _, part = figure.partition(",")
    if len(part) == 2 and part != "00":
        return " ".join(f"{whole} {name} {_AND_CENTS[language]} {int(part)}".split())
    return f"{whole if part == '00' else figure} {name}"
