"""A conversation as it is kept: turns in order, who spoke, and what was looked up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from wanderlust.domain.places import Place


class Speaker(Enum):
    """Who a turn belongs to; an activity is something looked up or done."""

    USER = "user"
    ASSISTANT = "assistant"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class Card:
    """A compact result in the transcript.

    Attributes:
        heading: A place name or the answer itself, never elided when it is a number, price or time.
        facts: One line below it.
        figure: Right-aligned: a distance, a time.
        detail: Below the figure.
        number: The pin's number, or None for a card without a place.
        place: The place it stands for, or None.
        icon: Icon name for a card without a number, such as ``clock`` or ``coins``.
    """

    heading: str
    facts: str = ""
    figure: str = ""
    detail: str = ""
    number: int | None = None
    place: Place | None = None
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One finished turn, as shown and stored.

    Attributes:
        id: Unique within its conversation; the wire's item id where there was one.
        speaker: Whose turn it is.
        text: What was said; for an activity, its caption in the past tense.
        at: When it began, with time zone.
        language: ISO 639-1, or empty where unknown.
        source: Where the facts come from and how old they are, or empty.
        heard: For the assistant: how many characters of ``text`` were played; None = all of it.
        places: Places named in the turn, in order, shown as links.
        cards: Results below the text.
        tool: For an activity: the tool's name.
        backend: Who answered: ``engine`` or ``openai``.
        lost: Whether the rest was not played because who answered went away, not because the traveller cut in.
    """

    id: str
    speaker: Speaker
    text: str
    at: datetime
    language: str = ""
    source: str = ""
    heard: int | None = None
    places: tuple[Place, ...] = ()
    cards: tuple[Card, ...] = ()
    tool: str = ""
    backend: str = "engine"
    lost: bool = False

    @property
    def interrupted(self) -> bool:
        return self.heard is not None and self.heard < len(self.text)


@dataclass(frozen=True, slots=True)
class ConversationSummary:
    """One line of a list of conversations."""

    id: int
    title: str
    started: datetime
    turns: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """A stored conversation with its turns in order."""

    id: int
    title: str
    started: datetime
    turns: tuple[Turn, ...] = field(default=())


JsonObject = dict[str, Any]
