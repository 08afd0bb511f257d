"""Which sentences want a second look before they are said aloud: about health, allergies, medicine, money, numbers.

The words are in ``resources/phrases/care.tsv``: whole words, beginnings (``pregnan*``), ends (``*ache``) and word
groups (``heart_attack``); in Japanese, Korean and Chinese, which do not part their words, anything that holds them. It
errs on the careful side: a needless tap costs a second, a wrong dose may cost more.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import cast, get_args

from wanderlust.domain.errors import DataMissing
from wanderlust.domain.interpreting import CareKind
from wanderlust.travel.phrase_slots import read_slot_words
from wanderlust.travel.phrase_words import UNSPACED, compared, negated, without_accents

# Ones are left out: most are articles. So are Korean words for numbers, which hide inside other words.
_HAN_DIGIT = re.compile(r"[\d〇二两三四五六七八九十百千]")
_DIGIT = re.compile(r"\d")
_CONTAINS = "contains"  # the row that is no kind: with the name of an allergen it makes a sentence one about allergy


class Care:
    """Knows careful sentences.

    Args:
        words: Kind to language to its words, as in the table.
        numbers: Language to its number words.
        allergens: Language to the names of allergens.
        contains: Language to words for what is in a dish.
    """

    def __init__(
        self,
        words: Mapping[CareKind, Mapping[str, Collection[str]]],
        numbers: Mapping[str, Collection[str]],
        allergens: Mapping[str, Collection[str]],
        contains: Mapping[str, Collection[str]],
    ) -> None:
        self._patterns = {
            (kind, language): _pattern(entries, language)
            for kind, languages in words.items()
            for language, entries in languages.items()
        }
        self._numbers = {language: _pattern(entries, language) for language, entries in numbers.items()}
        self._allergens = {language: _pattern(entries, language) for language, entries in allergens.items()}
        self._contains = {language: _pattern(entries, language) for language, entries in contains.items()}

    @classmethod
    def read(cls, folder: Path) -> Care:
        """The tables in ``resources/phrases``; raises DataMissing."""
        try:
            words: dict[str, dict[str, list[str]]] = {}
            for row in _rows(folder / "care.tsv"):
                words[row.pop("kind")] = {language: entries.split() for language, entries in row.items()}
            contains = words.pop(_CONTAINS)
            if not words.keys() <= set(get_args(CareKind)):
                raise ValueError(f"unknown kinds in {sorted(words)}")
            numbers: dict[str, list[str]] = {}
            for row in _rows(folder / "slots" / "number_words.tsv"):
                if row["value"] != "1" and row["language"] not in UNSPACED:
                    numbers.setdefault(row["language"], []).append(row["word"].replace(" ", "_"))
            allergens = {
                language: [name.replace(" ", "_") for name in slots.by_allergen]
                for language, slots in read_slot_words(folder / "slots").items()
            }
            return cls(cast("dict[CareKind, dict[str, list[str]]]", words), numbers, allergens, contains)
        except (OSError, ValueError, KeyError, AttributeError) as error:
            raise DataMissing("phrases", "My phrasebook cannot be read.", "Install Wanderlust again.") from error

    def of(self, text: str, language: str) -> frozenset[CareKind]:
        """What a sentence needs care for; empty when it may be spoken at once."""
        plain = without_accents(compared(text, language)) if language not in UNSPACED else compared(text, language)
        found = {kind for (kind, its), pattern in self._patterns.items() if its == language and pattern.search(plain)}
        allergens = self._allergens.get(language)
        of_a_dish = language in self._contains and (
            negated(text, language) or self._contains[language].search(plain) is not None
        )
        if of_a_dish and allergens is not None and allergens.search(plain):
            found.add("allergy")
        digit = _HAN_DIGIT if language in ("ja", "zh") else _DIGIT
        words = self._numbers.get(language)
        if digit.search(plain) or (words is not None and words.search(plain)):
            found.add("number")
        return frozenset(found)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _pattern(entries: Collection[str], language: str) -> re.Pattern[str]:
    if language in UNSPACED:
        return re.compile("|".join(re.escape(compared(entry.replace("_", ""), language)) for entry in entries))
    words = []
    for entry in entries:
        word = re.escape(without_accents(compared(entry.strip("*").replace("_", " "), language)))
        words.append((r"\w*" if entry.startswith("*") else "") + word + (r"\w*" if entry.endswith("*") else ""))
    return re.compile(r"\b(?:" + "|".join(words) + r")\b")
