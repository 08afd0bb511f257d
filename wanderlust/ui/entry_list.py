"""A list whose entries are painted from the theme; the chosen one is tinted and marked gold at the edge."""

from __future__ import annotations

from typing import Any, Protocol

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

HELD = Qt.ItemDataRole.UserRole  # what an item stands for


class EntryWords(Protocol):
    """What the entries of one list say."""

    def height_of(self, entry: Any) -> int:
        """Height of a row at 100 %."""
        ...

    def paint_words(
        self, painter: QPainter, look: Appearance, box: QRectF, entry: Any, *, chosen: bool, mirrored: bool
    ) -> None:
        """Paint what an entry says."""
        ...


class EntryPainter(QStyledItemDelegate):
    """Paints the ground of an entry, as on the rail, and has its words painted on it."""

    def __init__(self, appearance: Appearance, words: EntryWords) -> None:
        super().__init__()
        self.look, self._words = appearance, words

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(60, self.look.px(self._words.height_of(index.data(HELD))))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        mirrored = option.direction is Qt.LayoutDirection.RightToLeft
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen:
            painter.setBrush(self.look.color("pine_tint"))
            painter.drawRoundedRect(box.adjusted(8, 2, -8, -2), 9, 9)
            edge = box.right() - 3 if mirrored else box.left()
            painter.setBrush(self.look.color("gold"))
            painter.drawRoundedRect(QRectF(edge, box.top() + 8, 3, box.height() - 16), 1.5, 1.5)
        self._words.paint_words(painter, self.look, box, index.data(HELD), chosen=chosen, mirrored=mirrored)
        painter.restore()


class EntryList(QListWidget):
    """Holds entries as its items' data.

    Args:
        appearance: Colours.
        name: For screen readers.
        ground: Token of the colour it lies on.
        words: What the entries say.

    Signals:
        item_opened: Enter was pressed on a row.
    """

    item_opened = Signal(QListWidgetItem)

    def __init__(
        self, appearance: Appearance, name: str, ground: str, words: EntryWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        bar = QuietScrollBar(appearance, self, ground=ground)
        bar.setAccessibleName(self.tr("Scroll the list"))
        self.setVerticalScrollBar(bar)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRadius", 9)
        painter = EntryPainter(appearance, words)
        painter.setParent(self)
        self.setItemDelegate(painter)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QListWidget { background: transparent; outline: 0; }")
        appearance.changed.connect(self._restyle)

    def add_entry(self, entry: Any, words: str, description: str, tip: str) -> None:
        """One more row, with what a screen reader and the tooltip say of it."""
        item = QListWidgetItem(self)
        item.setData(HELD, entry)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, description)
        item.setToolTip(tip)

    def entries(self) -> list[Any]:
        """What is shown now."""
        return [self.item(row).data(HELD) for row in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.item_opened.emit(self.currentItem())
        else:
            super().keyPressEvent(event)

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
