"""Names as ready pictures with their halo: stroking a halo costs 0.3 ms, copying its picture 0.02 ms."""

from __future__ import annotations

import math
from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPainterPathStroker, QPen, QPixmap

from wanderlust.ui.map.labels import RING, LabelStyle
from wanderlust.ui.map.palette import MapPalette

HALO = 3.0
_KEPT = 500
_PIXELS = {
    LabelStyle.BIG_COUNTRY: (14, QFont.Weight.DemiBold),
    LabelStyle.COUNTRY: (12, QFont.Weight.DemiBold),
    LabelStyle.CITY: (13, QFont.Weight.DemiBold),
    LabelStyle.TOWN: (13, QFont.Weight.Normal),
    LabelStyle.VILLAGE: (12, QFont.Weight.Normal),
}


class LabelSprites:
    """Measures and paints names in one font, palette and pixel ratio."""

    def __init__(self, font: QFont, palette: MapPalette, ratio: float, text_scale: float = 1.0) -> None:
        self._ratio = ratio
        self._palette = palette
        self._fonts: dict[LabelStyle, QFont] = {}
        for style, (pixels, weight) in _PIXELS.items():
            own = QFont(font)
            own.setPixelSize(max(1, round(pixels * text_scale)))
            own.setWeight(weight)
            if style.of_country:
                own.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.4)
            self._fonts[style] = own
        self._metrics = {style: QFontMetricsF(own) for style, own in self._fonts.items()}
        self._sizes: dict[tuple[str, LabelStyle], tuple[float, float]] = {}
        self._pictures: OrderedDict[tuple[str, LabelStyle], QPixmap] = OrderedDict()
        self.ring = self._paint_ring()

    def measure(self, text: str, style: LabelStyle) -> tuple[float, float]:
        """Width and height of the text without halo, in logical pixels."""
        size = self._sizes.get((text, style))
        if size is None:
            metrics = self._metrics[style]
            lines = text.split("\n")
            width = max(metrics.horizontalAdvance(line) for line in lines)
            size = self._sizes[(text, style)] = math.ceil(width), math.ceil(metrics.height() * len(lines))
        return size

    def has(self, text: str, style: LabelStyle) -> bool:
        return (text, style) in self._pictures

    def picture(self, text: str, style: LabelStyle) -> QPixmap:
        """The name with its halo, which reaches ``HALO`` pixels beyond the measured box on each side."""
        found = self._pictures.get((text, style))
        if found is None:
            found = self._pictures[(text, style)] = self._paint(text, style)
            while len(self._pictures) > _KEPT:
                self._pictures.popitem(last=False)
        else:
            self._pictures.move_to_end((text, style))
        return found

    def _paint(self, text: str, style: LabelStyle) -> QPixmap:
        width, height = self.measure(text, style)
        picture = self._canvas(width + 2 * HALO, height + 2 * HALO)
        font, metrics = self._fonts[style], self._metrics[style]
        path = QPainterPath()
        baselines = []
        for number, line in enumerate(text.split("\n")):
            x = HALO + (width - metrics.horizontalAdvance(line)) / 2
            baseline = QPointF(x, HALO + metrics.ascent() + number * metrics.height())
            path.addText(baseline, font, line)
            baselines.append((baseline, line))
        stroker = QPainterPathStroker()
        stroker.setWidth(HALO)
        stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        halo = QColor(self._palette.land)
        halo.setAlpha(230)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = stroker.createStroke(path)
        outline.setFillRule(Qt.FillRule.WindingFill)
        painter.fillPath(outline, halo)
        colour = self._palette.region_label if style.of_country else self._palette.label
        painter.setPen(QColor(colour))
        painter.setFont(font)
        for baseline, line in baselines:
            painter.drawText(baseline, line)
        painter.end()
        return picture

    def _paint_ring(self) -> QPixmap:
        side = 2 * (RING + HALO / 2)
        picture = self._canvas(side, side)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(side / 2, side / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.land))
        painter.drawEllipse(middle, RING + 0.5, RING + 0.5)
        painter.setPen(QPen(QColor(self._palette.label), 1.3))
        painter.drawEllipse(middle, RING - 1, RING - 1)
        painter.end()
        return picture

    def _canvas(self, width: float, height: float) -> QPixmap:
        picture = QPixmap(math.ceil(width * self._ratio), math.ceil(height * self._ratio))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture


def at(x: float, y: float, ratio: float) -> QPointF:
    """A point on whole device pixels, where a picture is copied without being smeared."""
    return QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio)


def ring_box(x: float, y: float) -> QRectF:
    """Where the ring's picture goes around a screen point."""
    side = 2 * (RING + HALO / 2)
    return QRectF(x - side / 2, y - side / 2, side, side)
