"""How a call ended: what happened, and what can be done now."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.events import Outcome
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls import words
from wanderlust.ui.text_paint import draw_wrapped, wrapped_height
from wanderlust.ui.theme import StyleName

PADDING, INDENT = 20, 30


class OutcomeView(QWidget):
    """A tinted panel in the question's place: pine when it is done, gold when it is left to the traveller, else red."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        self._outcome: Outcome | None = None
        self._card: CallCard | None = None
        appearance.changed.connect(self.update)
        self.hide()

    def show_outcome(self, card: CallCard | None, outcome: Outcome | None) -> None:
        """Say how this call ended; None closes."""
        self._card, self._outcome = card, outcome
        self.setVisible(outcome is not None)
        self.setAccessibleName(" ".join(text for text, _, _ in self._lines()))
        self.update()

    def height_for(self, width: int) -> int:
        """How high it is at a width."""
        room = width - 2 * PADDING - INDENT
        heights = [wrapped_height(self._look, text, style, room) for text, style, _ in self._lines()]
        return sum(heights) + 2 * 14 + 6

    def _lines(self) -> list[tuple[str, StyleName, str]]:
        """Text, style and ink of each paragraph."""
        if self._outcome is None or self._card is None:
            return []
        notes = " ".join(self._outcome.notes)
        lines: list[tuple[str, StyleName, str]] = [
            (words.outcome_title(self._outcome), "state", "ink"),
            (self._outcome.sentence, "label", "ink"),
            (notes, "label", "ink2"),
            (words.what_next(self._card, self._outcome), "label", "ink2"),
        ]
        return [line for line in lines if line[0]]

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._outcome is None:
            return
        look, painter, mirrored = self._look, QPainter(self), self.isRightToLeft()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icon, ink, fill = "info-fill", "gold_ink", "gold_tint"
        if self._outcome.kind in words.GOOD:
            icon, ink, fill = "check-circle-fill", "pine", "pine_tint"
        elif self._outcome.kind in words.BAD:
            icon, ink, fill = "warning-fill", "red", "red_tint"
        painter.setPen(QPen(look.color(ink), 1.25))
        painter.setBrush(look.color(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        mark = QRectF(self.width() - PADDING - 22 if mirrored else PADDING, 14, 22, look.line("state"))
        look.draw_icon(painter, icon, ink, mark, 22)
        room = self.width() - 2.0 * PADDING - INDENT
        x, y = float(PADDING if mirrored else PADDING + INDENT), 14.0
        for i, (text, style, token) in enumerate(self._lines()):
            y += draw_wrapped(painter, look, QPointF(x, y), room, text, style, token)
            y += 3 if i == 0 else 0
