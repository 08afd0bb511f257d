"""A thin scroll bar that is always there, so nothing is laid out anew when there is more to scroll."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

from wanderlust.ui.appearance import Appearance

WIDTH = 10


class QuietScrollBar(QScrollBar):
    """Paints its handle only; nothing at all when everything is in sight."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, ground: str = "surface") -> None:
        """``ground`` is the token of the colour it lies on."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self._look, self._ground = appearance, ground
        self.setAccessibleName(self.tr("Scroll the conversation"))
        appearance.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color(self._ground))
        if self.maximum() <= self.minimum():
            return
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        handle = self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, self)
        color = self._look.color("strong")
        color.setAlphaF(0.9 if self.isSliderDown() or self.underMouse() else 0.45)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        box = QRectF(2, handle.top() + 2, WIDTH - 5, max(20, handle.height() - 4))
        painter.drawRoundedRect(box, 2.5, 2.5)
