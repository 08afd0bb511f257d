"""A switch with its state in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.page import MakeControl
from wanderlust.ui.text_paint import draw_line, text_width

TRACK, HIGH, KNOB, GAP = 42, 24, 16, 10


class Switch(QAbstractButton):
    """On or off; the word stands beside it, since a colour alone says nothing to many."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRadius", 12)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def word(self) -> str:
        """The state as it is written."""
        return self.tr("On") if self.isChecked() else self.tr("Off")

    def sizeHint(self) -> QSize:
        words = max(text_width(self._look, "label", word) for word in (self.tr("On"), self.tr("Off")))
        return QSize(round(TRACK + GAP + words) + 2, max(34, self._look.px(34)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, on = self._look, QPainter(self), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mirrored = self.isRightToLeft()
        left = self.width() - TRACK if mirrored else 0
        track = QRectF(left + 0.5, (self.height() - HIGH) / 2 + 0.5, TRACK - 1, HIGH - 1)
        painter.setPen(QPen(look.color("pine" if on else "strong"), 1))
        painter.setBrush(look.color("pine" if on else "raised"))
        painter.drawRoundedRect(track, HIGH / 2, HIGH / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("on_pine" if on else "strong"))
        inset = (HIGH - KNOB) / 2
        far = on is not mirrored
        x = left + TRACK - inset - KNOB if far else left + inset
        painter.drawEllipse(QRectF(x, (self.height() - KNOB) / 2, KNOB, KNOB))
        room = QRectF(0 if mirrored else TRACK + GAP, 0, self.width() - TRACK - GAP, self.height())
        draw_line(painter, look, room, self.word(), "label", "ink", right=mirrored)

    def _restyle(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()


def switch(name: str) -> MakeControl:
    """A control for a field that is true or false."""

    def make(appearance: Appearance, model: PreferencesModel) -> QWidget:
        button = Switch(appearance)
        model.follow(name, button.setChecked, button)
        button.clicked.connect(lambda on: model.set(name, on))
        return button

    return make
