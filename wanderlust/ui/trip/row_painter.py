"""Paints the rows of the trip: the day's line with its stops, times and names, the ways, and what will not work."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.entry_list import HELD
from wanderlust.ui.text_paint import draw_line, text_width
from wanderlust.ui.theme import LINE_WIDTH, LINE_X, PANEL_TEXT, TEXT_X, StyleName
from wanderlust.ui.trip.model import Row
from wanderlust.ui.trip.words import (
    conflict_words,
    day_sum,
    day_title,
    mending_words,
    stop_fact,
    time_words,
    tr,
    way_words,
)

HEIGHTS = {"draft": 46, "day": 46, "stop": 50, "way": 28, "conflict": 40, "free": 34}
RING, HANDLE = 12.5, 34
_LATE = time(22, 58)  # as wide as a time gets
LINES: tuple[str, ...] = ("pine", "indigo", "rust", "ink")
_WAY_ICONS = {"walk": "person-simple-walk", "car": "car", "train": "train", "plane": "airplane-tilt"}


class RowPainter(QStyledItemDelegate):
    """One row a time; also knows where in a row its handle and its mending lie."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: Row = index.data(HELD)
        height = self.look.px(HEIGHTS[row.kind])
        if isinstance(option.widget, QAbstractItemView) and row.kind in ("conflict", "draft"):
            box = QRectF(0, 0, option.widget.viewport().width(), height)
            if self._stacked(box, row):
                height += self.look.line("strong") + 6
        elif isinstance(option.widget, QAbstractItemView) and row.kind == "day":
            height += self.look.line("caption") if self._sum_below(option.widget.viewport().width(), row) else 0
        return QSize(60, height)

    def name_left(self) -> float:
        """Where names begin, from the leading edge."""
        return TEXT_X + max(self.look.px(44), text_width(self.look, "strong", time_words(_LATE)) + 12)

    def mending_box(self, box: QRectF, row: Row, mirrored: bool) -> QRectF:
        """Where the mending of a conflict, or of a draft, is clicked."""
        words = self._mending(row)
        if not words:
            return QRectF()
        width = text_width(self.look, "strong", words) + 24
        tint = self._tint(box, row, mirrored)
        if self._stacked(box, row):
            tint = tint.adjusted(0, tint.height() / 2 - 2, 0, 0)
        return QRectF(tint.left() if mirrored else tint.right() - width, tint.top(), width, tint.height())

    def handle_box(self, box: QRectF, mirrored: bool) -> QRectF:
        """Where a stop is taken hold of."""
        left = box.left() + 6 if mirrored else box.right() - 6 - HANDLE
        return QRectF(left, box.top(), HANDLE, box.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(HELD)
        box = QRectF(option.rect)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.look.color("pine_tint"))
            left = box.left() + (4 if mirrored else TEXT_X - 8)
            ground = QRectF(left, box.top() + 1, box.width() - TEXT_X + 4, box.height() - 2)
            if row.kind in ("stop", "day"):
                painter.drawRoundedRect(ground, 9, 9)
        self._line(painter, box, row, mirrored)
        match row.kind:
            case "day":
                self._day(painter, box, row, mirrored)
            case "stop":
                self._stop(painter, box, row, mirrored)
            case "way":
                self._way(painter, box, row, mirrored)
            case "free":
                self._text(painter, box, TEXT_X, PANEL_TEXT, tr("Nothing yet."), "caption", "ink2", mirrored)
            case _:
                chosen = bool(option.state & QStyle.StateFlag.State_Selected)
                self._hint(painter, box, row, mirrored, chosen=chosen)
        painter.restore()

    def _line(self, painter: QPainter, box: QRectF, row: Row, mirrored: bool) -> None:
        x = box.right() - LINE_X if mirrored else box.left() + LINE_X
        ink = self.look.color(LINES[row.style])
        if row.kind in ("day", "draft", "free"):
            return
        middle = self._ring_y(box) if row.kind == "stop" else box.top()
        half = LINE_WIDTH / 2 + 0.5
        if row.above:
            painter.fillRect(QRectF(x - half, box.top(), 2 * half, middle - box.top() + 0.5), ink)
        if row.below:
            painter.fillRect(QRectF(x - half, middle, 2 * half, box.bottom() - middle + 1), ink)
        if row.kind == "stop":
            painter.setPen(QPen(ink, 3))
            painter.setBrush(self.look.color("surface"))
            painter.drawEllipse(QPointF(x, middle), RING, RING)
            painter.setFont(self.look.font("source"))
            painter.setPen(self.look.color("ink"))
            disc = QRectF(x - RING, middle - RING, 2 * RING, 2 * RING)
            painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(row.number))

    def _ring_y(self, box: QRectF) -> float:
        return box.top() + 5 + max(RING + 1.5, self.look.line("heading") / 2)

    def _day(self, painter: QPainter, box: QRectF, row: Row, mirrored: bool) -> None:
        look = self.look
        below = self._sum_below(box.width(), row)
        lower = box.adjusted(0, 8, 0, -look.line("caption") if below else 0)
        title = day_title(row.key)
        said = day_sum(row.outlook) if row.outlook is not None else ""
        room = box.width() - TEXT_X - PANEL_TEXT
        wide = min(room, text_width(look, "state", title) + 2)
        self._text(painter, lower, TEXT_X, box.width() - TEXT_X - wide, title, "state", "ink", mirrored)
        left = room - wide - 16
        if below:
            line = QRectF(box.left(), lower.bottom() - 4, box.width(), look.line("caption"))
            self._text(painter, line, TEXT_X, PANEL_TEXT, said, "caption", "ink2", mirrored)
        elif said:
            beside = min(left, text_width(look, "caption", said) + 2)
            self._text(painter, lower, box.width() - PANEL_TEXT - beside, PANEL_TEXT, said, "caption", "ink2", mirrored)

    def _sum_below(self, width: float, row: Row) -> bool:
        """Whether a day's sums stand below its name, as one line has no room for both."""
        said = day_sum(row.outlook) if row.outlook is not None else ""
        wide = text_width(self.look, "state", day_title(row.key)) + text_width(self.look, "caption", said) + 20
        return bool(said) and wide > width - TEXT_X - PANEL_TEXT

    def _stop(self, painter: QPainter, box: QRectF, row: Row, mirrored: bool) -> None:
        look, stop = self.look, row.stop
        assert stop is not None
        heading, caption = look.line("heading"), look.line("caption")
        top = QRectF(box.left(), box.top() + 5, box.width(), heading)
        name = self.name_left()
        end = HANDLE + 12
        at = time_words(stop.start)
        if at:
            self._text(painter, top, TEXT_X, box.width() - name + 4, at, "strong", "ink", mirrored)
        self._text(painter, top, name, end, stop.name, "heading", "ink", mirrored)
        below = QRectF(box.left(), top.bottom(), box.width(), caption)
        fact = stop_fact(stop)
        if stop.part:
            fact = " · ".join(part for part in (time_words(None, stop.part).capitalize(), fact) if part)
        self._text(painter, below, name, end, fact, "caption", "ink2", mirrored)
        handle = self.handle_box(QRectF(box.left(), top.top(), box.width(), top.height()), mirrored)
        look.draw_icon(painter, "dots-six-vertical", "ink3", handle, 18)

    def _way(self, painter: QPainter, box: QRectF, row: Row, mirrored: bool) -> None:
        assert row.way is not None
        name = self.name_left()
        x = box.right() - name - 16 if mirrored else box.left() + name
        spot = QRectF(x, box.top(), 16, box.height())
        self.look.draw_icon(painter, _WAY_ICONS[row.way.mode], "ink3", spot, 16)
        words = way_words(row.way)
        if text_width(self.look, "caption", words) > box.width() - name - 22 - PANEL_TEXT:
            words = way_words(row.way, short=True)
        self._text(painter, box, name + 22, PANEL_TEXT, words, "caption", "ink2", mirrored)

    def _hint(self, painter: QPainter, box: QRectF, row: Row, mirrored: bool, *, chosen: bool) -> None:
        """A conflict or the draft's row: one tinted line with what mends it."""
        look = self.look
        tint = self._tint(box, row, mirrored)
        draft = row.kind == "draft"
        painter.setPen(QPen(look.color("pine"), 2) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(look.color("pine_tint" if draft else "gold_tint"))
        painter.drawRoundedRect(tint, 9, 9)
        ink = "pine" if draft else "gold_ink"
        words = self._mending(row)
        act = self.mending_box(box, row, mirrored)
        first = tint.adjusted(0, 0, 0, 2 - tint.height() / 2) if self._stacked(box, row) else tint
        room = tint.width() - 38 - (act.width() if words and first is tint else 12)
        icon = QRectF(tint.right() - 28 if mirrored else tint.left() + 10, first.top(), 18, first.height())
        look.draw_icon(painter, "info-fill" if draft else "warning-fill", ink, icon, 16)
        line = QRectF(tint.right() - 36 - room if mirrored else tint.left() + 36, first.top(), room, first.height())
        draw_line(painter, look, line, self._said(row), "note", ink, right=mirrored)
        if words:
            font = look.font("strong")
            font.setUnderline(True)
            painter.setFont(font)
            painter.setPen(look.color(ink))
            painter.drawText(act, Qt.AlignmentFlag.AlignCenter, words)

    def _said(self, row: Row) -> str:
        if row.kind == "draft":
            return tr("A draft, from my own list of sights.")
        return conflict_words(row.conflict) if row.conflict is not None else ""

    def _stacked(self, box: QRectF, row: Row) -> bool:
        """Whether what is wrong and what mends it stand below each other, as one line has no room for both."""
        words, look = self._mending(row), self.look
        width = self._tint(box, row, mirrored=False).width()
        return (
            bool(words) and text_width(look, "note", self._said(row)) + text_width(look, "strong", words) + 62 > width
        )

    def _mending(self, row: Row) -> str:
        if row.kind == "draft":
            return tr("Keep it")
        return mending_words(row.conflict, row.key) if row.conflict is not None else ""

    def _tint(self, box: QRectF, row: Row, mirrored: bool) -> QRectF:
        lead = float(TEXT_X) if row.kind == "draft" else self.name_left()
        left, right = (12.0, lead) if mirrored else (lead, 12.0)
        return box.adjusted(left, 4, -right, -4)

    def _text(
        self,
        painter: QPainter,
        box: QRectF,
        lead: float,
        end: float,
        words: str,
        style: StyleName,
        ink: str,
        mirrored: bool,
    ) -> None:
        """One line, ``lead`` from the box's leading edge to ``end`` from its other one."""
        left, right = (end, lead) if mirrored else (lead, end)
        draw_line(painter, self.look, box.adjusted(left, 0, -right, 0), words, style, ink, right=mirrored)
