"""What a ``response.create`` may ask for: its overrides checked, its own input read, its instructions understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from wanderlust.domain.errors import WireError
from wanderlust.engine.conversation_items import ConversationItems
from wanderlust.engine.session_settings import Refusal, answering_problem
from wanderlust.engine.turn_context import Context
from wanderlust.wire.codec import EventReader
from wanderlust.wire.items import Item

MOST_METADATA = 16
_VERBATIM = re.compile(
    r"\b(?:say|repeat|speak|respond with|reply with|answer with|greet\w*(?: \w+){0,3} with)\b"
    r"[^\"“”:]{0,60}?[:\s]\s*[\"“”](?P<words>[^\"“”]+)[\"“”]"
    r"|\b(?:say|repeat)(?: exactly| verbatim| word for word)?(?: the following| this)?[^:\"“”]{0,30}:\s*(?P<rest>.+)$",
    re.I | re.S,
)


def params_problem(params: Mapping[str, Any]) -> Refusal | None:
    """Why a response with these overrides cannot be given."""
    if params.get("conversation") not in (None, "auto", "none"):
        return Refusal("invalid_value", "The conversation is 'auto' or 'none'.", "response.conversation")
    if not isinstance(params.get("instructions"), str | None):
        return Refusal("invalid_type", "Instructions are text.", "response.instructions")
    if not isinstance(params.get("input"), list | None):
        return Refusal("invalid_type", "The input is a list of items.", "response.input")
    metadata = params.get("metadata")
    if metadata is not None and not _is_metadata(metadata):
        sentence = f"Metadata are at most {MOST_METADATA} pairs of text."
        return Refusal("invalid_value", sentence, "response.metadata")
    return answering_problem(params, "response")


def _is_metadata(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and len(value) <= MOST_METADATA
        and all(isinstance(text, str) and len(text) <= 512 for text in value.values())
    )


def input_items(
    given: list[Any], known: ConversationItems, reader: EventReader, new_id: Callable[[str], str]
) -> tuple[Item, ...] | Refusal:
    """The items a response is to be made from, instead of the conversation's.

    Args:
        given: Items, or references to items of the conversation.
        known: The conversation.
        reader: Reads items, and counts the fields it does not know.
        new_id: Makes ids for items that bring none.
    """
    items = []
    for index, raw in enumerate(given):
        path = f"response.input[{index}]"
        if not isinstance(raw, Mapping):
            return Refusal("invalid_type", "An item is an object.", path)
        if raw.get("type") == "item_reference":
            referred = known.get(str(raw.get("id")))
            if referred is None:
                return Refusal("item_reference_not_found", f"There is no item '{raw.get('id')}' to refer to.", path)
            items.append(referred)
            continue
        try:
            item = reader.read_item({"type": "message", **raw}, path)
        except WireError as error:
            return Refusal("invalid_value", error.sentence, path)
        items.append(replace(item, id=item.id or new_id("item")))
    return tuple(items)


def verbatim(instructions: str) -> str:
    """Words the instructions put into our mouth (``Say exactly: "Welcome."``); empty when they do not."""
    match = _VERBATIM.search(instructions)
    return (match.group("words") or match.group("rest") or "").strip() if match else ""


def told(context: Context) -> Context:
    """The context of a response that was told what to do.

    Instructions of one response colour its answer to an open question. Without one, or out of band, they are
    themselves what to do: "Greet the user", "Tell them the time in Lisbon".
    """
    if not context.instructed:
        return context
    greeting = re.search(r"\b(?:greet|welcome|say (?:hello|hi)|introduce yourself)\b", context.instructions, re.I)
    return replace(context, utterance="Hello" if greeting else context.instructions, history=())
