"""The list of the history: entries under the headings of their days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListWidgetItem, QWidget

from wanderlust.domain.history import HistoryEntry
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.entry_list import HELD, EntryList
from wanderlust.ui.history import words
from wanderlust.ui.text_direction import runs_right_to_left
from wanderlust.ui.text_paint import draw_line, text_width
from wanderlust.ui.theme import SEMIBOLD
from wanderlust.ui.transcript_document import utf16_length

ROW, DAY, ICON = 58, 40, 20
NEAR_END = 400  # pixels above the end: the next page is asked for while this one is still read


class _Words:
    """Paints a heading (a text) or an entry."""

    def height_of(self, entry: Any) -> int:
        return DAY if isinstance(entry, str) else ROW

    def paint_words(
        self, painter: QPainter, look: Appearance, box: QRectF, entry: Any, *, chosen: bool, mirrored: bool
    ) -> None:
        if isinstance(entry, str):
            draw_line(painter, look, box.adjusted(24, 12, -24, 0), entry, "strong", "ink2", right=mirrored)
            return
        icon = words.ICONS[entry.kind]
        spot = QRectF(box.right() - 24 - ICON if mirrored else box.left() + 24, box.top(), ICON, box.height())
        look.draw_icon(painter, icon, "ink" if chosen else "ink2", spot, ICON)
        room = box.adjusted(24, 7, -60, -7) if mirrored else box.adjusted(60, 7, -24, -7)
        half = room.height() / 2
        upper, lower = room.adjusted(0, 0, 0, -half), room.adjusted(0, half, 0, 0)
        time = words.time_words(entry.at)
        wide = text_width(look, "caption", time) + 2
        clock = QRectF(upper.left() if mirrored else upper.right() - wide, upper.top(), wide, upper.height())
        draw_line(painter, look, clock, time, "caption", "ink2", right=not mirrored)
        upper = upper.adjusted(wide + 12, 0, 0, 0) if mirrored else upper.adjusted(0, 0, -wide - 12, 0)
        draw_line(painter, look, upper, words.title_words(entry), "strong", "ink", right=mirrored)
        if entry.marks:
            _draw_marked(painter, look, lower, entry.words, entry.marks, right=mirrored)
        else:
            draw_line(painter, look, lower, words.detail_words(entry), "label", "ink2", right=mirrored)


def _draw_marked(
    painter: QPainter,
    look: Appearance,
    box: QRectF,
    text: str,
    marked: Sequence[tuple[int, int]],
    *,
    right: bool,
) -> None:
    """One line with marks, cut off where it does not fit."""
    font = look.font("label")
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 2)
    kept = len(shown) - 1 if shown != text else len(shown)
    layout = QTextLayout(shown, font)
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
    backwards = runs_right_to_left(text)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if backwards else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    formats = []
    for start, end in marked:
        if start < kept:
            part = QTextLayout.FormatRange()
            part.start = utf16_length(shown[:start])
            part.length = utf16_length(shown[start : min(end, kept)])
            part.format = QTextCharFormat()
            part.format.setFontWeight(SEMIBOLD)
            part.format.setBackground(look.color("gold_tint"))
            part.format.setForeground(look.color("ink"))
            formats.append(part)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width())
    layout.endLayout()
    painter.setPen(look.color("ink2"))
    layout.draw(painter, QPointF(box.left(), box.center().y() - line.height() / 2))


class HistoryRows(EntryList):
    """Shows pages of entries; headings cannot be chosen.

    Signals:
        chosen: The entry moved to, or None.
        opened: Enter or a double click on one.
        more_wanted: The end is near: the next page is wanted.
        delete_wanted, rename_wanted: By key, for the chosen one.
    """

    chosen = Signal(object)
    opened = Signal(object)
    more_wanted = Signal()
    delete_wanted = Signal()
    rename_wanted = Signal()

    def __init__(self, appearance: Appearance, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(appearance, words.tr("History"), "surface", _Words(), parent)
        self._today = today
        self._day: date | None = None
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.currentItemChanged.connect(lambda item, _before: self.chosen.emit(_entry(item)))
        self.item_opened.connect(self._open)
        self.itemDoubleClicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_entries(self, entries: Sequence[HistoryEntry], *, after: bool = False) -> None:
        """Show these instead, or after those shown; who was chosen stays so."""
        held = self.current()
        before = self.blockSignals(True)
        if not after:
            self.clear()
            self._day = None
        today = self._today()
        for entry in entries:
            day = entry.at.astimezone().date()
            if day != self._day:
                self._day = day
                heading = words.day_words(day, today)
                self.add_entry(heading, heading, "", "")
                self.item(self.count() - 1).setFlags(Qt.ItemFlag.NoItemFlags)
            said = words.spoken(entry, today)
            self.add_entry(entry, said, "", f"{words.title_words(entry)}\n{words.detail_words(entry)}")
        if not after:
            rows = [row for row in range(self.count()) if _entry(self.item(row)) is not None]
            same = [row for row in rows if held is not None and _same(self.item(row).data(HELD), held)]
            self.setCurrentRow((same or rows or [-1])[0])
            if not same:
                self.scrollToTop()
        self.blockSignals(before)
        if not after:
            self.chosen.emit(self.current())

    def current(self) -> HistoryEntry | None:
        """The chosen entry."""
        return _entry(self.currentItem())

    def shown(self) -> list[HistoryEntry]:
        """Every entry that is listed."""
        return [entry for row in range(self.count()) if (entry := _entry(self.item(row))) is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        if (entry := _entry(item)) is not None:
            self.opened.emit(entry)

    def _scrolled(self, value: int) -> None:
        if value > self.verticalScrollBar().maximum() - NEAR_END:
            self.more_wanted.emit()


def _entry(item: QListWidgetItem | None) -> HistoryEntry | None:
    held = None if item is None else item.data(HELD)
    return held if isinstance(held, HistoryEntry) else None


def _same(one: Any, other: HistoryEntry) -> bool:
    return isinstance(one, HistoryEntry) and (one.key, one.moment) == (other.key, other.moment)
