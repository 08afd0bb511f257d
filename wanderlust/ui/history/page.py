"""The page of the history, over the map: found, opened again, renamed, exported, deleted."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from wanderlust.domain.history import HistoryShown, Key, Kind
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls.buttons import CallButton
from wanderlust.ui.controls import Label
from wanderlust.ui.history import words
from wanderlust.ui.history.history_intents import HistoryIntents
from wanderlust.ui.history.rows import HistoryRows
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.text_paint import draw_wrapped, wrapped_height
from wanderlust.ui.theme import menu_style

MARGIN, TYPED_MS, SAID_MS, HEAD = 24, 120, 500, 72
FORMS = ".md", ".txt", ".srt", ".json"


def file_for(title: str, parent: QWidget, folder: Path) -> str:
    """Ask where a talk should be written, and in which form; empty for nowhere."""
    plain = re.sub(r"[^\w -]+", " ", title).strip()[:60].strip() or words.tr("Talk")
    names = words.tr("Markdown"), words.tr("Text"), words.tr("Subtitles"), "JSON"
    kinds = [f"{name} (*{end})" for name, end in zip(names, FORMS, strict=True)]
    caption = words.tr("Export")
    path, kind = QFileDialog.getSaveFileName(parent, caption, str(folder / f"{plain}.md"), ";;".join(kinds))
    if not path or Path(path).suffix.lower() in FORMS:
        return str(path)
    ending = FORMS[kinds.index(kind)] if kind in kinds else ".md"
    return f"{path}{ending}"


class HistoryPage(QWidget):
    """Covers the map while the past is looked at; the talk beside goes on.

    Args:
        appearance: Colours and type.
        intents: Where wishes go.
        stage: What it covers.
        now: The clock.

    Signals:
        opened: A ``HistoryEntry`` to go on with or to look at, and the words it was found by.
    """

    opened = Signal(object, str)

    def __init__(
        self, appearance: Appearance, intents: HistoryIntents, stage: QWidget, now: Callable[[], datetime]
    ) -> None:
        super().__init__(stage)
        self._look, self._intents, self._stage = appearance, intents, stage
        self._words, self._more, self._asked, self._answered = "", False, False, False
        self._forgetting: tuple[Key, ...] | None = ()  # None: all there is
        self.setAccessibleName(self.tr("History"))
        self._title = Label(appearance, "title", self)
        self._title.set_text(self.tr("History"))
        self.search = EntryBox(appearance, self.tr("Search all talks and calls"), self, icon="magnifying-glass")
        self.rows = HistoryRows(appearance, lambda: now().astimezone().date(), self)
        self.go_on = CallButton(appearance, self.tr("Open"), self, kind="primary", height=36)
        self.rename = CallButton(appearance, self.tr("Rename"), self, icon="pencil-simple", height=36)
        self.export = CallButton(appearance, self.tr("Export"), self, icon="export", height=36)
        self.delete = CallButton(appearance, self.tr("Delete"), self, icon="trash", height=36)
        self.delete_all = CallButton(appearance, self.tr("Delete all"), self, icon="trash", height=36)
        self.question = Label(appearance, "strong", self)
        self.sure = CallButton(appearance, self.tr("Delete"), self, kind="red", height=36)
        self.keep = CallButton(appearance, self.tr("Keep"), self, height=36)
        self.name = EntryBox(appearance, self.tr("Its name"), self)
        self.save = CallButton(appearance, self.tr("Save"), self, kind="primary", height=36)
        self.cancel = CallButton(appearance, self.tr("Cancel"), self, height=36)
        self._actions = self._bar(self.go_on, self.rename, self.export, self.delete, None, self.delete_all)
        self._asking = self._bar(self.question, self.sure, self.keep)
        self._naming = self._bar(self.name, self.save, self.cancel)
        self._soon = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._said = QTimer(self, singleShot=True, interval=SAID_MS)
        self._lay_out()
        self._connect()
        stage.installEventFilter(self)
        appearance.changed.connect(self._restyle)
        self._restyle()
        self._show_bar()
        self.hide()

    def open(self) -> None:
        """Show the history as it is now."""
        self.setGeometry(self._stage.rect())
        self.show()
        self.raise_()
        self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ask_again()

    def ask_again(self) -> None:
        """What is shown may have changed."""
        self._asked = True
        self._intents.shown.emit(self.search.field.text().strip(), 0)

    def follow_talk(self) -> None:
        """Something was said: who reads back in the list is not disturbed, who sees its top sees it there."""
        if not self.search.field.text() and self.rows.verticalScrollBar().value() == 0:
            self._said.start()

    def show_page(self, page: HistoryShown) -> None:
        """Show a page in place of, or after, those shown; one that was not asked for any more is left."""
        if page.words != self.search.field.text().strip():
            return
        if page.skipped and page.skipped != len(self.rows.shown()):
            return
        self._words, self._more, self._asked, self._answered = page.words, page.more, False, True
        self.rows.show_entries(page.entries, after=page.skipped > 0)
        if not page.skipped:
            self._ask_to_forget(())
        self._show_bar()
        self.update()

    def escape(self) -> bool:
        """Esc: no to a question, or the search is emptied; says whether it did anything."""
        if self.isHidden():
            return False
        if self._forgetting != () or not self._naming.isHidden():
            self._naming.hide()
            self._ask_to_forget(())
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self.search.field.text():
            self.search.field.clear()
            self._soon.start(0)
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._stage and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._stage.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leaves the search field for the list."""
        if event.key() == Qt.Key.Key_Down and self.search.field.hasFocus() and self.rows.isVisible():
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.fillRect(QRectF(0, look.px(HEAD) - 1, self.width(), 1), look.color("line"))
        if self.rows.isVisible():
            painter.fillRect(QRectF(0, self.rows.geometry().bottom() + 6, self.width(), 1), look.color("line"))
        elif self._answered:
            said = self.tr("Nothing was said yet. Talks, interpreted talks and calls are kept here, on this computer.")
            if self._words:
                said = self.tr("I found “{words}” nowhere.").format(words=self._words)
            room = min(420.0, self.width() - 2.0 * MARGIN)
            high = wrapped_height(look, said, "state", room)
            box = QRectF((self.width() - room) / 2, (self.height() - high) / 2, room, high)
            look.draw_icon(painter, "clock-counter-clockwise", "ink3", QRectF(box.x(), box.y() - 52, 40, 40), 40)
            draw_wrapped(painter, look, box.topLeft(), room, said, "state", "ink2")

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_buttons()

    # -- making

    def _bar(self, *parts: QWidget | None) -> QWidget:
        bar = QWidget(self)
        row = QHBoxLayout(bar)
        row.setContentsMargins(MARGIN, 12, MARGIN, 12)
        row.setSpacing(8)
        for part in parts:
            if part is None:
                row.addStretch(1)
            else:
                row.addWidget(part, 1 if isinstance(part, Label | EntryBox) else 0)
        return bar

    def _lay_out(self) -> None:
        self._head = QWidget(self)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(MARGIN, 0, MARGIN, 0)
        head.setSpacing(16)
        head.addWidget(self._title, 1)
        head.addWidget(self.search, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        around = QHBoxLayout()
        around.setContentsMargins(6, 6, 6, 6)  # the ring of the focus has room
        around.addWidget(self.rows)
        column.addLayout(around, 1)
        for bar in (self._actions, self._asking, self._naming):
            column.addWidget(bar)

    def _connect(self) -> None:
        self._soon.timeout.connect(self.ask_again)
        self._said.timeout.connect(self._refresh)
        self.search.field.textEdited.connect(lambda _text: self._soon.start())
        self.search.field.returnPressed.connect(self._open)
        self.rows.chosen.connect(lambda _entry: self._ask_to_forget(()))
        self.rows.opened.connect(lambda _entry: self._open())
        self.rows.more_wanted.connect(self._ask_for_more)
        self.rows.delete_wanted.connect(self._ask_for_chosen)
        self.rows.rename_wanted.connect(self._begin_naming)
        self.rows.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.rows.customContextMenuRequested.connect(self._open_menu)
        self.go_on.clicked.connect(self._open)
        self.rename.clicked.connect(self._begin_naming)
        self.export.clicked.connect(self._export)
        self.delete.clicked.connect(self._ask_for_chosen)
        self.delete_all.clicked.connect(lambda: self._ask_to_forget(None))
        self.sure.clicked.connect(self._forget)
        self.keep.clicked.connect(self.escape)
        self.name.field.returnPressed.connect(self._name)
        self.save.clicked.connect(self._name)
        self.cancel.clicked.connect(self.escape)

    # -- what the buttons do

    def _open(self) -> None:
        entry = self.rows.current()
        if entry is not None:
            self.opened.emit(entry, self._words if entry.marks else "")

    def _open_menu(self, point: QPoint) -> None:
        if self.rows.itemAt(point) is None or self.rows.current() is None:
            return
        menu = QMenu(self)
        menu.setStyleSheet(menu_style(self._look.theme))
        menu.setFont(self._look.font("label"))
        for button, act in (
            (self.go_on, self._open),
            (self.rename, self._begin_naming),
            (self.export, self._export),
            (self.delete, self._ask_for_chosen),
        ):
            menu.addAction(button.text()).triggered.connect(act)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.rows.viewport().mapToGlobal(point))

    def _refresh(self) -> None:
        if self.isVisible() and self._forgetting == () and not self._naming.isVisible():
            self.ask_again()

    def _ask_for_more(self) -> None:
        if self._more and not self._asked:
            self._asked = True
            self._intents.shown.emit(self._words, len(self.rows.shown()))

    def _ask_for_chosen(self) -> None:
        entry = self.rows.current()
        if entry is not None:
            self._ask_to_forget((entry.key,))

    def _ask_to_forget(self, keys: tuple[Key, ...] | None) -> None:
        self._forgetting = keys
        self._naming.hide()
        if keys != ():
            self.question.set_text(self._question(keys))
            self.sure.setAccessibleDescription(self.question.text())
        self._show_bar()
        if keys != ():
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def _question(self, keys: Sequence[Key] | None) -> str:
        entry = self.rows.current()
        if keys is None or entry is None:
            return self.tr("Delete every talk and call? They are gone for good.")
        if entry.kind is Kind.CALL:
            return self.tr("Delete this call? It is gone for good.")
        return self.tr("Delete this talk? It is gone for good.")

    def _forget(self) -> None:
        keys, self._forgetting = self._forgetting, ()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        if keys is None:
            self._intents.all_deleted.emit()
        else:
            self._intents.deleted.emit(keys)
        self._show_bar()

    def _begin_naming(self) -> None:
        entry = self.rows.current()
        if entry is None:
            return
        self._forgetting = ()
        self.name.field.setText(words.title_words(entry))
        self.name.field.selectAll()
        self._naming.show()
        self._show_bar()
        self.name.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self) -> None:
        entry = self.rows.current()
        self._naming.hide()
        self._show_bar()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)
        if entry is not None and self.name.field.text().strip() != words.title_words(entry):
            self._intents.renamed.emit(entry.key, self.name.field.text().strip())

    def _export(self) -> None:
        entry = self.rows.current()
        if entry is None:
            return
        path = file_for(words.title_words(entry), self, Path.home())
        if path:
            self._intents.exported.emit(entry.key, words.title_words(entry), path)

    # -- showing

    def _show_bar(self) -> None:
        some, asks, names = bool(self.rows.count()), self._forgetting != (), not self._naming.isHidden()
        self.rows.setVisible(some)
        self._asking.setVisible(asks)
        self._actions.setVisible(some and not asks and not names)
        self._fit_buttons()
        self.update()

    def _fit_buttons(self) -> None:
        """Where there is no room for all words, the icons say it."""
        every = (self.go_on, self.rename, self.export, self.delete, self.delete_all)
        tight = sum(button.width_with_words() + 8 for button in every) + 2 * MARGIN > self.width()
        for button in (self.rename, self.export, self.delete):
            button.set_compact(tight)
        self.search.setFixedWidth(round(min(self._look.px(320), self.width() * 0.6)))

    def _restyle(self) -> None:
        self._head.setFixedHeight(self._look.px(HEAD))
        self._fit_buttons()
        self.update()
