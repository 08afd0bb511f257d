"""Tokens become text without timestamps, and loops are seen and said once."""

from __future__ import annotations

import pytest

from wanderlust.engine.whisper_text import collapse_repeats, is_repetitive, join_texts, text_tokens

FIRST, END = 50364, 50257


def test_timestamps_are_taken_out() -> None:
    assert text_tokens([FIRST, 1, 2, FIRST + 50, FIRST + 50, 3, FIRST + 90], FIRST, END, 3.0) == [1, 2, 3]


def test_text_stops_at_the_timestamp_that_ends_the_speech() -> None:
    """1.90 s in a clip of 2.2 s: what follows is the loop of a decoder that missed the end."""
    assert text_tokens([FIRST, 1, 2, FIRST + 95, 1, 2, FIRST + 190], FIRST, END, 1.85) == [1, 2]


def test_special_tokens_are_no_words() -> None:
    assert text_tokens([50360, 1, END, 2], FIRST, END, 1.0) == [1]


@pytest.mark.parametrize(
    ("said", "once"),
    [
        ("Where is Kyoto? Where is Kyoto?", "Where is Kyoto?"),
        ("The conference is now muted. The conference is now muted. The", "The conference is now muted."),
        ("the map of rome the map of rome the map of rome the map", "the map of rome"),
        ("no no no no no", "no"),
    ],
)
def test_a_loop_is_said_once(said: str, once: str) -> None:
    assert collapse_repeats(said) == once
    assert is_repetitive(said)


@pytest.mark.parametrize(
    "said",
    [
        "New York, New York",
        "No, no, no.",
        "Where is Kyoto? Where is Osaka?",
        "How far is it from Porto to Lisbon and from Lisbon to Porto?",
        "Bora Bora",
        "",
    ],
)
def test_what_people_do_say_is_left_alone(said: str) -> None:
    assert collapse_repeats(said) == said
    assert not is_repetitive(said)


def test_pieces_are_joined_as_the_language_is_written() -> None:
    assert join_texts(["Good ", "", "morning."], "en") == "Good morning."
    assert join_texts(["京都は", "どこですか。"], "ja") == "京都はどこですか。"
