"""After a talk through the interpreter the engine can say what the other person said, in the asker's language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wanderlust.assistant.interpreter.record import TalkRecord
from wanderlust.domain.interpreting import InterpretedUtterance
from wanderlust.engine.interpreted_talk import said_through_interpreter
from wanderlust.wire.items import ContentPart, Item

AT = datetime(2026, 11, 22, 10, 2, tzinfo=UTC)


def told() -> Item:
    """What the conversation is told on leaving, as the interpreter itself writes it."""
    record = TalkRecord()
    for number, (speaker, source, listener, target) in enumerate(
        [
            ("en", "Where is the museum?", "pt", "Onde fica o museu?"),
            ("pt", "O museu fica perto.", "en", "The museum is near."),
            ("pt", "Fecha às cinco.", "en", "It closes at five."),
        ]
    ):
        record.keep(InterpretedUtterance(f"u{number}", speaker, source, listener, target, "local", AT, 1.0))
    return Item("message", "s", role="system", content=(ContentPart("input_text", text=record.summary()),))


@pytest.mark.parametrize("question", ["What did they say?", "so what did he just say", "What did the woman say?"])
def test_what_the_other_person_said_is_repeated(question: str) -> None:
    assert said_through_interpreter(question, [told()], "en") == "They said: The museum is near. It closes at five."


def test_the_one_asked_by_the_other_hears_the_other_side() -> None:
    answer = said_through_interpreter("O que ela disse?", [told()], "pt")
    assert answer == "Disseram: Onde fica o museu?"


@pytest.mark.parametrize("question", ["What time is it?", "What did I say?", "Say it again"])
def test_other_questions_are_left_to_others(question: str) -> None:
    assert said_through_interpreter(question, [told()], "en") == ""


def test_without_a_talk_there_is_nothing_to_repeat() -> None:
    assert said_through_interpreter("What did they say?", [], "en") == ""


def test_who_alone_spoke_is_told_that_nothing_came_back() -> None:
    record = TalkRecord()
    record.keep(InterpretedUtterance("u", "en", "Where is Kyoto?", "pt", "Onde está o Kyoto?", "local", AT, 1.0))
    item = Item("message", "s", role="system", content=(ContentPart("input_text", text=record.summary()),))
    assert said_through_interpreter("What did they say?", [item], "en") == "They said nothing that I interpreted."
