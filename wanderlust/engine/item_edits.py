"""What clients may do to the items of a conversation: each edit is made, or refused with OpenAI's code for it."""

from __future__ import annotations

from collections.abc import Mapping

from wanderlust.engine.conversation_items import ConversationItems
from wanderlust.engine.session_settings import Refusal
from wanderlust.wire import client_events as cl
from wanderlust.wire import server_events as ev
from wanderlust.wire.items import Item

ITEM_TYPES = ("message", "function_call", "function_call_output")
PART_TYPES = {
    "user": ("input_text", "input_audio", "input_image"),
    "assistant": ("output_text", "output_audio"),
    "system": ("input_text",),
}


def creation_problem(item: Item, items: ConversationItems) -> Refusal | None:
    """Why an item cannot be added."""
    if item.id is not None and items.get(item.id) is not None:
        return Refusal("item_create_duplicate_id", f"There is an item of the id '{item.id}' already.", "item.id")
    if item.type not in ITEM_TYPES:
        return Refusal("invalid_value", f"Items of the type '{item.type}' are not served here.", "item.type")
    if item.type == "message" and item.role not in PART_TYPES:
        return Refusal("invalid_value", "A message is of the user, the assistant or the system.", "item.role")
    if item.type == "message" and item.content is None:
        return Refusal("missing_required_parameter", "A message has content.", "item.content")
    needed = {"function_call": ("call_id", "name", "arguments"), "function_call_output": ("call_id", "output")}
    for name in needed.get(item.type, ()):
        if getattr(item, name) is None:
            return Refusal("missing_required_parameter", f"A {item.type} has this.", f"item.{name}")
    return _part_problem(item)


def _part_problem(item: Item) -> Refusal | None:
    for index, part in enumerate(item.content or ()):
        if part.type not in PART_TYPES[item.role or ""]:
            sentence = f"A message of the {item.role} has no part of the type '{part.type}'."
            return Refusal("invalid_value", sentence, f"item.content[{index}].type")
    return None


def truncated(
    items: ConversationItems, event: cl.ItemTruncate, durations_ms: Mapping[str, float]
) -> ev.ServerEvent | Refusal:
    """Cut a spoken answer to what was heard: the words in proportion to the sound."""
    item, total = items.get(event.item_id), durations_ms.get(event.item_id)
    if item is None:
        return Refusal("item_truncate_invalid_item_id", "There is no such item.", "item_id")
    if item.role != "assistant" or total is None:
        return Refusal("invalid_value", "Only spoken answers can be cut short.", "item_id")
    if event.content_index != 0 or event.audio_end_ms < 0:
        wrong = "content_index" if event.content_index != 0 else "audio_end_ms"
        return Refusal("invalid_value", "An answer has one part, and time begins at 0.", wrong)
    if event.audio_end_ms > total + 1:
        text = f"Audio content of {total:.0f}ms is already shorter than {event.audio_end_ms}ms"
        return Refusal("invalid_value", text, "audio_end_ms")
    share = event.audio_end_ms / total if total else 0.0
    words = item.text.split()
    items.truncate(event.item_id, " ".join(words[: round(len(words) * share)]))
    return ev.ItemTruncated(event.item_id, event.content_index, event.audio_end_ms)


def deleted(items: ConversationItems, event: cl.ItemDelete) -> ev.ServerEvent | Refusal:
    """Remove an item."""
    try:
        items.delete(event.item_id)
    except KeyError:
        return Refusal("item_delete_invalid_item_id", "There is no such item.", "item_id")
    return ev.ItemDeleted(event.item_id)
