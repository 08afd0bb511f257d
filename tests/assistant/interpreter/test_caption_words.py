"""Of a caption that grows, only words that were there twice and are not the last two stand fast."""

from __future__ import annotations

import pytest

from wanderlust.assistant.interpreter.caption_words import CaptionWords, Shown


def test_words_two_captions_agree_on_are_settled_but_for_the_last_two() -> None:
    words = CaptionWords("en")
    assert words.take("Where is the") == Shown("", "Where is the")
    assert words.take("Where is the big museum") == Shown("Where", " is the big museum")
    assert words.take("Where is the big museum of art") == Shown("Where is the", " big museum of art")


def test_words_that_changed_are_not_settled() -> None:
    words = CaptionWords("pt")
    words.take("Onde está o carro grande")
    assert words.take("Onde fica o museu grande") == Shown("", "Onde fica o museu grande")


def test_a_settled_word_is_never_taken_back() -> None:
    words = CaptionWords("en")
    words.take("I would like two tickets")
    assert words.take("I would like two tickets to Porto").settled == "I would like"
    assert words.take("We want two tickets") == Shown("I would like", " tickets")
    assert words.take("We want two tickets to go").settled == "I would like"


def test_where_words_are_not_spaced_letters_are_held_back() -> None:
    words = CaptionWords("ja")
    words.take("駅はどこにあり")
    assert words.take("駅はどこにありますか") == Shown("駅はど", "こにありますか")


@pytest.mark.parametrize("text", ["", "Yes", "One two", " one  two three"])
def test_nothing_of_a_caption_is_lost(text: str) -> None:
    words = CaptionWords("en")
    for _ in range(2):
        shown = words.take(text)
        assert shown.settled + shown.tentative == text.rstrip()
