"""Streams of tool calls are put together, however a server cuts them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.fakes.chat_server import call_chunk, text_chunk
from wanderlust.domain.errors import BrainFailed
from wanderlust.engine.brain.chat_stream import ChatStream
from wanderlust.engine.router.values import ToolCall

OSLO = ToolCall("get_weather", {"place": "Oslo"})
ROME = ToolCall("local_time", {"place": "Rome"})


def stream_of(*chunks: Any) -> ChatStream:
    stream = ChatStream()
    for chunk in chunks:
        stream.line(f"data: {json.dumps(chunk)}\n")
    stream.line("data: [DONE]\n")
    return stream


def fragment(index: int | None, arguments: str, name: str | None = None, id_: str | None = None) -> dict[str, Any]:
    call: dict[str, Any] = {"function": {"arguments": arguments}}
    if name:
        call["function"]["name"] = name
    if index is not None:
        call["index"] = index
    if id_:
        call["id"] = id_
    return call_chunk(call)


def test_fragments_are_joined_by_their_index_even_interleaved() -> None:
    stream = stream_of(
        fragment(0, '{"pl', "get_weather", "a"),
        fragment(1, '{"place":', "local_time", "b"),
        fragment(0, 'ace": "Oslo"}'),
        fragment(1, ' "Rome"}'),
    )
    assert stream.calls() == (OSLO, ROME) and stream.ended


def test_without_indices_a_name_begins_the_next_call() -> None:
    stream = stream_of(
        fragment(None, '{"place": ', "get_weather"),
        fragment(None, '"Oslo"}'),
        fragment(None, '{"place": "Rome"}', "local_time"),
    )
    assert stream.calls() == (OSLO, ROME)


def test_arguments_may_come_as_an_object_and_not_at_all() -> None:
    stream = stream_of(
        call_chunk({"index": 0, "function": {"name": "get_weather", "arguments": {"place": "Oslo"}}}),
        call_chunk({"index": 1, "function": {"name": "itinerary_show"}}),
    )
    assert stream.calls() == (OSLO, ToolCall("itinerary_show", {}))


def test_a_whole_answer_is_read_like_a_stream() -> None:
    stream = ChatStream()
    function = {"name": "get_weather", "arguments": '{"place": "Oslo"}'}
    stream.whole({"choices": [{"message": {"content": None, "tool_calls": [{"id": "x", "function": function}]}}]})
    assert stream.calls() == (OSLO,)


def test_thoughts_are_not_words() -> None:
    assert stream_of(text_chunk("<think>hm"), text_chunk("</think> Hello.")).text == "Hello."
    assert stream_of(text_chunk("<think>and so on")).text == ""


def test_comments_and_chunks_without_choices_are_passed_over() -> None:
    stream = ChatStream()
    for line in (": ping", "", "event: x", 'data: {"usage": {}}', 'data: {"choices": []}'):
        stream.line(line)
    assert stream.text == "" and stream.calls() == ()


@pytest.mark.parametrize("line", ["data: {", "data: [1]", 'data: {"error": {"message": "no"}}'])
def test_what_is_no_chunk_is_one_error(line: str) -> None:
    with pytest.raises(BrainFailed):
        ChatStream().line(line)


def test_arguments_that_are_no_json_are_one_error() -> None:
    with pytest.raises(BrainFailed):
        stream_of(fragment(0, '{"place": "Os', "get_weather")).calls()


def test_a_model_that_goes_on_and_on_is_cut_off() -> None:
    with pytest.raises(BrainFailed, match="would not stop"):
        stream_of(*[text_chunk("x" * 1000)] * 30)
