"""Words are looked up, sentences are found by the pattern they were made from, and what is unknown stays as it is."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from wanderlust.ui.catalogue import Catalogue

WORDS: dict[str | tuple[str, str], str | tuple[str, ...]] = {
    "Settings": "Einstellungen",
    "{0} is no sound file.": "{0} ist keine Tondatei.",
    "{0} and {1} are too far apart.": "{1} und {0} liegen zu weit auseinander.",
    "Give me a WAV file.": "Gib mir eine WAV-Datei.",
    "I lost {name}. {0}": "Ich habe {name} verloren. {0}",
    ("{count} line", "{count} lines"): ("{count} Zeile", "{count} Zeilen"),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    catalog = Catalog(locale="de", charset="utf-8", fuzzy=False)
    for source, said in WORDS.items():
        catalog.add(source, said)
    out = BytesIO()
    write_mo(out, catalog)
    path = tmp_path / "de.mo"
    path.write_bytes(out.getvalue())
    return path


@pytest.fixture
def german(file: Path) -> Catalogue:
    return Catalogue.read(file)


def test_words_are_looked_up_and_unknown_ones_are_left_to_others(german: Catalogue) -> None:
    assert german.words("Settings") == "Einstellungen"
    assert german.words("Cancel") is None and german.words("") is None


def test_a_sentence_with_a_name_in_it_keeps_the_name(german: Catalogue) -> None:
    assert german.sentence("résumé (2).txt is no sound file.") == "résumé (2).txt ist keine Tondatei."


def test_gaps_may_change_their_order(german: Catalogue) -> None:
    assert german.sentence("Oslo and Lima are too far apart.") == "Lima und Oslo liegen zu weit auseinander."


def test_several_sentences_are_found_one_by_one(german: Catalogue) -> None:
    assert german.sentence("a.txt is no sound file. Give me a WAV file.") == (
        "a.txt ist keine Tondatei. Gib mir eine WAV-Datei."
    )


def test_a_sentence_within_a_sentence_is_translated_too(german: Catalogue) -> None:
    assert (
        german.sentence("I lost the trip. Give me a WAV file.") == "Ich habe the trip verloren. Gib mir eine WAV-Datei."
    )


@pytest.mark.parametrize("text", ["", "Nobody knows this sentence.", "{0} is", "a" * 5000, "((((.*)+)+)+) is what."])
def test_what_is_not_known_stays_as_it_is(german: Catalogue, text: str) -> None:
    assert german.sentence(text) == text


@pytest.mark.parametrize(("count", "words"), [(1, "{count} Zeile"), (0, "{count} Zeilen"), (7, "{count} Zeilen")])
def test_a_count_takes_the_form_of_its_language(german: Catalogue, count: int, words: str) -> None:
    assert german.counted("{count} line", "{count} lines", count) == words


def test_a_file_that_is_no_catalogue_is_an_error_of_reading(tmp_path: Path) -> None:
    path = tmp_path / "de.mo"
    path.write_bytes(b"\0" * 40)
    with pytest.raises(OSError):
        Catalogue.read(path)
