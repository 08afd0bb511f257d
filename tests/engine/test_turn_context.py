"""What an answer is made from."""

from __future__ import annotations

import json
from typing import Any

from wanderlust.engine.models import Heard
from wanderlust.engine.session_settings import default_session
from wanderlust.engine.turn_context import Context, context_of
from wanderlust.wire.items import ContentPart, Item

TOOLS: list[dict[str, Any]] = [{"type": "function", "name": "show_on_map"}, {"type": "function", "name": "distance"}]
SETTINGS = {**default_session("sess_1", 0), "tools": TOOLS}


def user(text: str, id: str = "u") -> Item:
    return Item("message", id, role="user", content=(ContentPart("input_text", text=text),))


def spoken(transcript: str | None, id: str = "u") -> Item:
    return Item("message", id, role="user", content=(ContentPart("input_audio", transcript=transcript),))


def assistant(text: str) -> Item:
    return Item("message", "a", role="assistant", content=(ContentPart("output_audio", transcript=text),))


def call(name: str = "show_on_map", call_id: str = "c1") -> Item:
    return Item("function_call", "f", call_id=call_id, name=name, arguments='{"place": "Kyoto"}')


def output(text: str, call_id: str = "c1") -> Item:
    return Item("function_call_output", "o", call_id=call_id, output=text)


def context(*items: Item, **params: Any) -> Context:
    return context_of(items, SETTINGS, params)


def test_the_last_words_of_the_user_are_the_question() -> None:
    found = context(user("Hello", "u1"), assistant("Hi."), user("Where is Kyoto?", "u2"))
    assert found.utterance == "Where is Kyoto?" and found.outputs == () and found.sounds == ()
    assert [(h.role, h.text) for h in found.history] == [("user", "Hello"), ("assistant", "Hi.")]


def test_an_empty_conversation_asks_nothing() -> None:
    found = context()
    assert (found.utterance, found.history, found.outputs, found.chars) == ("", (), (), 0)


def test_outputs_since_the_question_are_what_to_speak_of() -> None:
    found = context(user("Where is Kyoto?"), call(), output("one"), call(call_id="c2"), output("two", "c2"))
    assert found.outputs == ("one", "two")


def test_outputs_that_were_answered_are_done_with() -> None:
    found = context(user("Where is Kyoto?"), call(), output("one"), assistant("In Japan."))
    assert found.outputs == ()


def test_outputs_of_an_earlier_question_are_history() -> None:
    found = context(user("Where?", "u1"), call(), output('{"place": "Kyoto"}'), assistant("There."), user("And?", "u2"))
    assert found.outputs == ()
    roles = [(h.role, h.name) for h in found.history]
    assert roles == [
        ("user", ""),
        ("tool_call", "show_on_map"),
        ("tool_result", "show_on_map"),
        ("assistant", ""),
    ]
    assert found.history[1].data == {"place": "Kyoto"}


def test_an_output_that_is_no_object_is_kept_as_it_is() -> None:
    for text, data in (("plain", {"text": "plain"}), ("[1]", {"value": [1]}), ("[" * 100_000, {"text": "[" * 100_000})):
        found = context(user("Where?", "u1"), call(), output(text), user("And?", "u2"))
        assert found.history[2].data == data


def test_sound_still_being_heard_is_waited_for() -> None:
    found = context(spoken(None, "u1"))
    assert (found.utterance, found.sounds) == ("", ("u1",))
    assert found.with_heard("u1", Heard("Where is Kyoto?", "en")).utterance == "Where is Kyoto?"
    assert found.with_heard("other", Heard("Nonsense", "en")).utterance == ""
    assert context(spoken("Where is Kyoto?")).sounds == ()


def test_all_functions_are_on_offer_unless_the_choice_says_otherwise() -> None:
    def names(**params: Any) -> list[str]:
        return [tool["name"] for tool in context(user("Hi"), **params).tools]

    assert names() == names(tool_choice="auto") == names(tool_choice="required") == ["show_on_map", "distance"]
    assert names(tool_choice="none") == []
    assert names(tool_choice={"type": "function", "name": "distance"}) == ["distance"]
    assert names(tool_choice={"type": "function", "name": "weather"}) == []
    assert names(tools=[{"type": "mcp", "server_label": "x"}, {"type": "function", "name": "y"}]) == ["y"]
    assert names(tools=None, tool_choice=None) == ["show_on_map", "distance"], "null leaves the session's own"
    assert names(tools=[]) == []


def test_input_out_of_band_takes_the_conversations_place() -> None:
    given = [{"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Aside?"}]}]
    found = context(user("Where is Kyoto?"), input=given)
    assert found.utterance == "Aside?" and found.history == ()
    assert context(user("Where is Kyoto?"), input=[]).utterance == ""


def test_a_reference_brings_an_item_of_the_conversation() -> None:
    references = [{"type": "item_reference", "id": "u"}, {"type": "item_reference", "id": "unknown"}]
    found = context(user("Where is Kyoto?"), assistant("In Japan."), input=references)
    assert found.utterance == "Where is Kyoto?" and len(found.items) == 1


def test_outputs_given_out_of_band_are_spoken_of_whatever_their_shape() -> None:
    given = [
        {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "Hi"}]},
        {"type": "function_call_output", "call_id": "c1", "output": {"say": {"en": "Hello."}}},
    ]
    assert json.loads(context(input=given).outputs[0]) == {"say": {"en": "Hello."}}


def test_the_speed_is_the_answers_own_or_the_sessions() -> None:
    assert context(user("Hi")).speed == 1.0
    assert context(user("Hi"), audio={"output": {"speed": 1.25}}).speed == 1.25
    assert context(user("Hi"), audio=None).speed == 1.0


def test_usage_counts_words_arguments_outputs_and_the_users_sound() -> None:
    found = context(spoken("12345", "u1"), call(), output("1234567"))
    assert found.chars == 5 + len('{"place": "Kyoto"}') + 7
    assert found.audio_ms({"u1": 1500.6, "other": 99.0}) == 1500
