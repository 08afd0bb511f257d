"""A map widget that records what it is asked, for windows under test that need no basemap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.places import Coordinates, Pin
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map.trip_routes import DayRoute


class PlainMap(QWidget):
    """One colour; ``calls`` holds every call as a tuple of its name and arguments."""

    pinChosen = Signal(int)
    stopChosen = Signal(str)
    streets = False

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[object, ...]] = []
        self.pins: list[Pin] = []
        self.days: list[DayRoute] = []
        self.palette_shown: MapPalette | None = None
        self.setAccessibleName("Map")

    def names(self) -> list[str]:
        return [str(call[0]) for call in self.calls]

    def set_pins(self, pins: list[Pin]) -> None:
        self.pins = pins
        self.calls.append(("set_pins", len(pins)))

    def choose(self, index: int | None) -> None:
        self.calls.append(("choose", index))

    def set_line(self, points: Sequence[Coordinates]) -> None:
        self.calls.append(("set_line", len(points)))

    def set_trip(self, days: Sequence[DayRoute], chosen: str = "") -> None:
        self.days = list(days)
        self.calls.append(("set_trip", len(days), chosen))

    def bring(self, point: Coordinates) -> None:
        self.calls.append(("bring", point.lat, point.lon))

    def fly_to(self, lat: float, lon: float, zoom: float) -> None:
        self.calls.append(("fly_to", lat, lon, zoom))

    def fit(self, points: Sequence[Coordinates], padding: int = 48, closest: float = 10.0) -> None:
        self.calls.append(("fit", len(points)))

    def set_palette(self, palette: MapPalette) -> None:
        self.palette_shown = palette
        self.update()

    def set_reduced_motion(self, reduced: bool) -> None:
        self.calls.append(("set_reduced_motion", reduced))

    def set_text_scale(self, scale: float) -> None:
        self.calls.append(("set_text_scale", scale))

    def set_obstructed(self, left: int, top: int, right: int, bottom: int) -> None:
        self.calls.append(("set_obstructed", left, top, right, bottom))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.palette_shown is not None:
            QPainter(self).fillRect(self.rect(), QColor(self.palette_shown.sea))
