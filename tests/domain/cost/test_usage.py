"""Usage read from a server's figures never costs less than it does."""

from __future__ import annotations

import pytest

from wanderlust.domain.cost.usage import ModelUsage, Tokens, split_input, split_output


def test_cached_tokens_are_a_part_of_the_input_and_not_counted_twice() -> None:
    fresh, cached = split_input(1000, Tokens(text=400, audio=600), 700, Tokens(text=300, audio=400))
    assert (fresh, cached) == (Tokens(text=100, audio=200), Tokens(text=300, audio=400))


def test_cached_tokens_of_unknown_kind_are_taken_where_they_save_least() -> None:
    fresh, cached = split_input(1000, Tokens(text=400, audio=500, image=100), 450, None)
    assert cached == Tokens(text=400, image=50) and fresh == Tokens(audio=500, image=50)


def test_input_without_kinds_is_taken_for_sound_which_is_dearest() -> None:
    assert split_input(500, None, None, None) == (Tokens(audio=500), Tokens())


def test_more_cached_than_there_was_is_not_believed() -> None:
    fresh, cached = split_input(100, Tokens(audio=100), 900, Tokens(audio=900, image=5))
    assert fresh == Tokens() and cached == Tokens(audio=100)


def test_negative_figures_give_nothing_back() -> None:
    assert split_input(-5, Tokens(text=-9), -1, Tokens(audio=-3)) == (Tokens(), Tokens())
    assert split_output(-5, None) == Tokens()


def test_reasoning_inside_the_text_is_not_added_and_outside_it_is_text() -> None:
    assert split_output(120, Tokens(text=40, audio=80)) == Tokens(text=40, audio=80)
    assert split_output(150, Tokens(text=40, audio=80)) == Tokens(text=70, audio=80)


def test_the_cached_share_is_of_all_that_was_read() -> None:
    assert ModelUsage("m", fresh=Tokens(text=100), cached=Tokens(audio=300)).cached_share == pytest.approx(0.75)
    assert ModelUsage("m").cached_share == 0.0
