"""Pieces of a street map from the internet: which square of the world, and who draws them."""

from __future__ import annotations

from dataclasses import dataclass

AUTO, OFF = "auto", "off"
"""The first provider that may be used, and none at all; every other choice is a provider's name in the settings."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One square: the world at zoom ``z`` is ``2 ** z`` squares wide, counted from the north-west.

    Attributes:
        z: Zoom, 0 and up.
        x: Column, 0 to ``2 ** z - 1``.
        y: Row, likewise.
        double: Drawn with two pixels for each, for a fine screen.
    """

    z: int
    x: int
    y: int
    double: bool = False


@dataclass(frozen=True, slots=True)
class TileOffer:
    """A street map that can be shown.

    Attributes:
        provider: Its name in the settings of services.
        attribution: How it asks to be named on the map.
        closest: The greatest zoom it draws.
        double: Whether it draws for fine screens too.
        live: Whether it may be asked now; else only what was seen before can be shown.
    """

    provider: str
    attribution: str
    closest: int
    double: bool = False
    live: bool = True


@dataclass(frozen=True, slots=True)
class KeptTile:
    """A piece that was seen before, and whether it need not be asked for again."""

    picture: bytes
    fresh: bool
