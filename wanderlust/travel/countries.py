"""Facts about countries from the bundled tables."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, get_args

from wanderlust.domain.countries import Country, EmergencyNumbers, Holiday, Practical, Tip, Water
from wanderlust.domain.errors import DataMissing, ToolFailed


class BundledCountries:
    """Fills ``ports.CountryTable`` from the files that ``packaging/build_countries.py`` makes and ``practical.tsv``.

    Args:
        folder: Holds ``countries.json``, ``holidays.json`` and ``practical.tsv``; read at the first question.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._countries: dict[str, Country] = {}
        self._holidays: dict[str, dict[str, list[str]]] = {}

    def country(self, code: str) -> Country:
        """The country of an ISO 3166-1 code.

        Raises:
            ToolFailed: It is in no table.
            DataMissing: A table is not there or damaged.
        """
        self._load()
        found = self._countries.get(code.upper())
        if found is None:
            raise ToolFailed("I have no facts about that country.")
        return found

    def holidays(self, code: str, first: date, count: int) -> tuple[Holiday, ...]:
        """The next public holidays on or after a day, soonest first; empty where none are known."""
        self._load()
        days = [
            Holiday(name, day)
            for name, dates in self._holidays.get(code.upper(), {}).items()
            for day in map(date.fromisoformat, dates)
            if day >= first
        ]
        return tuple(sorted(days, key=lambda holiday: holiday.day)[:count])

    def _load(self) -> None:
        if self._countries:
            return
        try:
            practical = read_practical(self._folder / "practical.tsv")
            document = json.loads((self._folder / "countries.json").read_text(encoding="utf-8"))
            holidays = json.loads((self._folder / "holidays.json").read_text(encoding="utf-8"))
            source, day = str(document["sources"]), date.fromisoformat(document["date"])
            countries = {
                code: _country(code, row, practical.get(code), source, day)
                for code, row in document["countries"].items()
            }
            self._holidays = dict(holidays["holidays"])
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise DataMissing(
                "facts", "My facts about countries cannot be read.", "Install Wanderlust again."
            ) from error
        self._countries = countries


def _country(code: str, row: dict[str, Any], practical: Practical | None, source: str, day: date) -> Country:
    return Country(
        code=code,
        name=str(row["name"]),
        capital=str(row.get("capital", "")),
        population=int(row.get("population", 0)),
        population_year=int(row.get("population_year", 0)),
        area_km2=int(row.get("area_km2", 0)),
        location=str(row.get("location", "")),
        languages=str(row.get("languages", "")),
        official_languages=tuple(row.get("official_languages", ())),
        currencies=tuple(row.get("currencies", ())),
        calling_code=int(row.get("calling_code") or 0),
        practical=practical,
        source=source,
        day=day,
    )


def read_practical(file: Path) -> dict[str, Practical]:
    """The hand-written table by country code; raises ValueError for a row that does not fit."""
    rows: dict[str, Practical] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, numbers, plugs, mains, side, water, tip = line.split("\t")
        volts, hertz = mains.split("/")
        if side not in ("L", "R") or water not in get_args(Water) or tip not in get_args(Tip):
            raise ValueError(f"practical.tsv: {line}")
        rows[code] = Practical(
            _numbers(numbers),
            tuple(plugs.split(",")),
            volts,
            hertz,
            side == "L",
            water,  # type: ignore[arg-type]  # checked above
            tip,  # type: ignore[arg-type]  # checked above
        )
    return rows


def _numbers(text: str) -> EmergencyNumbers:
    general, _, single = text.partition(";")
    police, ambulance, fire = (single.split("/") + ["", "", ""])[:3]
    return EmergencyNumbers(general, police, ambulance, fire)
