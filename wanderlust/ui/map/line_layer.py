"""The line over the map that shows a way or a distance: the shortest way on the globe, dashed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from wanderlust.domain.geodesy import distance_km, great_circle, to_mercator
from wanderlust.domain.places import Coordinates
from wanderlust.ui.map.labels import Box
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map.viewport import Viewport, WorldPoint

WIDTH, CASING = 4.5, 1.75
_DASH, _SPACE = 1.7, 1.9  # in line widths; round caps take one width of the space
_BOX = 9.0  # side of the boxes that names keep off
_KM_A_POINT = 60.0
_REACH = 30.0  # pixels kept outside the view when cutting


class LineLayer:
    """One line through any number of points."""

    def __init__(self, palette: MapPalette) -> None:
        self._palette = palette
        self.points: list[WorldPoint] = []

    def set_palette(self, palette: MapPalette) -> None:
        self._palette = palette

    def set_line(self, points: Sequence[Coordinates]) -> None:
        """Lay the line along great circles through points; fewer than two take it away."""
        self.points = world_line(points)

    def boxes(self, view: Viewport) -> list[Box]:
        """Small boxes along the line on screen, for names to keep off."""
        found: list[Box] = []
        for turn in self._turns(view):
            on_screen = [view.to_screen((x + turn, y)) for x, y in self.points]
            for run, _ in visible_runs(on_screen, view.width, view.height):
                for a, b in pairwise(run):
                    count = math.ceil(math.hypot(b[0] - a[0], b[1] - a[1]) / _BOX)
                    for x, y in (_between(a, b, i / count) for i in range(count)):
                        found.append((x - _BOX / 2, y - _BOX / 2, x + _BOX / 2, y + _BOX / 2))
        return found

    def draw(self, painter: QPainter, view: Viewport) -> None:
        """Stroke what is in view; the painter counts logical pixels."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for turn in self._turns(view):
            self._draw_copy(painter, view, turn)

    def _turns(self, view: Viewport) -> list[int]:
        """Copies of the world in which the line may be seen."""
        if len(self.points) < 2:
            return []
        west, east = min(p[0] for p in self.points), max(p[0] for p in self.points)
        half = view.width / view.scale / 2
        nearest = round(view.x - (west + east) / 2)
        around = range(nearest - 1, nearest + 2)
        return [turn for turn in around if west + turn <= view.x + half and east + turn >= view.x - half]

    def _draw_copy(self, painter: QPainter, view: Viewport, turn: int) -> None:
        on_screen = [view.to_screen((x + turn, y)) for x, y in self.points]
        casing = QPen(QColor(self._palette.casing), WIDTH + 2 * CASING)
        line = QPen(QColor(self._palette.line), WIDTH)
        for pen in (casing, line):
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        line.setDashPattern([_DASH, _SPACE])
        for run, gone in visible_runs(on_screen, view.width, view.height):
            polyline = QPolygonF([QPointF(x, y) for x, y in run])
            painter.setPen(casing)
            painter.drawPolyline(polyline)
            # Counted from the line's own start, so that dashes stay where they are on the ground.
            line.setDashOffset(gone / WIDTH % (_DASH + _SPACE))
            painter.setPen(line)
            painter.drawPolyline(polyline)


def world_line(points: Sequence[Coordinates]) -> list[WorldPoint]:
    """World points along great circles, x running on across the date line instead of jumping back."""
    found: list[WorldPoint] = []
    for start, end in pairwise(points):
        count = max(2, math.ceil(distance_km(start, end) / _KM_A_POINT) + 1)
        for coordinates in great_circle(start, end, count):
            x, y = to_mercator(coordinates)
            if found:
                x -= round(x - found[-1][0])
            if not found or (x, y) != found[-1]:
                found.append((x, y))
    return found


def visible_runs(
    points: Sequence[tuple[float, float]], width: float, height: float
) -> list[tuple[list[tuple[float, float]], float]]:
    """Stretches of a line that may be seen, each with its distance in pixels from the line's start.

    Stroking thousands of dashes out of sight would cost far more than this sum.
    """
    runs: list[tuple[list[tuple[float, float]], float]] = []
    gone = 0.0
    open_run = False
    for a, b in pairwise(points):
        length = math.hypot(b[0] - a[0], b[1] - a[1])
        part = _inside(a, b, width, height)
        if part is None:
            open_run = False
        else:
            first, last = _between(a, b, part[0]), _between(a, b, part[1])
            if not open_run or part[0] > 0:
                runs.append(([first], gone + part[0] * length))
            runs[-1][0].append(last)
            open_run = part[1] >= 1
        gone += length
    return runs


def _between(a: tuple[float, float], b: tuple[float, float], share: float) -> tuple[float, float]:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _inside(a: tuple[float, float], b: tuple[float, float], width: float, height: float) -> tuple[float, float] | None:
    """Shares of a segment where it enters and leaves the view (Liang and Barsky), or None."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    enter, leave = 0.0, 1.0
    for step, room in (
        (-dx, a[0] + _REACH),
        (dx, width + _REACH - a[0]),
        (-dy, a[1] + _REACH),
        (dy, height + _REACH - a[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    return (enter, leave) if enter < leave else None
