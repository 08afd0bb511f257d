"""The events of one answer come in the order of the contract, and each is one OpenAI's types take."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from openai.types.realtime import RealtimeServerEvent
from pydantic import TypeAdapter

from wanderlust.engine.response_events import ResponseWriter
from wanderlust.wire import codec
from wanderlust.wire.server_events import ServerEvent

TYPES: TypeAdapter[Any] = TypeAdapter(RealtimeServerEvent)
TENTH = bytes(4800)  # 100 ms of sound


def writer(
    modality: str = "audio", conversation: str | None = "conv_1", previous: str | None = "item_0"
) -> ResponseWriter:
    numbers = iter(range(1, 100))
    return ResponseWriter(
        "resp_1", conversation, (modality,), {"topic": "x"}, "inf", lambda p: f"{p}_{next(numbers)}", previous
    )


def sent(events: Iterable[ServerEvent]) -> list[dict[str, Any]]:
    """The events as they go over the wire, held against OpenAI's types."""
    bodies = [{**codec.to_json(event), "event_id": "event_1"} for event in events]
    for body in bodies:
        TYPES.validate_python(body)
    return bodies


def types(bodies: list[dict[str, Any]]) -> list[str]:
    return [body["type"].removeprefix("response.") for body in bodies]


def test_a_spoken_answer_from_created_to_done() -> None:
    answer = writer()
    events = answer.begin() + answer.begin_message() + answer.words("In Japan.") + answer.sound(TENTH)
    was_open = answer.message_open
    bodies = sent(events + answer.end_message() + answer.done(40, 1000))
    assert (was_open, answer.message_open) == (True, False)
    assert types(bodies) == [
        "created",
        "rate_limits.updated",
        "output_item.added",
        "conversation.item.added",
        "content_part.added",
        "output_audio_transcript.delta",
        "output_audio.delta",
        "output_audio.done",
        "output_audio_transcript.done",
        "content_part.done",
        "conversation.item.done",
        "output_item.done",
        "done",
    ]
    assert {b["response_id"] for b in bodies if "response_id" in b} == {"resp_1"}
    assert {b["item_id"] for b in bodies if "item_id" in b} == {"item_1"}
    assert bodies[3]["previous_item_id"] == "item_0"
    done = bodies[-1]["response"]
    assert (done["status"], done["metadata"], done["conversation_id"]) == ("completed", {"topic": "x"}, "conv_1")
    (item,) = done["output"]
    assert item["status"] == "completed"
    assert item["content"] == [{"type": "output_audio", "transcript": "In Japan."}]


def test_usage_counts_by_the_published_rates() -> None:
    answer = writer()
    answer.begin_message()
    answer.words("x" * 40)
    answer.sound(TENTH * 10)  # one second
    answer.end_message()
    usage = sent(answer.done(input_chars=80, input_audio_ms=2000))[-1]["response"]["usage"]
    assert usage["input_token_details"] == {"audio_tokens": 20, "cached_tokens": 0, "text_tokens": 20}
    assert usage["output_token_details"] == {"audio_tokens": 20, "text_tokens": 10}
    assert (usage["input_tokens"], usage["output_tokens"], usage["total_tokens"]) == (40, 30, 70)


def test_a_written_answer_has_text_events_only() -> None:
    answer = writer("text")
    bodies = sent(answer.begin_message() + answer.words("In ") + answer.words("Japan.") + answer.end_message())
    assert types(bodies) == [
        "output_item.added",
        "conversation.item.added",
        "content_part.added",
        "output_text.delta",
        "output_text.delta",
        "output_text.done",
        "content_part.done",
        "conversation.item.done",
        "output_item.done",
    ]
    assert bodies[5]["text"] == "In Japan."
    assert bodies[-1]["item"]["content"] == [{"type": "output_text", "text": "In Japan."}]


def test_a_call_carries_its_arguments_whole() -> None:
    answer = writer()
    bodies = sent(answer.function_call("show_on_map", '{"place": "Kyōto"}') + answer.done(0, 0))
    assert types(bodies) == [
        "output_item.added",
        "conversation.item.added",
        "function_call_arguments.delta",
        "function_call_arguments.done",
        "conversation.item.done",
        "output_item.done",
        "done",
    ]
    assert bodies[0]["item"]["arguments"] == "" and bodies[0]["item"]["status"] == "in_progress"
    assert bodies[3]["arguments"] == '{"place": "Kyōto"}' and bodies[3]["call_id"] == "call_2"
    (call,) = bodies[-1]["response"]["output"]
    assert (call["status"], call["name"], call["call_id"]) == ("completed", "show_on_map", "call_2")


def test_several_items_follow_each_other() -> None:
    answer = writer()
    events = answer.function_call("a", "{}") + answer.function_call("b", "{}") + answer.begin_message()
    bodies = sent(events + answer.end_message())
    added = [b for b in bodies if b["type"] == "conversation.item.added"]
    assert [b["previous_item_id"] for b in added] == ["item_0", "item_1", "item_3"]
    assert [b["output_index"] for b in bodies if b["type"] == "response.output_item.added"] == [0, 1, 2]


def test_the_first_item_of_a_conversation_follows_nothing() -> None:
    answer = writer(previous=None)
    added = [b for b in sent(answer.function_call("a", "{}")) if b["type"] == "conversation.item.added"]
    assert added[0].get("previous_item_id") is None


def test_an_answer_out_of_band_leaves_the_conversation_alone() -> None:
    answer = writer(conversation=None)
    events = answer.begin() + answer.begin_message() + answer.words("Aside.") + answer.end_message()
    bodies = sent(events + answer.done(0, 0))
    assert not any("conversation.item" in body["type"] for body in bodies)
    assert bodies[-1]["response"].get("conversation_id") is None
    assert bodies[-1]["response"]["output"][0]["content"][0]["transcript"] == "Aside."


@pytest.mark.parametrize("reason", ["turn_detected", "client_cancelled"])
def test_a_cancelled_answer_closes_what_is_open_as_incomplete(reason: str) -> None:
    answer = writer()
    answer.begin_message()
    answer.words("In Jap")
    answer.sound(TENTH)
    bodies = sent(answer.cancelled(reason, 0, 0))
    assert types(bodies)[:3] == ["output_audio.done", "output_audio_transcript.done", "content_part.done"]
    done = bodies[-1]["response"]
    assert (done["status"], done["status_details"]["reason"]) == ("cancelled", reason)
    assert done["output"][0]["status"] == "incomplete"
    assert done["usage"]["output_token_details"]["audio_tokens"] == 2


def test_cancelled_before_its_first_word_it_has_no_items() -> None:
    answer = writer()
    bodies = sent(answer.begin() + answer.cancelled("client_cancelled", 0, 0))
    assert types(bodies) == ["created", "rate_limits.updated", "done"] and bodies[-1]["response"]["output"] == []


def test_a_failed_answer_says_why() -> None:
    answer = writer()
    answer.begin_message()
    bodies = sent(answer.failed("EngineFailed", "The voice is gone."))
    done = bodies[-1]["response"]
    assert done["status"] == "failed"
    assert done["status_details"]["error"]["code"] == "EngineFailed"
    assert done["output"][0]["status"] == "incomplete"
