"""Words the models get wrong are said in a way they get right, and no sentence is longer than they read."""

from __future__ import annotations

import pytest

from wanderlust.engine.translation.wording import LONGEST_WORDS, bounded, reworded


@pytest.mark.parametrize(
    ("language", "said", "reworded_as"),
    [
        ("en", "We meet at half past nine.", "We meet at 9:30."),
        ("en", "It is a quarter to one.", "It is 12:45."),
        ("en", "Come at quarter past ten or at twenty to six.", "Come at 10:15 or at 5:40."),
        ("pt", "Chegamos às nove e meia.", "Chegamos às 9:30."),
        ("pt", "É às oito menos um quarto.", "É às 7:45."),
        ("pt", "São dez para as cinco.", "São 4:50."),
        ("pt", "Custa 80€ ou R$ 12,50.", "Custa 80 euros ou 12,50 reais."),
        ("en", "It is $5.", "It is 5 dollars."),
        ("en", "The check, please.", "The bill, please."),
        ("pt", "Eu não como peixe.", "Eu não consumo peixe."),
        ("pt", "Quero meio quilo de arroz.", "Quero meio quilograma de arroz."),
    ],
)
def test_what_is_translated_wrongly_is_said_otherwise(language: str, said: str, reworded_as: str) -> None:
    assert reworded(said, language) == reworded_as


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Half of the price."),
        ("en", "Check the door."),
        ("en", "I paid with a check."),
        ("pt", "Não como se diz aqui."),
        ("pt", "Duas e meia garrafas."),
        ("fr", "Il est neuf heures et demie."),
    ],
)
def test_what_only_looks_alike_stays(language: str, said: str) -> None:
    assert reworded(said, language) == said


def test_a_long_sentence_is_cut_at_its_clauses_and_loses_nothing() -> None:
    sentence = ", ".join(f"in the year number {year} we went to the sea and we swam" for year in range(20))
    parts = bounded(sentence)
    assert all(len(part.split()) <= LONGEST_WORDS for part in parts)
    assert " ".join(parts) == sentence
    assert all(part.endswith(",") for part in parts[:-1])


def test_a_long_sentence_without_clauses_is_cut_between_words() -> None:
    sentence = " ".join(f"word{number}" for number in range(100))
    parts = bounded(sentence)
    assert " ".join(parts) == sentence
    assert max(len(part.split()) for part in parts) <= LONGEST_WORDS


def test_a_short_sentence_is_one_part() -> None:
    assert bounded("Where is the station?") == ["Where is the station?"]
