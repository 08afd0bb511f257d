"""The search field that floats on the map: type a place, press Enter."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import key_cap_width, paint_key_cap
from wanderlust.ui.entry_field import EntryField
from wanderlust.ui.shadows import FloatingSurface, shadow_margins
from wanderlust.ui.theme import RADIUS_SEARCH

WIDTH, HEIGHT, ICON = 300, 40, 18


class SearchField(FloatingSurface):
    """A field with a magnifying glass and its key.

    Signals:
        search_requested: The name typed, without blanks around it.
    """

    search_requested = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, 1, RADIUS_SEARCH, parent)
        self._key = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
        self.field = EntryField(appearance, self.tr("Search a place"), self)
        self.field.setToolTip(self.tr("Search a place ({key})").format(key=self._key))
        self.field.returnPressed.connect(self._submit)
        appearance.changed.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        left, top, right, bottom = shadow_margins(1)
        return QSize(WIDTH + left + right, self.appearance.px(HEIGHT) + top + bottom)

    def paintEvent(self, event: QPaintEvent) -> None:  # type: ignore[override]
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, mirrored = self.surface(), self.isRightToLeft()
        glass = QRectF(box.right() - 12 - ICON if mirrored else box.left() + 12, box.top(), ICON, box.height())
        self.appearance.draw_icon(painter, "magnifying-glass", "ink2", glass, ICON)
        wide, high = key_cap_width(self.appearance, self._key), self.appearance.px(20)
        x = box.left() + 10 if mirrored else box.right() - 10 - wide
        paint_key_cap(painter, self.appearance, QRectF(x, box.center().y() - high / 2, wide, high), self._key)
        if self.field.hasFocus():
            painter.setPen(QPen(self.appearance.color("pine"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS_SEARCH, RADIUS_SEARCH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        box = self.surface()
        cap = key_cap_width(self.appearance, self._key) + 16
        near, far = 12.0 + ICON + 8, cap
        if self.isRightToLeft():
            near, far = far, near
        self.field.setGeometry(box.adjusted(near, 1, -far, -1).toRect())

    def _submit(self) -> None:
        if name := self.field.text().strip():
            self.field.clear()
            self.search_requested.emit(name)

    def _fit(self) -> None:
        self.resize(self.sizeHint())
        self.update()
