"""How loud the microphone is on a bar with three parts: too quiet, just right, too loud."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.text_paint import draw_line, text_width
from wanderlust.ui.theme import StyleName

Loudness = Literal["quiet", "right", "loud"]
QUIET, LOUD = 0.33, 0.9  # of the meter: -42 dBFS, where speech begins, and -11, where it soon distorts
FALL = 0.97  # of the highest level, kept per report: it stays readable between two words
NOTHING = 0.12  # the noise of a room is no word that was too quiet
TRACK, MARK = 8, 16


class LevelScale(QWidget):
    """The bar shows the loudest of the last second; its value is also there in words."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        self.level = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Level"))
        self._words: tuple[tuple[Loudness, str], ...] = (
            ("quiet", self.tr("too quiet")),
            ("right", self.tr("just right")),
            ("loud", self.tr("too loud")),
        )
        appearance.changed.connect(self.updateGeometry)
        self.push(0.0)

    @property
    def loudness(self) -> Loudness:
        """What it is now."""
        return "quiet" if self.level < QUIET else "right" if self.level < LOUD else "loud"

    def push(self, level: float) -> None:
        """One more level, 0 to 1."""
        self.level = max(level, self.level * FALL)
        self.setAccessibleDescription(dict(self._words)[self.loudness])
        self.update()

    def reset(self) -> None:
        """Nothing is heard."""
        self.level = 0.0
        self.push(0.0)

    def sizeHint(self) -> QSize:
        return QSize(240, MARK + 6 + self._look.line("caption"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, width = QPainter(self), self._look, float(self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isRightToLeft():
            painter.translate(width, 0)
            painter.scale(-1, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (MARK - TRACK) / 2
        painter.setBrush(look.color("sunk"))
        painter.drawRoundedRect(QRectF(0, top, width, TRACK), TRACK / 2, TRACK / 2)
        if self.level > 0:
            painter.setBrush(look.color("pine" if self.loudness != "loud" else "red"))
            painter.drawRoundedRect(QRectF(0, top, max(TRACK, width * self.level), TRACK), TRACK / 2, TRACK / 2)
        painter.setBrush(look.color("strong"))
        for at in (QUIET, LOUD):
            painter.drawRect(QRectF(round(width * at), 0, 1, MARK))
        painter.resetTransform()
        crowded = sum(text_width(look, "source", words) + 16 for _, words in self._words) > width * 0.8
        edges = (0.0, QUIET, LOUD, 1.0)
        for (kind, words), near, far in zip(self._words, edges, edges[1:], strict=False):
            chosen = kind == self.loudness and self.level > NOTHING
            style: StyleName = "source" if chosen else "caption"
            ink = "pine" if chosen else "ink2"
            room = text_width(look, "source", words) + 2
            middle = width * (near + far) / 2
            if self.isRightToLeft():
                middle = width - middle
            left = min(max(0.0, middle - room / 2), width - room)
            if crowded and not chosen:
                continue
            draw_line(painter, look, QRectF(left, MARK + 6, room, look.line("caption")), words, style, ink)
