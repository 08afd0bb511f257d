"""Single keys: hold one to talk, M mutes, L shows where you are; never while something else wants the key."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from wanderlust.ui.intents import Intents

HOLD_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_F8)
"""Those of the first start."""


class TalkKeys(QObject):
    """Turns key events that no focused control took into intents.

    Buttons, fields and lists take Space themselves, so it arrives here only when none has the focus; a function key
    is taken by none and works everywhere.
    """

    def __init__(self, intents: Intents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._intents = intents
        self._held: int | None = None
        self.hold_keys: tuple[Qt.Key, ...] = HOLD_KEYS
        self.letters = True

    def set_hold_keys(self, space: bool, key: str) -> None:
        """Whether Space talks, and the name of the key beside it, such as ``F8``; empty = none."""
        self.let_go()
        keys = [Qt.Key.Key_Space] if space else []
        if key:
            keys.append(Qt.Key[f"Key_{key}"])
        self.hold_keys = tuple(keys)

    def pressed(self, event: QKeyEvent) -> bool:
        """A key went down; says whether it was one of ours."""
        key = event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not plain:
            return False
        if key in self.hold_keys:
            # A held key repeats; only the first press counts, and of two hold keys only the first.
            if not event.isAutoRepeat() and self._held is None:
                self._held = key
                self._intents.hold_started.emit()
            return True
        letters = {Qt.Key.Key_M: self._intents.mute_toggled, Qt.Key.Key_L: self._intents.fly_here}
        if self.letters and key in letters:
            if not event.isAutoRepeat():
                letters[Qt.Key(key)].emit()
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
