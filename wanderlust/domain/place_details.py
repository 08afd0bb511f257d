"""What is known of one place beyond its name: its hours, its telephone, what an encyclopedia says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from wanderlust.domain.online import Provenance
from wanderlust.domain.points import PointOfInterest


@dataclass(frozen=True, slots=True)
class DayHours:
    """When a place is open on one day: spans in its own time, empty when it is closed all day."""

    day: date
    spans: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class CreditedPicture:
    """A picture with what its licence asks to be said.

    Attributes:
        body: PNG, JPEG or WebP as it came.
        author: Who made it, or empty where nobody is named.
        licence: Its short name, such as ``CC BY-SA 4.0``; never empty.
        link: The page that describes it.
    """

    body: bytes
    author: str
    licence: str
    link: str


@dataclass(frozen=True, slots=True)
class PlaceSummary:
    """A few sentences about a place.

    Attributes:
        title: Of the article.
        text: Its first sentences.
        link: The article.
        provenance: Who says so, with the licence of the text, and when.
        picture: The article's own picture, when its licence is known.
    """

    title: str
    text: str
    link: str
    provenance: Provenance
    picture: CreditedPicture | None = None


@dataclass(frozen=True, slots=True)
class PlaceDetails:
    """Everything known of a place.

    Attributes:
        place_id: Whose.
        point: What mappers wrote of it, or None.
        provenance: Who says so and when, for ``point``.
        week: The hours of the seven days from today, empty where they are not known.
        summary: What an encyclopedia says of it, or None.
        looking: Whether more may come.
    """

    place_id: str
    point: PointOfInterest | None = None
    provenance: Provenance | None = None
    week: tuple[DayHours, ...] = ()
    summary: PlaceSummary | None = None
    looking: bool = False
