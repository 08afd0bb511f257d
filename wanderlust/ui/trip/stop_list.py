"""The list of days and stops: walked with the arrows, moved with Alt and the arrows or by the handle."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QWidget

from wanderlust.domain.trip import orders as od
from wanderlust.domain.trip.model import DayKey
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.entry_list import HELD
from wanderlust.ui.quiet_scroll_bar import QuietScrollBar
from wanderlust.ui.trip.model import Row
from wanderlust.ui.trip.row_painter import LINES, RowPainter
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

EDGE = 28  # pixels from the list's end within which a dragged stop scrolls it


class StopList(QListWidget):
    """Shows the rows of a trip.

    Signals:
        wanted: A ``TripOrder``.
        stop_opened: Id of the stop to be changed.
        stop_chosen: Id of the stop that was moved to, or empty.
        day_opened: Key of the day whose menu is wanted, and where on the screen.
    """

    wanted = Signal(object)
    stop_opened = Signal(str)
    stop_chosen = Signal(str)
    day_opened = Signal(object, QPoint)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._painter = RowPainter(appearance)
        self._painter.setParent(self)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        bar = QuietScrollBar(appearance, self, ground="surface")
        bar.setAccessibleName(self.tr("Scroll the trip"))
        self.setVerticalScrollBar(bar)
        self.setAccessibleName(self.tr("Days and stops"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusRadius", 9)
        self.setMouseTracking(True)
        self.setStyleSheet("QListWidget { background: transparent; outline: 0; }")
        self.viewport().setAutoFillBackground(False)
        self._rows: tuple[Row, ...] = ()
        self._dragged: Row | None = None
        self._target: tuple[DayKey, int, float] | None = None
        self.currentItemChanged.connect(lambda *_: self._tell_chosen())
        appearance.changed.connect(self._restyle)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; what was chosen stays chosen while it is there."""
        before, scrolled = self._identity(self.current()), self.verticalScrollBar().value()
        self._rows = tuple(rows)
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem(self)
            item.setData(HELD, row)
            spoken = row_words(row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            if row.kind == "stop" and row.stop is not None:
                item.setToolTip("\n".join(part for part in (row.stop.name, row.stop.note) if part))
            elif row.conflict is not None:
                item.setToolTip(spoken)
            if row.kind in ("way", "free"):
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            if before is not None and self._identity(row) == before:
                self.setCurrentItem(item)
        self.blockSignals(False)
        self.verticalScrollBar().setValue(scrolled)

    def current(self) -> Row | None:
        """The chosen row."""
        item = self.currentItem()
        row: Row | None = item.data(HELD) if item is not None else None
        return row

    def choose(self, stop_id: str) -> None:
        """Choose the row of a stop and bring it into sight."""
        for place, row in enumerate(self._rows):
            if row.kind == "stop" and row.stop is not None and row.stop.id == stop_id:
                self.setCurrentRow(place)
                self.scrollToItem(self.item(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setProperty("focusBox", self.rect().adjusted(8, 6, -8, -6))
        self.scheduleDelayedItemsLayout()

    # -- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current(), event.key()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_F8):
            event.ignore()
        elif row is None:
            super().keyPressEvent(event)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._shift(row, -1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(row)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and row.kind == "stop" and row.stop is not None:
            self.wanted.emit(od.RemoveStop(row.stop.id))
        else:
            super().keyPressEvent(event)

    def _shift(self, row: Row, step: int) -> None:
        if row.kind == "day":
            self.wanted.emit(od.MoveDay(row.key, step))
        elif row.kind == "stop" and row.stop is not None:
            mine = self._stops(row.key)
            place = next(i for i, other in enumerate(mine) if other.stop == row.stop) + step
            days = [r.key for r in self._rows if r.kind == "day"]
            if 0 <= place < len(mine):
                self.wanted.emit(od.MoveStop(row.stop.id, row.key, place))
            elif 0 <= (day := days.index(row.key) + step) < len(days):
                at = len(self._stops(days[day])) if step < 0 else 0
                self.wanted.emit(od.MoveStop(row.stop.id, days[day], at))

    def _open(self, row: Row) -> None:
        if row.kind == "stop" and row.stop is not None:
            self.stop_opened.emit(row.stop.id)
        elif row.kind == "day":
            box = self.visualItemRect(self.currentItem())
            self.day_opened.emit(row.key, self.viewport().mapToGlobal(box.bottomLeft() + QPoint(72, 0)))
        elif row.kind in ("conflict", "draft"):
            self._mend(row)

    def _mend(self, row: Row) -> None:
        if row.kind == "draft":
            self.wanted.emit(od.KeepDraft())
        elif row.conflict is not None and row.conflict.mending is not None:
            mending = row.conflict.mending
            self.wanted.emit(od.MoveStop(mending.stop, mending.key, None, mending.start))

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        row: Row | None = item.data(HELD) if item is not None else None
        if event.button() == Qt.MouseButton.LeftButton and item is not None and row is not None:
            box = QRectF(self.visualItemRect(item))
            mirrored = self.isRightToLeft()
            if row.kind in ("conflict", "draft") and self._painter.mending_box(box, row, mirrored).contains(
                event.position()
            ):
                self._mend(row)
                return
            if row.kind == "stop" and self._painter.handle_box(box, mirrored).contains(event.position()):
                self._dragged = row
                self.setCurrentItem(item)
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is None:
            self._show_cursor(event.position())
            super().mouseMoveEvent(event)
            return
        bar, y = self.verticalScrollBar(), event.position().y()
        if y < EDGE or y > self.viewport().height() - EDGE:
            bar.setValue(bar.value() + (-12 if y < EDGE else 12))
        self._target = self._gap_at(y)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragged, target = self._dragged, self._target
        self._dragged = self._target = None
        self.unsetCursor()
        self.viewport().update()
        if dragged is None or dragged.stop is None:
            super().mouseReleaseEvent(event)
        elif target is not None:
            key, index, _ = target
            mine = [row.stop for row in self._stops(dragged.key)]
            own = mine.index(dragged.stop)
            if key == dragged.key and index > own:
                index -= 1
            if key != dragged.key or index != own:
                self.wanted.emit(od.MoveStop(dragged.stop.id, key, index))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.current()
        if row is not None and row.kind in ("stop", "day") and self.itemAt(event.position().toPoint()) is not None:
            self._open(row)

    def _show_cursor(self, at: QPointF) -> None:
        item = self.itemAt(at.toPoint())
        row: Row | None = item.data(HELD) if item is not None else None
        shape = Qt.CursorShape.ArrowCursor
        if item is not None and row is not None:
            box, mirrored = QRectF(self.visualItemRect(item)), self.isRightToLeft()
            if row.kind == "stop" and self._painter.handle_box(box, mirrored).contains(at):
                shape = Qt.CursorShape.OpenHandCursor
            elif row.kind in ("conflict", "draft") and self._painter.mending_box(box, row, mirrored).contains(at):
                shape = Qt.CursorShape.PointingHandCursor
        self.setCursor(shape)

    def _gap_at(self, y: float) -> tuple[DayKey, int, float] | None:
        """The gap between stops nearest to a height: its day, its index there, and its own height."""
        gaps: list[tuple[DayKey, int, float]] = []
        index = 0
        for place, row in enumerate(self._rows):
            box = self.visualItemRect(self.item(place))
            if row.kind == "day":
                index = 0
                after = self._rows[place + 1] if place + 1 < len(self._rows) else None
                if after is None or after.kind != "stop":
                    gaps.append((row.key, 0, float(box.bottom())))
            elif row.kind == "stop":
                gaps.append((row.key, index, float(box.top())))
                index += 1
                if index == len(self._stops(row.key)):
                    gaps.append((row.key, index, float(box.bottom())))
        return min(gaps, key=lambda gap: abs(gap[2] - y), default=None)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._target is None or self._dragged is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color(LINES[self._dragged.style]), 3, c=Qt.PenCapStyle.RoundCap))
        y, width = self._target[2], self.viewport().width()
        left, right = (16.0, width - 72.0) if self.isRightToLeft() else (72.0, width - 16.0)
        painter.drawLine(QPointF(left, y), QPointF(right, y))

    # -- inside

    def _stops(self, key: DayKey) -> list[Row]:
        return [row for row in self._rows if row.kind == "stop" and row.key == key]

    def _tell_chosen(self) -> None:
        row = self.current()
        self.stop_chosen.emit(row.stop.id if row is not None and row.stop is not None else "")

    @staticmethod
    def _identity(row: Row | None) -> tuple[object, ...] | None:
        if row is None:
            return None
        return (row.kind, row.stop.id) if row.stop is not None else (row.kind, row.key)

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


def row_words(row: Row) -> str:
    """A row for a screen reader."""
    match row.kind:
        case "day":
            parts = (day_title(row.key), day_sum(row.outlook) if row.outlook is not None else "")
        case "stop":
            assert row.stop is not None
            at = time_words(row.stop.start, row.stop.part)
            parts = (f"{row.number}. {row.stop.name}", ", ".join(part for part in (at, stop_fact(row.stop)) if part))
        case "way":
            parts = (way_words(row.way) if row.way is not None else "", "")
        case "conflict":
            assert row.conflict is not None
            parts = (conflict_words(row.conflict), _entered(mending_words(row.conflict, row.key)))
        case "draft":
            parts = (tr("A draft, from my own list of sights."), _entered(tr("Keep it")))
        case _:
            parts = (tr("Nothing yet."), "")
    return ". ".join(part.rstrip(".") for part in parts if part)


def _entered(words: str) -> str:
    return tr("Enter: {words}").format(words=words) if words else ""
