"""A turn as a row of the database: cards and places as JSON, everything else as columns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from wanderlust.domain.conversation import Card, Speaker, Turn
from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.places import Place

COLUMNS = (
    "turn",
    "speaker",
    "text",
    "at",
    "language",
    "source",
    "heard",
    "tool",
    "backend",
    "places",
    "cards",
    "lost",
)

PLACE_FIELDS = frozenset(field.name for field in fields(Place))
CARD_FIELDS = frozenset(field.name for field in fields(Card))


def to_row(turn: Turn) -> tuple[str | int | None, ...]:
    """Values in the order of ``COLUMNS``."""
    return (
        turn.id,
        turn.speaker.value,
        turn.text,
        turn.at.isoformat(),
        turn.language,
        turn.source,
        turn.heard,
        turn.tool,
        turn.backend,
        json.dumps([asdict(place) for place in turn.places], ensure_ascii=False),
        json.dumps([asdict(card) for card in turn.cards], ensure_ascii=False),
        int(turn.lost),
    )


def from_row(row: tuple[Any, ...]) -> Turn:
    """The turn of a row; raises StorageFailed when what was written cannot be understood."""
    try:
        return Turn(
            id=row[0],
            speaker=Speaker(row[1]),
            text=row[2],
            at=datetime.fromisoformat(row[3]),
            language=row[4],
            source=row[5],
            heard=row[6],
            tool=row[7],
            backend=row[8],
            places=tuple(place_from(value) for value in json.loads(row[9])),
            cards=tuple(card_from(value) for value in json.loads(row[10])),
            lost=bool(row[11]),
        )
    except (AttributeError, TypeError, ValueError) as error:
        raise StorageFailed(
            "A saved turn of this conversation cannot be read, so I show none of it.",
            "Start a new conversation.",
        ) from error


def place_from(value: Mapping[str, Any]) -> Place:
    return Place(**{name: content for name, content in value.items() if name in PLACE_FIELDS})


def card_from(value: Mapping[str, Any]) -> Card:
    known = {name: content for name, content in value.items() if name in CARD_FIELDS}
    place = known.pop("place", None)
    return Card(place=None if place is None else place_from(place), **known)
