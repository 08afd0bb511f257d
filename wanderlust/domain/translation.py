"""A translation, and by which way it came."""

from __future__ import annotations

from dataclasses import dataclass

PHRASEBOOK, LOCAL = "phrasebook", "local"

UNSPOKEN = frozenset({"ko"})
"""Languages we translate into that no voice here says clearly enough for a person: they are shown instead."""


@dataclass(frozen=True, slots=True)
class Translation:
    """Words in another language.

    Attributes:
        text: The words.
        source: ISO 639-1 code of the language they were in.
        target: ISO 639-1 code of the language they are in now.
        route: ``phrasebook``, ``local`` (a model on this computer; ``local via English`` in two steps) or what a server
            calls itself.
        checked: Whether a speaker of both languages has looked at it; never true for what a model made.
    """

    text: str
    source: str
    target: str
    route: str
    checked: bool = False
