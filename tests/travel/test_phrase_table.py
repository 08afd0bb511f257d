"""Every cell of the phrase tables: nothing empty, nothing twice, the same gaps in every language."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from wanderlust.domain.errors import DataMissing
from wanderlust.domain.phrases import PHRASE_LANGUAGES, TOPICS, ClockTime, SlotKind, SlotValue, Sum
from wanderlust.travel.phrase_table import Row, read_phrases
from wanderlust.travel.phrases import Phrasebook

FOLDER = Path(__file__).parents[2] / "resources" / "phrases"
VALUES: dict[SlotKind, SlotValue] = {
    "number": 3.0,
    "time": ClockTime(6, 40, "pm"),
    "money": Sum(4.5, "EUR"),
    "allergen": "peanuts",
    "place": "Porto",
}


@pytest.fixture(scope="module")
def rows() -> tuple[Row, ...]:
    return read_phrases(FOLDER)


def test_there_are_at_least_180_phrases_and_every_topic_has_fifteen(rows: tuple[Row, ...]) -> None:
    assert len(rows) >= 180
    assert len({row.phrase.key for row in rows}) == len(rows)
    for topic in TOPICS:
        assert sum(row.phrase.topic == topic for row in rows) >= 15, topic


@pytest.mark.parametrize("language", PHRASE_LANGUAGES)
def test_every_cell_is_written_and_its_gaps_are_those_of_the_phrase(rows: tuple[Row, ...], language: str) -> None:
    for row in rows:
        cell = row.cells[language]
        for way in (cell.said, *cell.heard):
            assert way.source.strip(), row.phrase.key
            assert not way.faults(), (row.phrase.key, way.source, way.faults())
            assert set(way.slots) == set(row.phrase.slots), (row.phrase.key, way.source)


@pytest.mark.parametrize("language", PHRASE_LANGUAGES)
def test_no_two_phrases_are_recognised_by_the_same_words(rows: tuple[Row, ...], language: str) -> None:
    owners = defaultdict(list)
    for row in rows:
        for way in row.cells[language].heard:
            for pattern in way.patterns():
                owners[pattern.key or getattr(pattern.expression, "pattern", "")].append(row.phrase.key)
    assert {words: keys for words, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("language", PHRASE_LANGUAGES)
def test_what_is_said_is_recognised_again_with_the_same_values(book: Phrasebook, language: str) -> None:
    rows = {row.phrase.key: row for row in read_phrases(FOLDER)}
    for phrase in book.phrases():
        cell = rows[phrase.key].cells[language]
        if cell.said not in cell.heard:
            continue  # belongs to another phrase first
        values = {kind: VALUES[kind] for kind in phrase.slots}
        said = book.text(phrase.key, language, values)
        match = book.match(said, language)
        assert match is not None, said
        assert (match.phrase.key, dict(match.values)) == (phrase.key, values), said


def test_letters_are_those_of_the_language(rows: tuple[Row, ...]) -> None:
    blocks = {"ja": ("\u3040", "\u9fff"), "ko": ("\uac00", "\ud7af"), "zh": ("\u4e00", "\u9fff")}
    for row in rows:
        for language in PHRASE_LANGUAGES:
            text = row.cells[language].said.source
            foreign = any("\u3040" <= sign <= "\ud7af" for sign in text)
            if language not in blocks:
                assert not foreign, text
            elif not row.phrase.slots:
                low, high = blocks[language]
                assert any(low <= sign <= high for sign in text), text


def test_no_cell_is_called_reviewed_by_a_language_that_is_not_there(rows: tuple[Row, ...]) -> None:
    for row in rows:
        assert row.phrase.reviewed <= set(PHRASE_LANGUAGES)


def test_a_damaged_table_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="phrasebook cannot be read"):
        Phrasebook.read(tmp_path)
    head = "key\t" + "\t".join(PHRASE_LANGUAGES) + "\treviewed\n"
    (tmp_path / "emergency.tsv").write_text(head + "help\tHelp!\t¡Ayuda!\n", encoding="utf-8")
    with pytest.raises(DataMissing, match="phrasebook cannot be read"):
        read_phrases(tmp_path)
