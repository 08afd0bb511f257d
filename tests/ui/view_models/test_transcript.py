"""The transcript as a model: words settle, turns replace what stood for them, old turns wait."""

from __future__ import annotations

from tests.fakes.scripted_talk import NOON
from wanderlust.domain.conversation import Card, Speaker, Turn
from wanderlust.ui.view_models.transcript import WINDOW, Change, Transcript


def turn(name: str, speaker: Speaker = Speaker.USER, text: str = "words") -> Turn:
    return Turn(name, speaker, text, NOON)


def begun(speaker: Speaker = Speaker.USER) -> Transcript:
    transcript = Transcript()
    transcript.start("a", speaker, NOON, "engine")
    return transcript


def test_settled_words_never_change_back() -> None:
    transcript = begun()
    transcript.text("a", "where is ", "kyoto")
    transcript.text("a", "wear is ", "kioto today")
    assert transcript.entries["a"].settled == "where is "


def test_tentative_words_follow_the_latest() -> None:
    transcript = begun()
    transcript.text("a", "", "wear is")
    transcript.text("a", "where ", "is kyoto")
    assert transcript.entries["a"].text == "where is kyoto"


def test_a_finished_turn_takes_no_more_words() -> None:
    transcript = begun()
    transcript.finish(turn("a", text="Where is Kyoto?"))
    transcript.text("a", "late", "")
    assert transcript.entries["a"].text == "Where is Kyoto?"


def test_an_interrupted_answer_keeps_what_was_not_heard_apart() -> None:
    transcript = begun(Speaker.ASSISTANT)
    transcript.finish(Turn("a", Speaker.ASSISTANT, "Heard. Not heard.", NOON, heard=6))
    entry = transcript.entries["a"]
    assert (entry.settled, entry.unheard) == ("Heard.", " Not heard.")


def test_an_answer_not_heard_at_all_is_wholly_unheard() -> None:
    transcript = Transcript()
    transcript.finish(Turn("a", Speaker.ASSISTANT, "Never played.", NOON, heard=0))
    assert transcript.entries["a"].unheard == "Never played."


def test_cards_that_come_before_the_answer_wait_for_it() -> None:
    transcript = Transcript()
    transcript.show_cards((Card("Kyoto"),))
    transcript.start("a", Speaker.ASSISTANT, NOON, "engine")
    assert transcript.entries["a"].cards == (Card("Kyoto"),)


def test_cards_of_a_question_that_was_dropped_do_not_go_to_the_next_answer() -> None:
    transcript = Transcript()
    transcript.show_cards((Card("Kyoto"),))
    transcript.start("u", Speaker.USER, NOON, "engine")
    transcript.start("a", Speaker.ASSISTANT, NOON, "engine")
    assert transcript.entries["a"].cards == ()


def test_cards_shown_while_speaking_stay_when_the_turn_finishes_without_them() -> None:
    transcript = begun(Speaker.ASSISTANT)
    transcript.show_cards((Card("Kyoto"),))
    transcript.finish(turn("a", Speaker.ASSISTANT))
    assert transcript.entries["a"].cards == (Card("Kyoto"),)


def test_five_cards_show_and_the_rest_after_more() -> None:
    transcript = Transcript()
    transcript.finish(Turn("a", Speaker.ASSISTANT, "Seven.", NOON, cards=tuple(Card(str(i)) for i in range(7))))
    entry = transcript.entries["a"]
    assert (len(entry.shown_cards), entry.hidden_cards) == (5, 2)
    transcript.expand("a")
    assert (len(entry.shown_cards), entry.hidden_cards) == (7, 0)


def test_only_the_last_300_turns_are_laid_out() -> None:
    transcript = Transcript()
    transcript.load(turn(f"t{i}") for i in range(WINDOW + 20))
    assert len(transcript.entries) == WINDOW
    assert next(iter(transcript.entries)) == "t20"
    transcript.start("new", Speaker.USER, NOON, "engine")
    assert len(transcript.entries) == WINDOW
    assert "t20" not in transcript.entries


def test_older_turns_come_back_in_order() -> None:
    transcript = Transcript()
    transcript.load(turn(f"t{i}") for i in range(WINDOW + 3))
    transcript.take_changes()
    transcript.reveal_older(2)
    assert list(transcript.entries)[:3] == ["t1", "t2", "t3"]
    assert transcript.take_changes() == (Change("prepended", "t2"), Change("prepended", "t1"))


def test_a_turn_that_left_the_window_can_be_revealed_again() -> None:
    transcript = Transcript()
    transcript.load(turn(f"t{i}") for i in range(WINDOW))
    transcript.start("new", Speaker.USER, NOON, "engine")
    transcript.reveal_older(1)
    assert next(iter(transcript.entries)) == "t0"


def test_many_words_in_a_batch_are_one_change() -> None:
    transcript = begun()
    for i in range(10):
        transcript.text("a", "", "word " * i)
    assert transcript.take_changes() == (Change("appended", "a"), Change("changed", "a"))


def test_words_of_an_unknown_turn_are_left_alone() -> None:
    transcript = Transcript()
    transcript.text("ghost", "boo", "")
    transcript.remove("ghost")
    assert transcript.take_changes() == ()
