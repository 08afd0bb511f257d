"""The keys two people hold to talk: the first letters of their languages, or the two Shift keys."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from wanderlust.ui.intents import Intents

# Which Shift it was is only in the system's own codes.
LEFT_SHIFT = {"linux": 0xFFE1, "darwin": 56, "win32": 0x2A}
RIGHT_SHIFT = {"linux": 0xFFE2, "darwin": 60, "win32": 0x36}


def shift_side(event: QKeyEvent, platform: str = sys.platform) -> str:
    """``left`` or ``right`` for a Shift key, else empty."""
    if event.key() != Qt.Key.Key_Shift:
        return ""
    # Windows gives both keys one virtual code; their places on the keyboard differ.
    code = event.nativeScanCode() if platform == "win32" else event.nativeVirtualKey()
    return "right" if code == RIGHT_SHIFT.get(platform) else "left"


RELEASED_MS = 60
"""A key that comes up and is down again within this was held all the time: of a key that repeats X11 tells both, and
Qt takes the pair for a release where it has not read the second half yet. Keys repeat every 25 to 40 ms."""


class SideKeys(QObject):
    """Turns key events that no focused control took into the two hold keys."""

    def __init__(self, intents: Intents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._intents = intents
        self._pair = ("", "")
        self._letters = ("", "")
        self._held: tuple[int, str] | None = None  # key and language
        self._up = QTimer(self, singleShot=True, interval=RELEASED_MS)
        self._up.timeout.connect(self.let_go)

    def set_pair(self, near: str, far: str, letters: tuple[str, str]) -> None:
        """Whose keys these are; without letters the two Shift keys are theirs."""
        self.let_go()
        self._pair, self._letters = (near, far), letters

    def pressed(self, event: QKeyEvent) -> bool:
        """A key went down; says whether it was one of ours."""
        language = self._language(event)
        if not language:
            return False
        if self._up.isActive():
            if self._held is not None and self._held[1] == language:
                self._up.stop()
            else:
                self.let_go()
        # A held key repeats; only the first press counts, and of two keys only the first.
        if not event.isAutoRepeat() and self._held is None:
            self._held = (event.key(), language)
            self._intents.side_key_down.emit(language)
        return True

    def released(self, event: QKeyEvent) -> bool:
        """A key came up; says whether it ended a hold."""
        if event.isAutoRepeat() or self._held is None or event.key() != self._held[0]:
            return False
        self._up.start()
        return True

    def let_go(self) -> None:
        """End a hold, however it came to an end."""
        self._up.stop()
        if self._held is not None:
            language, self._held = self._held[1], None
            self._intents.side_key_up.emit(language)

    def _language(self, event: QKeyEvent) -> str:
        near, far = self._pair
        if not any(self._letters):
            side = shift_side(event)
            return near if side == "left" else far if side == "right" else ""
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return ""
        for letter, language in zip(self._letters, self._pair, strict=True):
            if event.key() == ord(letter):
                return language
        return ""
