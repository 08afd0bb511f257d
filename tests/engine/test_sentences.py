"""Text is cut where a speaker would pause, and nowhere else."""

from __future__ import annotations

import pytest

from wanderlust.engine.sentences import split_for_speech, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Kyoto is in Japan. It is 9,558 km away!", ["Kyoto is in Japan.", "It is 9,558 km away!"]),
        ("It is 3.5 km. Shall I show it?", ["It is 3.5 km.", "Shall I show it?"]),
        ("St. Mark's Square is in Venice.", ["St. Mark's Square is in Venice."]),
        ("Mt. Fuji is high. Dr. Ito climbed it.", ["Mt. Fuji is high.", "Dr. Ito climbed it."]),
        ("It is 7 p.m. The sun has set.", ["It is 7 p.m.", "The sun has set."]),
        ("At 7 p.m. tomorrow.", ["At 7 p.m. tomorrow."]),
        ('He said "Go!" Then he went.', ['He said "Go!"', "Then he went."]),
        ("Well... let me see.", ["Well... let me see."]),
        ("One\nTwo\n\nThree", ["One", "Two", "Three"]),
        ("京都は日本にあります。遠いですか？はい。", ["京都は日本にあります。", "遠いですか？", "はい。"]),
        ("¿Dónde está? Está en España.", ["¿Dónde está?", "Está en España."]),
        ("No full stop at the end", ["No full stop at the end"]),
        ("", []),
        (" ... \n?!", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences


def test_the_first_clause_of_a_long_sentence_is_spoken_apart() -> None:
    text = "Kyoto is a city in Japan, with one and a half million people living there. It is old."
    pieces = split_for_speech(text)
    assert [(piece.text, piece.after) for piece in pieces] == [
        ("Kyoto is a city in Japan,", "clause"),
        ("with one and a half million people living there.", "sentence"),
        ("It is old.", "sentence"),
    ]
    assert " ".join(piece.text for piece in pieces) == text


def test_a_clause_of_fewer_than_three_words_is_not_spoken_apart() -> None:
    pieces = split_for_speech("Yes, Kyoto, the old capital of the whole country of Japan: it has many temples.")
    assert pieces[0].text == "Yes, Kyoto, the old capital of the whole country of Japan:"


def test_a_short_sentence_is_spoken_in_one_breath() -> None:
    assert [piece.text for piece in split_for_speech("Kyoto is in Japan, I think.")] == ["Kyoto is in Japan, I think."]


def test_a_number_with_a_comma_is_no_clause() -> None:
    text = "The way from Lisbon to the city of Vladivostok is 10,255 kilometres long"
    assert [piece.text for piece in split_for_speech(text)] == [text]
