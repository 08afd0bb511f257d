"""How loud it is, as a row of bars that move only while there is something to hear."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.turning import painter_for

BARS, STEP, WIDTH, TALLEST = 24, 6, 3, 18
RISE, FALL = 0.43, 0.15  # share of the way a frame: 60 ms up and 200 ms down at 30 frames a second
QUIET = 0.02  # below this a bar is a dot


class LevelMeter(QWidget):
    """The last 24 levels, newest at the end; 30 a second come in with the events, none come when idle.

    The value is also the accessible description, as a word, so it can be read without seeing.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._ink = "ink"
        self._level = 0.0
        self._history: deque[float] = deque([0.0] * BARS, maxlen=BARS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Level"))
        self.setAccessibleDescription(self.tr("quiet"))
        appearance.changed.connect(self.update)

    @property
    def heights(self) -> tuple[float, ...]:
        """The bars, oldest first, 0 to 1."""
        return tuple(self._history)

    def set_ink(self, token: str) -> None:
        """Colour of the bars."""
        if token != self._ink:
            self._ink = token
            self.reset()

    def reset(self) -> None:
        """Nothing heard yet."""
        self._level = 0.0
        self._history.extend([0.0] * BARS)
        self.update()

    def push(self, level: float) -> None:
        """One more level, 0 to 1; repaints only when a bar is other than before."""
        level = min(1.0, max(0.0, level))
        share = RISE if level > self._level else FALL
        if self._look.reduced_motion:
            self._level = round(level * 5) / 5  # one bar of five steps
        else:
            self._level += (level - self._level) * share
        shown = self._level if self._level > QUIET else 0.0
        before = tuple(self._history)
        self._history.append(shown)
        if tuple(self._history) != before:
            self.setAccessibleDescription(self.tr("loud") if shown > 0.15 else self.tr("quiet"))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(BARS * STEP, TALLEST + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, TALLEST + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_for(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        if self._look.reduced_motion:
            track = QRectF(0, middle - 3, min(self.width(), 90), 6)
            painter.setBrush(self._look.color("sunk"))
            painter.drawRoundedRect(track, 3, 3)
            painter.setBrush(self._look.color(self._ink))
            painter.drawRoundedRect(QRectF(0, middle - 3, track.width() * self._level, 6), 3, 3)
            return
        count = min(BARS, self.width() // STEP)
        color = self._look.color(self._ink)
        for i, height in enumerate(list(self._history)[BARS - count :]):
            # The oldest three fade out.
            color.setAlphaF(min(1.0, 0.2 + i / 3 * 0.8) if i < 3 else 1.0)
            painter.setBrush(color)
            tall = max(float(WIDTH), height * TALLEST)
            x = i * STEP if not self.isRightToLeft() else self.width() - i * STEP - WIDTH
            painter.drawRoundedRect(QRectF(x, middle - tall / 2, WIDTH, tall), WIDTH / 2, WIDTH / 2)
