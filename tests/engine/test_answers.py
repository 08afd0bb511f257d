"""What is said to a tool's output."""

from __future__ import annotations

import json

import pytest

from wanderlust.engine.answers import LONGEST_READ, language_of, reply_language, spoken_answer


def answer(output: object, language: str = "en") -> str:
    return spoken_answer([output if isinstance(output, str) else json.dumps(output)], language)


def test_a_tool_of_ours_owns_its_words() -> None:
    assert answer({"say": {"en": " In Japan. "}, "data": {"x": 1}}) == "In Japan."
    assert answer({"say": "In Japan."}) == "In Japan."


@pytest.mark.parametrize(
    ("language", "words"), [("de", "In Japan."), ("en", "It is in Japan."), ("fr", "It is in Japan.")]
)
def test_words_come_in_the_travellers_language_or_in_english(language: str, words: str) -> None:
    assert answer({"say": {"en": "It is in Japan.", "de": "In Japan."}}, language) == words


def test_without_english_any_language_will_do() -> None:
    assert answer({"say": {"it": "In Giappone."}}, "de") == "In Giappone."


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("Sunny", "Sunny."),
        ("Sunny!", "Sunny!"),
        ("  two\n lines ", "two lines."),
        ({"wind_speed": 5, "sky": "clear", "storm": False}, "wind speed: 5; sky: clear."),
        ({"nested": {"a": 1}}, "It is on the screen."),
        ({}, "It is on the screen."),
        ({"say": {}}, "It is on the screen."),
        (["Rome", "Milan", {"x": 1}], "Rome, Milan."),
        (42, "42."),
        ("", ""),
        ({"error": "No such city"}, "That did not work. No such city."),
    ],
)
def test_a_foreign_tools_output_is_read_with_care(output: object, words: str) -> None:
    assert answer(output) == words


def test_an_output_that_only_says_whether_it_worked_is_put_in_words() -> None:
    assert answer(True) == answer("null") == "Done." and answer(False) == "That did not work."


def test_long_text_is_cut_at_a_word_and_the_rest_pointed_at() -> None:
    said = answer("word " * 200)
    assert said.endswith("word. The rest is on the screen.") and len(said) < LONGEST_READ + 40


def test_nesting_without_end_is_only_text() -> None:
    assert answer("[" * 100_000).endswith("The rest is on the screen.")


def test_several_outputs_are_said_in_order_and_the_same_thing_once() -> None:
    say = [json.dumps({"say": {"en": words}}) for words in ("One.", "Two.", "One.", "")]
    assert spoken_answer(say, "en") == "One. Two."
    assert spoken_answer([], "en") == ""


def test_one_output_without_the_words_makes_the_whole_answer_english() -> None:
    weather = json.dumps({"say": {"en": "It is mild.", "es": "Hace buen tiempo."}})
    holidays = json.dumps({"say": {"en": "The next holiday is Monday."}})
    assert [language_of([weather], code) for code in ("es", "ja")] == ["es", "en"]
    assert language_of([weather, holidays], "es") == "en"


def test_words_in_one_language_alone_are_meant_in_that_one() -> None:
    translation = json.dumps({"say": {"ja": "トイレはどこですか。"}})
    weather = json.dumps({"say": {"en": "It is mild."}})
    assert language_of([translation], "en") == "ja"
    assert language_of([translation, weather], "de") == "en"


def test_a_reply_is_in_the_users_language_where_there_are_sentences_for_it() -> None:
    assert reply_language("Che cosa cerco?", "it") == "it"
    assert reply_language("What should I look for?", "ja") == "en"
    assert reply_language("何を探しますか。", "ja") == "ja"
