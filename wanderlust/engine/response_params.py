"""What a ``response.create`` brings along: its own input read, its instructions understood."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from wanderlust.domain.errors import WireError
from wanderlust.engine.conversation_items import ConversationItems
from wanderlust.engine.session_settings import Refusal
from wanderlust.engine.turn_context import Context
from wanderlust.wire.codec import EventReader
from wanderlust.wire.items import Item

_VERBATIM = re.compile(
    r"\b(?:say|repeat|speak|respond with|reply with|answer with|greet\w*(?: \w+){0,3} with)\b"
    r"[^\"“”:]{0,60}?[:\s]\s*[\"“”](?P<words>[^\"“”]+)[\"“”]"
    r"|\b(?:say|repeat)(?: exactly| verbatim| word for word)?(?: the following| this)?[^:\"“”]{0,30}:\s*(?P<rest>.+)$",
    re.I | re.S,
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
            item = reader.read_item({"type": "message", **_with_texts(raw)}, path)
        except WireError as error:
            return Refusal("invalid_value", error.sentence, path)
        items.append(replace(item, id=item.id or new_id("item")))
    return tuple(items)


def verbatim(instructions: str) -> str:
    """Words the instructions put into our mouth (``Say exactly: "Welcome."``); empty when they do not."""
    match = _VERBATIM.search(instructions)
    return (match.group("words") or match.group("rest") or "").strip() if match else ""


def _with_texts(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The item with arguments and output as JSON text, for clients that send them as what they stand for."""
    objects = {key: json.dumps(raw[key]) for key in ("arguments", "output") if isinstance(raw.get(key), dict | list)}
    return {**raw, **objects}


def told(context: Context) -> Context:
    """The context of a response that was told what to do.

    Instructions of one response colour its answer to an open question. Without one, or out of band, they are
    themselves what to do: "Greet the user", "Tell them the time in Lisbon".
    """
    if not context.instructed:
        return context
    greeting = re.search(r"\b(?:greet|welcome|say (?:hello|hi)|introduce yourself)\b", context.instructions, re.I)
    return replace(context, utterance="Hello" if greeting else context.instructions, history=())
