"""The strip at a call card's top that says whether anybody is really called."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.calls.card import CallCard
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.text_paint import draw_line, text_width

PADDING = 24


class Band(QWidget):
    """Gold-tinted for a rehearsal, red-tinted for a real call."""

    def __init__(self, appearance: Appearance, radius: float, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._radius = appearance, radius
        self._strong = self._rest = self._short = ""
        self._real = False
        appearance.changed.connect(self.update)

    @property
    def words(self) -> str:
        """What it says."""
        return f"{self._strong} {self._rest}"

    def show_card(self, card: CallCard, *, there: bool = False) -> None:
        """Say what this card's line means; ``there`` is the telephone that rings, which need not be named."""
        self._real = card.line != "rehearsal"
        self._strong = self.tr("Real call.") if self._real else self.tr("Rehearsal.")
        carriers = {"sip": self.tr("By your telephone account."), "twilio": self.tr("Through Twilio.")}
        nobody = self.tr("Nobody is called. A business on this computer answers.")
        if card.answered_by == "traveller":
            nobody = self.tr("Nobody is called. You answer, in the window Phone.")
            nobody = self.tr("Nobody is called.") if there else nobody
        self._rest = carriers.get(card.line, nobody)
        # What matters most, for a band that has no room for the rest.
        self._short = carriers.get(card.line, self.tr("Nobody is called."))
        self.setAccessibleName(self.words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, max(40, self._look.px(38)))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, 0)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(box.left(), box.top(), box.width(), 4 * self._radius), self._radius, self._radius)
        strip = QPainterPath()
        strip.addRect(box)
        ink = "red" if self._real else "gold_ink"
        painter.fillPath(shape & strip, look.color("red_tint" if self._real else "gold_tint"))
        edge = look.color(ink)
        edge.setAlphaF(0.35)
        painter.fillRect(QRectF(box.left(), self.height() - 1, box.width(), 1), edge)
        mirrored = self.isRightToLeft()

        def place(from_leading: float, wide: float) -> QRectF:
            x = self.width() - from_leading - wide if mirrored else from_leading
            return QRectF(x, 0, wide, self.height())

        icon = "phone-call-fill" if self._real else "storefront-fill"
        look.draw_icon(painter, icon, ink, place(PADDING, 18), 18)
        x = PADDING + 18 + 8.0
        strong = text_width(look, "strong", self._strong) + 5
        draw_line(painter, look, place(x, strong), self._strong, "strong", ink, right=mirrored)
        room = self.width() - x - strong - PADDING
        rest = self._rest if text_width(look, "label", self._rest) <= room else self._short
        draw_line(painter, look, place(x + strong, room), rest, "label", ink, right=mirrored)
