"""Captions while somebody speaks are calm: every second word, the last two held back."""

from __future__ import annotations

import pytest

from wanderlust.engine.translation.captions import Captions, normalized_erasure


def test_every_second_word_is_worth_a_translation() -> None:
    captions = Captions()
    assert [words for words in range(1, 8) if captions.wants(words)] == [2, 4, 6]


def test_words_that_come_several_at_a_time_are_not_translated_one_by_one() -> None:
    captions = Captions()
    assert [words for words in (3, 4, 7) if captions.wants(words)] == [3, 7]


def test_the_last_two_words_are_held_back_and_so_is_the_full_stop() -> None:
    captions = Captions()
    assert captions.take("Gostaria de um quarto.") == "Gostaria de"
    assert Captions().take("Gostaria de. Um quarto.") == "Gostaria de"


def test_a_caption_that_would_be_empty_or_the_same_is_not_shown_again() -> None:
    captions = Captions()
    assert captions.take("Gostaria de") is None
    assert captions.take("Gostaria de um") == "Gostaria"
    assert captions.take("Gostaria de dois") is None


def test_the_end_shows_everything_once() -> None:
    captions = Captions()
    captions.take("Gostaria de um quarto")
    assert captions.finish("Gostaria de um quarto duplo.") == "Gostaria de um quarto duplo."
    assert captions.finish("Gostaria de um quarto duplo.") is None


@pytest.mark.parametrize(
    ("captions", "erasure"),
    [
        ([], 0.0),
        (["a", "a b", "a b c d"], 0.0),
        (["a b", "a c d e"], 0.25),
        (["x y", "a b", "a b"], 1.0),
        (["a b c", "a b"], 0.5),
    ],
)
def test_erasure_is_words_taken_back_for_each_word_of_the_last_caption(captions: list[str], erasure: float) -> None:
    assert normalized_erasure(captions) == erasure
