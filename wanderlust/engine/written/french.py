"""French figures, prices, times, dates and units as words: a neural voice knows letters only."""

from __future__ import annotations

import re
from collections.abc import Callable

from wanderlust.domain.calendar_names import MONTHS

_SMALL_LIST = """
    zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
    dix-neuf
"""
_SMALL = _SMALL_LIST.split()
_TENS = ["-", "-", "vingt", "trente", "quarante", "cinquante", "soixante"]
# One, many, and what its hundredth is called.
_CURRENCIES = {
    "€": ("euro", "euros"),
    "EUR": ("euro", "euros"),
    "US$": ("dollar", "dollars"),
    "$": ("dollar", "dollars"),
    "USD": ("dollar", "dollars"),
    "£": ("livre", "livres"),
    "GBP": ("livre", "livres"),
    "¥": ("yen", "yens"),
    "JPY": ("yen", "yens"),
    "CHF": ("franc suisse", "francs suisses"),
}
_FEMININE = frozenset({"livre", "livres", "heure", "heures", "minute", "minutes", "tonne", "tonnes"})
_UNITS = {
    "km/h": ("kilomètre à l'heure", "kilomètres à l'heure"),
    "km": ("kilomètre", "kilomètres"),
    "kg": ("kilo", "kilos"),
    "cm": ("centimètre", "centimètres"),
    "mm": ("millimètre", "millimètres"),
    "m": ("mètre", "mètres"),
    "min": ("minute", "minutes"),
    "°C": ("degré", "degrés"),
    "°": ("degré", "degrés"),
    "%": ("pour cent", "pour cent"),
}
_SIGNS = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_UNIT_SIGNS = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_FIGURE = r"(?<!\d)\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?"


def french_number(value: int, feminine: bool = False) -> str:
    """A whole number from 0 to 999,999,999,999 in words; larger ones digit by digit."""
    if value >= 10**12:
        return " ".join(_SMALL[int(digit)] for digit in str(value))
    if value == 0:
        return "zéro"
    words: list[str] = []
    for size, one, many in ((10**9, "un milliard", "milliards"), (10**6, "un million", "millions")):
        count, value = divmod(value, size)
        if count:
            words.append(one if count == 1 else f"{_below_thousand(count, plural=True)} {many}")
    thousands, value = divmod(value, 1000)
    if thousands:
        words.append("mille" if thousands == 1 else f"{_below_thousand(thousands, plural=False)} mille")
    if value:
        words.append(_below_thousand(value, plural=True))
    said = " ".join(words)
    return re.sub(r"\bun$", "une", said) if feminine else said


def _below_thousand(value: int, plural: bool) -> str:
    hundreds, rest = divmod(value, 100)
    words = []
    if hundreds:
        ending = "s" if plural and hundreds > 1 and not rest else ""
        words.append(f"{_SMALL[hundreds] + ' ' if hundreds > 1 else ''}cent{ending}")
    if rest:
        words.append(_below_hundred(rest, plural))
    return " ".join(words)


def _below_hundred(value: int, plural: bool) -> str:
    if value < 20:
        return _SMALL[value]
    if value >= 80:
        return f"quatre-vingt-{_SMALL[value - 80]}" if value > 80 else f"quatre-vingt{'s' if plural else ''}"
    tens, ones = (6, value - 60) if value >= 60 else divmod(value, 10)
    if not ones:
        return _TENS[tens]
    if ones in (1, 11):
        return f"{_TENS[tens]} et {_SMALL[ones]}"
    return f"{_TENS[tens]}-{_SMALL[ones]}"


def french_figure(written: str, feminine: bool = False) -> str:
    """A figure as it stands in French text ("1 718", "2,5") in words."""
    plain = re.sub(r"[. \u00a0\u202f](?=\d{3}(?!\d))", "", written)
    whole, _, part = plain.replace(".", ",").partition(",")
    said = french_number(int(whole), feminine and not part)
    if part:
        zeros = ["zéro"] * (len(part) - len(part.lstrip("0")))
        said += " virgule " + " ".join([*zeros, *([french_number(int(part))] if int(part) else [])])
    return said


def written_french(text: str) -> str:
    """French text without figures and signs."""
    for pattern, said in _RULES:
        text = pattern.sub(said, text)
    return re.sub(r" {2,}", " ", text)


