"""The list at the window's leading edge: the pages, or what a search found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidgetItem, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.entry_list import HELD, EntryList
from wanderlust.ui.preferences.page import Page, Setting
from wanderlust.ui.text_paint import draw_line

ENTRY, TALL, ICON = 40, 52, 18


@dataclass(frozen=True, slots=True)
class Entry:
    """A page, or a setting on it that a search found."""

    page: Page
    setting: Setting | None = None

    @property
    def words(self) -> str:
        return self.page.title if self.setting is None else self.setting.label


class _Words:
    def height_of(self, entry: Any) -> int:
        return ENTRY if entry.setting is None else TALL

    def paint_words(
        self, painter: QPainter, look: Appearance, box: QRectF, entry: Any, *, chosen: bool, mirrored: bool
    ) -> None:
        ink = "ink" if chosen else "ink2"
        if entry.setting is None:
            spot = QRectF(box.right() - 20 - ICON if mirrored else box.left() + 20, box.top(), ICON, box.height())
            look.draw_icon(painter, entry.page.icon, ink, spot, ICON)
            room = box.adjusted(16, 0, -50, 0) if mirrored else box.adjusted(50, 0, -16, 0)
            draw_line(painter, look, room, entry.words, "strong" if chosen else "label", ink, right=mirrored)
        else:
            room = box.adjusted(20, 6, -16, -6)
            half = room.height() / 2
            upper, lower = room.adjusted(0, 0, 0, -half), room.adjusted(0, half, 0, 0)
            draw_line(painter, look, upper, entry.words, "strong", "ink", right=mirrored)
            draw_line(painter, look, lower, entry.page.title, "caption", "ink2", right=mirrored)


class Navigation(EntryList):
    """Shows entries; the one chosen is told.

    Signals:
        entry_chosen: The traveller moved to this entry; also by search, where Enter goes to the setting itself.
        entry_opened: Enter or a click on it.
    """

    entry_chosen = Signal(object)
    entry_opened = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        name = QCoreApplication.translate("Navigation", "Pages")
        super().__init__(appearance, name, "window", _Words(), parent)
        self.currentItemChanged.connect(self._moved)
        self.item_opened.connect(self._open)
        self.itemActivated.connect(self._open)
        self.itemClicked.connect(self._open)

    def show_entries(self, entries: Sequence[Entry], chosen: int | None) -> None:
        """Show these instead, with one of them chosen, or none."""
        before = self.blockSignals(True)
        self.clear()
        for entry in entries:
            setting = entry.setting
            self.add_entry(
                entry, entry.words, entry.page.title if setting else "", setting.explanation if setting else ""
            )
        self.setCurrentRow(-1 if chosen is None else chosen)
        self.blockSignals(before)

    def _open(self, item: QListWidgetItem) -> None:
        self.entry_opened.emit(item.data(HELD))

    def _moved(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.entry_chosen.emit(item.data(HELD))
