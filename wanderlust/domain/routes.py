"""A way over streets and paths: its line, length, duration, and what to do at each turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wanderlust.domain.online import Provenance
from wanderlust.domain.places import Coordinates

RouteMode = Literal["walk", "bike", "car"]


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of the way.

    Attributes:
        action: What to do at its start: ``depart``, ``turn left``, ``roundabout``, ``arrive``.
        street: Its name, or empty.
        metres: How long it is.
        point: Where it begins.
    """

    action: str
    street: str
    metres: float
    point: Coordinates


@dataclass(frozen=True, slots=True)
class Route:
    """A way from one place to another.

    Attributes:
        mode: How one goes.
        metres: Its length.
        seconds: How long it takes, without traffic.
        line: Its points in order.
        steps: What to do, in order; empty when the service does not say.
        provenance: Who says so.
    """

    mode: RouteMode
    metres: float
    seconds: float
    line: tuple[Coordinates, ...]
    steps: tuple[Step, ...]
    provenance: Provenance
