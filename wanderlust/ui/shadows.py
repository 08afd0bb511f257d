"""Soft shadows under floating surfaces, painted once into a pixmap."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.theme import DEPTH


def shadow_margins(depth: int) -> tuple[int, int, int, int]:
    """Room left, top, right and below a surface that its shadow needs, in pixels."""
    blur, down = DEPTH[depth]
    return blur, max(0, blur - down), blur, blur + down


def paint_shadow(painter: QPainter, box: QRectF, radius: float, blur: int, down: int, color: QColor) -> None:
    """A blurred rounded rectangle below ``box``: nested shapes whose edges add up to a soft slope."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    steps = max(4, blur)
    lower = box.translated(0, down)
    left = 1.0  # what shines through so far
    for i in range(steps):
        # From the outermost, faint, to the innermost: a smooth step of coverage over the blur's width.
        t = (i + 1) / steps
        coverage = color.alphaF() * t * t * (3 - 2 * t)
        alpha = 1 - (1 - coverage) / left
        left = 1 - coverage
        grow = blur * (1 - t) - blur * 0.35 * t
        shade = QColor(color)
        shade.setAlphaF(max(0.0, min(1.0, alpha)))
        painter.setBrush(shade)
        corner = max(1.0, radius + grow)
        painter.drawRoundedRect(lower.adjusted(-grow, -grow, grow, grow), corner, corner)
    painter.restore()


class FloatingSurface(QWidget):
    """A rounded surface with a shadow, floating over the map; its contents margins hold the shadow.

    Args:
        appearance: Colours.
        depth: 1 to 3, as in ``theme.DEPTH``.
        radius: Of its corners.
        fill: Token of its colour.
    """

    def __init__(
        self, appearance: Appearance, depth: int, radius: float, parent: QWidget, fill: str = "raised"
    ) -> None:
        super().__init__(parent)
        self.appearance = appearance
        self._depth, self._radius, self._fill = depth, radius, fill
        self._painted: QPixmap | None = None
        self.setContentsMargins(*shadow_margins(depth))
        appearance.changed.connect(self._forget)

    def surface(self) -> QRectF:
        """The surface without its shadow, in this widget's coordinates."""
        return QRectF(self.contentsRect())

    def set_fill(self, token: str) -> None:
        self._fill = token
        self._forget()

    def paintEvent(self, event: object) -> None:
        ratio = self.devicePixelRatioF()
        if self._painted is None or self._painted.size() != self.size() * ratio:
            self._painted = self._paint(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted)

    def _paint(self, ratio: float) -> QPixmap:
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.surface()
        blur, down = DEPTH[self._depth]
        paint_shadow(painter, box, self._radius, blur, down, self.appearance.color("shadow"))
        painter.setBrush(self.appearance.color(self._fill))
        painter.setPen(self.appearance.color("edge"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), self._radius, self._radius)
        painter.end()
        return pixmap

    def _forget(self) -> None:
        self._painted = None
        self.update()
