"""The icon in the system's tray: what state it is, mute, talk, show, quit."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.intents import Intents
from wanderlust.ui.theme import menu_style
from wanderlust.ui.view_models.talk_state import TalkStateModel

SIZE = 64


class Tray(QObject):
    """Gold while the microphone is open, as everywhere.

    A menu cannot be held down like a key: its first choice of Talk begins, the second one sends.

    Args:
        appearance: Colours.
        talk: The state shown.
        intents: Where wishes go.

    Signals:
        wanted: The window is to come forward.
        quit_wanted: The app is to end.
    """

    wanted = Signal()
    quit_wanted = Signal()

    def __init__(
        self, appearance: Appearance, talk: TalkStateModel, intents: Intents, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._talk, self._intents = appearance, talk, intents
        self._holding = False
        self.menu = QMenu()
        self.show_action = self._add(self.tr("Show Wanderlust"))
        self.menu.addSeparator()
        self.talk_action = self._add(self.tr("Talk"))
        self.mute_action = self._add(self.tr("Mute"))
        self.menu.addSeparator()
        self.quit_action = self._add(self.tr("Quit"))
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.show_action.triggered.connect(self.wanted)
        self.talk_action.triggered.connect(self._talk_chosen)
        self.mute_action.triggered.connect(intents.mute_toggled)
        self.quit_action.triggered.connect(self.quit_wanted)
        self.icon.activated.connect(self._activated)
        talk.changed.connect(self._follow)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def show(self) -> None:
        """Put it into the tray."""
        self.icon.show()

    def hide(self) -> None:
        """Take it out of the tray."""
        self.icon.hide()

    def _add(self, words: str) -> QAction:
        return self.menu.addAction(words)

    def _talk_chosen(self) -> None:
        if self._holding:
            self._intents.hold_ended.emit()
        else:
            self._intents.hold_started.emit()
        self._holding = not self._holding
        self._follow()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.wanted.emit()

    def _follow(self) -> None:
        state = self._talk.current
        self.talk_action.setText(self.tr("Send what I said") if self._holding else self.tr("Talk"))
        muted = state.action == "unmute"
        self.mute_action.setText(self.tr("Unmute") if muted else self.tr("Mute"))
        self.icon.setToolTip(self.tr("Wanderlust: {state}").format(state=state.word))
        self.icon.setIcon(self._drawn(state.ring))

    def _drawn(self, microphone_open: bool) -> QIcon:
        picture = QPixmap(SIZE, SIZE)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(2, 2, SIZE - 4, SIZE - 4)
        painter.setBrush(self._look.color("gold" if microphone_open else "rail"))
        painter.drawRoundedRect(box, 16, 16)
        self._look.draw_icon(painter, "mark", "on_gold" if microphone_open else "rail_on_chosen", box, SIZE - 4)
        painter.end()
        return QIcon(picture)

    def _restyle(self) -> None:
        self.menu.setStyleSheet(menu_style(self._look.theme))
        self.menu.setFont(self._look.font("label"))
        self._follow()
