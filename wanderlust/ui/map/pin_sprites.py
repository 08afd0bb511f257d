"""Pins, clusters and name bubbles as ready pictures, their soft shadows painted once."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QRadialGradient,
    QTransform,
)

from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map.pins import CLUSTER_RADIUS, TAIL, WIDEST_BUBBLE, Mark
from wanderlust.ui.shadows import paint_shadow
from wanderlust.ui.theme import DEPTH

MARGIN = 10.0  # room for the shadow around each picture
_CASING = 1.5
_GROUND_SHADOW = 120  # of 255, under the tip


class PinSprites:
    """Pictures in one font, palette and pixel ratio; each reaches ``MARGIN`` beyond the shape it shows."""

    def __init__(self, font: QFont, palette: MapPalette, ratio: float, text_scale: float = 1.0) -> None:
        self._palette = palette
        self._ratio = ratio
        self._fonts = {
            strong: _font(font, round(pixels * text_scale), QFont.Weight.DemiBold if strong else QFont.Weight.Medium)
            for strong, pixels in ((False, 12), (True, 13))
        }
        self._metrics = {strong: QFontMetricsF(own) for strong, own in self._fonts.items()}
        self._number_fonts = {
            chosen: _font(font, pixels, QFont.Weight.Bold) for chosen, pixels in ((False, 14), (True, 16))
        }
        self._pictures: dict[tuple[str, str, bool], QPixmap] = {}

    def measure(self, name: str, strong: bool) -> tuple[float, float]:
        """Size of a bubble in logical pixels."""
        metrics = self._metrics[strong]
        air_x, air_y = (9, 5) if strong else (8, 4)
        width = min(WIDEST_BUBBLE, math.ceil(metrics.horizontalAdvance(name)) + 2 * air_x)
        return width, math.ceil(metrics.height()) + 2 * air_y

    def mark(self, mark: Mark, text: str) -> QPixmap:
        """A pin or cluster. Its head's middle lies ``MARGIN + radius`` from the left and from the top."""
        key = ("cluster" if mark.cluster else "pin", text, mark.chosen)
        found = self._pictures.get(key)
        if found is None:
            found = self._pictures[key] = self._cluster(text) if mark.cluster else self._pin(mark, text)
        return found

    def bubble(self, name: str, strong: bool) -> QPixmap:
        key = ("bubble", name, strong)
        found = self._pictures.get(key)
        if found is None:
            found = self._pictures[key] = self._bubble(name, strong)
        return found

    def _pin(self, mark: Mark, text: str) -> QPixmap:
        radius = mark.radius
        picture = self._canvas(2 * radius, radius * (1 + TAIL))
        painter = _painter(picture)
        head = QPointF(MARGIN + radius, MARGIN + radius)
        tip = QPointF(head.x(), head.y() + TAIL * radius)
        self._ground_shadow(painter, tip, radius)
        drop = drop_path(head, radius, tip)
        colour = QColor(self._palette.chosen if mark.chosen else self._palette.pin)
        edge = QColor(self._palette.on_chosen if mark.chosen else self._palette.casing)
        painter.setPen(QPen(edge, _CASING * 2, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(drop)
        painter.fillPath(drop, colour)
        ink = self._palette.on_chosen if mark.chosen else self._palette.on_pin
        self._number(painter, head, text, QColor(ink), self._number_fonts[mark.chosen])
        painter.end()
        return picture

    def _cluster(self, text: str) -> QPixmap:
        picture = self._canvas(2 * CLUSTER_RADIUS, 2 * CLUSTER_RADIUS)
        painter = _painter(picture)
        middle = QPointF(MARGIN + CLUSTER_RADIUS, MARGIN + CLUSTER_RADIUS)
        painter.setPen(QPen(QColor(self._palette.casing), _CASING * 2))
        painter.setBrush(QColor(self._palette.pin))
        painter.drawEllipse(middle, CLUSTER_RADIUS - 1, CLUSTER_RADIUS - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(middle, CLUSTER_RADIUS - 1, CLUSTER_RADIUS - 1)
        self._number(painter, middle, text, QColor(self._palette.on_pin), self._number_fonts[False])
        painter.end()
        return picture

    def _bubble(self, name: str, strong: bool) -> QPixmap:
        width, height = self.measure(name, strong)
        picture = self._canvas(width, height)
        painter = _painter(picture)
        box = QRectF(MARGIN, MARGIN, width, height)
        shade = QColor(self._palette.shadow)
        shade.setAlpha(self._palette.shadow_alpha)
        paint_shadow(painter, box, 8, *DEPTH[1], shade)
        painter.setPen(QPen(QColor(self._palette.bubble_edge), 1))
        painter.setBrush(QColor(self._palette.bubble))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 7.5, 7.5)
        painter.setPen(QColor(self._palette.bubble_text))
        painter.setFont(self._fonts[strong])
        room = width - (18 if strong else 16)
        text = self._metrics[strong].elidedText(name, Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return picture

    def _ground_shadow(self, painter: QPainter, tip: QPointF, radius: float) -> None:
        shade = QColor(self._palette.shadow)
        gradient = QRadialGradient(QPointF(0, 0), radius * 0.75)
        shade.setAlpha(_GROUND_SHADOW)
        gradient.setColorAt(0, shade)
        shade.setAlpha(0)
        gradient.setColorAt(1, shade)
        painter.save()
        painter.translate(tip)
        painter.scale(1, 0.38)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(gradient)
        painter.drawEllipse(QPointF(0, 0), radius * 0.75, radius * 0.75)
        painter.restore()

    def _number(self, painter: QPainter, middle: QPointF, text: str, ink: QColor, font: QFont) -> None:
        # The path's own box centres the digit by its ink; font metrics would leave it a pixel too high.
        path = QPainterPath()
        path.addText(QPointF(0, 0), font, text)
        box = path.boundingRect()
        cap = QFontMetricsF(font).capHeight()
        painter.fillPath(QTransform.fromTranslate(middle.x() - box.center().x(), middle.y() + cap / 2).map(path), ink)

    def _canvas(self, width: float, height: float) -> QPixmap:
        wide, high = width + 2 * MARGIN, height + 2 * MARGIN
        picture = QPixmap(math.ceil(wide * self._ratio), math.ceil(high * self._ratio))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        return picture


def drop_path(head: QPointF, radius: float, tip: QPointF) -> QPainterPath:
    """A map pin: a round head that runs out into a tip, the sides leaving the head along its tangents."""
    reach = tip.y() - head.y()
    turn = math.degrees(math.asin(radius / (reach * 1.12)))  # a little fuller than the straight tangents
    path = QPainterPath()
    box = QRectF(head.x() - radius, head.y() - radius, 2 * radius, 2 * radius)
    path.arcMoveTo(box, -turn)
    path.arcTo(box, -turn, 180 + 2 * turn)
    start = path.currentPosition()
    bow = QPointF(head.x() - radius * 0.22, tip.y() - radius * 0.28)
    path.quadTo(QPointF((start.x() + bow.x()) / 2 - radius * 0.03, (start.y() + bow.y()) / 2 + radius * 0.08), tip)
    mirror = QPointF(2 * head.x() - start.x(), start.y())
    bow = QPointF(head.x() + radius * 0.22, tip.y() - radius * 0.28)
    path.quadTo(QPointF((mirror.x() + bow.x()) / 2 + radius * 0.03, (mirror.y() + bow.y()) / 2 + radius * 0.08), mirror)
    path.closeSubpath()
    return path


def _font(base: QFont, pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont(base)
    font.setPixelSize(max(1, pixels))
    font.setWeight(weight)
    return font


def _painter(picture: QPixmap) -> QPainter:
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter
