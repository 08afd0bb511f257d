"""A list of entries with one line or two, painted from the theme: topics, and phrases in two languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.quiet_scroll_bar import QuietScrollBar
from wanderlust.ui.text_paint import draw_line

LOW, TALL = 36, 54
HELD = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row shows: ``key`` is whose it is, ``second`` the line below or nothing."""

    key: str
    first: str
    second: str = ""


class _Painter(QStyledItemDelegate):
    """The chosen entry is tinted and marked gold at the edge, as on the rail."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        entry: Entry = index.data(HELD)
        return QSize(60, self._look.px(TALL if entry.second else LOW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry = index.data(HELD)
        look, box = self._look, QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(look.color("pine_tint"))
            painter.drawRoundedRect(box.adjusted(8, 2, -8, -2), 9, 9)
            edge = box.right() - 3 if mirrored else box.left()
            painter.setBrush(look.color("gold"))
            painter.drawRoundedRect(QRectF(edge, box.top() + 8, 3, box.height() - 16), 1.5, 1.5)
        room = box.adjusted(20, 6, -20, -6) if entry.second else box.adjusted(20, 0, -20, 0)
        if entry.second:
            half = room.height() / 2
            lower = room.adjusted(0, half, 0, 0)
            draw_line(painter, look, lower, entry.second, "label", "ink2", right=mirrored)
            room = room.adjusted(0, 0, 0, -half)
        style = "strong" if chosen or entry.second else "label"
        draw_line(painter, look, room, entry.first, "strong" if style == "strong" else "label", "ink", right=mirrored)
        painter.restore()


class TwoLineList(QListWidget):
    """Shows entries.

    Signals:
        entry_chosen: The key of the entry that was moved to.
        entry_opened: The key of the one that got Enter or a double click.
    """

    entry_chosen = Signal(str)
    entry_opened = Signal(str)

    def __init__(self, appearance: Appearance, name: str, ground: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = QuietScrollBar(appearance, self, ground=ground)
        bar.setAccessibleName(self.tr("Scroll the list"))
        self.setVerticalScrollBar(bar)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRadius", 9)
        self.setItemDelegate(_Painter(appearance, self))
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListWidget { background: transparent; outline: 0; }")
        self.currentItemChanged.connect(self._moved)
        self.itemDoubleClicked.connect(lambda item: self.entry_opened.emit(item.data(HELD).key))
        appearance.changed.connect(self._restyle)

    def show_entries(self, entries: Sequence[Entry], chosen: str = "") -> None:
        """Show these instead; the chosen one, where it is among them, keeps its place."""
        before = self.blockSignals(True)
        self.clear()
        for entry in entries:
            item = QListWidgetItem(self)
            item.setData(HELD, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, entry.first)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, entry.second)
            item.setToolTip(f"{entry.first}\n{entry.second}".strip())
        self.blockSignals(before)
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Move to an entry without a word about it."""
        before = self.blockSignals(True)
        rows = [row for row in range(self.count()) if self.item(row).data(HELD).key == key]
        self.setCurrentRow(rows[0] if rows else -1)
        self.blockSignals(before)

    def entries(self) -> list[Entry]:
        """What is shown now."""
        return [self.item(row).data(HELD) for row in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.entry_opened.emit(self.currentItem().data(HELD).key)
        else:
            super().keyPressEvent(event)

    def _moved(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.entry_chosen.emit(item.data(HELD).key)

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
