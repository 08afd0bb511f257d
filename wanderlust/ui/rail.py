"""The rail at the window's edge: the mark, and one entry for each mode that works."""

from __future__ import annotations

import sys

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from wanderlust.ui.appearance import Appearance

WIDTH, MARK, ENTRY = 64, 30, 54
HISTORY_KEY = "Ctrl+Y" if sys.platform == "darwin" else "Ctrl+H"  # Command and H hide a Mac's window


class RailEntry(QAbstractButton):
    """An icon over a word; the chosen one is filled and marked gold at the edge."""

    def __init__(self, appearance: Appearance, icon: str, name: str, parent: QWidget, *, chosen: str = "") -> None:
        """With an icon for when it is ``chosen`` it is a mode; without, it opens something and the mode stays."""
        super().__init__(parent)
        self._look, self._icon, self._chosen_icon = appearance, icon, chosen
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(bool(chosen))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(WIDTH, ENTRY)
        self.setProperty("focusRadius", 9)
        self.setProperty("focusInk", "rail_on_chosen")
        self.setProperty("focusBox", QRect(9, 4, WIDTH - 18, ENTRY - 8))
        appearance.changed.connect(self.update)

    def nextCheckState(self) -> None:
        """A click chooses; it never leaves the window without a mode."""
        if self.isCheckable():
            self.setChecked(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("rail_chosen"))
            painter.drawRoundedRect(QRectF(5, 0, WIDTH - 10, ENTRY), 9, 9)
            painter.setBrush(look.color("gold"))
            edge = WIDTH - 3 if self.isRightToLeft() else 0
            painter.drawRoundedRect(QRectF(edge, 13, 3, ENTRY - 26), 1.5, 1.5)
        ink = "rail_on_chosen" if chosen else "rail_label"
        look.draw_icon(painter, self._chosen_icon if chosen else self._icon, ink, QRectF(0, 6, WIDTH, 26), 22)
        font = look.font("micro")
        # At 160 % a word is wider than the rail, which keeps its width.
        while QFontMetricsF(font).horizontalAdvance(self.text()) > WIDTH - 8 and font.pixelSize() > 9:
            font.setPixelSize(font.pixelSize() - 1)
        painter.setFont(font)
        painter.setPen(look.color(ink))
        painter.drawText(QRectF(0, 29, WIDTH, 22), Qt.AlignmentFlag.AlignCenter, self.text())


class Rail(QWidget):
    """64 px at the window's leading edge."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Modes"))
        self.talk = RailEntry(appearance, "chat-circle", self.tr("Talk"), self, chosen="chat-circle-fill")
        self.talk.setChecked(True)
        self.talk.setToolTip(self.tr("Talk (Ctrl+1)"))
        self.talk.move(0, 62)
        self.trip = RailEntry(appearance, "path", self.tr("Trip"), self, chosen="path-fill")
        self.trip.setToolTip(self.tr("Trip (Ctrl+2)"))
        self.trip.move(0, 62 + ENTRY + 4)
        self.interpret = RailEntry(appearance, "translate", self.tr("Interpret"), self, chosen="translate-fill")
        self.interpret.setToolTip(self.tr("Interpret (Ctrl+3)"))
        self.interpret.move(0, 62 + 2 * (ENTRY + 4))
        self.calls = RailEntry(appearance, "phone", self.tr("Calls"), self, chosen="phone-fill")
        self.calls.setToolTip(self.tr("Calls (Ctrl+4)"))
        self.calls.move(0, 62 + 3 * (ENTRY + 4))
        icons = "clock-counter-clockwise", "clock-counter-clockwise-fill"
        self.history = RailEntry(appearance, icons[0], self.tr("History"), self, chosen=icons[1])
        self.history.setToolTip(self.tr("History ({key})").format(key=HISTORY_KEY))
        # It opens a window beside the talk, which goes on.
        self.phrases = RailEntry(appearance, "book-open", self.tr("Phrases"), self)
        self.phrases.setToolTip(self.tr("Phrases (Ctrl+P)"))
        self.settings = RailEntry(appearance, "gear-six", self.tr("Settings"), self)
        self.settings.setToolTip(self.tr("Settings (Ctrl+,)"))
        # Qt's own exclusive groups give Tab to the chosen one alone; here each is a stop of its own.
        self.modes = [entry for entry in self.findChildren(RailEntry) if entry.isCheckable()]
        for entry in self.modes:
            entry.toggled.connect(self._leave_others)
        appearance.changed.connect(self.update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.settings.move(0, self.height() - ENTRY - 12)
        self.phrases.move(0, self.height() - 2 * ENTRY - 16)
        self.history.move(0, self.height() - 3 * ENTRY - 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._look.color("rail"))
        box = QRectF((WIDTH - MARK) / 2, 14, MARK, MARK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.color("gold"))
        painter.drawRoundedRect(box, 8, 8)
        self._look.draw_icon(painter, "mark", "on_gold", box, MARK)

    def _leave_others(self, on: bool) -> None:
        chosen = self.sender()
        for entry in self.modes if on else ():
            if entry is not chosen:
                entry.setChecked(False)
