"""French letters become sounds, and words are joined as they are in speech."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wanderlust.engine.packs import PackStore
from wanderlust.engine.phonemes.french import french_phonemes
from wanderlust.engine.phonemes.french_letters import word_phonemes


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("château", "ʃato"),
        ("monnaie", "mɔnɛ"),
        ("travaille", "tʁavaj"),
        ("accueil", "akœj"),
        ("grenouille", "ɡʁənuj"),
        ("juillet", "ʒyijɛ"),
        ("voyage", "vwajaʒ"),
        ("client", "kliɑ̃"),
        ("feuille", "fœj"),
        ("maintenant", "mɛ̃tnɑ̃"),
        ("appartement", "apaʁtəmɑ̃"),
        ("nation", "nasjɔ̃"),
        ("question", "kɛstjɔ̃"),
        ("exemple", "ɛɡzɑ̃pl"),
        ("campagne", "kɑ̃paɲ"),
        ("loin", "lwɛ̃"),
        ("bien", "bjɛ̃"),
        ("femme", "fam"),
        ("ville", "vil"),
        ("famille", "famij"),
        ("hôpital", "opital"),
        ("premier", "pʁəmje"),
        ("hiver", "ivɛʁ"),
        ("fleur", "flœʁ"),
        ("heureux", "øʁø"),
        ("parfum", "paʁfœ̃"),
        ("guide", "ɡid"),
        ("ça", "sa"),
    ],
)
def test_a_word_sounds_as_it_is_written(word: str, sounds: str) -> None:
    assert word_phonemes(word) == sounds


@pytest.mark.parametrize(("text", "joined"), [
    ("les hôtels", "lez otˈɛl"),
    ("un ami", "œ̃n amˈi"),
    ("vous avez", "vuz avˈe"),
    ("les hauts murs", "le ˈo mˈyʁ"),
    ("dix œufs", "dˈiz ˈø"),
    ("dix pommes", "dˈi pˈɔm"),
    ("neuf heures", "nˈœv ˈœʁ"),
    ("l'aéroport", "laeʁopˈɔʁ"),
    ("puis-je", "pyˈiʒ"),
    ("c'est à l'est", "sɛt a lɛst"),
])  # fmt: skip
def test_words_are_joined_where_they_always_are(text: str, joined: str) -> None:
    assert french_phonemes(text) == joined


def test_a_verbs_ending_is_silent_and_a_nouns_is_not() -> None:
    assert french_phonemes("Ils ferment") == "il fˈɛʁm"
    assert french_phonemes("un appartement") == "œ̃n apaʁtəmˈɑ̃"
    assert french_phonemes("Les trains arrivent") == "le tʁˈɛ̃ aʁˈiv"
    assert word_phonemes("argent") == "aʁʒɑ̃"


def test_punctuation_stays_for_the_tune_of_the_sentence() -> None:
    assert french_phonemes("Oui, madame ! Où ?") == "wˈi, madˈam! u?"


def test_nothing_is_lost_on_the_way_to_the_voice(packs: PackStore, sentences: list[str]) -> None:
    known = json.loads((packs.directory("kokoro") / "vocab.json").read_text(encoding="utf-8"))["vocab"]
    for sentence in sentences:
        assert set(french_phonemes(sentence)) <= set(known), sentence


@pytest.fixture
def sentences() -> list[str]:
    file = Path(__file__).parents[2] / "benchmarks" / "voice_sentences.tsv"
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line]
    return [text for code, text in lines if code == "fr"]
