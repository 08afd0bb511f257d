"""What came of a trial, in two lines on a tint: well, or not and what to do."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.theme import RADIUS_NOTICE

Kind = Literal["plain", "well", "bad"]
TINTS = {"plain": ("window", "ink2", "info"), "well": ("pine_tint", "pine", "check-circle-fill")}
BAD = ("gold_tint", "gold_ink", "warning-fill")
ICON, PADDING = 20, 16


class Verdict(QWidget):
    """An icon, what happened, and what can be done; ``side`` takes a button where there is one."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        self.kind: Kind = "plain"
        self.sentence = Words(appearance, "heading", parent=self)
        self.detail = Words(appearance, "label", parent=self, ink="ink2")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.sentence)
        texts.addWidget(self.detail)
        self.side = QHBoxLayout(self)
        self.side.setContentsMargins(PADDING + ICON + 12, 12, PADDING, 12)
        self.side.setSpacing(12)
        self.side.addLayout(texts, 1)

    def say(self, kind: Kind, sentence: str, detail: str = "") -> None:
        """Show this."""
        if (kind, sentence, detail) == (self.kind, self.sentence.text(), self.detail.text()):
            return
        self.kind = kind
        self.sentence.setText(sentence)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.setAccessibleName(f"{sentence} {detail}".strip())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint, ink, icon = TINTS.get(self.kind, BAD)
        painter.setPen(Qt.PenStyle.NoPen if self.kind != "plain" else self._look.color("line"))
        painter.setBrush(self._look.color(tint))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_NOTICE, RADIUS_NOTICE)
        x = self.width() - PADDING - ICON if self.isRightToLeft() else PADDING
        self._look.draw_icon(painter, icon, ink, QRectF(x, 0, ICON, self.height()), ICON)
