"""The pins on the map: which marks they make at a zoom, where their names go, and what lies under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPainter

from wanderlust.domain.geodesy import to_mercator
from wanderlust.domain.places import Pin
from wanderlust.ui.map.label_sprites import at
from wanderlust.ui.map.labels import Box
from wanderlust.ui.map.pin_sprites import MARGIN, PinSprites
from wanderlust.ui.map.pins import Bubble, Mark, bubbles, marks
from wanderlust.ui.map.viewport import Margins, Viewport, WorldPoint


class PinLayer:
    """Numbered pins with at most one chosen and one hovered."""

    def __init__(self, sprites: PinSprites) -> None:
        self._sprites = sprites
        self._pins: tuple[Pin, ...] = ()
        self.places: list[WorldPoint] = []
        self.names: frozenset[str] = frozenset()
        self.chosen: int | None = None
        self.hovered: int | None = None
        self._marks: list[Mark] = []
        self._bubbles: list[Bubble] = []
        self._marked_at: float | None = None
        self._named_for: tuple[float, Margins, float, float] | None = None

    @property
    def pins(self) -> tuple[Pin, ...]:
        return self._pins

    def set_pins(self, pins: Sequence[Pin]) -> None:
        self._pins = tuple(pins)
        self.places = [to_mercator(pin.place.coordinates) for pin in pins]
        self.names = frozenset(pin.place.name for pin in pins)
        self.chosen = next((i for i, pin in enumerate(pins) if pin.chosen), None)
        self.hovered = None
        self.forget()

    def set_sprites(self, sprites: PinSprites) -> None:
        self._sprites = sprites
        self._named_for = None

    def forget(self) -> None:
        """Sort out marks and names anew."""
        self._marked_at = None
        self._named_for = None

    def marks(self, view: Viewport) -> list[Mark]:
        """Marks at the view's zoom, the topmost last."""
        if self._marked_at != view.zoom:
            self._marks = marks(self.places, self.chosen, view.scale)
            self._marked_at = view.zoom
            self._named_for = None
        return self._marks

    def bubbles(self, view: Viewport, covered: Margins, *, moving: bool = False) -> list[Bubble]:
        """Names shown; while the map moves they keep their sides, so that none jumps."""
        shown = self.marks(view)
        key = (view.zoom, covered, view.x, view.y)
        if self._named_for is None or (self._named_for != key and not moving):
            names = [pin.place.name for pin in self._pins]
            self._bubbles = bubbles(shown, names, self._sprites.measure, view, covered, self.hovered)
            self._named_for = key
        return self._bubbles

    def boxes(self, view: Viewport, covered: Margins, *, moving: bool = False) -> list[Box]:
        """What pins and their names cover on screen."""
        found = [mark.box(view) for mark in self.marks(view)]
        found += [bubble.box(view) for bubble in self.bubbles(view, covered, moving=moving)]
        return found

    @property
    def arrangement(self) -> tuple[object, ...]:
        """Equal as long as the same pins are shown with their names on the same sides."""
        return (*self.places, self.chosen, *((b.mark.pins, b.dx) for b in self._bubbles))

    def mark_at(self, view: Viewport, x: float, y: float) -> Mark | None:
        """The topmost mark under a screen point."""
        return next((mark for mark in reversed(self.marks(view)) if mark.hit(view, x, y)), None)

    def draw(self, painter: QPainter, view: Viewport, covered: Margins, ratio: float, *, moving: bool) -> None:
        """Copy names and marks; the painter counts logical pixels."""
        named = self.bubbles(view, covered, moving=moving)
        for bubble in named:
            left, top, _, _ = bubble.box(view)
            picture = self._sprites.bubble(bubble.text, bubble.strong)
            painter.drawPixmap(at(left - MARGIN, top - MARGIN, ratio), picture)
        for mark in self.marks(view):
            left, top, right, bottom = mark.box(view)
            if right < 0 or left > view.width or bottom < 0 or top > view.height:
                continue
            text = str(len(mark.pins) if mark.cluster else self._pins[mark.pins[0]].number)
            painter.drawPixmap(at(left - MARGIN, top - MARGIN, ratio), self._sprites.mark(mark, text))
