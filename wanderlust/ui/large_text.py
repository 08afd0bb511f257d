"""Words shown as large as the window allows: to be read by someone else, where no voice is clear enough to say them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.text_direction import runs_right_to_left

LARGEST, SMALLEST = 160, 18  # pixels
MARGIN = 44


class LargeText(QWidget):
    """Covers its window with the words of one turn until a key or a click; follows light, dark and the direction."""

    def __init__(self, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self._look = appearance
        self.words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        appearance.changed.connect(self.update)
        self.hide()

    def show_words(self, words: str) -> None:
        """Cover the window with these words."""
        self.words = " ".join(words.split())
        self.setAccessibleName(self.words)
        self.fit()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.update()

    def fit(self) -> None:
        """Take the whole of the window again."""
        self.setGeometry(self.window().rect())

    def font_that_fits(self) -> QFont:
        """The largest type in which all words stand in the window; the smallest where none does."""
        low, high = SMALLEST, LARGEST
        while low < high:
            middle = (low + high + 1) // 2
            bounds = QFontMetrics(self._font(middle)).boundingRect(self._room(), self._flags(), self.words)
            if bounds.height() <= self._room().height() and bounds.width() <= self._room().width():
                low = middle
            else:
                high = middle - 1
        return self._font(low)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface"))
        painter.setPen(self._look.color("ink"))
        painter.setFont(self.font_that_fits())
        towards = Qt.LayoutDirection.RightToLeft if self.right_to_left() else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(towards)
        painter.drawText(self._room(), self._flags(), self.words)
        painter.end()

    def right_to_left(self) -> bool:
        """Which way the words run."""
        return runs_right_to_left(self.words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._leave()

    def _leave(self) -> None:
        self.hide()
        parent = self.parentWidget()
        if parent is not None:
            parent.setFocus(Qt.FocusReason.PopupFocusReason)

    def _font(self, pixels: int) -> QFont:
        font = self._look.font("display")
        font.setPixelSize(pixels)
        return font

    def _room(self) -> QRect:
        return self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)

    def _flags(self) -> int:
        side = Qt.AlignmentFlag.AlignAbsolute | (
            Qt.AlignmentFlag.AlignRight if self.right_to_left() else Qt.AlignmentFlag.AlignLeft
        )
        return int((side | Qt.AlignmentFlag.AlignVCenter).value | Qt.TextFlag.TextWordWrap.value)
