"""The trip on the map: a line a day in the day's colour and dash, and its stops as open rings with their numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from wanderlust.domain.geodesy import to_mercator
from wanderlust.domain.places import Coordinates
from wanderlust.ui.map.label_sprites import at
from wanderlust.ui.map.labels import Box, Occupied
from wanderlust.ui.map.line_layer import CASING, WIDTH, visible_runs, world_line
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map.viewport import Viewport, WorldPoint

STYLES = 4
# In line widths, with the room that round caps take of a gap: solid, long dash, round dots, dash and dot.
DASHES: tuple[tuple[float, ...], ...] = ((), (3.2, 2.0), (0.01, 2.0), (2.6, 2.0, 0.01, 2.0))
RADIUS, RING = 11.0, 3.0
CAPSULE = 16.0  # what two numbers are wider than one
_GRACE, _NAME_GAP, _HALO, _MARGIN = 3.0, 4.0, 3.0, 4.0


@dataclass(frozen=True, slots=True)
class RouteStop:
    """A stop with a place: its number in the trip, its name, whose it is, and where."""

    number: int
    name: str
    stop_id: str
    point: Coordinates


@dataclass(frozen=True, slots=True)
class DayRoute:
    """One day: the style of its line, 0 to 3, and its stops in order."""

    style: int
    stops: tuple[RouteStop, ...]


@dataclass(slots=True)
class _Mark:
    """One ring, or a capsule for stops that lie too near each other to be told apart."""

    style: int
    point: WorldPoint
    stops: list[RouteStop]

    @property
    def text(self) -> str:
        numbers = sorted(stop.number for stop in self.stops)
        first, last = numbers[0], numbers[-1]
        if first == last:
            return str(first)
        whole = last - first + 1 == len(numbers)
        if whole and len(numbers) > 2:
            return f"{first}\u2013{last}"
        return ", ".join(map(str, numbers)) if len(numbers) <= 3 else f"{numbers[0]}, {numbers[1]} \u2026"

    @property
    def width(self) -> float:
        return max(2 * RADIUS, 7.5 * len(self.text) + 14) if len(self.stops) > 1 else 2 * RADIUS

    def box(self, view: Viewport) -> Box:
        x, y = view.to_screen(view.nearest_copy(self.point))
        return x - self.width / 2, y - RADIUS, x + self.width / 2, y + RADIUS


def _touching(one: WorldPoint, other: WorldPoint, scale: float) -> bool:
    """Whether two rings would hide each other; a capsule is wider than a ring."""
    across = one[0] - other[0]
    beside = abs(across - round(across)) * scale
    return beside < 2 * RADIUS + CAPSULE and abs(one[1] - other[1]) * scale < 2 * RADIUS


class TripLayer:
    """Draws the days' lines below the names of the map, and rings with their names above."""

    def __init__(self, palette: MapPalette, font: QFont, ratio: float, text_scale: float) -> None:
        self._days: tuple[DayRoute, ...] = ()
        self._lines: list[tuple[int, list[WorldPoint]]] = []
        self._stops: list[tuple[int, RouteStop, WorldPoint]] = []
        self._found: list[_Mark] = []
        self._marked: float | None = None
        self.chosen = ""
        self.set_look(palette, font, ratio, text_scale)

    @property
    def points(self) -> list[WorldPoint]:
        """Every stop."""
        return [point for _, _, point in self._stops]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(stop.name for _, stop, _ in self._stops)

    def set_days(self, days: Sequence[DayRoute]) -> None:
        self._days = tuple(days)
        self._lines = [(day.style, world_line([stop.point for stop in day.stops])) for day in days]
        self._marked = None
        self._stops = [(day.style, stop, to_mercator(stop.point)) for day in days for stop in day.stops]

    def set_look(self, palette: MapPalette, font: QFont, ratio: float, text_scale: float) -> None:
        """Other colours, another font or pixel ratio: the pictures are painted anew."""
        self._palette, self._ratio = palette, ratio
        self._colours = (palette.line, palette.indigo, palette.rust, palette.pin)
        self._font = QFont(font)
        self._font.setPixelSize(round(13 * text_scale))
        self._font.setWeight(QFont.Weight.DemiBold)
        self._figures = QFont(font)
        self._figures.setPixelSize(12)
        self._figures.setWeight(QFont.Weight.Bold)
        self._pictures: dict[tuple[object, ...], QPixmap] = {}

    def boxes(self, view: Viewport) -> list[Box]:
        """What the rings cover, for names of the map to keep off."""
        return [mark.box(view) for mark in self._marks(view)]

    def stop_at(self, view: Viewport, x: float, y: float) -> str | None:
        """Id of the stop under a screen point; of several drawn as one, the one after the chosen."""
        for mark in self._marks(view):
            left, top, right, bottom = mark.box(view)
            if left - _GRACE <= x <= right + _GRACE and top - _GRACE <= y <= bottom + _GRACE:
                ids = [stop.stop_id for stop in mark.stops]
                return ids[(ids.index(self.chosen) + 1) % len(ids)] if self.chosen in ids else ids[0]
        return None

    def _marks(self, view: Viewport) -> list[_Mark]:
        """Rings; stops nearer than a ring's width to one before them are drawn as one with it."""
        if self._marked != view.scale:
            found: list[_Mark] = []
            for style, stop, point in self._stops:
                near = next((mark for mark in found if _touching(mark.point, point, view.scale)), None)
                if near is None:
                    found.append(_Mark(style, point, [stop]))
                else:
                    near.stops.append(stop)
            self._found, self._marked = found, view.scale
        return self._found

    def draw_lines(self, painter: QPainter, view: Viewport) -> None:
        """Each day's line over its casing."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = view.width / view.scale / 2
        for style, points in self._lines:
            if len(points) < 2:
                continue
            for turn in (-1, 0, 1):
                xs = [x + turn + round(view.x - points[0][0]) for x, _ in points]
                if min(xs) <= view.x + half and max(xs) >= view.x - half:
                    on_screen = [view.to_screen((x, y)) for x, (_, y) in zip(xs, points, strict=True)]
                    self._draw_line(painter, style, visible_runs(on_screen, view.width, view.height))

    def draw_rings(self, painter: QPainter, view: Viewport) -> None:
        """Rings with their numbers, and names where there is room."""
        marks = self._marks(view)
        taken = Occupied(mark.box(view) for mark in marks)
        for mark in marks:
            box = mark.box(view)
            if box[2] < 0 or box[0] > view.width or box[3] < 0 or box[1] > view.height:
                continue
            chosen = any(stop.stop_id == self.chosen for stop in mark.stops)
            ring = self._ring(mark, chosen)
            painter.drawPixmap(at(box[0] - _MARGIN, box[1] - _MARGIN, self._ratio), ring)
            names = list(dict.fromkeys(stop.name for stop in mark.stops))
            if len(names) > 1 and not chosen:
                continue  # one name for several places would be wrong
            shown = next((stop.name for stop in mark.stops if stop.stop_id == self.chosen), names[0])
            name = self._name(shown)
            wide, high = name.width() / self._ratio, name.height() / self._ratio
            y = (box[1] + box[3]) / 2 - high / 2
            for x in (box[2] + _NAME_GAP - _HALO, box[0] - _NAME_GAP + _HALO - wide):
                area = (x, y, x + wide, y + high)
                if taken.free(area) and area[0] >= 0 and area[2] <= view.width:
                    taken.add(area)
                    painter.drawPixmap(at(x, y, self._ratio), name)
                    break

    def _draw_line(
        self, painter: QPainter, style: int, runs: Sequence[tuple[list[tuple[float, float]], float]]
    ) -> None:
        casing = QPen(QColor(self._palette.casing), WIDTH + 2 * CASING)
        line = QPen(QColor(self._colours[style]), WIDTH)
        for pen in (casing, line):
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        dashes = DASHES[style]
        if dashes:
            line.setDashPattern(list(dashes))
        for run, gone in runs:
            polyline = QPolygonF([QPointF(x, y) for x, y in run])
            painter.setPen(casing)
            painter.drawPolyline(polyline)
            if dashes:
                line.setDashOffset(gone / WIDTH % sum(dashes))
            painter.setPen(line)
            painter.drawPolyline(polyline)

    def _ring(self, mark: _Mark, chosen: bool) -> QPixmap:
        key = ("ring", mark.style, mark.text, chosen)
        found = self._pictures.get(key)
        if found is None:
            width = mark.width
            picture = self._canvas(width + 2 * _MARGIN, 2 * (RADIUS + _MARGIN))
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(_MARGIN, _MARGIN, width, 2 * RADIUS)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._palette.casing))
            casing = box.adjusted(-CASING, -CASING, CASING, CASING)
            painter.drawRoundedRect(casing, RADIUS + CASING, RADIUS + CASING)
            painter.setPen(QPen(QColor(self._colours[mark.style]), RING))
            painter.setBrush(QColor(self._palette.chosen if chosen else self._palette.casing))
            half = RING / 2
            painter.drawRoundedRect(box.adjusted(half, half, -half, -half), RADIUS - half, RADIUS - half)
            painter.setPen(QColor(self._palette.on_chosen if chosen else self._palette.pin))
            painter.setFont(self._figures)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.text)
            painter.end()
            found = self._pictures[key] = picture
        return found

    def _name(self, name: str) -> QPixmap:
        found = self._pictures.get(("name", name))
        if found is None:
            metrics = QFontMetricsF(self._font)
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, 190)
            picture = self._canvas(metrics.horizontalAdvance(shown) + 2 * _HALO, metrics.height() + 2 * _HALO)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            path = QPainterPath()
            path.addText(QPointF(_HALO, _HALO + metrics.ascent()), self._font, shown)
            painter.strokePath(path, QPen(QColor(self._palette.land), _HALO * 2, j=Qt.PenJoinStyle.RoundJoin))
            painter.fillPath(path, QColor(self._palette.label))
            painter.end()
            found = self._pictures[("name", name)] = picture
        return found

    def _canvas(self, width: float, height: float) -> QPixmap:
        picture = QPixmap(math.ceil(width * self._ratio), math.ceil(height * self._ratio))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture
