"""Sentences come out of a stream as soon as they are whole, each once, whatever the pieces."""

from __future__ import annotations

import pytest

from wanderlust.engine.sentence_stream import LONGEST, SentenceStream

TEXT = "It opens at nine. St. Mark's is 3.5 km away! Is it far? No. It is not.\nGo and see it"
SENTENCES = ["It opens at nine.", "St. Mark's is 3.5 km away!", "Is it far?", "No. It is not.", "Go and see it"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_pieces_of_any_size_give_the_same_sentences(size: int) -> None:
    stream = SentenceStream()
    found = [s for at in range(0, len(TEXT), size) for s in stream.feed(TEXT[at : at + size])]
    assert found + stream.finish() == SENTENCES


def test_a_sentence_is_given_when_the_next_begins() -> None:
    stream = SentenceStream()
    assert stream.feed("It opens at nine. ") == []
    assert stream.feed("I") == ["It opens at nine."]


def test_a_line_is_a_sentence_at_once() -> None:
    assert SentenceStream().feed("Good morning\n") == ["Good morning"]


def test_a_chinese_sentence_needs_no_space() -> None:
    stream = SentenceStream()
    assert stream.feed("你好。我在") == ["你好。"]
    assert stream.finish() == ["我在"]


def test_text_without_an_end_is_cut_at_a_space() -> None:
    stream = SentenceStream()
    found = stream.feed("word " * 200)
    assert all(len(part) <= LONGEST and part.endswith("word") for part in found)
    assert " ".join([*found, *stream.finish()]).split() == ["word"] * 200


def test_text_without_a_space_is_cut_all_the_same() -> None:
    assert SentenceStream().feed("x" * 1000) == ["x" * LONGEST, "x" * LONGEST]
