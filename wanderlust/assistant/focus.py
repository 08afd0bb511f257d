"""What the talk is about just now: the places last shown, so that "there" and "the second one" mean something."""

from __future__ import annotations

from wanderlust.domain.places import Place


class Focus:
    """The last places shown, in the order of their numbers, and which of them is chosen."""

    def __init__(self) -> None:
        self.places: tuple[Place, ...] = ()
        self.chosen: int | None = None

    def show(self, places: tuple[Place, ...], chosen: int | None) -> None:
        self.places, self.chosen = places, chosen

    @property
    def place(self) -> Place | None:
        """The chosen place, or the only one shown."""
        if self.chosen is not None and self.chosen < len(self.places):
            return self.places[self.chosen]
        return self.places[0] if len(self.places) == 1 else None
