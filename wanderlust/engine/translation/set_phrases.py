"""Sentences with one fixed translation: greetings, thanks, a call for help.

The models were trained on web pages, where a bare "Thank you." stands under forms: they made of it thanks for sending
an edition, of "Com licença" a licence, and of "Socorro!" somebody who helps.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from wanderlust.domain.errors import DataMissing
from wanderlust.engine.translation.worker import Direction


class SetPhrases:
    """The phrases of a table, matched as whole sentences: by their words in order, whatever the case and the marks."""

    def __init__(self, rows: Sequence[tuple[Sequence[str], Sequence[str]]], languages: tuple[str, str]) -> None:
        """Take rows of the ways to say a thing in the first and in the second language, the usual one first."""
        first, second = languages
        self._phrases: dict[Direction, dict[str, str]] = {(first, second): {}, (second, first): {}}
        for one, other in rows:
            for direction, said, meant in (((first, second), one, other), ((second, first), other, one)):
                for way in said:
                    # A way of saying two things ("Boa noite") means the one that comes first in the table.
                    self._phrases[direction].setdefault(_key(way), meant[0])

    def translation(self, sentence: str, direction: Direction) -> str | None:
        """The translation of a sentence that is one of these, or None."""
        known: Mapping[str, str] = self._phrases.get(direction, {})
        return known.get(_key(sentence))


def read_set_phrases(path: Path) -> SetPhrases:
    """The English and Portuguese phrases of a table; raises DataMissing when it is not there or is damaged."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        split = [line.split("\t") for line in lines if line and not line.startswith("#")]
        rows = [(english.split("|"), portuguese.split("|")) for english, portuguese in split]
    except (OSError, ValueError) as error:
        raise DataMissing(
            "translation", f"The table of set phrases cannot be read: {error}.", "Install Wanderlust again."
        ) from error
    return SetPhrases(rows, ("en", "pt"))


def _key(sentence: str) -> str:
    # The question mark stays: "Sorry?" is no apology.
    return " ".join(re.sub(r"[^\w'?]+", " ", sentence.casefold().replace("’", "'")).split())
