"""What is said now, what of it was heard, and what is kept of it."""

from __future__ import annotations

from datetime import UTC, datetime

from wanderlust.assistant.tools.tool import ToolOutcome
from wanderlust.assistant.turns import Turns
from wanderlust.domain.conversation import Card, Speaker
from wanderlust.domain.events import TurnRemoved, TurnStarted, TurnText
from wanderlust.domain.places import Place

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
KYOTO = Place("gn:1857910", "Kyoto", "city", 35.02, 135.75, "JP", "Japan")
FOUND = ToolOutcome({"en": "Kyoto."}, {}, "Looked up Kyoto", (KYOTO,), 0, cards=(Card("Kyoto"),), source="GeoNames")


def speaking(*pieces: tuple[str, float]) -> Turns:
    """An answer with these words, each with so many milliseconds of sound."""
    turns = Turns("engine")
    turns.start("a", Speaker.ASSISTANT, NOON)
    for words, milliseconds in pieces:
        turns.add_words("a", words)
        turns.add_sound("a", milliseconds)
    return turns


def test_a_turn_takes_its_place_once_also_after_its_end() -> None:
    turns = Turns("engine")
    assert turns.start("u", Speaker.USER, NOON) == [TurnStarted("u", Speaker.USER, NOON)]
    assert turns.start("u", Speaker.USER, NOON) == []
    turns.finish_user("u", "Where is Kyoto?")
    assert turns.start("u", Speaker.USER, NOON) == [] and not turns.is_open("u")


def test_the_users_words_are_settled_as_they_come() -> None:
    turns = Turns("engine")
    turns.start("u", Speaker.USER, NOON)
    assert turns.add_words("u", "Where is") == [TurnText("u", "Where is", "")]
    assert turns.add_words("u", " Kyoto?") == [TurnText("u", "Where is Kyoto?", "")]
    kept = turns.finish_user("u", "Where is Kyoto?", "en")
    assert kept is not None and (kept.text, kept.language, kept.at, kept.heard) == ("Where is Kyoto?", "en", NOON, None)
    assert turns.finish_user("u", "Again") is None


def test_words_heard_before_the_turn_is_announced_begin_it() -> None:
    turns = Turns("engine")
    begun = [TurnStarted("u", Speaker.USER, NOON), TurnText("u", "Where is", "")]
    assert turns.hear("u", "Where is", NOON) == begun
    assert turns.hear("u", " Kyoto?", NOON) == [TurnText("u", "Where is Kyoto?", "")]
    assert turns.start("u", Speaker.USER, NOON) == []
    assert turns.forget_unannounced() == [], "it was announced"
    assert turns.is_open("u")


def test_words_of_sound_that_was_dropped_leave_again() -> None:
    turns = Turns("engine")
    turns.hear("u", "Where", NOON)
    assert turns.forget_unannounced() == [TurnRemoved("u")]
    assert turns.hear("u", " is", NOON) == [], "what still comes of it is too late"
    assert turns.forget_unannounced() == []


def test_the_answers_words_are_tentative_until_played() -> None:
    turns = Turns("engine")
    turns.start("a", Speaker.ASSISTANT, NOON)
    assert turns.add_words("a", "It is in Japan.") == [TurnText("a", "", "It is in Japan.")]
    turns.add_sound("a", 1000)
    assert turns.played("a", 500) == [TurnText("a", "It is", " in Japan.")]
    assert turns.played("a", 500) == [], "nothing new was played"
    assert turns.played("a", 400) == [], "the count never goes back"
    assert turns.played("a", 1000) == [TurnText("a", "It is in Japan.", "")]


def test_an_answer_played_to_its_end_is_whole() -> None:
    turns = speaking(("It is in Japan.", 1000))
    turns.received_all("a")
    kept = turns.finish_assistant("a", 1000)
    assert kept is not None and not kept.interrupted and kept.text == "It is in Japan."


def test_an_answer_cut_off_remembers_what_was_heard() -> None:
    turns = speaking(("It is in Japan.", 1000))
    kept = turns.finish_assistant("a", 500)
    assert kept is not None and kept.interrupted and kept.text[: kept.heard] == "It is"


def test_white_space_before_the_words_does_not_shift_what_was_heard() -> None:
    turns = speaking((" \n It is in Japan.", 1000))
    kept = turns.finish_assistant("a", 600)
    assert kept is not None and kept.text == "It is in Japan."
    assert kept.text[: kept.heard] in ("It", "It is")
    nothing = speaking((" \n It is in Japan.", 1000)).finish_assistant("a", 0)
    assert nothing is not None and nothing.heard == 0


def test_written_answers_count_as_heard_once_received() -> None:
    turns = Turns("engine")
    turns.start("a", Speaker.ASSISTANT, NOON)
    turns.add_words("a", "In Japan.")
    assert turns.is_silent("a") and not turns.all_received("a")
    turns.received_all("a")
    assert turns.all_received("a")
    kept = turns.finish_assistant("a", 0)
    assert kept is not None and kept.heard is None


def test_a_written_answer_cut_off_before_its_end_was_not_heard() -> None:
    turns = Turns("engine")
    turns.start("a", Speaker.ASSISTANT, NOON)
    turns.add_words("a", "In Jap")
    kept = turns.finish_assistant("a", 0)
    assert kept is not None and kept.heard == 0


def test_what_tools_found_goes_with_the_next_answer_and_only_that() -> None:
    turns = Turns("openai")
    turns.attach(FOUND)
    turns.attach(FOUND)
    turns.start("a", Speaker.ASSISTANT, NOON)
    first = turns.finish_assistant("a")
    assert first is not None
    assert (first.places, first.source, first.backend) == ((KYOTO,), "GeoNames", "openai")
    assert [card.heading for card in first.cards] == ["Kyoto", "Kyoto"]
    turns.start("b", Speaker.ASSISTANT, NOON)
    second = turns.finish_assistant("b")
    assert second is not None and (second.places, second.cards, second.source) == ((), (), "")


def test_findings_of_an_answer_that_is_not_given_are_dropped() -> None:
    turns = Turns("engine")
    turns.attach(FOUND)
    turns.drop_findings()
    turns.start("a", Speaker.ASSISTANT, NOON)
    kept = turns.finish_assistant("a")
    assert kept is not None and (kept.places, kept.cards, kept.source) == ((), (), "")


def test_a_turn_that_came_to_nothing_leaves_once() -> None:
    turns = Turns("engine")
    turns.start("u", Speaker.USER, NOON)
    assert turns.open_user_turns() == ["u"]
    assert turns.remove("u") == [TurnRemoved("u")]
    assert turns.remove("u") == [] and turns.open_user_turns() == []


def test_unplayed_are_the_open_answers_in_order() -> None:
    turns = Turns("engine")
    for name, who in (("u", Speaker.USER), ("a", Speaker.ASSISTANT), ("b", Speaker.ASSISTANT)):
        turns.start(name, who, NOON)
    assert turns.unplayed() == ["a", "b"]
    turns.finish_assistant("a")
    assert turns.unplayed() == ["b"]


def test_what_belongs_to_no_open_turn_is_ignored() -> None:
    turns = Turns("engine")
    turns.add_sound("x", 100)
    turns.received_all("x")
    assert turns.add_words("x", "late") == [] and turns.played("x", 100) == []
    assert turns.finish_assistant("x") is None and not turns.is_silent("x") and not turns.all_received("x")
