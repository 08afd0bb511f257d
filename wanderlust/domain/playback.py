"""What was heard of an item's voice, as the speaker counts it and the session reports it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlayedItem:
    """How much of one item's voice was handed to the device.

    Attributes:
        item_id: The item.
        played_ms: Milliseconds handed to the device, from its beginning.
        complete: All of it was, and no more was to come.
    """

    item_id: str
    played_ms: int
    complete: bool
