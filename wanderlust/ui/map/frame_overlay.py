"""What lies over the map and does not move with it: the attribution and the focus ring."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from wanderlust.ui.map.palette import MapPalette

_ATTRIBUTION_PX = 11
_RING = 2.5


def attribution_box(font: QFont, text: str, width: float, height: float) -> QRectF:
    """Where the sources are named: the lower right corner, whatever the direction of the text."""
    metrics = QFontMetricsF(_small(font))
    box_width, box_height = metrics.horizontalAdvance(text) + 18, 22
    return QRectF(width - box_width, height - box_height, box_width, box_height)


def draw_attribution(painter: QPainter, font: QFont, palette: MapPalette, text: str, box: QRectF) -> None:
    """Name the sources in a box."""
    small = _small(font)
    ground = QColor(palette.land)
    ground.setAlpha(215)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(box, ground)
    painter.setFont(small)
    painter.setPen(QColor(palette.attribution))
    baseline = box.center().y() + QFontMetricsF(small).capHeight() / 2
    painter.drawText(QPointF(box.left() + 6, round(baseline)), text)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(_ATTRIBUTION_PX)
    small.setWeight(QFont.Weight.DemiBold)
    return small


def draw_focus_ring(painter: QPainter, palette: MapPalette, width: float, height: float) -> None:
    """The ring of keyboard focus; inside the edge, as the map fills its place to the last pixel."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = _RING / 2 + 1
    painter.setPen(QPen(QColor(palette.line), _RING))
    painter.drawRoundedRect(QRectF(0, 0, width, height).adjusted(inset, inset, -inset, -inset), 4, 4)
