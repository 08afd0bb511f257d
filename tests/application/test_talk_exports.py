"""An interpreted talk in each of its forms."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from wanderlust.application.talk_exports import as_json, as_markdown, as_subtitles, as_text, write_talk
from wanderlust.domain.errors import BadInput, StorageFailed
from wanderlust.domain.interpreting import InterpretedUtterance

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TALK = (
    InterpretedUtterance("a", "en", "Where is *it*?", "pt", "Onde fica?", "local", NOON, 1.25),
    InterpretedUtterance(
        "b", "pt", "São 30 euros.", "en", "It is 30 euros.", "local", NOON + timedelta(seconds=5), 0.4, ("money",)
    ),
)


def test_text_has_time_language_and_both_wordings() -> None:
    assert as_text(TALK).splitlines() == [
        "[12:00:00] English: Where is *it*?",
        "           Portuguese: Onde fica?",
        "[12:00:05] Portuguese: São 30 euros.",
        "           English: It is 30 euros.",
    ]


def test_markdown_shows_words_as_they_were_said() -> None:
    page = as_markdown(TALK)
    assert page.startswith("# Interpreted talk, 2026-11-22\n")
    assert "**12:00:00 English** Where is \\*it\\*?" in page and "> Portuguese: Onde fica?" in page


def test_subtitles_count_from_the_first_word_and_stay_long_enough_to_be_read() -> None:
    assert as_subtitles(TALK) == (
        "1\n00:00:00,000 --> 00:00:01,250\nWhere is *it*?\nOnde fica?\n\n"
        "2\n00:00:05,000 --> 00:00:06,000\nSão 30 euros.\nIt is 30 euros.\n\n"
    )


def test_subtitles_never_overlap() -> None:
    close = InterpretedUtterance("b", "pt", "Ali.", "en", "There.", "local", NOON + timedelta(seconds=0.5), 1.0)
    assert "00:00:00,000 --> 00:00:00,500" in as_subtitles((TALK[0], close))


def test_json_holds_every_field() -> None:
    (_, second) = json.loads(as_json(TALK))["utterances"]
    assert (second["speaker"], second["care"], second["at"]) == ("pt", ["money"], "2026-11-22T12:00:05+00:00")


@pytest.mark.parametrize("name", ["talk.txt", "talk.md", "talk.SRT", "talk.json"])
def test_the_ending_tells_the_form(tmp_path: Path, name: str) -> None:
    write_talk(TALK, tmp_path / name)
    assert "Onde fica?" in (tmp_path / name).read_text(encoding="utf-8")


def test_what_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot write a talk as “.doc”"):
        write_talk(TALK, tmp_path / "talk.doc")
    with pytest.raises(BadInput, match="Nothing of the talk was kept"):
        write_talk((), tmp_path / "talk.txt")
    with pytest.raises(StorageFailed, match="Choose another folder"):
        write_talk(TALK, tmp_path / "nowhere" / "talk.txt")
