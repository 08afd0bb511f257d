"""A one-line text field in the window's style."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.theme import REGULAR


class EntryField(QLineEdit):
    """A frameless field that whoever holds it draws the box for.

    Enter sends what was typed; Escape, when not taken elsewhere, leaves the field. ``on_paste`` may take what is
    pasted in place of the field; it says whether it did.
    """

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self.on_paste: Callable[[], bool] | None = None
        self.setFrame(False)
        # Qt fills a line edit with its base colour; ours stands on a box that its owner paints.
        self.setStyleSheet("background: transparent; border: 0")
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_MacShowFocusRect, False)
        appearance.changed.connect(self._restyle)
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Function and Escape keys belong to the window; a line edit would take some of them.
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F8):
            event.ignore()
            return
        if event.matches(QKeySequence.StandardKey.Paste) and self.on_paste is not None and self.on_paste():
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._redraw_box()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._redraw_box()

    def _redraw_box(self) -> None:
        """The box is the owner's: it is drawn with a ring while the field has the focus."""
        owner = self.parentWidget()
        if owner is not None:
            owner.update()

    def _restyle(self) -> None:
        font = self._look.font("label")
        font.setWeight(REGULAR)
        self.setFont(font)
        colours = QPalette(self.palette())
        for role, token in (
            (QPalette.ColorRole.Text, "ink"),
            (QPalette.ColorRole.PlaceholderText, "ink3"),
            (QPalette.ColorRole.Highlight, "pine"),
            (QPalette.ColorRole.HighlightedText, "on_pine"),
        ):
            colours.setColor(role, self._look.color(token))
        colours.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(colours)
