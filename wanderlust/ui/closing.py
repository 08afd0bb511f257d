"""The question asked once when the window is closed: quit, or stay in the tray."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.focus_ring import FocusRing
from wanderlust.ui.preferences.words import Words

Closing = Literal["quit", "tray"]
WIDTH = 440


class ClosingQuestion(QDialog):
    """Two answers of the same size; closed without one, nothing happens.

    Signals:
        answered: ``quit`` or ``tray``.
    """

    answered = Signal(str)

    def __init__(self, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("Close Wanderlust"))
        self.setModal(True)
        title = Words(appearance, "title", self.tr("Quit, or stay in the tray?"), self)
        text = self.tr("In the tray I wait with the microphone closed; one click brings me back.")
        words = Words(appearance, "body", text, self, ink="ink2")
        note = self.tr("I ask only once. You can change it in the settings, under General.")
        self.quit = Button(appearance, self.tr("Quit"), self)
        self.stay = Button(appearance, self.tr("Stay in the tray"), self)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.quit)
        row.addWidget(self.stay)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(words)
        column.addWidget(Words(appearance, "caption", note, self, ink="ink2"))
        column.addSpacing(8)
        column.addLayout(row)
        self.setMinimumWidth(appearance.px(WIDTH))
        self._ring = FocusRing(appearance, self)
        self.quit.clicked.connect(lambda: self._answer("quit"))
        self.stay.clicked.connect(lambda: self._answer("tray"))

    def _answer(self, answer: Closing) -> None:
        self.accept()
        self.answered.emit(answer)
