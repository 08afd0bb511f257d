"""Where the traveller is on the map: a pine dot with a halo; a guess is hollow, and says that it is one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from wanderlust.domain.geodesy import to_mercator
from wanderlust.domain.places import Coordinates
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map.viewport import Viewport

DOT, EDGE, HALO = 7.0, 2.5, 17.0  # radii in pixels, and the pale edge's width
_HALO_ALPHA = 56
_LABEL_PX = 12


class HereDot:
    """One dot, or none."""

    def __init__(self) -> None:
        self.point: Coordinates | None = None
        self.guess = False

    def set(self, point: Coordinates | None, guess: bool = False) -> None:
        self.point, self.guess = point, guess

    def draw(self, painter: QPainter, view: Viewport, palette: MapPalette, font: QFont, label: str) -> None:
        """Paint it where it lies in view; ``label`` is written beside a guess."""
        if self.point is None:
            return
        x, y = view.to_screen(view.nearest_copy(to_mercator(self.point)))
        if not (-HALO <= x <= view.width + HALO and -HALO <= y <= view.height + HALO):
            return
        spot, pine = QPointF(x, y), QColor(palette.line)
        halo = QColor(pine)
        halo.setAlpha(_HALO_ALPHA)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(halo)
        painter.drawEllipse(spot, HALO, HALO)
        painter.setBrush(QColor(palette.casing) if self.guess else pine)
        painter.setPen(QPen(pine if self.guess else QColor(palette.casing), EDGE))
        painter.drawEllipse(spot, DOT, DOT)
        if self.guess:
            self._draw_label(painter, spot, palette, font, label)
        painter.restore()

    def _draw_label(self, painter: QPainter, spot: QPointF, palette: MapPalette, font: QFont, label: str) -> None:
        small = QFont(font)
        small.setPixelSize(_LABEL_PX)
        small.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetricsF(small)
        wide = metrics.horizontalAdvance(label) + 14
        box = QRectF(spot.x() - wide / 2, spot.y() + HALO + 3, wide, 21)
        painter.setPen(QPen(QColor(palette.bubble_edge), 1))
        painter.setBrush(QColor(palette.bubble))
        painter.drawRoundedRect(box, 6, 6)
        painter.setFont(small)
        painter.setPen(QColor(palette.bubble_text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)
