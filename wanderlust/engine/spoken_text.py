"""Written forms that a voice would misread, written as they are said.

Only what the voices get wrong is touched; hibari itself reads "1,718 km", "25 °C", "£20" and "14:05" correctly.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from wanderlust.engine.written import english
from wanderlust.engine.written.european import written_european
from wanderlust.engine.written.french import written_french
from wanderlust.engine.written.japanese import written_japanese
from wanderlust.engine.written.mandarin import written_mandarin
from wanderlust.engine.written.portuguese import written_portuguese

# The voices of these languages know letters only.
_WRITTEN: dict[str, Callable[[str], str]] = {
    "fr": written_french,
    "pt": written_portuguese,
    "ja": written_japanese,
    "zh": written_mandarin,
}

_SPACES = re.compile("[\u00a0\u2007\u2009\u202f]")
_MARKUP = re.compile(r"[*_`#]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}")
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d])")

_CURRENCIES = {
    "AUD": "Australian dollars",
    "BRL": "reais",
    "CAD": "Canadian dollars",
    "CHF": "Swiss francs",
    "CNY": "yuan",
    "CZK": "Czech crowns",
    "DKK": "Danish crowns",
    "EUR": "euros",
    "GBP": "pounds",
    "HKD": "Hong Kong dollars",
    "HUF": "forints",
    "INR": "rupees",
    "JPY": "yen",
    "KRW": "won",
    "MXN": "Mexican pesos",
    "NOK": "Norwegian crowns",
    "NZD": "New Zealand dollars",
    "PLN": "zloty",
    "SEK": "Swedish crowns",
    "SGD": "Singapore dollars",
    "THB": "baht",
    "TRY": "lira",
    "USD": "dollars",
    "ZAR": "rand",
}
_AMOUNT = r"\d[\d,]*(?:\.\d+)?"
_CODES = "|".join(_CURRENCIES)
_DOLLARS = {"A": "Australian", "C": "Canadian", "CA": "Canadian", "HK": "Hong Kong", "NZ": "New Zealand", "US": "US"}
_COMPASS = {"N": "north", "S": "south", "E": "east", "W": "west"}


def _hours(match: re.Match[str]) -> str:
    count = match.group(1)
    return f"{count} hour" if count == "1" else f"{count} hours"


_ENGLISH: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(rf"\b({_AMOUNT}) ?({_CODES})\b"), lambda m: f"{m.group(1)} {_CURRENCIES[m.group(2)]}"),
    (re.compile(rf"\b({_CODES}) ?({_AMOUNT})\b"), lambda m: f"{m.group(2)} {_CURRENCIES[m.group(1)]}"),
    (
        re.compile(rf"\b(A|CA?|HK|NZ|US)\$ ?({_AMOUNT})"),
        lambda m: f"{m.group(2)} {_DOLLARS[m.group(1)]} dollars",
    ),
    (re.compile(r"\b(\d+) ?h\b(?! ?/)"), _hours),
    (re.compile(r"(?<=\d°) ?([NSEW])\b"), lambda m: f" {_COMPASS[m.group(1)]}"),
    (re.compile(r"\b(\d+(?:\.\d+)?) ?m\b(?![/²³])"), r"\1 metres"),
    (re.compile(r"(?<=\d)\s?[–—]\s?(?=[\d£$€])"), " to "),
    (re.compile(r"\s?[≈~]\s?(?=\d)"), " about "),
    (re.compile(r"\b(UTC|GMT)\s?[-−](?=\d)"), r"\1 minus "),
    (re.compile(r"−(?=\d)"), "minus "),
    (re.compile(r"\be\.g\.(?=\s)"), "for example"),
    (re.compile(r"\bi\.e\.(?=\s)"), "that is"),
)


def spoken_text(text: str, language: str) -> str:
    """Text as the voice of a language should be given it."""
    text = _MARKUP.sub("", _SPACES.sub(" ", _GROUPED.sub("", text)))
    written = _WRITTEN.get(language)
    if written is not None:
        return written(text).strip()
    if language != "en":
        return written_european(text, language).strip()
    text = _THOUSANDS.sub(lambda match: match.group().replace(" ", ""), text)
    for pattern, said in (*english.RULES, *_ENGLISH):
        text = pattern.sub(said, text)
    return re.sub(r" {2,}", " ", text).strip()
