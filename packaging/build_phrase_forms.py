"""Builds resources/phrases/slots/cldr.json: how nine languages write numbers, times and sums of money.

    pip install Babel==2.18.0
    python packaging/build_phrase_forms.py

Everything comes from Unicode's CLDR (by Babel); the app itself needs no Babel.
"""

from __future__ import annotations

import json
from datetime import time
from pathlib import Path

from babel import Locale
from babel.dates import format_time
from babel.numbers import format_currency, get_currency_name, get_currency_symbol

TARGET = Path(__file__).parents[1] / "resources" / "phrases" / "slots" / "cldr.json"
LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "ja", "ko", "zh")
# What a traveller of these nine languages pays with.
MONEY = tuple(
    code
    for row in (
        "AED ARS AUD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK",
        "JPY KRW MAD MXN MYR NOK NZD PEN PHP PLN RON SEK SGD THB TRY TWD USD VND ZAR",
    )
    for code in row.split()
)


def main() -> None:
    tables = {}
    for language in LANGUAGES:
        locale = Locale(language)
        halves = [format_time(time(hour), "aaaa", locale=language).lower() for hour in (9, 21)]
        tables[language] = {
            "decimal": locale.number_symbols["latn"]["decimal"],
            "group": locale.number_symbols["latn"]["group"],
            "hours": 12 if "h" in locale.time_formats["short"].pattern else 24,
            "am": halves[0],
            "pm": halves[1],
            "sum": _sum_pattern(language),
            "money": {
                code: {
                    "one": _inside(get_currency_name(code, count=1, locale=locale), language),
                    "other": _inside(get_currency_name(code, count=2, locale=locale), language),
                    "symbol": get_currency_symbol(code, locale=locale),
                }
                for code in MONEY
            },
        }
    text = json.dumps({"source": "Unicode CLDR 48", "languages": tables}, ensure_ascii=False, indent=0)
    TARGET.write_text(text + "\n", encoding="utf-8")


def _inside(name: str, language: str) -> str:
    """Portuguese names begin with a capital in CLDR; inside a sentence they do not."""
    return name[:1].lower() + name[1:] if language == "pt" else name


def _sum_pattern(language: str) -> str:
    """CLDR's pattern of a number with the name of its currency, by formatting one."""
    written = format_currency(2, "EUR", locale=language, format_type="name")
    return "{0} {1}" if any(sign.isspace() for sign in written) else "{0}{1}"


if __name__ == "__main__":
    main()
