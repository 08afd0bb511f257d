"""Whose words they were: the sound first, the words second, the turn order last, and when to say nothing aloud."""

from __future__ import annotations

import math

import pytest

from wanderlust.engine.translation.side import side_by_all, side_by_speech


def log_probs(english: float) -> dict[str, float]:
    return {"en": math.log(english), "pt": math.log(1 - english)}


def test_a_clear_sound_decides_alone() -> None:
    side = side_by_speech(log_probs(0.96), seconds=2.0)
    assert side is not None and (side.language, side.sure, side.witness) == ("en", True, "speech")


def test_english_must_be_clearer_for_the_recogniser_leans_to_it() -> None:
    assert side_by_speech(log_probs(0.85), seconds=2.0) is None
    side = side_by_speech(log_probs(0.15), seconds=2.0)
    assert side is not None and side.language == "pt"
    other = side_by_speech({"es": math.log(0.85), "pt": math.log(0.15)}, seconds=2.0)
    assert other is not None and other.language == "es", "between two others nothing leans"


def test_a_sound_that_leans_to_english_is_not_said_against_words_that_fit_the_other() -> None:
    """As human speech was: "para salir del menú", heard as English with 1.7 and written down better in Spanish."""
    side = side_by_all({"en": -0.17, "es": -1.87}, {"en": -0.91, "es": -0.54}, before="")
    assert not side.sure
    assert not side_by_all({"en": -0.17, "es": -1.87}, {"en": -0.81, "es": -0.6}, before="es").sure


def test_a_sound_between_the_two_decides_nothing() -> None:
    assert side_by_speech(log_probs(0.6), seconds=2.0) is None


def test_under_a_second_the_sound_must_be_twice_as_clear() -> None:
    assert side_by_speech(log_probs(0.9), seconds=0.8) is None
    assert side_by_speech(log_probs(0.97), seconds=0.8) is not None


def test_words_that_fit_one_language_far_better_decide_what_the_sound_does_not() -> None:
    side = side_by_all(log_probs(0.55), {"en": -1.4, "pt": -0.3}, before="pt")
    assert (side.language, side.sure, side.witness) == ("pt", True, "text")


def test_sound_and_words_that_contradict_each_other_leave_it_unsure() -> None:
    side = side_by_all(log_probs(0.75), {"en": -1.0, "pt": -0.45}, before="")
    assert not side.sure


@pytest.mark.parametrize(("before", "language"), [("en", "pt"), ("pt", "en")])
def test_where_nothing_tells_the_other_person_is_guessed_but_nothing_is_said_aloud(before: str, language: str) -> None:
    side = side_by_all(log_probs(0.5), {"en": -0.5, "pt": -0.5}, before)
    assert (side.language, side.sure) == (language, False)


def test_the_turn_settles_what_sound_and_words_nearly_agree_on() -> None:
    nearly = log_probs(0.68)  # log odds 0.75, and 1 is needed
    assert not side_by_all(nearly, {"en": -0.5, "pt": -0.5}, before="").sure
    assert not side_by_all(nearly, {"en": -0.5, "pt": -0.5}, before="en").sure
    side = side_by_all(nearly, {"en": -0.5, "pt": -0.5}, before="pt")
    assert (side.language, side.sure, side.witness) == ("en", True, "turn")


def test_no_words_in_one_language_speak_for_the_other_and_none_in_both_for_neither() -> None:
    assert side_by_all(log_probs(0.5), {"en": -math.inf, "pt": -0.5}, before="").language == "pt"
    assert not side_by_all(log_probs(0.5), {"en": -math.inf, "pt": -math.inf}, before="").sure
