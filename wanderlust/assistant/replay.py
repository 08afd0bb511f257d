"""What was said and done, as items for a server that was not there: messages as text, calls with their outputs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from wanderlust.assistant.session_setup import as_item
from wanderlust.domain.conversation import Turn
from wanderlust.wire.items import ContentPart, Item

MOST_ENTRIES = 60  # a longer talk is told from its end: about 4,000 tokens
INTERRUPTED = json.dumps({"error": "interrupted: the connection was lost; this may or may not have been done"})


@dataclass(slots=True)
class _Entry:
    message: Item | None = None
    call: Item | None = None
    output: str | None = None
    cut: bool = False
    asked: bool = False
    side_effect: bool = False


class History:
    """The talk of this run in the order in which it began, which is not the order in which its words were known."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}

    def began(self, turn_id: str) -> None:
        """A turn of the traveller has its place; its words may come after the answer's."""
        self._entries.setdefault(turn_id, _Entry(asked=True))
        self._forget_oldest()

    def said(self, turn: Turn, cut: bool = False) -> None:
        """A turn is finished; ``cut`` when the answer lost its server before all of it had come."""
        item = as_item(turn)
        if item is None:
            return
        entry = self._entries.setdefault(turn.id, _Entry())
        entry.message, entry.cut, entry.asked = item, cut, item.role == "user"
        self._forget_oldest()

    def told(self, key: str, item: Item) -> None:
        """An item that is no turn: a picture, a change of mode."""
        self._entries[key] = _Entry(message=item, asked=item.role == "user")
        self._forget_oldest()

    def called(self, item: Item, side_effect: bool) -> None:
        """A call of a tool began."""
        call = Item("function_call", call_id=item.call_id, name=item.name, arguments=item.arguments or "{}")
        self._entries[_call_key(item.call_id)] = _Entry(call=call, side_effect=side_effect)
        self._forget_oldest()

    def came_out(self, call_id: str, output: str) -> None:
        """A call ended with this output."""
        entry = self._entries.get(_call_key(call_id))
        if entry is not None:
            entry.output = output

    def dropped(self, turn_id: str) -> None:
        """Nothing came of a turn."""
        self._entries.pop(turn_id, None)

    def forget(self) -> None:
        """A new talk begins."""
        self._entries.clear()

    def known(self) -> frozenset[str]:
        """What is complete now, to be given to :meth:`since`."""
        return frozenset(key for key, entry in self._entries.items() if entry.message or entry.output)

    def since(self, known: frozenset[str]) -> list[Item]:
        """What has become complete since."""
        entries = (entry for key, entry in self._entries.items() if key not in known)
        return [item for entry in entries if entry.message or entry.output for item in _items_of(entry)]

    def items(self, earlier: Iterable[Turn], engine: bool, asking: bool) -> list[Item]:
        """What a new server is told, oldest first.

        Args:
            earlier: Stored turns, of which those of before this run are told first.
            engine: For the embedded engine: pictures become a remark, as it has no eyes, and a lookup without an
                output is left out, as it makes that again; a model is told that it was interrupted.
            asking: Whether the last question is asked again: a half answer to it is then left out.
        """
        before = [item for turn in earlier if turn.id not in self._entries and (item := as_item(turn)) is not None]
        entries = list(self._entries.values())
        question = max((n for n, entry in enumerate(entries) if entry.asked), default=-1)
        items: list[Item] = []
        for number, entry in enumerate(entries):
            if asking and entry.cut and number > question:
                continue
            if entry.call is not None and engine and not entry.output and not entry.side_effect:
                continue
            items += map(_without_pictures, _items_of(entry)) if engine else _items_of(entry)
        return [*before[-max(0, MOST_ENTRIES - len(entries)) :], *items] if len(entries) < MOST_ENTRIES else items

    def _forget_oldest(self) -> None:
        while len(self._entries) > MOST_ENTRIES:
            del self._entries[next(iter(self._entries))]


def system_item(text: str) -> Item:
    """A change of mode as the model is told it: appended, since changed instructions would cost the whole cache."""
    return Item("message", role="system", content=(ContentPart("input_text", text=text),))


def _items_of(entry: _Entry) -> list[Item]:
    if entry.message is not None:
        return [entry.message]
    if entry.call is None:
        return []
    output = entry.output or INTERRUPTED
    return [entry.call, Item("function_call_output", call_id=entry.call.call_id, output=output)]


def _without_pictures(item: Item) -> Item:
    if not any(part.type == "input_image" for part in item.content or ()):
        return item
    words = tuple(part for part in item.content or () if part.type != "input_image")
    return replace(item, content=(*words, ContentPart("input_text", text="(a picture)")))


def _call_key(call_id: str | None) -> str:
    return f"call:{call_id}"
