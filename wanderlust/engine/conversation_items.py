"""The engine's side of a conversation: items in order, and what of them answers the next question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wanderlust.wire.items import ContentPart, Item


class ConversationItems:
    """An ordered list of items with the edits the Realtime contract names."""

    def __init__(self) -> None:
        self._items: list[Item] = []

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    @property
    def last_id(self) -> str | None:
        return self._items[-1].id if self._items else None

    def get(self, item_id: str) -> Item | None:
        return next((item for item in self._items if item.id == item_id), None)

    def add(self, item: Item, previous_item_id: str | None = None) -> str | None:
        """Insert after ``previous_item_id`` (``root`` = the front, None = the end); returns the id now before it.

        Raises:
            KeyError: No item has that id.
        """
        if previous_item_id is None:
            position = len(self._items)
        elif previous_item_id == "root":
            position = 0
        else:
            position = self._index(previous_item_id) + 1
        self._items.insert(position, item)
        return self._items[position - 1].id if position else None

    def before(self, item_id: str) -> str | None:
        """The id of the item in front of this one; None at the front, and for an item that is gone."""
        item = self.get(item_id)
        position = self._items.index(item) if item is not None else 0
        return self._items[position - 1].id if position else None

    def replace(self, item: Item) -> None:
        """Put a newer version of an item in its place; raises KeyError."""
        self._items[self._index(item.id or "")] = item

    def delete(self, item_id: str) -> None:
        """Remove an item; raises KeyError."""
        del self._items[self._index(item_id)]

    def set_transcript(self, item_id: str, transcript: str) -> None:
        """Write what was said into a user's sound item; an item deleted meanwhile is left alone."""
        item = self.get(item_id)
        if item is not None and item.content:
            part = replace(item.content[0], transcript=transcript)
            self.replace(replace(item, content=(part, *item.content[1:])))

    def truncate(self, item_id: str, heard: str) -> None:
        """Keep only the words that were heard of an answer; raises KeyError."""
        item = self._items[self._index(item_id)]
        kept = tuple(
            replace(part, transcript=heard) if part.type == "output_audio" else part for part in item.content or ()
        )
        self.replace(replace(item, content=kept))

    def _index(self, item_id: str) -> int:
        for index, item in enumerate(self._items):
            if item.id == item_id:
                return index
        raise KeyError(item_id)


def normalised(item: Item, item_id: str) -> Item:
    """A client's item as the server keeps it: with an id, its object name, and a status."""
    content = item.content
    if content is not None:
        content = tuple(ContentPart(part.type, part.text, part.transcript, None, part.image_url) for part in content)
    return replace(item, id=item.id or item_id, object="realtime.item", status="completed", content=content)
