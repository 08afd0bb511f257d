"""The talk of two people, line by line: captions, sides, care, voices that never overlap, and the record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.assistant.interpreter.talk_bench import SECOND, TalkBench
from wanderlust.domain import events as ev
from wanderlust.domain import interpreting as it
from wanderlust.domain.voice import VoiceChange
from wanderlust.wire import translation_events as tr
from wanderlust.wire.items import ErrorDetail


@pytest.fixture
def bench() -> TalkBench:
    return TalkBench()


def states(bench: TalkBench, language: str) -> list[str]:
    return [event.state.value for event in bench.of(it.SideChanged) if event.language == language]


def test_an_utterance_is_captioned_told_kept_and_said(bench: TalkBench) -> None:
    bench.caption("a", "Where is", "Onde")
    bench.utterance("a", "Where is the museum?", "Onde fica o museu?")
    first, final = bench.of(it.InterpreterCaption)
    assert (first.speaker, first.listener, first.source_tentative, first.target_tentative) == (
        "en", "pt", "Where is", "Onde",
    )  # fmt: skip
    assert final.final and final.target_settled == "Onde fica o museu?"
    (told,) = bench.of(it.UtteranceInterpreted)
    assert told.utterance.route == "local" and not told.utterance.said_aloud
    assert bench.speaker.given["a.1"] == SECOND
    bench.speaker.pass_ms(1000)
    assert bench.of(it.UtteranceInterpreted)[-1].utterance.said_aloud
    assert [one.utterance_id for one in bench.talk.record.utterances] == ["a"]


def test_of_an_unfinished_caption_only_words_that_stayed_are_settled(bench: TalkBench) -> None:
    bench.caption("a", "Where is the old", "Onde está a velha")
    bench.caption("a", "Where is the old town hall", "Onde fica a velha prefeitura aqui")
    (_, shown) = bench.of(it.InterpreterCaption)
    assert (shown.source_settled, shown.source_tentative) == ("Where is", " the old town hall")
    assert (shown.target_settled, shown.target_tentative) == ("", "Onde fica a velha prefeitura aqui")
    bench.caption("b", "Where is the old town hall", "Onde fica")
    assert bench.of(it.InterpreterCaption)[-1].source_settled == ""


def test_each_side_shows_what_goes_on(bench: TalkBench) -> None:
    bench.talk.voice(VoiceChange.SOUND_BEGAN)
    bench.talk.voice(VoiceChange.SPEECH_CONFIRMED)
    bench.caption("a", "Where is", "Onde")
    bench.talk.voice(VoiceChange.SPEECH_ENDED)
    bench.utterance("a", "Where is the museum?", "Onde fica o museu?")
    bench.speaker.pass_ms(1000)
    assert states(bench, "en") == ["ready", "hearing", "translating", "ready"]
    assert states(bench, "pt") == ["ready", "speaking", "ready"]


def test_words_that_never_come_are_not_awaited_for_ever(bench: TalkBench) -> None:
    bench.talk.key_down("pt")
    bench.talk.key_up("pt")
    assert states(bench, "pt")[-1] == "translating"
    bench.clock.advance(4)
    bench.talk.look()
    assert states(bench, "pt")[-1] == "ready"


def test_a_translation_waits_until_nobody_speaks(bench: TalkBench) -> None:
    bench.talk.voice(VoiceChange.SOUND_BEGAN)
    bench.talk.voice(VoiceChange.SPEECH_CONFIRMED)
    bench.utterance("a", "Where is the museum?", "Onde fica o museu?")
    assert bench.speaker.order == []
    bench.talk.voice(VoiceChange.SPEECH_ENDED)
    assert bench.speaker.order == ["a.1"]


def test_a_cough_makes_it_low_for_a_moment_and_a_person_stops_it(bench: TalkBench) -> None:
    bench.utterance("a", "Where is the museum?", "Onde fica o museu?")
    bench.talk.voice(VoiceChange.SOUND_BEGAN)
    assert bench.speaker.gain < 1 and bench.speaker.sounding == ["a.1"]
    bench.talk.voice(VoiceChange.FALSE_ALARM)
    assert bench.speaker.gain == 1 and bench.speaker.sounding == ["a.1"]
    bench.talk.voice(VoiceChange.SOUND_BEGAN)
    bench.talk.voice(VoiceChange.SPEECH_CONFIRMED)
    assert bench.speaker.sounding == []


def test_a_speaker_who_goes_on_is_translated_to_the_end_of_each_part(bench: TalkBench) -> None:
    bench.utterance("a", "I need a doctor,", "Preciso de um médico,")
    bench.speaker.pass_ms(300)
    for change in (VoiceChange.SOUND_BEGAN, VoiceChange.SPEECH_CONFIRMED, VoiceChange.SPEECH_ENDED):
        bench.talk.voice(change)
    assert bench.speaker.order == ["a.1"], "what they say now may be an answer, and comes first"
    bench.utterance("b", "but not today.", "mas não hoje.")
    bench.speaker.pass_ms(1000)
    assert bench.speaker.order == ["a.1", "a.2", "b.1"]


def test_a_listener_who_answers_has_heard_enough(bench: TalkBench) -> None:
    bench.utterance("a", "Where is the museum?", "Onde fica o museu?")
    bench.speaker.pass_ms(700)
    for change in (VoiceChange.SOUND_BEGAN, VoiceChange.SPEECH_CONFIRMED, VoiceChange.SPEECH_ENDED):
        bench.talk.voice(change)
    bench.utterance("b", "Ali à direita.", "There on the right.", "en")
    assert bench.speaker.order == ["a.1", "b.1"]


def test_a_key_down_silences_us_and_tells_the_session_whose_it_is(bench: TalkBench) -> None:
    bench.utterance("a", "Where is the museum?", "Onde fica o museu?")
    bench.talk.key_down("pt")
    assert bench.sent == [tr.SideHeld("pt")] and bench.speaker.sounding == []
    assert states(bench, "pt")[-1] == "held"
    bench.talk.key_up("en")
    assert bench.sent == [tr.SideHeld("pt")], "another key is not theirs"
    bench.talk.key_up("pt")
    assert bench.sent == [tr.SideHeld("pt"), tr.SideHeld("")]
    bench.talk.key_down("de")
    assert len(bench.sent) == 2, "nobody here speaks German"


def test_an_unclear_side_is_asked_and_nothing_is_said(bench: TalkBench) -> None:
    bench.talk.take(tr.SideUnclear("a", {"en": "No.", "pt": "Não."}, "pt", 0.3))
    (asked,) = bench.of(it.SideAsked)
    assert asked.guess == "pt" and bench.speaker.order == [] and bench.kept == []
    bench.talk.choose_side("a", "en")
    assert bench.of(it.AskEnded) == [it.AskEnded("a")]
    assert bench.sent == [tr.SideChosen("a", "en")]
    bench.utterance("a", "No.", "Não.")
    assert bench.speaker.order == ["a.1"]


def test_the_wrong_side_is_replaced_everywhere(bench: TalkBench) -> None:
    bench.utterance("a", "A conta.", "A conta.")
    began = bench.kept[0].at
    bench.talk.choose_side("a", "pt")
    assert bench.speaker.sounding == [], "what was said to the wrong person stops"
    bench.clock.advance(5)
    bench.utterance("a", "A conta.", "The bill.", "en")
    (kept,) = bench.talk.record.utterances
    assert (kept.speaker, kept.target, kept.at) == ("pt", "The bill.", began)
    bench.talk.choose_side("a", "pt")
    bench.talk.choose_side("nothing", "pt")
    assert len(bench.sent) == 1, "it is theirs already"


def test_a_careful_sentence_waits_for_a_yes(bench: TalkBench) -> None:
    bench.utterance("a", "It is 30 euros.", "São 30 euros.")
    (asked,) = bench.of(it.CareAsked)
    assert asked.utterance.care == ("number",) and asked.back == ""
    assert bench.speaker.order == [] and bench.backs == [asked.utterance]
    bench.talk.take_back(asked.utterance, "It is 30 euros.")
    assert bench.of(it.CareAsked)[-1].back == "It is 30 euros."
    bench.talk.answer_care("a", True)
    assert bench.speaker.order == ["a.1"] and bench.of(it.AskEnded) == [it.AskEnded("a")]
    bench.talk.take_back(asked.utterance, "It is thirty.")
    assert len(bench.of(it.CareAsked)) == 2, "the question is settled"


def test_a_careful_sentence_that_is_changed_is_never_said(bench: TalkBench) -> None:
    bench.final("a", "It is 30 euros.", "São 30 euros.")
    bench.talk.answer_care("a", False)
    bench.rest("a", "It is 30 euros.", "São 30 euros.")
    assert bench.speaker.order == []
    bench.talk.answer_care("a", True)
    assert bench.speaker.order == []


def test_what_may_be_lost_is_asked_too(bench: TalkBench) -> None:
    bench.final("a", "I do not eat fish.", "Eu como peixe.", lost=("negation not",))
    assert [asked.utterance.lost for asked in bench.of(it.CareAsked)] == [("negation not",)]


def test_who_wants_no_questions_gets_none() -> None:
    bench = TalkBench(careful=False)
    bench.utterance("a", "It is 30 euros.", "São 30 euros.")
    assert bench.speaker.order == ["a.1"] and bench.of(it.CareAsked) == []
    assert bench.kept[0].care == ("number",)


def test_our_own_voice_is_never_translated_back(bench: TalkBench) -> None:
    bench.utterance("a", "Where is the museum?", "Onde fica o museu?")
    bench.own.sent(2000, True)
    bench.caption("b", "Onde fica", "Where is", "en")
    bench.final("b", "Onde fica o museu?", "Where is the museum?", "en")
    bench.rest("b", "Onde fica o museu?", "Where is the museum?", "en")
    assert bench.speaker.order == ["a.1"] and len(bench.kept) == 1
    assert [caption.utterance_id for caption in bench.of(it.InterpreterCaption)] == ["a"]


def test_a_person_may_repeat_what_we_said(bench: TalkBench) -> None:
    bench.utterance("a", "Where is the museum?", "Onde fica o museu?")
    bench.speaker.pass_ms(1000)
    bench.own.sent(2000, True)
    bench.own.sent(3000, False)
    bench.final("b", "Onde fica o museu?", "Where is the museum?", "en", start_ms=3000)
    assert [one.utterance_id for one in bench.kept if not one.said_aloud] == ["a", "b"]


def test_it_was_said_when_its_sound_began(bench: TalkBench) -> None:
    bench.own.sent(5000, False)
    bench.final("a", "Hello.", "Olá.", start_ms=3000)
    assert bench.kept[0].at == bench.clock.now() - timedelta(seconds=2)
    assert bench.kept[0].seconds == pytest.approx(0.9)


def test_it_says_it_again(bench: TalkBench) -> None:
    bench.utterance("a", "Hello.", "Olá.")
    bench.speaker.pass_ms(1000)
    bench.talk.say_again("pt")
    assert bench.speaker.order == ["a.1", "a.2"]


def test_off_the_record_nothing_is_kept_and_all_is_still_said(bench: TalkBench) -> None:
    bench.utterance("a", "Hello.", "Olá.")
    bench.talk.set_off_the_record(True)
    bench.utterance("b", "My name is Ana.", "Meu nome é Ana.")
    assert bench.of(it.RecordChanged) == [it.RecordChanged(True)]
    assert [one.utterance_id for one in bench.kept] == ["a"]
    assert [told.utterance.utterance_id for told in bench.of(it.UtteranceInterpreted)] == ["a", "b"]
    assert "Ana" not in bench.talk.record.summary()
    bench.talk.set_off_the_record(False)
    bench.utterance("c", "Goodbye.", "Tchau.")
    assert [one.utterance_id for one in bench.kept] == ["a", "c"]


@pytest.mark.parametrize(("words", "listener"), [("Stop interpreting, please.", "pt"), ("Pare de interpretar.", "en")])
def test_either_may_end_it_aloud(bench: TalkBench, words: str, listener: str) -> None:
    bench.utterance("a", words, "…", listener)
    assert bench.left == [True] and bench.kept == [] and bench.speaker.order == []


def test_muted_people_are_not_waited_for(bench: TalkBench) -> None:
    bench.talk.voice(VoiceChange.SPEECH_CONFIRMED)
    bench.talk.set_muted(True)
    bench.talk.voice(VoiceChange.SPEECH_CONFIRMED)
    bench.utterance("a", "Hello.", "Olá.")
    assert bench.speaker.order == ["a.1"]
    assert states(bench, "en")[-1] == "muted"


def test_a_phrase_is_said_in_its_turn(bench: TalkBench) -> None:
    bench.utterance("a", "Hello.", "Olá.")
    bench.talk.say("Ajuda!", "pt", SECOND)
    assert bench.speaker.order == ["a.1"]
    bench.speaker.pass_ms(1000)
    assert bench.speaker.order == ["a.1", "phrase1.1"]
    assert bench.own.is_ours("Ajuda!", "pt", bench.clock.monotonic())


def test_an_error_of_the_session_is_a_sentence(bench: TalkBench) -> None:
    bench.talk.take(tr.TranslationError(ErrorDetail("The translator broke.", "server_error", "server_error")))
    assert [notice.sentence for notice in bench.of(ev.Notice)] == ["The translator broke."]


def test_a_lost_connection_ends_its_questions_and_says_what_had_come(bench: TalkBench) -> None:
    bench.talk.take(tr.SideUnclear("u", {"en": "No.", "pt": "Não."}, "pt", 0.3))
    bench.final("a", "Hello.", "Olá.")
    bench.talk.take(tr.TranslatedSound(SECOND))
    bench.talk.key_down("en")
    bench.talk.connection_lost()
    assert bench.of(it.AskEnded) == [it.AskEnded("u")] and bench.talk.key == ""
    bench.speaker.pass_ms(1000)
    assert bench.kept[-1].said_aloud
