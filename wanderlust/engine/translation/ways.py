"""Which way a text goes from one language into another: directly, or through English."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from wanderlust.engine.translation.worker import Direction

PIVOT = "en"
Way = tuple[Direction, ...]
"""One direction, or two that meet in English."""


def ways(directions: Collection[Direction]) -> Mapping[Direction, Way]:
    """Every direction that can be had with models of these, and how."""
    found: dict[Direction, Way] = {direction: (direction,) for direction in directions}
    sources = [source for source, target in directions if target == PIVOT]
    targets = [target for source, target in directions if source == PIVOT]
    for source in sources:
        for target in targets:
            if source != target:
                found.setdefault((source, target), ((source, PIVOT), (PIVOT, target)))
    return found


def via(way: Way) -> str:
    """The language in between, or an empty string."""
    return way[0][1] if len(way) > 1 else ""
