"""The log of calls, over the map: searched, opened, exported, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from wanderlust.domain.calls.logged_call import LoggedCall
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls.buttons import CallButton
from wanderlust.ui.calls.call_intents import CallIntents
from wanderlust.ui.calls.logged_call_view import LoggedCallView, when_and_how
from wanderlust.ui.controls import Label
from wanderlust.ui.phrases.two_line_list import Entry, TwoLineList
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.text_paint import draw_wrapped, wrapped_height
from wanderlust.ui.translations import counted

MARGIN, LIST, TYPED_MS = 24, 300, 200


class LogPage(QWidget):
    """Covers the map while calls are looked at; the talk beside goes on.

    Args:
        appearance: Colours and type.
        intents: Where wishes go.
        stage: What it covers.
    """

    def __init__(self, appearance: Appearance, intents: CallIntents, stage: QWidget) -> None:
        super().__init__(stage)
        self._look, self._intents, self._stage = appearance, intents, stage
        self._calls: dict[str, LoggedCall] = {}
        self._words = ""
        self._wanted = ""
        self._forgetting: tuple[int, ...] = ()
        self.setAccessibleName(self.tr("Calls"))
        self._title = Label(appearance, "title", self)
        self._title.set_text(self.tr("Calls"))
        self.search = EntryBox(appearance, self.tr("Search calls"), self, icon="magnifying-glass")
        self.search.field.setAccessibleName(self.tr("Search calls"))
        self.rows = TwoLineList(appearance, self.tr("Calls"), "surface", self)
        self.view = LoggedCallView(appearance, self)
        self.export = CallButton(appearance, self.tr("Export"), self, icon="export", height=36)
        self.delete = CallButton(appearance, self.tr("Delete"), self, icon="trash", height=36)
        self.delete_all = CallButton(appearance, self.tr("Delete all"), self, icon="trash", height=36)
        self.sure = CallButton(appearance, self.tr("Delete"), self, kind="red", height=36)
        self.keep = CallButton(appearance, self.tr("Keep"), self, height=36)
        self._soon = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._soon.timeout.connect(lambda: self._intents.log_shown.emit(self.search.field.text().strip()))
        self.search.field.textEdited.connect(lambda _text: self._soon.start())
        self.rows.entry_chosen.connect(self._open)
        self.export.clicked.connect(self._export)
        self.delete.clicked.connect(lambda: self._ask_to_forget(self._chosen()))
        self.delete_all.clicked.connect(lambda: self._ask_to_forget(tuple(call.id for call in self._calls.values())))
        self.sure.clicked.connect(self._forget)
        self.keep.clicked.connect(lambda: self._ask_to_forget(()))
        stage.installEventFilter(self)
        appearance.changed.connect(self._arrange)
        self.hide()

    def open(self) -> None:
        """Show the log as it is now."""
        self.setGeometry(self._stage.rect())
        self.show()
        self.raise_()
        self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._intents.log_shown.emit(self.search.field.text().strip())

    def want(self, number: int) -> None:
        """Have this call open when the log comes, without a search."""
        self._wanted = str(number)
        self.search.field.clear()
        self._intents.log_shown.emit("")

    def show_calls(self, calls: Sequence[LoggedCall], words: str) -> None:
        """Show these; ``words`` is what was searched for."""
        chosen = self._key()
        if self._wanted in {str(call.id) for call in calls}:
            chosen, self._wanted = self._wanted, ""
        self._calls = {str(call.id): call for call in calls}
        self._words = words
        entries = [Entry(key, call.name, when_and_how(call)) for key, call in self._calls.items()]
        keep = chosen if chosen in self._calls else next(iter(self._calls), "")
        self.rows.show_entries(entries, keep)
        self._open(keep)
        self._ask_to_forget(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._stage and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._stage.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.rows.hasFocus():
            self._ask_to_forget(self._chosen())
        elif event.key() == Qt.Key.Key_Escape and self._forgetting:
            self._ask_to_forget(())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        top = self.rows.y() - 12
        painter.fillRect(QRectF(0, top, self.width(), 1), look.color("line"))
        if not self._calls:
            words = self.tr("No calls yet. Ask me to call a place; the first one is a rehearsal.")
            if self._words:
                words = self.tr("No call holds “{words}”.").format(words=self._words)
            room = min(420.0, self.width() - 2.0 * MARGIN)
            high = wrapped_height(look, words, "state", room)
            corner = QRectF((self.width() - room) / 2, (self.height() - high) / 2, room, high)
            look.draw_icon(painter, "phone", "ink3", QRectF(corner.x(), corner.y() - 52, 40, 40), 40)
            draw_wrapped(painter, look, corner.topLeft(), room, words, "state", "ink2")
            return
        edge = self.view.x() - 12 if not self.isRightToLeft() else self.view.geometry().right() + 12
        painter.fillRect(QRectF(edge, top, 1, self.height() - top), look.color("line"))
        if self._forgetting:
            said = self._question()
            row = self.export.geometry()
            room = self.view.width() - self.sure.width() - self.keep.width() - 24.0
            x = self.view.x() if not self.isRightToLeft() else self.view.geometry().right() - room
            y = row.center().y() - wrapped_height(look, said, "strong", room) / 2
            draw_wrapped(painter, look, QRectF(x, y, room, 1).topLeft(), room, said, "strong", "ink")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    # -- inside

    def _key(self) -> str:
        entries, row = self.rows.entries(), self.rows.currentRow()
        return entries[row].key if 0 <= row < len(entries) else ""

    def _chosen(self) -> tuple[int, ...]:
        call = self._calls.get(self._key())
        return (call.id,) if call is not None else ()

    def _open(self, key: str) -> None:
        self._forgetting = ()
        self.view.show_call(self._calls.get(key))
        self._arrange()

    def _question(self) -> str:
        if len(self._forgetting) == 1:
            return self.tr("Delete this call and what was said in it?")
        return counted("Delete the {count} call shown?", "Delete all {count} calls shown?", len(self._forgetting))

    def _ask_to_forget(self, ids: tuple[int, ...]) -> None:
        self._forgetting = ids
        self._arrange()
        if ids:
            self.sure.setAccessibleDescription(self._question())
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
        self.update()

    def _forget(self) -> None:
        ids, self._forgetting = self._forgetting, ()
        self._intents.log_deleted.emit(ids)

    def _export(self) -> None:
        kinds = f"{self.tr('Text')} (*.txt);;JSON (*.json)"
        name = str(Path.home() / "calls.txt")
        path, kind = QFileDialog.getSaveFileName(self, self.tr("Export calls"), name, kinds)
        if path:
            ending = ".json" if "json" in kind else ".txt"
            path = path if Path(path).suffix else f"{path}{ending}"
            self._intents.log_exported.emit(self._chosen(), path)

    def _arrange(self) -> None:
        look, mirrored = self._look, self.isRightToLeft()
        width, height = self.width(), self.height()

        def put(widget: QWidget, x: float, y: float, wide: float, high: float) -> None:
            at = width - x - wide if mirrored else x
            widget.setGeometry(round(at), round(y), round(wide), round(high))

        seen, asks = bool(self._calls), bool(self._forgetting)
        for widget in (self.rows, self.view, self.export, self.delete, self.delete_all):
            widget.setVisible(seen and (widget in (self.rows, self.view) or not asks))
        self.sure.setVisible(asks)
        self.keep.setVisible(asks)
        field = self.search.sizeHint().height()
        top = 18.0
        title = max(60.0, self._title.sizeHint().width() + 8.0)
        put(self._title, MARGIN, top, title, max(field, look.line("title")))
        wide = min(320.0, width - 2 * MARGIN - title - 16)
        put(self.search, width - MARGIN - wide, top, wide, field)
        top += max(field, look.line("title")) + 30
        narrow = min(float(LIST), width * 0.42) if width < 900 else float(LIST) + 20
        put(self.rows, 4, top, narrow, height - top - 8)
        left, room = narrow + 28, width - narrow - 28 - MARGIN
        buttons = self.export.height() + 24
        put(self.view, left, top, room + 12, height - top - buttons)
        compact = self.export.width_with_words() + self.delete.width_with_words() + self.delete_all.width_with_words()
        x, y = left, height - buttons + 8
        for button in (self.export, self.delete, self.delete_all):
            button.set_compact(compact + 16 > room and button is not self.delete_all)  # two bins would look alike
            put(button, x, y, button.width(), button.height())
            x += button.width() + 8
        end = left + room
        put(self.keep, end - self.keep.width(), y, self.keep.width(), self.keep.height())
        gap = self.keep.width() + 8 + self.sure.width()
        put(self.sure, end - gap, y, self.sure.width(), self.sure.height())
        self.update()
