"""A list of entries with one line or two: topics, and phrases in two languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidgetItem, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.entry_list import HELD, EntryList
from wanderlust.ui.text_paint import draw_line
from wanderlust.ui.theme import StyleName

LOW, TALL = 36, 54


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row shows: ``key`` is whose it is, ``second`` the line below or nothing."""

    key: str
    first: str
    second: str = ""


class _Words:
    def height_of(self, entry: Any) -> int:
        return TALL if entry.second else LOW

    def paint_words(
        self, painter: QPainter, look: Appearance, box: QRectF, entry: Any, *, chosen: bool, mirrored: bool
    ) -> None:
        room = box.adjusted(20, 6, -20, -6) if entry.second else box.adjusted(20, 0, -20, 0)
        if entry.second:
            half = room.height() / 2
            lower = room.adjusted(0, half, 0, 0)
            draw_line(painter, look, lower, entry.second, "label", "ink2", right=mirrored)
            room = room.adjusted(0, 0, 0, -half)
        style: StyleName = "strong" if chosen or entry.second else "label"
        draw_line(painter, look, room, entry.first, style, "ink", right=mirrored)


class TwoLineList(EntryList):
    """Shows entries.

    Signals:
        entry_chosen: The key of the entry that was moved to.
        entry_opened: The key of the one that got Enter or a double click.
    """

    entry_chosen = Signal(str)
    entry_opened = Signal(str)

    def __init__(self, appearance: Appearance, name: str, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(appearance, name, ground, _Words(), parent)
        self.currentItemChanged.connect(self._moved)
        self.item_opened.connect(self._open)
        self.itemDoubleClicked.connect(self._open)

    def show_entries(self, entries: Sequence[Entry], chosen: str = "") -> None:
        """Show these instead; the chosen one, where it is among them, keeps its place."""
        before = self.blockSignals(True)
        self.clear()
        for entry in entries:
            self.add_entry(entry, entry.first, entry.second, f"{entry.first}\n{entry.second}".strip())
        self.blockSignals(before)
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Move to an entry without a word about it."""
        before = self.blockSignals(True)
        rows = [row for row in range(self.count()) if self.item(row).data(HELD).key == key]
        self.setCurrentRow(rows[0] if rows else -1)
        self.blockSignals(before)

    def _open(self, item: QListWidgetItem) -> None:
        self.entry_opened.emit(item.data(HELD).key)

    def _moved(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.entry_chosen.emit(item.data(HELD).key)