def _time(match: re.Match[str]) -> str:
    hours, minutes = int(match.group(1)), int(match.group(2) or 0)
    if hours > 24 or minutes > 59:
        return match.group()
    said = f"{french_number(hours, feminine=True)} heure{'s' if hours > 1 else ''}"
    return f"{said} {french_number(minutes, feminine=True)}" if minutes else said


def _date(match: re.Match[str]) -> str:
    day, month, year = (int(part) for part in match.groups())
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return match.group()
    return f"{_day(day)} {MONTHS['fr'][month - 1]} {french_number(year)}"


def _day(day: int) -> str:
    return "premier" if day == 1 else french_number(day)


def _price(figure: str, sign: str) -> str:
    one, many = _CURRENCIES[sign]
    plain = re.sub(r"[. \u00a0\u202f](?=\d{3}(?!\d))", "", figure)
    whole, _, part = plain.replace(".", ",").partition(",")
    count = int(whole)
    # 0 and 1 are singular, and a million of something takes "de".
    said = f"{french_number(count, one in _FEMININE)} {one if count < 2 else many}"
    if count >= 10**6 and not count % 10**6:
        said = f"{french_number(count)} {'d’' if many[0] in 'aeiouy' else 'de '}{many}"
    return f"{said} {french_number(int(part.ljust(2, '0')[:2]))}" if part and int(part) else said


def _unit(match: re.Match[str]) -> str:
    figure, sign = match.groups()
    one, many = _UNITS[sign]
    value = float(re.sub(r"[ \u00a0\u202f]", "", figure).replace(",", "."))
    return f"{french_figure(figure, one in _FEMININE)} {one if value < 2 else many}"


def _ordinal(match: re.Match[str]) -> str:
    value = int(match.group(1))
    if value == 1:
        return "première" if match.group(2) in ("re", "ère") else "premier"
    word = french_number(value)
    stem = {"cinq": "cinqu", "neuf": "neuv"}
    for ending, changed in stem.items():
        if word.endswith(ending):
            return word.removesuffix(ending) + changed + "ième"
    return word.removesuffix("s").removesuffix("e") + "ième" if not word.endswith("trois") else word + "ième"


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str] | str], ...] = (
    (re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b"), _date),
    (re.compile(r"(?<![\w])[−-](?=\d)"), "moins "),
    (re.compile(rf"\b1er(?= (?:{'|'.join(MONTHS['fr'])}))"), "premier"),
    (re.compile(r"\b(\d{1,2}) ?[hH] ?(\d{2})?\b(?! ?/)"), _time),
    (re.compile(r"\b(\d{1,2}):(\d{2})\b"), _time),
    (re.compile(rf"({_SIGNS}) ?({_FIGURE})"), lambda m: _price(m.group(2), m.group(1))),
    (re.compile(rf"({_FIGURE}) ?({_SIGNS})(?![A-Za-z])"), lambda m: _price(m.group(1), m.group(2))),
    (re.compile(rf"({_FIGURE}) ?({_UNIT_SIGNS})(?![A-Za-zà-ÿ/])"), _unit),
    (re.compile(r"\b(\d+)(er|re|ère|e|ème)\b"), _ordinal),
    (re.compile(r"\b[Nn](?:°|º|o\.) ?(?=\d)"), "numéro "),
    (re.compile(r"\+(?=\d)"), "plus "),
    (re.compile(r"\bM\. (?=[A-ZÀ-Ý])"), "Monsieur "),
    (re.compile(r"\bMme\b\.?"), "Madame"),
    (re.compile(rf"({_FIGURE})(?= (?:heures?|minutes?|livres?|tonnes?)\b)"), lambda m: french_figure(m.group(), True)),
    # "1.2.3" is a version or an address, not a fraction.
    (
        re.compile(r"(?<![\d.])(?!\d{1,3}(?:\.\d{3})+(?!\d))\d+(?:\.\d+){2,}"),
        lambda m: " point ".join(french_number(int(part)) for part in m.group().split(".")),
    ),
    (re.compile(_FIGURE), lambda m: french_figure(m.group())),
    (re.compile(r" ?& ?"), " et "),
    (re.compile(r" (?=[;:!?])"), ""),
)
