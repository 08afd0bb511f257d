"""A box that shows one of several choices and opens the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.page import MakeControl
from wanderlust.ui.text_paint import draw_line, text_width
from wanderlust.ui.theme import RADIUS_BUTTON

HEIGHT, CARET, WIDEST = 36, 16, 320


class ChoiceBox(QComboBox):
    """Painted from the theme; the wheel turns the page under it, never the choice.

    Args:
        appearance: Colours and type.
        options: Value and words of each choice, in order.
    """

    def __init__(
        self, appearance: Appearance, options: Sequence[tuple[Any, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = appearance
        for value, words in options:
            self.addItem(words, value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRadius", RADIUS_BUTTON)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def choose(self, value: Any) -> None:
        """Show a value; one that is not among the choices joins them."""
        index = next((i for i in range(self.count()) if self.itemData(i) == value), -1)
        if index < 0:
            self.addItem(str(value), value)
            index = self.count() - 1
        self.setCurrentIndex(index)
        self.tell_whole()

    def tell_whole(self) -> None:
        """Words that do not fit stand in the tooltip."""
        self.setToolTip(self.currentText() if self._cut() else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tell_whole()

    def sizeHint(self) -> QSize:
        widest = max((text_width(self._look, "label", self.itemText(i)) for i in range(self.count())), default=0.0)
        width = min(self._look.px(WIDEST), round(widest) + 14 + CARET + 24)
        return QSize(max(self._look.px(140), width), self._look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(110), self._look.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.color("strong"), 1))
        painter.setBrush(look.color("raised"))
        painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        if self.underMouse():
            wash = QColor(look.color("ink"))
            wash.setAlphaF(0.05)
            painter.setBrush(wash)
            painter.drawRoundedRect(box, RADIUS_BUTTON, RADIUS_BUTTON)
        mirrored = self.isRightToLeft()
        caret = QRectF(10 if mirrored else self.width() - CARET - 10, 0, CARET, self.height())
        look.draw_icon(painter, "caret-down", "ink2", caret, CARET)
        room = QRectF(CARET + 18 if mirrored else 14, 0, self._room(), self.height())
        draw_line(painter, look, room, self.currentText(), "label", "ink", right=mirrored)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def _room(self) -> float:
        return float(self.width() - CARET - 32)

    def _cut(self) -> bool:
        return text_width(self._look, "label", self.currentText()) > self._room()

    def _restyle(self) -> None:
        theme = self._look.theme
        self.setFont(self._look.font("label"))
        self.view().setStyleSheet(
            f"QAbstractItemView {{ background: {theme.raised}; color: {theme.ink}; outline: 0; padding: 4px;"
            f" border: 1px solid {theme.line}; }}"
            f"QAbstractItemView::item {{ min-height: {self._look.px(30)}px; padding: 0 10px; }}"
            f"QAbstractItemView::item:selected {{ background: {theme.pine_tint}; color: {theme.ink}; }}"
        )
        self.updateGeometry()
        self.update()


def choice(name: str, options: Sequence[tuple[Any, str]]) -> MakeControl:
    """A control for a field that has one of several values."""

    def make(appearance: Appearance, model: PreferencesModel) -> QWidget:
        box = ChoiceBox(appearance, options)
        model.follow(name, box.choose, box)
        box.activated.connect(lambda index: model.set(name, box.itemData(index)))
        return box

    return make
