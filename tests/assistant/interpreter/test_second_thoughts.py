"""Second clicks, sides told too early or twice, questions left open, and a talk deleted in the middle of a sentence."""

from __future__ import annotations

import pytest

from tests.assistant.interpreter.talk_bench import SECOND, TalkBench
from wanderlust.domain import interpreting as it
from wanderlust.wire import translation_events as tr


@pytest.fixture
def bench() -> TalkBench:
    return TalkBench()


def chosen(bench: TalkBench) -> list[tuple[str, str]]:
    return [(event.utterance_id, event.language) for event in bench.sent if isinstance(event, tr.SideChosen)]


def test_a_second_click_on_wrong_side_is_the_same_wish(bench: TalkBench) -> None:
    bench.utterance("a", "No, see senior.", "Não, veja o sênior.")
    bench.talk.choose_side("a", "pt")
    bench.talk.choose_side("a", "pt")
    assert chosen(bench) == [("a", "pt")]
    bench.utterance("a", "Não sei, senhor.", "I do not know, sir.", "en")
    assert [one.speaker for one in bench.kept if not one.said_aloud] == ["en", "pt"]


def test_flipped_twice_it_is_as_it_was_and_the_answer_on_its_way_is_not_said(bench: TalkBench) -> None:
    bench.utterance("a", "Hello.", "Olá.")
    bench.talk.choose_side("a", "pt")
    bench.talk.choose_side("a", "en")
    before = list(bench.speaker.order)
    bench.utterance("a", "Alô.", "Hello.", "en")
    assert bench.speaker.order == before, "nobody wants that one any more"
    bench.utterance("a", "Hello.", "Olá.")
    assert chosen(bench) == [("a", "pt"), ("a", "en")]
    assert bench.kept[-1].speaker == "en" and len(bench.speaker.order) == len(before) + 1


def test_wrong_side_of_a_sentence_still_being_said_holds_for_its_end(bench: TalkBench) -> None:
    bench.caption("a", "No, see", "Não, veja")
    bench.talk.choose_side("a", "pt")
    assert chosen(bench) == []
    bench.utterance("a", "No, see senior.", "Não, veja o sênior.")
    assert chosen(bench) == [("a", "pt")] and bench.speaker.order == [] and bench.kept == []
    bench.utterance("a", "Não sei, senhor.", "I do not know, sir.", "en")
    assert bench.speaker.order == ["a.1"] and [one.speaker for one in bench.kept] == ["pt"]


def test_told_too_early_it_needs_nothing_more_where_the_sound_says_the_same(bench: TalkBench) -> None:
    bench.caption("a", "No, see", "Não, veja")
    bench.talk.choose_side("a", "pt")
    bench.utterance("a", "Não sei, senhor.", "I do not know, sir.", "en")
    assert chosen(bench) == [] and bench.speaker.order == ["a.1"]


def test_who_told_the_side_early_is_not_asked_for_it(bench: TalkBench) -> None:
    bench.caption("a", "No, see", "Não, veja")
    bench.talk.choose_side("a", "pt")
    bench.talk.take(tr.SideUnclear("a", {"en": "No, see senior.", "pt": "Não sei, senhor."}, "en", 0.2))
    assert bench.of(it.SideAsked) == [] and chosen(bench) == [("a", "pt")]


def test_the_answer_to_who_spoke_goes_out_though_there_were_captions(bench: TalkBench) -> None:
    bench.caption("a", "No, see", "Não, veja")
    bench.talk.take(tr.SideUnclear("a", {"en": "No, see senior.", "pt": "Não sei, senhor."}, "en", 0.2))
    bench.talk.choose_side("a", "pt")
    assert chosen(bench) == [("a", "pt")]


def test_who_spoke_is_not_asked_for_ever_while_the_two_talk_on(bench: TalkBench) -> None:
    bench.talk.take(tr.SideUnclear("a", {"en": "No.", "pt": "Não."}, "pt", 0.2))
    bench.utterance("b", "Hello.", "Olá.")
    assert bench.of(it.AskEnded) == [], "there was hardly time for a tap"
    bench.clock.advance(9)
    bench.utterance("c", "Where is the museum?", "Onde fica o museu?")
    assert bench.of(it.AskEnded) == [it.AskEnded("a")]


def test_a_careful_sentence_waits_for_its_yes_however_long_the_two_talk_on(bench: TalkBench) -> None:
    bench.utterance("a", "It is 30 euros.", "São 30 euros.")
    bench.clock.advance(60)
    bench.utterance("b", "Hello.", "Olá.")
    assert bench.of(it.AskEnded) == []


def test_say_again_says_no_careful_sentence_that_nobody_allowed(bench: TalkBench) -> None:
    bench.utterance("a", "It is 30 euros.", "São 30 euros.")
    bench.talk.say_again("pt")
    bench.talk.answer_care("a", False)
    bench.talk.say_again("pt")
    assert bench.speaker.order == []


def test_after_esc_a_yes_is_still_heard(bench: TalkBench) -> None:
    bench.utterance("a", "It is 30 euros.", "São 30 euros.")
    bench.talk.silence()
    bench.talk.answer_care("a", True)
    assert bench.speaker.order == ["a.1"]


def test_deleted_while_it_is_said_it_falls_silent_and_is_not_kept_again(bench: TalkBench) -> None:
    bench.utterance("a", "Hello.", "Olá.")
    forgotten = bench.talk.forget()
    assert [utterance.utterance_id for utterance in forgotten] == ["a"]
    assert bench.speaker.sounding == []
    bench.speaker.pass_ms(2000)
    bench.talk.say_again("pt")
    bench.talk.choose_side("a", "pt")
    assert len(bench.kept) == 1 and bench.speaker.order == ["a.1"] and chosen(bench) == []


def test_deleted_in_the_middle_of_a_sentence_nothing_of_it_comes_after(bench: TalkBench) -> None:
    bench.utterance("a", "It is 30 euros.", "São 30 euros.")
    bench.caption("b", "My name", "Meu nome")
    bench.talk.forget()
    assert bench.of(it.AskEnded) == [it.AskEnded("a")]
    bench.caption("b", "My name is Ana.", "Meu nome é")
    bench.utterance("b", "My name is Ana.", "Meu nome é Ana.")
    assert len(bench.of(it.InterpreterCaption)) == 2 and bench.talk.record.summary() == ""
    bench.utterance("c", "Goodbye.", "Tchau.")
    assert [utterance.source for utterance in bench.talk.record.utterances] == ["Goodbye."]


def test_what_was_said_off_the_record_is_not_kept_when_its_sound_ends_on_the_record(bench: TalkBench) -> None:
    bench.talk.set_off_the_record(True)
    bench.final("a", "My name is Ana.", "Meu nome é Ana.")
    bench.talk.set_off_the_record(False)
    bench.talk.take(tr.TranslatedSound(SECOND))
    bench.rest("a", "My name is Ana.", "Meu nome é Ana.")
    bench.speaker.pass_ms(2000)
    assert bench.kept == [] and bench.talk.record.summary() == ""
