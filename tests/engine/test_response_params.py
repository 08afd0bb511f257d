"""What one response may be told: checked by name, its items read, its instructions taken at their word."""

from __future__ import annotations

from typing import Any

import pytest

from wanderlust.engine.conversation_items import ConversationItems
from wanderlust.engine.response_params import input_items, told, verbatim
from wanderlust.engine.session_settings import Refusal, default_session
from wanderlust.engine.turn_context import context_of
from wanderlust.wire.codec import client_event_reader
from wanderlust.wire.items import ContentPart, Item

SETTINGS = default_session("sess_1", 0.0)
TOOL = {"type": "function", "name": "f"}


def said(role: str, text: str, item_id: str = "item_1") -> Item:
    return Item("message", item_id, role=role, content=(ContentPart("input_text", text=text),))


@pytest.mark.parametrize(
    ("instructions", "words"),
    [
        ('Say exactly: "Welcome to Lisbon."', "Welcome to Lisbon."),
        ("Say “Hello” to the user, warmly.", "Hello"),
        ("You help travellers.\nRepeat the following: The train leaves at nine.", "The train leaves at nine."),
        ('Greet the user with "Welcome."', "Welcome."),
        ("Answer briefly and say please.", ""),
        ("Be brief.", ""),
        ("", ""),
    ],
)
def test_dictated_words_are_taken_as_they_are(instructions: str, words: str) -> None:
    assert verbatim(instructions) == words


def test_instructions_are_the_task_when_nobody_waits_for_an_answer() -> None:
    context = told(context_of([], SETTINGS, {"instructions": "Tell the time in Lisbon."}))
    assert context.utterance == "Tell the time in Lisbon."
    assert told(context_of([], SETTINGS, {"instructions": "Greet the user warmly."})).utterance == "Hello"


def test_instructions_do_not_replace_an_open_question() -> None:
    context = context_of([said("user", "Where is Kyoto?")], SETTINGS, {"instructions": "Be brief."})
    assert told(context).utterance == "Where is Kyoto?"


def test_out_of_band_the_sessions_tools_are_not_called_unless_they_are_given() -> None:
    settings = {**SETTINGS, "tools": [TOOL]}
    aside: dict[str, Any] = {"conversation": "none", "instructions": "Sum up."}
    assert context_of([said("user", "Hi")], settings, aside).tools == ()
    assert context_of([said("user", "Hi")], settings, {**aside, "tools": [TOOL]}).tools == (TOOL,)
    assert context_of([], settings, {**aside, "input": []}).tools == ()


def test_the_sessions_own_instructions_in_front_are_not_part_of_the_task() -> None:
    settings = {**SETTINGS, "instructions": "You help travellers."}
    context = context_of([], settings, {"instructions": "You help travellers.\nShow Oslo"})
    assert context.instructions == "Show Oslo"


def test_a_forced_call_comes_before_outputs_only_when_this_response_asks_for_it() -> None:
    items = [said("user", "Hi"), Item("function_call_output", "o", call_id="c", output="42")]
    required = {**SETTINGS, "tool_choice": "required", "tools": [TOOL]}
    assert context_of(items, required, {}).outputs == ("42",)
    assert not context_of(items, required, {}).must_call
    again = context_of(items, required, {"tool_choice": "required"})
    assert again.must_call and again.outputs == ()


def test_input_items_are_read_and_referred_to() -> None:
    known = ConversationItems()
    known.add(said("user", "Where is Kyoto?", "item_7"))
    given = [
        {"type": "item_reference", "id": "item_7"},
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "And Oslo?"}]},
    ]
    items = input_items(given, known, client_event_reader(), lambda prefix: f"{prefix}_new")
    assert not isinstance(items, Refusal)
    assert [(item.id, item.text) for item in items] == [("item_7", "Where is Kyoto?"), ("item_new", "And Oslo?")]


@pytest.mark.parametrize("given", [[3], [{"type": "item_reference", "id": "gone"}], [{"type": "message", "role": 3}]])
def test_input_that_cannot_be_read_is_refused_by_its_place(given: list[Any]) -> None:
    refusal = input_items(given, ConversationItems(), client_event_reader(), str)
    assert isinstance(refusal, Refusal) and refusal.param == "response.input[0]"


def test_outputs_given_as_objects_are_taken_as_their_text() -> None:
    given = [{"type": "function_call_output", "call_id": "c1", "output": {"say": {"en": "Hello."}}}]
    items = input_items(given, ConversationItems(), client_event_reader(), lambda prefix: prefix)
    assert not isinstance(items, Refusal)
    assert items[0].output == '{"say": {"en": "Hello."}}'


def test_nulls_override_nothing() -> None:
    nulls = dict.fromkeys(("conversation", "instructions", "input", "metadata", "tools", "audio", "max_output_tokens"))
    context = context_of([said("user", "Hi")], {**SETTINGS, "tools": [TOOL]}, nulls)
    assert context.tools == (TOOL,) and context.utterance == "Hi"
