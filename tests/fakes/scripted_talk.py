"""Talks as batches of domain events, as the session would send them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.conversation import Card, Speaker, Turn
from wanderlust.domain.events import (
    CardsShown,
    DevicesChanged,
    DomainEvent,
    LevelChanged,
    MicrophoneChanged,
    PlacesShown,
    StateChanged,
    ToolFinished,
    ToolStarted,
    TurnFinished,
    TurnStarted,
    TurnText,
)
from wanderlust.domain.geodesy import great_circle
from wanderlust.domain.places import Place

NOON = datetime(2026, 11, 22, 18, 41, tzinfo=UTC)

KYOTO = Place("gn:1857910", "Kyoto", "city", 35.0211, 135.7538, "JP", "Japan", "Kyoto", 1459640, "Asia/Tokyo", "京都")
LISBON = Place(
    "gn:2267057", "Lisbon", "city", 38.7167, -9.1333, "PT", "Portugal", "Lisbon", 517802, "Europe/Lisbon", "Lisboa"
)
PORTO = Place("gn:2735943", "Porto", "city", 41.1496, -8.611, "PT", "Portugal", "Porto", 249633, "Europe/Lisbon", "")
LOUVRE = Place(
    "wl:louvre", "Louvre", "museum", 48.8606, 2.3376, "FR", "France", "Paris", 0, "Europe/Paris",
    "Musée du Louvre", "Wanderlust",
)  # fmt: skip
VILLAGE = Place(
    "gn:2643567",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "city",
    53.2206,
    -4.2012,
    "GB",
    "United Kingdom",
    "Wales",
    3107,
    "Europe/London",
)
CAMBRIDGES = (
    Place("gn:2653941", "Cambridge", "city", 52.2, 0.1167, "GB", "United Kingdom", "England", 145700, "Europe/London"),
    Place("gn:4931972", "Cambridge", "city", 42.3751, -71.1056, "US", "United States", "Massachusetts", 110402,
          "America/New_York"),
    Place("gn:5913695", "Cambridge", "city", 43.3601, -80.3127, "CA", "Canada", "Ontario", 129920, "America/Toronto"),
)  # fmt: skip


def card_of(place: Place, number: int, figure: str = "", detail: str = "") -> Card:
    """The card a tool makes of a place."""
    region = " · ".join(p for p in (place.admin, place.country_name) if p)
    return Card(place.name, region, figure, detail, number, place)


def user(turn_id: str, text: str, minutes: int = 0, language: str = "en") -> TurnFinished:
    at = NOON + timedelta(minutes=minutes)
    return TurnFinished(Turn(turn_id, Speaker.USER, text, at, language=language))


def answer(
    turn_id: str,
    text: str,
    minutes: int = 0,
    *,
    places: tuple[Place, ...] = (),
    cards: tuple[Card, ...] = (),
    heard: int | None = None,
    source: str = "",
    language: str = "en",
    backend: str = "engine",
) -> TurnFinished:
    at = NOON + timedelta(minutes=minutes)
    return TurnFinished(
        Turn(turn_id, Speaker.ASSISTANT, text, at, language, source, heard, places, cards, backend=backend)
    )


def activity(turn_id: str, text: str, tool: str, minutes: int = 0) -> TurnFinished:
    return TurnFinished(Turn(turn_id, Speaker.ACTIVITY, text, NOON + timedelta(minutes=minutes), tool=tool))


def levels() -> list[DomainEvent]:
    """A second of a voice."""
    shape = (0.1, 0.3, 0.6, 0.9, 0.7, 0.4, 0.5, 0.8, 1.0, 0.6, 0.3, 0.2)
    return [LevelChanged(v, v) for v in shape * 3]


def ready() -> list[DomainEvent]:
    return [DevicesChanged("Built-in Microphone", "Built-in Speakers"), StateChanged(AssistantState.READY)]


def listening() -> list[DomainEvent]:
    return [MicrophoneChanged(True), StateChanged(AssistantState.LISTENING)]


def kyoto() -> list[DomainEvent]:
    """One question, one pin."""
    return [
        *ready(),
        *listening(),
        user("u1", "Where is Kyoto?"),
        activity("t1", "Looked up Kyoto", "show_on_map"),
        PlacesShown((KYOTO,), 0),
        answer(
            "a1",
            "Kyoto is a city in Japan with about 1.5 million people. It is on the map.",
            places=(KYOTO,),
            cards=(card_of(KYOTO, 1, "1.5 M", "people"),),
            source="GeoNames",
        ),
    ]


def lisbon_porto() -> list[DomainEvent]:
    """A distance with its line, after Kyoto."""
    return [
        *kyoto(),
        user("u2", "How far is it from Lisbon to Porto?", 1),
        activity("t2", "Measured Lisbon to Porto", "distance", 1),
        PlacesShown((LISBON, PORTO), 1, great_circle(LISBON.coordinates, PORTO.coordinates)),
        answer(
            "a2",
            "It is 274 kilometres from Lisbon to Porto in a straight line.",
            1,
            places=(LISBON, PORTO),
            cards=(card_of(LISBON, 1, "0 km", "start"), card_of(PORTO, 2, "274 km", "in a straight line")),
            source="GeoNames",
        ),
    ]


def interrupted() -> list[DomainEvent]:
    """An answer cut off, the next one being spoken, and the traveller talking over it."""
    whole = (
        "There are three places called Cambridge. The largest is in England, and "
        "there is one in Massachusetts with a famous university."
    )
    cards = tuple(card_of(p, i + 1) for i, p in enumerate(CAMBRIDGES))
    return [
        *ready(),
        *listening(),
        user("u1", "Where is Cambridge?"),
        answer("a1", whole, places=CAMBRIDGES[:1], heard=whole.index("there is one")),
        user("u2", "Which one is in America?", 1),
        activity("t2", "Looked for Cambridge in the United States", "find_places", 1),
        PlacesShown(CAMBRIDGES, 1),
        TurnStarted("a2", Speaker.ASSISTANT, NOON + timedelta(minutes=1)),
        CardsShown("c2", cards),
        TurnText("a2", "The second one is in Massachusetts, next to Boston. ", "The third is in Ontario, in Canada."),
        StateChanged(AssistantState.SPEAKING),
        TurnStarted("u3", Speaker.USER, NOON + timedelta(minutes=1)),
        TurnText("u3", "", "wait, how far is"),
    ]


def arabic() -> list[DomainEvent]:
    """Right-to-left turns, a very long name, and the traveller speaking."""
    return [
        *ready(),
        *listening(),
        answer("a0", "Welcome back. Your last talk was about Wales."),
        user("u1", "أين تقع أطول قرية اسماً في ويلز، وكم عدد سكانها، وهل هي بعيدة عن لندن؟", 1, "ar"),
        answer(
            "a1",
            "القرية في جزيرة أنغلسي في ويلز، ويسكنها حوالي 3100 نسمة. وهي على بعد 345 كيلومتراً من لندن.",
            1,
            cards=(card_of(VILLAGE, 1, "345 km", "in a straight line"), card_of(LOUVRE, 2, "690 km", "")),
            language="ar",
        ),
        PlacesShown((VILLAGE, LOUVRE), 0),
        StateChanged(AssistantState.HEARING),
        TurnStarted("u2", Speaker.USER, NOON),
        TurnText("u2", "and is there ", "any"),
    ]


def looking_it_up() -> list[DomainEvent]:
    return [
        *kyoto(),
        user("u9", "And what is the time there?", 2),
        ToolStarted("c9", "local_time", {"place": "Kyoto"}, "Time in Kyoto."),
        StateChanged(AssistantState.TOOL_RUNNING),
    ]


def tool_over() -> list[DomainEvent]:
    return [ToolFinished("c9", "local_time", {}, True, 12.0)]
