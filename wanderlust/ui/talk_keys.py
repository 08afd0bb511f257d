"""Single keys: hold Space or F8 to talk, M mutes, L shows where you are; never while something else wants the key."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from wanderlust.ui.intents import Intents

HOLD_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_F8)


class TalkKeys(QObject):
    """Turns key events that no focused control took into intents.

    Buttons, fields and lists take Space themselves, so it arrives here only when none has the focus; F8
    is taken by none and works everywhere.
    """

    def __init__(self, intents: Intents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._intents = intents
        self._held: int | None = None

    def pressed(self, event: QKeyEvent) -> bool:
        """A key went down; says whether it was one of ours."""
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain:
            return False
        if key in HOLD_KEYS:
            # A held key repeats; only the first press counts, and of two hold keys only the first.
            if not event.isAutoRepeat() and self._held is None:
                self._held = key
                self._intents.hold_started.emit()
            return True
        if key == Qt.Key.Key_M:
            if not event.isAutoRepeat():
                self._intents.mute_toggled.emit()
            return True
        if key == Qt.Key.Key_L:
            if not event.isAutoRepeat():
                self._intents.fly_here.emit()
            return True
        return False

    def released(self, event: QKeyEvent) -> bool:
        """A key came up; says whether it ended a hold."""
        if event.isAutoRepeat() or event.key() != self._held:
            return False
        self.let_go()
        return True

    def let_go(self) -> None:
        """End a hold, however it came to an end."""
        if self._held is not None:
            self._held = None
            self._intents.hold_ended.emit()
