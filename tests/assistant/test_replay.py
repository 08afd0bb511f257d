"""A new server is told what was said and done, in order, and nothing twice."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from wanderlust.assistant.replay import MOST_ENTRIES, History, system_item
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.wire.items import ContentPart, Item

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def user(id: str, text: str) -> Turn:
    return Turn(id, Speaker.USER, text, NOON)


def answer(id: str, text: str, heard: int | None = None) -> Turn:
    return Turn(id, Speaker.ASSISTANT, text, NOON, heard=heard)


def call(id: str, name: str = "itinerary_add") -> Item:
    return Item("function_call", call_id=id, name=name, arguments="{}")


def shape(items: list[Item]) -> list[str]:
    return [f"{item.role}: {item.text}" if item.type == "message" else item.type for item in items]


def test_words_known_late_stand_where_the_turn_began() -> None:
    history = History()
    history.began("u1")
    history.said(answer("a1", "In Japan."))
    history.said(user("u1", "Where is Kyoto?"))
    assert shape(history.items((), False, False)) == ["user: Where is Kyoto?", "assistant: In Japan."]


def test_calls_go_in_pairs_with_their_outputs() -> None:
    history = History()
    history.said(user("u1", "add Nara"))
    history.called(call("c1"), side_effect=False)
    history.came_out("c1", '{"say": 1}')
    items = history.items((), False, False)
    assert [item.type for item in items] == ["message", "function_call", "function_call_output"]
    assert items[1].call_id == items[2].call_id == "c1" and items[2].output == '{"say": 1}'


@pytest.mark.parametrize(
    ("engine", "changes", "closed"),
    [(False, False, True), (False, True, True), (True, False, False), (True, True, True)],
)
def test_an_open_call_is_closed_as_interrupted_and_a_lookup_is_made_again_here(
    engine: bool, changes: bool, closed: bool
) -> None:
    history = History()
    history.called(call("c1"), side_effect=changes)
    items = history.items((), engine, False)
    assert [item.type for item in items] == (["function_call", "function_call_output"] if closed else [])
    if closed:
        assert "interrupted" in json.loads(items[1].output or "")["error"]


def test_half_an_answer_is_left_out_when_its_question_is_asked_again() -> None:
    history = History()
    history.said(user("u1", "Where is Kyoto?"))
    history.said(answer("a1", "Kyoto is", 8), cut=True)
    assert shape(history.items((), False, asking=True)) == ["user: Where is Kyoto?"]
    assert len(history.items((), False, asking=False)) == 2
    history.said(user("u2", "And Osaka?"))
    assert len(history.items((), False, asking=True)) == 3, "an older cut belongs to the talk"


def test_turns_of_an_earlier_run_come_first_and_once() -> None:
    history = History()
    history.said(user("u2", "And Osaka?"))
    earlier = (user("u1", "Where is Kyoto?"), user("u2", "And Osaka?"))
    assert shape(history.items(earlier, False, False)) == ["user: Where is Kyoto?", "user: And Osaka?"]


def test_a_second_server_is_told_only_what_it_missed() -> None:
    history = History()
    history.said(user("u1", "Where is Kyoto?"))
    history.called(call("c1"), side_effect=True)
    known = history.known()
    history.came_out("c1", "{}")
    history.told("m1", system_item("The interpreter is open."))
    assert shape(history.since(known)) == ["function_call", "function_call_output", "system: The interpreter is open."]


def test_the_engine_has_no_eyes() -> None:
    history = History()
    picture = ContentPart("input_image", image_url="data:image/jpeg;base64,AAAA")
    history.told("p1", Item("message", role="user", content=(picture, ContentPart("input_text", text="What is it?"))))
    (item,) = history.items((), True, False)
    assert item.text == "What is it? (a picture)"
    assert history.items((), False, False)[0].content[0].type == "input_image"  # type: ignore[index]


def test_a_long_talk_is_told_from_its_end() -> None:
    history = History()
    for number in range(MOST_ENTRIES + 40):
        history.said(user(f"u{number}", str(number)))
    items = history.items((), False, False)
    assert len(items) == MOST_ENTRIES and items[-1].text == str(MOST_ENTRIES + 39)
