"""The form of a call as it fills: done, asked of the traveller, or waiting; the price against its limit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wanderlust.domain.calls.form import Field, FieldState, Form
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls import words
from wanderlust.ui.calls.quiet_area import QuietArea
from wanderlust.ui.text_paint import draw_line, draw_wrapped, text_width, wrapped_height
from wanderlust.ui.theme import StyleName

INDENT, GAP, BAR = 28, 6, 6
MARKS = {
    FieldState.DONE: ("check-circle-fill", "pine"),
    FieldState.ASKING: ("question-fill", "gold_ink"),
    FieldState.WAITING: ("circle-dashed", "ink3"),
}


class _Sheet(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        self.form = Form()
        self.over = False
        self.columns = 1

    def value(self, field: Field) -> tuple[str, str]:
        """What stands below the label, and its colour's token."""
        if field.state is FieldState.ASKING:
            return self.tr("Asking you"), "ink"
        if field.state is FieldState.DONE:
            return words.one_line(field.value) or self.tr("Settled"), "ink"
        if self.over:
            return field.value or self.tr("Not settled"), "ink3"
        if field.value:
            return self.tr("{value}, to confirm").format(value=words.one_line(field.value)), "ink3"
        return self.tr("Not known yet"), "ink3"

    def height_for(self, width: int) -> int:
        heights = [0.0] * self.columns
        for i, field in enumerate(self.form.fields):
            heights[i % self.columns] += self._high(field, self._column(width)) + GAP
        return round(max(heights, default=0)) + 4

    def _column(self, width: int) -> float:
        return (width - 16 * (self.columns - 1)) / self.columns

    def _style(self, field: Field) -> StyleName:
        return "label" if field.state is FieldState.WAITING else "strong"

    def _high(self, field: Field, width: float) -> float:
        look = self._look
        text = self.value(field)[0]
        room = width - INDENT
        high = look.line("label") + wrapped_height(look, text, self._style(field), room)
        return high + (BAR + 8 if field.limit is not None else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self._column(self.width())
        tops = [0.0] * self.columns
        for i, field in enumerate(self.form.fields):
            column = i % self.columns
            x = column * (wide + 16)
            if self.isRightToLeft():
                x = self.width() - x - wide
            self._paint(painter, field, QRectF(x, tops[column], wide, self._high(field, wide)))
            tops[column] += self._high(field, wide) + GAP

    def _paint(self, painter: QPainter, field: Field, box: QRectF) -> None:
        look, mirrored = self._look, self.isRightToLeft()
        icon, ink = MARKS[field.state]
        mark = QRectF(box.right() - 20 if mirrored else box.left(), box.top(), 20, look.line("label") + 4)
        look.draw_icon(painter, icon, ink, mark, 18)
        left, room = box.left() if mirrored else box.left() + INDENT, box.width() - INDENT
        line = QRectF(left, box.top(), room, look.line("label"))
        draw_line(painter, look, line, words.tr(field.label), "label", "ink2", right=mirrored)
        text, token = self.value(field)
        y = box.top() + look.line("label")
        high = draw_wrapped(painter, look, QPointF(left, y), room, text, self._style(field), token)
        if field.limit is None:
            return
        limit = self.tr("limit {amount}").format(amount=field.limit.shown)
        if text_width(look, "strong", text) + text_width(look, "label", limit) + 8 < room:
            end = QRectF(left, y, room, look.line("label"))
            draw_line(painter, look, end, limit, "label", "ink2", right=not mirrored)
        share = words.price_share(self.form)
        track = QRectF(left, y + high + 4, room, BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("sunk" if not look.theme.dark else "line"))
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        if share is not None:
            wide = max(BAR, min(1.0, share) * room)
            painter.setBrush(look.color("red" if share > 1 else "pine"))
            x = track.right() - wide if mirrored else track.left()
            painter.drawRoundedRect(QRectF(x, track.top(), wide, BAR), BAR / 2, BAR / 2)


class FormView(QuietArea):
    """Shows a form; every label, value and limit is text."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        self._sheet = _Sheet(appearance)
        super().__init__(appearance, self._sheet, self._sheet.height_for, "", "raised", parent, follows=False)
        self.setAccessibleName(self.tr("What is to be settled"))
        appearance.changed.connect(self.grow)

    def set_columns(self, columns: int) -> None:
        """How many fields stand beside each other."""
        self._sheet.columns = columns
        self.grow()

    def content_height(self, width: int) -> int:
        """How high the whole form is at a width."""
        return self._sheet.height_for(width)

    def show_form(self, form: Form, over: bool) -> None:
        """Show this; ``over`` when nothing will come any more."""
        self._sheet.form, self._sheet.over = form, over
        states = {
            FieldState.DONE: self.tr("done"),
            FieldState.ASKING: self.tr("asking you"),
            FieldState.WAITING: self.tr("open"),
        }
        said = [f"{words.tr(f.label)}: {self._sheet.value(f)[0]}, {states[f.state]}." for f in form.fields]
        self.setAccessibleDescription(" ".join(said))
        self.grow()
        self._sheet.update()
