"""What was heard ends with a whole word and follows the sound that was played."""

from __future__ import annotations

import pytest

from wanderlust.assistant.spoken_text import SpokenText


def spoken(*parts: tuple[str, float]) -> SpokenText:
    text = SpokenText()
    for words, milliseconds in parts:
        text.add_text(words)
        text.add_audio(milliseconds)
    return text


def test_nothing_is_heard_before_there_is_sound() -> None:
    text = SpokenText()
    text.add_text("Hello there")
    assert text.heard_chars(500) == 0


def test_all_is_heard_when_all_was_played() -> None:
    text = spoken(("One two three.", 1000))
    assert text.heard_chars(1000) == len("One two three.")
    assert text.heard_chars(5000) == len("One two three.")


def test_half_the_sound_is_about_half_the_words() -> None:
    text = spoken(("one two three four", 1000))
    assert text.text[: text.heard_chars(500)] == "one two"


@pytest.mark.parametrize("played", range(0, 2000, 37))
def test_a_word_is_heard_whole_or_not_at_all(played: int) -> None:
    text = spoken(("Kyoto is in Japan.", 1000), (" It is late there.", 1000))
    heard = text.text[: text.heard_chars(played)]
    assert heard == "" or text.text[len(heard) : len(heard) + 1] in ("", " ")


def test_each_piece_is_tied_to_its_own_sound() -> None:
    text = spoken(("Short.", 3000), (" And then a much longer sentence follows it.", 1000))
    assert text.text[: text.heard_chars(3000)] == "Short."


def test_more_played_is_never_less_heard() -> None:
    text = spoken(("One two", 700), (" three four five", 300), (" six.", 900))
    heard = [text.heard_chars(ms) for ms in range(0, 1900, 10)]
    assert heard == sorted(heard)
