"""Items in order, with the edits of the contract."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wanderlust.engine.conversation_items import ConversationItems, normalised
from wanderlust.wire.items import ContentPart, Item


def said(name: str, text: str = "", kind: str = "input_text", role: str = "user") -> Item:
    part = ContentPart(kind, transcript=text) if "audio" in kind else ContentPart(kind, text=text)
    return Item("message", name, role=role, content=(part,))


def filled(*names: str) -> ConversationItems:
    items = ConversationItems()
    for name in names:
        items.add(said(name))
    return items


def order(items: ConversationItems) -> list[str | None]:
    return [item.id for item in items]


def test_items_are_put_where_the_client_says() -> None:
    items = ConversationItems()
    assert len(items) == 0
    assert items.add(said("a")) is None
    assert items.add(said("b")) == "a"
    assert items.add(said("front"), "root") is None
    assert items.add(said("middle"), "a") == "a"
    assert order(items) == ["front", "a", "middle", "b"]
    assert (items.last_id, len(items)) == ("b", 4)


def test_an_item_that_is_not_there_cannot_be_followed_deleted_replaced_or_cut() -> None:
    items = filled("a")
    edits: list[Callable[[], object]] = [
        lambda: items.add(said("b"), "x"),
        lambda: items.delete("x"),
        lambda: items.replace(said("x")),
        lambda: items.truncate("x", ""),
    ]
    for edit in edits:
        with pytest.raises(KeyError):
            edit()
    assert order(items) == ["a"] and items.get("x") is None


def test_a_deleted_item_is_gone() -> None:
    items = filled("a", "b", "c")
    items.delete("b")
    assert order(items) == ["a", "c"]


def test_a_transcript_is_written_into_the_sound() -> None:
    items = ConversationItems()
    items.add(Item("message", "u", role="user", content=(ContentPart("input_audio"),)))
    items.set_transcript("u", "Where is Kyoto?")
    item = items.get("u")
    assert item is not None and item.text == "Where is Kyoto?"


def test_a_transcript_for_an_item_deleted_meanwhile_is_dropped() -> None:
    items = filled("a")
    items.set_transcript("gone", "Hello")
    assert order(items) == ["a"]


def test_an_answer_keeps_only_what_was_heard() -> None:
    items = ConversationItems()
    items.add(said("a", "It is in Japan.", "output_audio", "assistant"))
    items.truncate("a", "It is")
    item = items.get("a")
    assert item is not None and item.text == "It is"


def test_a_clients_item_gets_what_the_server_adds_and_loses_its_sound() -> None:
    given = Item("message", role="user", content=(ContentPart("input_audio", audio="AAAA", transcript="Hi"),))
    kept = normalised(given, "item_9")
    assert (kept.id, kept.object, kept.status) == ("item_9", "realtime.item", "completed")
    assert kept.content == (ContentPart("input_audio", transcript="Hi"),), "sound is not kept twice"
    assert normalised(Item("message", "mine", content=None), "item_9").id == "mine"
