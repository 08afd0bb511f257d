"""The telephone's keys, for menus that a machine reads out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls.buttons import CallButton
from wanderlust.ui.shadows import FloatingSurface, shadow_margins

KEYS = "123456789*0#"
WIDE, GAP, EDGE = 60, 6, 14
NAMES = {"*": "Star", "#": "Hash"}


class Keypad(FloatingSurface):
    """Twelve keys; digits can be typed as well.

    Signals:
        pressed: A key.
        closed: Esc closed it.
    """

    pressed = Signal(str)
    closed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, 3, 14, parent)
        self.setAccessibleName(self.tr("Telephone keys"))
        self.keys: dict[str, CallButton] = {}
        for key in KEYS:
            button = CallButton(appearance, key, self, least=WIDE, style="state")
            button.setAccessibleName(NAMES.get(key, key))
            button.clicked.connect(lambda _checked=False, key=key: self.pressed.emit(key))
            self.keys[key] = button
        appearance.changed.connect(self.fit)
        self.fit()
        self.hide()

    def fit(self) -> None:
        """Be as large as the keys need."""
        left, top, right, bottom = shadow_margins(3)
        key = self.keys["1"]
        wide, high = 3 * key.width() + 2 * GAP + 2 * EDGE, 4 * key.height() + 3 * GAP + 2 * EDGE
        self.resize(wide + left + right, high + top + bottom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in self.keys:
            self.keys[event.text()].click()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        box = self.surface().toRect()
        for i, button in enumerate(self.keys.values()):  # the order of a telephone's keys is the same everywhere
            x, y = i % 3 * (button.width() + GAP), i // 3 * (button.height() + GAP)
            button.move(box.x() + EDGE + x, box.y() + EDGE + y)
