"""Spoken words are made written ones: fillers out, case and punctuation in, sentences apart."""

from __future__ import annotations

import pytest

from wanderlust.engine.translation.tidying import tidied_sentences, without_fillers


@pytest.mark.parametrize(
    ("language", "said", "meant"),
    [
        ("en", "uh I um need a, er, doctor", "I need a, doctor"),
        ("en", "I, I need the the key", "I need the key"),
        ("en", "Well, you know, it is far", "Well, it is far"),
        ("pt", "hum, eu eu preciso de ahn um médico", "eu preciso de um médico"),
        ("pt", "é, queria um café, né", "queria um café"),
    ],
)
def test_hesitation_is_left_out(language: str, said: str, meant: str) -> None:
    assert without_fillers(said, language) == meant


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "No, no. It is very very far."),
        ("en", "You know the umbrella."),
        ("pt", "Isto é um hotel."),
        ("pt", "Um café."),
    ],
)
def test_words_that_only_look_like_it_stay(language: str, said: str) -> None:
    assert without_fillers(said, language) == said


@pytest.mark.parametrize(
    ("language", "heard", "written"),
    [
        ("en", "where is the station", ["Where is the station?"]),
        ("en", "i arrive in lisbon on monday", ["I arrive in Lisbon on Monday."]),
        ("en", "I AM LOST", ["I am lost."]),
        ("en", "good morning. where is the beach", ["Good morning.", "Where is the beach?"]),
        ("pt", "quanto custa um bilhete", ["Quanto custa um bilhete?"]),
        ("pt", "a conta por favor", ["A conta por favor."]),
        ("pt", "onde fica o hotel? estou perdido", ["Onde fica o hotel?", "Estou perdido."]),
    ],
)
def test_case_and_marks_are_restored(language: str, heard: str, written: list[str]) -> None:
    assert tidied_sentences(heard, language) == written


def test_what_is_written_well_stays_as_it_is() -> None:
    text = ["Dr. Ito arrives at 7:15.", "Is NATO in Brussels?"]
    assert tidied_sentences(" ".join(text), "en") == text


def test_nothing_but_hesitation_is_no_sentence() -> None:
    assert tidied_sentences("uhm ... er", "en") == []
