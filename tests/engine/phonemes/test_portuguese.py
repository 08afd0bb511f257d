"""Portuguese words get the sounds and the stress their spelling says."""

from __future__ import annotations

import pytest

from wanderlust.engine.phonemes.portuguese import portuguese_phonemes, stressed_letter, word_phonemes


@pytest.mark.parametrize(
    ("word", "vowel"),
    [
        ("museu", 3),  # a falling diphthong at the end
        ("praia", 2),
        ("hotel", 3),
        ("janela", 3),
        ("cidade", 3),
        ("jovens", 1),
        ("homem", 1),
        ("jardim", 4),
        ("feliz", 3),
        ("água", 0),
        ("ônibus", 0),
        ("farmácia", 4),
        ("amanhã", 5),
        ("estação", 5),
        ("rio", 1),
        ("saída", 2),
        ("quinze", 2),
        ("falam", 1),
    ],
)
def test_stress_falls_where_the_spelling_puts_it(word: str, vowel: int) -> None:
    assert stressed_letter(word) == vowel


def test_a_word_without_a_vowel_has_no_stress() -> None:
    assert stressed_letter("km") is None


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("bilhete", "bˌiljˈeʧy"),
        ("gente", "ʒˈAŋʧy"),
        ("próxima", "prˈɔsimæ"),
        ("exame", "ˌezˈɐ̃my"),
        ("caixa", "kˈIʃæ"),
        ("carro", "kˈaxʊ"),
        ("caro", "kˈaɾʊ"),
        ("rei", "xˈA"),
        ("casa", "kˈazæ"),
        ("mesmo", "mˈezmʊ"),
        ("quilo", "kˈilʊ"),
        ("água", "ˈaɡwæ"),
        ("guerra", "ɡˈɛxæ"),
        ("brasil", "brazˈiʊ"),
        ("ninho", "nˈiɲʊ"),
        ("campo", "kˈɐ̃mpʊ"),
        ("dia", "ʤˈiæ"),
        ("falam", "fˈalɐ̃ʊ̃"),
        ("ações", "asˈõjs"),
        ("escada", "ˌeskˈadæ"),
        ("nascer", "nasˈeɾ"),
        ("chegou", "ʃeɡˈow"),
        ("pausa", "pˈWzæ"),
        ("alto", "ˈWtʊ"),
        ("caiu", "kaˈiʊ"),
    ],
)
def test_letters_sound_as_their_neighbours_make_them(word: str, sounds: str) -> None:
    assert word_phonemes(word) == sounds


def test_words_run_into_each_other() -> None:
    assert portuguese_phonemes("vinte euros") == "vˈiŋʧj ˈeʊɾʊs"
    assert portuguese_phonemes("as asas") == "az ˈazæs"
    assert portuguese_phonemes("os dias") == "ʊz ʤˈiæs"


def test_punctuation_stays_with_its_word() -> None:
    assert portuguese_phonemes("Sim, é longe!") == "sˈiŋ, ɛ lˈoŋʒy!"


@pytest.mark.parametrize("text", ["", "...", "123", "東京"])
def test_what_has_no_letters_has_no_sounds(text: str) -> None:
    assert portuguese_phonemes(text).strip(".") == ""


@pytest.mark.parametrize(("word", "sounds"), [("podemos", "pˌodˈemʊs"), ("falar", "falˈaɾ"), ("mapa", "mˈapæ")])
def test_a_word_of_three_syllables_leans_on_its_first_too(word: str, sounds: str) -> None:
    assert word_phonemes(word) == sounds
