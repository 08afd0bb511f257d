"""Reads the table of foreign names that ``packaging/build_names.py`` makes."""

from __future__ import annotations

import json
from pathlib import Path

from wanderlust.domain.errors import DataMissing
from wanderlust.domain.foreign_names import ForeignNames


def read_foreign_names(file: Path) -> ForeignNames:
    """The names in ``names.json``.

    Raises:
        DataMissing: The file is not there or damaged.
    """
    try:
        tables = json.loads(file.read_text(encoding="utf-8"))["names"]
        return ForeignNames(
            {language: dict(table["countries"]) for language, table in tables.items()},
            {language: dict(table["languages"]) for language, table in tables.items()},
            {
                # Portuguese begins them with a capital in CLDR, inside a sentence it does not.
                language: {
                    code: (_inside(one, language), _inside(many, language))
                    for code, (one, many) in table["money"].items()
                }
                for language, table in tables.items()
            },
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataMissing("facts", "My names of countries cannot be read.", "Install Wanderlust again.") from error


def _inside(name: str, language: str) -> str:
    return name[:1].lower() + name[1:] if language == "pt" else name
