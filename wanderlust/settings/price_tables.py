"""The prices that came with the app, with the traveller's own changes on top."""

from __future__ import annotations

import tomllib
from pathlib import Path

from wanderlust.domain.cost.prices import PriceTable, parsed_prices
from wanderlust.domain.errors import DataMissing

BUNDLED = Path("prices") / "openai.toml"


def load_prices(resources: Path, own: Path) -> tuple[PriceTable, str]:
    """The table in force, and a sentence when the traveller's own file cannot be used (else empty).

    Args:
        resources: Folder of the app's resources.
        own: ``prices.toml`` among the preferences; it need not be there.

    Raises:
        DataMissing: The table that came with the app is not there or damaged.
    """
    try:
        table = _read(resources / BUNDLED)
    except (OSError, ValueError) as error:
        raise DataMissing("prices", f"The table of prices is damaged: {error}.", "Install Wanderlust again.") from error
    try:
        return table.with_changes(_read(own)), ""
    except FileNotFoundError:
        return table, ""
    except (OSError, ValueError) as error:
        return table, f"Your own prices in {own.name} cannot be used: {error}. I use the ones of {table.day}."


def _read(path: Path) -> PriceTable:
    # TOMLDecodeError and UnicodeDecodeError are both ValueErrors.
    return parsed_prices(tomllib.loads(path.read_text(encoding="utf-8")))
