"""A choice with its reasons on a card of its own; of those beside each other one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.theme import RADIUS_RESULT

ICON, PADDING = 22, 16


class ChoiceCard(QAbstractButton):
    """An icon, a name and a reason; chosen it is gold with an edge and says so."""

    def __init__(self, appearance: Appearance, icon: str, name: str, reason: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._icon = appearance, icon
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(reason)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusRadius", RADIUS_RESULT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        texts = QVBoxLayout(self)
        texts.setContentsMargins(PADDING + ICON + 14, 12, PADDING + ICON + 8, 12)
        texts.setSpacing(3)
        for words in (Words(appearance, "heading", name, self), Words(appearance, "label", reason, self, ink="ink2")):
            words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            texts.addWidget(words)
        appearance.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, on = QPainter(self), self._look, self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("gold_edge" if on else "strong"), 1.5 if on else 1))
        painter.setBrush(look.color("gold_tint" if on else "window"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_RESULT, RADIUS_RESULT)
        near, far = PADDING, self.width() - PADDING - ICON
        if self.isRightToLeft():
            near, far = far, near
        look.draw_icon(painter, self._icon, "ink", QRectF(near, 0, ICON, self.height()), ICON)
        if on:
            look.draw_icon(painter, "check-circle-fill", "ink", QRectF(far, 0, ICON, self.height()), ICON)
