"""Paints one picture of the basemap, a step at a time, so that no step holds the window up."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPaintDevice, QPainter, QPen

from wanderlust.ui.map.basemap import BORDER, DISPUTED_BORDER, LAKE, LAND, Basemap, Shape
from wanderlust.ui.map.palette import MapPalette

_SHAPES_A_STEP = 120  # at most 0.5 ms each and 0.02 ms as a rule


class TilePainter:
    """Knows the colours and the data; paints any square of the world at any scale."""

    def __init__(self, basemap: Basemap, palette: MapPalette) -> None:
        self._basemap = basemap
        self.sea = QColor(palette.sea)
        self._fills = {LAND: QBrush(QColor(palette.land)), LAKE: QBrush(self.sea)}
        self._shore = QColor(palette.river)
        self._boundary = QColor(palette.boundary)

    def steps(
        self, device: QPaintDevice, left: float, top: float, side: int, scale: float, ratio: float
    ) -> Iterator[None]:
        """Paint a square, yielding after each short step.

        Args:
            device: A picture of ``side`` by ``side`` device pixels, already filled with the sea.
            left: Device pixels from the west edge of the (not wrapped) world to the square.
            top: The same from the north edge.
            side: Device pixels.
            scale: Device pixels of the whole world.
            ratio: Device pixels for each logical pixel; strokes are that much thicker.
        """
        level = min(self._basemap.levels - 1, max(0, math.floor(math.log2(scale / 256) + 0.5) - 1))
        count = 2**level
        size = scale / count
        columns = range(math.floor(left / size), math.floor((left + side - 0.01) / size) + 1)
        rows = range(max(0, math.floor(top / size)), min(count - 1, math.floor((top + side - 0.01) / size)) + 1)
        for row in rows:
            for column in columns:
                yield from self._basemap.loading(level, column % count, row)
                shapes = self._basemap.shapes(level, column % count, row)
                if not shapes:
                    continue
                # Neighbours meet at whole pixels: each is cut there, so no seam of half-covered pixels is left.
                x0, x1 = round(column * size - left), round((column + 1) * size - left)
                y0, y1 = round(row * size - top), round((row + 1) * size - top)
                square = QRect(x0, y0, x1 - x0, y1 - y0).intersected(QRect(0, 0, side, side))
                if not square.isEmpty():
                    origin = (column * size - left, row * size - top)
                    yield from self._paint(device, shapes, square, origin, size / self._basemap.extent, ratio)

    def _paint(
        self,
        device: QPaintDevice,
        shapes: tuple[Shape, ...],
        square: QRect,
        origin: tuple[float, float],
        unit: float,
        ratio: float,
    ) -> Iterator[None]:
        reach = 2 * ratio / unit
        box = QRectF(
            (square.x() - origin[0]) / unit - reach,
            (square.y() - origin[1]) / unit - reach,
            square.width() / unit + 2 * reach,
            square.height() / unit + 2 * reach,
        )
        visible = [shape for shape in shapes if touches(box, shape.bounds)]
        for start in range(0, len(visible), _SHAPES_A_STEP):
            painter = QPainter(device)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipRect(square)
            painter.translate(*origin)
            painter.scale(unit, unit)
            kind = -1
            for shape in visible[start : start + _SHAPES_A_STEP]:
                if shape.kind != kind:
                    kind = shape.kind
                    painter.setPen(self._pen(kind, ratio))
                    painter.setBrush(self._fills.get(kind, QBrush()))
                painter.drawPath(shape.path)
            painter.end()
            yield

    def _pen(self, kind: int, ratio: float) -> QPen:
        pen = QPen(self._boundary if kind in (BORDER, DISPUTED_BORDER) else self._shore, ratio)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if kind == DISPUTED_BORDER:
            pen.setDashPattern([4, 3])
        return pen


def touches(box: QRectF, bounds: QRectF) -> bool:
    """Whether two boxes meet; unlike Qt's own test also for a line that runs straight east or south."""
    return (
        bounds.left() <= box.right()
        and bounds.right() >= box.left()
        and bounds.top() <= box.bottom()
        and bounds.bottom() >= box.top()
    )
