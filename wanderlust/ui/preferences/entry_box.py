"""A text field in its own box, with an icon before it where that helps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.entry_field import EntryField
from wanderlust.ui.theme import RADIUS_BUTTON

HEIGHT, ICON = 36, 16


class EntryBox(QWidget):
    """Draws the box that an ``EntryField`` stands in; ``field`` is the field."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None, *, icon: str = "") -> None:
        super().__init__(parent)
        self._look, self._icon = appearance, icon
        self.field = EntryField(appearance, name, self)
        self.setFocusProxy(self.field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(240), self._look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.field.hasFocus()
        painter.setPen(QPen(look.color("pine" if focused else "strong"), 2 if focused else 1))
        painter.setBrush(look.color("raised"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._icon:
            x = self.width() - 10 - ICON if self.isRightToLeft() else 10
            look.draw_icon(painter, self._icon, "ink2", QRectF(x, 0, ICON, self.height()), ICON)

    def resizeEvent(self, event: QResizeEvent) -> None:
        near, far = (10 + ICON + 6 if self._icon else 12), 10
        if self.isRightToLeft():
            near, far = far, near
        self.field.setGeometry(self.rect().adjusted(near, 2, -far, -2))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
