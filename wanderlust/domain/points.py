"""Points of interest: a café, a pharmacy, a museum with what its owners or mappers wrote of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from wanderlust.domain.online import Provenance
from wanderlust.domain.places import Place

Openness = Literal["open", "closed", "unknown"]
PriceWish = Literal["cheap", "moderate", "expensive"]


@dataclass(frozen=True, slots=True)
class PointOfInterest:
    """One place to go to.

    Attributes:
        place: Where it is and what it is called; its ``kind`` is ``business``, ``museum`` and the like.
        what: What it is in OpenStreetMap's word: ``restaurant``, ``pharmacy``.
        cuisine: What it cooks, the tag's values in order.
        hours: Its opening hours as they were written down, or empty.
        openness: Whether it is open now, by its own clock.
        changes_at: When that ends, in its own time zone; None when it is not known or never does.
        price: How dear it is, where that is known.
        address: Street and number, or empty.
        phone: As written there, or empty; ``website`` likewise.
        km: How far from where it was looked for.
    """

    place: Place
    what: str
    cuisine: tuple[str, ...] = ()
    hours: str = ""
    openness: Openness = "unknown"
    changes_at: datetime | None = None
    price: PriceWish | None = None
    address: str = ""
    phone: str = ""
    website: str = ""
    km: float = 0.0


@dataclass(frozen=True, slots=True)
class PointsAnswer:
    """What was found, best first, at most five.

    Attributes:
        points: The best ones.
        provenance: Who says so.
        left_out: How many were closed, when only open ones would do.
        unsure: Whether none of the points is known to be open, when only open ones would do.
    """

    points: tuple[PointOfInterest, ...]
    provenance: Provenance
    left_out: int = 0
    unsure: bool = False
