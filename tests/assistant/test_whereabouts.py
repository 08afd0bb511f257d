"""Where the traveller is: taken from their words only, in either order of words and tool."""

from __future__ import annotations

from datetime import UTC, datetime

from wanderlust.assistant.whereabouts import Whereabouts
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.places import Place

LISBON = Place("gn:2267057", "Lisbon", "city", 38.72, -9.13, "PT", "Portugal")
KYOTO = Place("gn:1857910", "Kyoto", "city", 35.02, 135.75, "JP", "Japan")


def turn(words: str, speaker: Speaker = Speaker.USER) -> Turn:
    return Turn("t", speaker, words, datetime(2026, 11, 23, tzinfo=UTC))


def test_a_stated_place_is_taken_once_it_is_found() -> None:
    told: list[Place | None] = []
    here = Whereabouts(told.append)
    here.take(turn("I'm in Lisbon"))
    assert told == []
    assert here.shown(LISBON, "Lisbon, Portugal")
    assert here.place == LISBON and told == [LISBON]


def test_words_that_are_written_down_after_the_tool_ran_count_too() -> None:
    here = Whereabouts()
    assert not here.shown(LISBON, "Lisbon")
    here.take(turn("I'm in Lisbon."))
    assert here.place == LISBON


def test_a_place_only_asked_about_is_not_where_one_is() -> None:
    here = Whereabouts()
    here.take(turn("Where is Kyoto?"))
    assert not here.shown(KYOTO, "Kyoto") and here.place is None


def test_what_the_assistant_says_counts_for_nothing() -> None:
    here = Whereabouts()
    here.take(turn("I'm in Lisbon", Speaker.ASSISTANT))
    assert not here.shown(LISBON, "Lisbon")


def test_the_answer_to_which_one_belongs_to_the_statement() -> None:
    here = Whereabouts()
    here.take(turn("I'm in Lisboa"))
    here.asking()
    here.take(turn("the first one"))
    assert here.shown(LISBON, "the first one") and here.place == LISBON


def test_without_a_question_the_next_place_is_just_a_place() -> None:
    here = Whereabouts()
    here.take(turn("I'm in Lisbon"))
    here.take(turn("Where is Kyoto?"))
    assert not here.shown(KYOTO, "Kyoto")


def test_it_can_be_taken_back() -> None:
    told: list[Place | None] = []
    here = Whereabouts(told.append)
    here.restore(LISBON)
    here.take(turn("Forget where I am."))
    assert here.place is None and told == [None]


def test_what_is_restored_tells_nobody() -> None:
    told: list[Place | None] = []
    here = Whereabouts(told.append)
    here.restore(LISBON)
    assert here.place == LISBON and told == []
