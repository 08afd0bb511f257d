"""A scrolling area of a card: transparent, with the quiet bar, as high as what it shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.quiet_scroll_bar import QuietScrollBar


class QuietArea(QScrollArea):
    """Shows a sheet; where it stood at its end it stays there while the sheet grows.

    Args:
        appearance: Colours.
        sheet: What scrolls.
        high: Its height at a width.
        name: What a screen reader calls it.
        ground: Token of what it lies on.
        follows: Whether it keeps to its end.
    """

    def __init__(
        self,
        appearance: Appearance,
        sheet: QWidget,
        high: Callable[[int], int],
        name: str,
        ground: str,
        parent: QWidget,
        follows: bool,
    ) -> None:
        super().__init__(parent)
        self._shown, self._high_at, self._follows = sheet, high, follows
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = QuietScrollBar(appearance, self, ground=ground)
        bar.setAccessibleName(self.tr("Scroll {name}").format(name=name))
        self.setVerticalScrollBar(bar)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("focusRadius", 5)
        self.setStyleSheet("QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }")
        self.viewport().setAutoFillBackground(False)
        self.setWidget(sheet)
        self._at_end = True
        bar.valueChanged.connect(self._moved)
        bar.rangeChanged.connect(self._reaches)

    def grow(self) -> None:
        """The sheet has more to show, or other words."""
        width = self.viewport().width()
        self._shown.resize(width, max(self._high_at(width), 1))

    def _moved(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum() - 2

    def _reaches(self, _least: int, most: int) -> None:
        """There is more or less to scroll: who was at the end is at the end again."""
        if self._follows and self._at_end:
            self.verticalScrollBar().setValue(most)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.grow()
