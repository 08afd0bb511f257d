"""What was said is kept in order, told in short, and ends with words that ask for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wanderlust.assistant.interpreter.leaving_words import asks_to_leave
from wanderlust.assistant.interpreter.record import TalkRecord, turn_of, utterance_of
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.interpreting import InterpretedUtterance

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def said(number: int, source: str = "Hello.", target: str = "Olá.", speaker: str = "en") -> InterpretedUtterance:
    listener = "pt" if speaker == "en" else "en"
    at = NOON + timedelta(minutes=number)
    return InterpretedUtterance(f"u{number}", speaker, source, listener, target, "local", at, 1.0)


def test_the_summary_says_who_said_what() -> None:
    record = TalkRecord()
    record.keep(said(0, "Where is the museum?", "Onde fica o museu?"))
    record.keep(said(9, "Ali.", "There.", "pt"))
    assert record.summary() == (
        "I interpreted between English and Portuguese from 12:00 to 12:09. It was said:\n"
        "English: Where is the museum? = Onde fica o museu?\nPortuguese: Ali. = There."
    )


def test_a_long_talk_is_told_from_its_end_within_its_length() -> None:
    record = TalkRecord()
    for number in range(200):
        record.keep(said(number, f"Sentence number {number}."))
    summary = record.summary()
    assert len(summary) <= 2000 and "Sentence number 199." in summary and "\n…\n" in summary
    assert "Sentence number 0." not in summary


def test_nothing_kept_is_nothing_told() -> None:
    record = TalkRecord(off=True)
    assert not record.keep(said(0)) and record.summary() == ""


def test_what_was_on_the_record_may_be_put_right_later() -> None:
    record = TalkRecord()
    record.keep(said(0))
    record.off = True
    assert record.keep(replace(said(0), said_aloud=True)) and not record.keep(said(1))
    assert record.utterances == (replace(said(0), said_aloud=True),)


def test_an_utterance_is_a_turn_with_its_languages_and_its_translation() -> None:
    turn = turn_of(said(0))
    assert (turn.id, turn.speaker, turn.language) == ("u0", Speaker.ACTIVITY, "en")
    assert turn.text.splitlines() == ["12:00 English: Hello.", "Portuguese: Olá."]
    assert turn.source == "a model on this computer" and turn.tool == "start_interpreter"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Stop interpreting.", "en"),
        ("Please stop the interpreter now.", "en"),
        ("Pare de traduzir, por favor.", "pt"),
        ("Arrête d'interpréter.", "fr"),
        ("Hör auf zu übersetzen!", "de"),
        ("通訳を終了", "ja"),
        ("통역 종료", "ko"),
        ("停止翻译。", "zh"),
    ],
)
def test_who_asks_for_the_end_is_understood(words: str, language: str) -> None:
    assert asks_to_leave(words, language)


@pytest.mark.parametrize("words", ["Stop.", "Please stop the bus.", "He said stop interpreting and left.", ""])
def test_other_words_are_for_the_other_person(words: str) -> None:
    assert not asks_to_leave(words, "en")


@pytest.mark.parametrize("route", ["phrasebook", "local", "local via English", "openai"])
def test_an_utterance_comes_back_from_its_turn(route: str) -> None:
    said = InterpretedUtterance("u1", "en", "Where: here?", "pt", "Onde: aqui?", route, NOON, 2.5)
    assert utterance_of(turn_of(said)) == replace(said, seconds=0.0)


def test_other_turns_are_no_utterances() -> None:
    assert utterance_of(Turn("t", Speaker.ACTIVITY, "Opened the interpreter", NOON, tool="start_interpreter")) is None
    assert utterance_of(Turn("t", Speaker.USER, "one\u2028two", NOON)) is None


def test_what_was_said_off_the_record_is_not_kept_when_the_switch_is_off_again() -> None:
    record = TalkRecord(off=True)
    record.begin("u0")
    record.keep(said(1))
    record.off = False
    assert not record.keep(said(0)) and not record.keep(replace(said(1), said_aloud=True))
    assert record.utterances == ()


def test_what_is_forgotten_does_not_come_back() -> None:
    record = TalkRecord()
    record.keep(said(0))
    assert record.forget() == (said(0),)
    assert not record.keep(replace(said(0), said_aloud=True)) and record.keep(said(1))
