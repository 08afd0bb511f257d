"""The rows of the consent card: who, what for, what they will learn, limits, the price of the call, recording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.calls.card import CallCard
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls import words
from wanderlust.ui.text_paint import draw_line, draw_wrapped, text_width, wrapped_height
from wanderlust.ui.theme import StyleName

LABELS, GAP, CHIP = 132, 18, 28
ICONS = {"name": "user", "address": "map-pin", "origin": "map-pin", "time": "clock", "assistant": "info"}


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its label, the main line, the line below; chips are icon and words."""

    label: str
    heading: str = ""
    detail: str = ""
    chips: tuple[tuple[str, str], ...] = ()


class ConsentBody(QWidget):
    """Paints the rows; every line wraps, none is cut off.

    Args:
        appearance: Colours and type.
        now: The clock, for the time there.
    """

    def __init__(self, appearance: Appearance, now: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._now = appearance, now
        self._card: CallCard | None = None
        appearance.changed.connect(self.update)

    def show_card(self, card: CallCard) -> None:
        """Show another card."""
        self._card = card
        self.setAccessibleName(self.spoken())
        self.update()

    def spoken(self) -> str:
        """Everything on the card, for a screen reader."""
        rows = self._rows()
        said = [f"{r.label}: {'. '.join(filter(None, (r.heading, *(c[1] for c in r.chips), r.detail)))}." for r in rows]
        return " ".join((*said, self._recording()))

    def height_for(self, width: int) -> int:
        """Height of all rows at a width."""
        return round(self._draw(None, width))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, self.width(), 1), self._look.color("line"))
        painter.translate(0, 21)
        self._draw(painter, self.width())

    def _rows(self) -> tuple[_Row, ...]:
        card = self._card
        if card is None:
            return ()
        what, rest = words.purpose(card)
        price, of_what = words.price_line(card)
        asked = self.tr("I ask you before anything that is not on this card.")
        learn = tuple((ICONS.get(fact.kind, "info"), words.tr(fact.label)) for fact in card.reveals)
        return (
            _Row(self.tr("Who"), card.callee.name, words.callee_line(card, self._now())),
            _Row(self.tr("What for"), what, rest),
            _Row(self.tr("They will learn"), "", words.kept_back(card), learn),
            _Row(self.tr("Limits"), words.limits_line(card), asked),
            _Row(self.tr("Price of the call"), price, of_what),
        )

    def _recording(self) -> str:
        if self._card is not None and self._card.recorded:
            return self.tr("Recorded on this computer, if they agree. Captions are kept until you delete them.")
        return self.tr("Not recorded. Captions are kept until you delete them.")

    def _draw(self, painter: QPainter | None, width: int) -> float:
        """Paint the rows, or only measure them; their height."""
        look = self._look
        # With large text the labels stand above their rows, or the rows would be a few words wide.
        above = width < 440 or look.text_factor > 1.3
        left = 0.0 if above else float(LABELS)
        room = width - left
        mirrored = self.isRightToLeft()
        y = 0.0

        def line(text: str, style: StyleName, ink: str, x: float, wide: float) -> float:
            high = wrapped_height(look, text, style, wide)
            if painter is not None and text:
                at = width - x - wide if mirrored else x
                draw_wrapped(painter, look, QPointF(at, y), wide, text, style, ink)
            return float(high)

        for row in self._rows():
            if above:
                y += line(row.label, "label", "ink2", 0, width) + 2
            else:
                y += 1
                line(row.label, "label", "ink2", 0, LABELS - 12)
                y -= 1
            if row.heading:
                y += line(row.heading, "heading", "ink", left, room)
            if row.chips:
                y += self._chips(painter, row.chips, left, y, room, width) + 4
            y += line(row.detail, "label", "ink2", left, room) + GAP
        icon = 26.0
        if painter is not None:
            at = width - left - 18 if mirrored else left
            look.draw_icon(painter, "record", "ink2", QRectF(at, y, 18, look.line("label")), 18)
        y += line(self._recording(), "label", "ink2", left + icon, room - icon)
        return y

    def _chips(
        self,
        painter: QPainter | None,
        chips: tuple[tuple[str, str], ...],
        left: float,
        y: float,
        room: float,
        width: int,
    ) -> float:
        look, high = self._look, float(max(CHIP, self._look.px(CHIP)))
        x, rows = 0.0, 1
        for icon, text in chips:
            wide = min(room, text_width(look, "strong", text) + 10 + 16 + 6 + 12)
            if x and x + wide > room:
                x, rows = 0.0, rows + 1
            if painter is not None:
                at = left + x
                box = QRectF(width - at - wide if self.isRightToLeft() else at, y + (rows - 1) * (high + 6), wide, high)
                painter.setPen(look.color("edge"))
                painter.setBrush(look.color("sunk"))
                painter.drawRoundedRect(box, high / 2, high / 2)
                look.draw_icon(painter, icon, "ink2", QRectF(box.x() + 10, box.y(), 16, high), 16)
                words_box = QRectF(box.x() + 32, box.y(), wide - 42, high)
                draw_line(painter, look, words_box, text, "strong", "ink")
            x += wide + 6
        return rows * high + (rows - 1) * 6
