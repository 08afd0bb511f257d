"""Turns to store, plain and with everything on them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wanderlust.domain.conversation import Card, Speaker, Turn
from wanderlust.domain.places import Place

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

KYOTO = Place("gn:1857910", "Kyoto", "city", 35.02107, 135.75385, "JP", "Japan", native_name="京都市")


def a_turn(number: int, text: str = "", speaker: Speaker = Speaker.USER, places: tuple[Place, ...] = ()) -> Turn:
    return Turn(f"item_{number}", speaker, text or f"Turn {number}", NOON + timedelta(seconds=number), places=places)


def a_rich_turn() -> Turn:
    return Turn(
        id="item_rich",
        speaker=Speaker.ASSISTANT,
        text="Kyoto (京都市) is in Japan.",
        at=datetime.fromisoformat("2026-11-22T21:00:00.125+09:00"),
        language="en",
        source="GeoNames, 2026",
        heard=5,
        lost=True,
        places=(KYOTO,),
        cards=(Card("Kyoto", "City in Japan", "9,500 km", "", 1, KYOTO), Card("14:05", icon="clock")),
        tool="find_places",
        backend="openai",
    )
