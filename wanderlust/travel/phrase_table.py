"""The phrases as they lie in ``resources/phrases``: one table a topic, one row a phrase, one column a language."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from wanderlust.domain.errors import DataMissing
from wanderlust.domain.phrases import PHRASE_LANGUAGES, TOPICS, Phrase
from wanderlust.travel.phrase_template import Template

OUTPUT_ONLY = "= "


@dataclass(frozen=True, slots=True)
class Cell:
    """A phrase in one language.

    Attributes:
        said: What is shown and spoken.
        heard: All that is recognised as the phrase; ``said`` is not among it where it belongs to another phrase first:
            French has one word for hello and good morning.
    """

    said: Template
    heard: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase with its cells."""

    phrase: Phrase
    cells: Mapping[str, Cell]


def read_phrases(folder: Path) -> tuple[Row, ...]:
    """All rows, in the order of topics and of the tables.

    Raises:
        DataMissing: A table is not there or damaged.
    """
    try:
        return tuple(row for topic in TOPICS for row in _rows(folder, topic))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataMissing("phrases", "My phrasebook cannot be read.", "Install Wanderlust again.") from error


def _rows(folder: Path, topic: str) -> Iterator[Row]:
    with (folder / f"{topic}.tsv").open(encoding="utf-8", newline="") as lines:
        for values in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            cells = {language: _cell(values[language], language) for language in PHRASE_LANGUAGES}
            reviewed = frozenset(values["reviewed"].split()) - {"-"}
            if not reviewed <= set(PHRASE_LANGUAGES):
                raise ValueError(f"{values['key']}: reviewed in {sorted(reviewed)}")
            yield Row(
                Phrase(
                    key=values["key"],
                    topic=next(known for known in TOPICS if known == topic),
                    slots=cells["en"].said.slots,
                    texts={language: cell.said.shown() for language, cell in cells.items()},
                    reviewed=reviewed,
                ),
                cells,
            )


def _cell(text: str, language: str) -> Cell:
    ways = [way.strip() for way in text.removeprefix(OUTPUT_ONLY).split(" | ")]
    if not all(ways):
        raise ValueError(f"an empty way of saying it in {language}: {text!r}")
    templates = tuple(Template(way, language) for way in ways)
    return Cell(templates[0], templates[1:] if text.startswith(OUTPUT_ONLY) else templates)
