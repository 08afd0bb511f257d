"""Builds resources/facts/names.json: countries, languages and money as five languages call them.

    pip install Babel==2.18.0
    python packaging/build_names.py

Everything comes from Unicode's CLDR (by Babel), for what resources/facts/countries.json and the table of money hold.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale
from babel.numbers import get_currency_name

from wanderlust.domain.money import CURRENCIES

TARGET = Path(__file__).parents[1] / "resources" / "facts"
LANGUAGES = ("es", "fr", "de", "it", "pt")


def main() -> None:
    countries = json.loads((TARGET / "countries.json").read_text(encoding="utf-8"))["countries"]
    spoken = {name for row in countries.values() for name in row.get("official_languages", ())}
    english = {name: code for code, name in Locale("en").languages.items()}
    tables = {}
    for language in LANGUAGES:
        locale = Locale(language)
        tables[language] = {
            "countries": {code: locale.territories[code] for code in countries if code in locale.territories},
            "languages": {
                name: locale.languages[english[name]]
                for name in sorted(spoken)
                if english.get(name) in locale.languages
            },
            "money": {
                code: [get_currency_name(code, count=count, locale=locale) for count in (1, 2)]
                for code in sorted(CURRENCIES)
            },
        }
    text = json.dumps({"source": "Unicode CLDR 48", "names": tables}, ensure_ascii=False, indent=0)
    (TARGET / "names.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
