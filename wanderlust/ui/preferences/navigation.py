"""The list at the window's leading edge: the pages, or what a search found."""

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
from wanderlust.ui.preferences.page import Page, Setting
from wanderlust.ui.quiet_scroll_bar import QuietScrollBar
from wanderlust.ui.text_paint import draw_line

ENTRY, TALL, ICON = 40, 52, 18
HELD = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Entry:
    """A page, or a setting on it that a search found."""

    page: Page
    setting: Setting | None = None

    @property
    def words(self) -> str:
        return self.page.title if self.setting is None else self.setting.label


class _Painter(QStyledItemDelegate):
    """The chosen entry is tinted and marked gold at the edge, as on the rail."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        entry: Entry = index.data(HELD)
        return QSize(60, self._look.px(ENTRY if entry.setting is None else TALL))

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
        painter.restore()


class Navigation(QListWidget):
    """Shows entries; the one chosen is told.

    Signals:
        entry_chosen: The traveller moved to this entry; also by search, where Enter goes to the setting itself.
        entry_opened: Enter or a click on it.
    """

    entry_chosen = Signal(object)
    entry_opened = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = QuietScrollBar(appearance, self, ground="window")
        bar.setAccessibleName(self.tr("Scroll the list"))
        self.setVerticalScrollBar(bar)
        self.setAccessibleName(self.tr("Pages"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRadius", 9)
        self.setItemDelegate(_Painter(appearance, self))
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListWidget { background: transparent; outline: 0; }")
        self.currentItemChanged.connect(self._moved)
        self.itemActivated.connect(self._open)
        self.itemClicked.connect(self._open)
        appearance.changed.connect(self._restyle)

    def show_entries(self, entries: Sequence[Entry], chosen: int | None) -> None:
        """Show these instead, with one of them chosen, or none."""
        before = self.blockSignals(True)
        self.clear()
        for entry in entries:
            item = QListWidgetItem(self)
            item.setData(HELD, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, entry.words)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, entry.page.title if entry.setting else "")
            item.setToolTip(entry.setting.explanation if entry.setting else "")
        self.setCurrentRow(-1 if chosen is None else chosen)
        self.blockSignals(before)

    def entries(self) -> list[Entry]:
        """What is shown now."""
        return [self.item(row).data(HELD) for row in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self._open(self.currentItem())
            return
        super().keyPressEvent(event)

    def _moved(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.entry_chosen.emit(item.data(HELD))

    def _open(self, item: QListWidgetItem) -> None:
        self.entry_opened.emit(item.data(HELD))

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
