"""What money is worth, from the bundled tables of rates; each answer carries its table's source and date."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wanderlust.domain import money
from wanderlust.domain.errors import DataMissing, ToolFailed
from wanderlust.domain.exchange import Rate


@dataclass(frozen=True, slots=True)
class RateTable:
    """One publisher's rates of one day, in units for one euro."""

    source: str
    day: date
    per_euro: dict[str, float]


class BundledRates:
    """Fills ``ports.ExchangeRates`` from a file of tables, best first."""

    def __init__(self, path: Path) -> None:
        """Read the tables.

        Args:
            path: The file ``packaging/build_rates.py`` makes.

        Raises:
            DataMissing: The file is not there or is damaged.
        """
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            self._tables = tuple(
                RateTable(table["source"], date.fromisoformat(table["date"]), dict(table["rates"]))
                for table in content["tables"]
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataMissing(
                "currency", "My table of exchange rates cannot be read.", "Install Wanderlust again."
            ) from error

    def rate(self, base: str, quote: str) -> Rate:
        """What one ``base`` is worth in ``quote``, both from one table so that their day is the same.

        Raises:
            ToolFailed: No table knows both.
        """
        base, quote = base.upper(), quote.upper()
        for table in self._tables:
            if base in table.per_euro and quote in table.per_euro:
                value = table.per_euro[quote] / table.per_euro[base]
                return Rate(base, quote, value, table.day, table.source)
        known = {code for table in self._tables for code in table.per_euro}
        missing = [self.name_of(code, 2) for code in (base, quote) if code not in known]
        raise ToolFailed(f"I have no exchange rate for {' or '.join(missing)}.")

    def code_for(self, words: str) -> str | None:
        """ISO 4217 code for a code, sign or name, or None."""
        return money.code_for(words)

    def name_of(self, code: str, amount: float) -> str:
        """How to say that currency with that amount."""
        return money.name_of(code, amount)
