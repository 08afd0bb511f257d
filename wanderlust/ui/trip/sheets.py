"""Sheets in the place of the list: what can be changed about a stop, and one question with one field."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from wanderlust.domain.trip import orders as od
from wanderlust.domain.trip.model import DayKey, Stop
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button, Label
from wanderlust.ui.preferences.choice_box import ChoiceBox
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.theme import PANEL_TEXT
from wanderlust.ui.trip.words import day_title, source_words, time_words


class Sheet(QScrollArea):
    """Fields under each other with two buttons below; Enter is done, Esc leaves it all as it was.

    Signals:
        left: The sheet is done with.
    """

    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = appearance
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = _Ground(appearance)
        self.column = QVBoxLayout(self._inner)
        self.column.setContentsMargins(PANEL_TEXT, 12, PANEL_TEXT, 16)
        self.column.setSpacing(6)
        self.heading = Label(appearance, "title", self._inner)
        self.column.addWidget(self.heading)
        self.setWidget(self._inner)

    def add_field(self, words: str, field: QWidget) -> None:
        """A field under its name."""
        label = Label(self.look, "label", self._inner, ink="ink2")
        label.set_text(words)
        self.column.addSpacing(4)
        self.column.addWidget(label)
        self.column.addWidget(field)

    def add_buttons(self, buttons: Sequence[Button]) -> None:
        """One row, the first at its far end."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in reversed(buttons[1:]):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(buttons[0])
        self.column.addSpacing(10)
        self.column.addLayout(row)
        self.column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Ground(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._look = appearance
        appearance.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.color("surface"))


class StopSheet(Sheet):
    """Name, day, time, length and note of one stop.

    Signals:
        wanted: A ``TripOrder``.
    """

    wanted = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self._stop: Stop | None = None
        self._key = DayKey()
        self.source = Label(appearance, "caption", self, ink="ink2")
        self.column.addWidget(self.source)
        self.name = EntryBox(appearance, self.tr("Name"), self)
        self.day = ChoiceBox(appearance, (), self)
        self.day.setAccessibleName(self.tr("Day"))
        self.time = EntryBox(appearance, self.tr("Time, such as 10:30"), self)
        self.minutes = EntryBox(appearance, self.tr("Minutes it takes"), self)
        self.note = EntryBox(appearance, self.tr("Note"), self)
        for words, field in (
            (self.tr("Name"), self.name),
            (self.tr("Day"), self.day),
            (self.tr("Time"), self.time),
            (self.tr("How many minutes"), self.minutes),
            (self.tr("Note"), self.note),
        ):
            self.add_field(words, field)
        self.done_button = Button(appearance, self.tr("Done"), self, kind="primary")
        self.remove = Button(appearance, self.tr("Take off"), self, icon="trash")
        self.add_buttons((self.done_button, self.remove))
        self.done_button.clicked.connect(self.done)
        self.remove.clicked.connect(self._remove)
        for box in (self.name, self.time, self.minutes, self.note):
            box.field.returnPressed.connect(self.done)

    @property
    def stop_id(self) -> str:
        """The stop shown last."""
        return self._stop.id if self._stop is not None else ""

    def show_stop(self, stop: Stop, key: DayKey, days: Sequence[DayKey]) -> None:
        """Show a stop as it is now."""
        self._stop, self._key = stop, key
        self.heading.set_text(stop.name)
        self.source.set_text(source_words(stop))
        self.name.field.setText(stop.name)
        self.time.field.setText(time_words(stop.start, stop.part))
        self.minutes.field.setText(str(stop.minutes or ""))
        self.note.field.setText(stop.note)
        self.day.clear()
        for day in days:
            self.day.addItem(day_title(day), day.text)
        self.day.choose(key.text)
        self.name.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.field.selectAll()

    def done(self) -> None:
        stop = self._stop
        if stop is None:
            return
        minutes = "".join(c for c in self.minutes.field.text() if c.isdigit())
        name, note = self.name.field.text().strip(), self.note.field.text().strip()
        time = self.time.field.text().strip()
        order = od.ChangeStop(
            stop.id,
            name if name and name != stop.name else None,
            time if time != time_words(stop.start, stop.part) else None,
            int(minutes or 0) if int(minutes or 0) != (stop.minutes or 0) else None,
            note if note != stop.note else None,
        )
        day = DayKey.of(self.day.currentData())
        self.left.emit()
        if day != self._key:
            self.wanted.emit(od.MoveStop(stop.id, day))
        if order != od.ChangeStop(stop.id):
            self.wanted.emit(order)

    def _remove(self) -> None:
        stop = self._stop
        self.left.emit()
        if stop is not None:
            self.wanted.emit(od.RemoveStop(stop.id))


class AskSheet(Sheet):
    """One question and one field."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self._take: Callable[[str], str] = lambda _words: ""
        self.answer = EntryBox(appearance, "", self)
        self.column.addSpacing(6)
        self.column.addWidget(self.answer)
        self.complaint = Label(appearance, "caption", self, ink="red")
        self.column.addWidget(self.complaint)
        self.done_button = Button(appearance, self.tr("Done"), self, kind="primary")
        self.cancel = Button(appearance, self.tr("Cancel"), self)
        self.add_buttons((self.done_button, self.cancel))
        self.done_button.clicked.connect(self.done)
        self.cancel.clicked.connect(self.left)
        self.answer.field.returnPressed.connect(self.done)

    def ask(self, question: str, example: str, text: str, take: Callable[[str], str]) -> None:
        """Ask; ``take`` is given what was entered and says what is wrong with it, or nothing."""
        self._take = take
        self.heading.set_text(question)
        self.answer.field.setAccessibleName(question)
        self.answer.field.setPlaceholderText(example)
        self.answer.field.setText(text)
        self.complaint.set_text("")
        self.answer.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.answer.field.selectAll()

    def done(self) -> None:
        wrong = self._take(self.answer.field.text().strip())
        self.complaint.set_text(wrong)
        if not wrong:
            self.left.emit()
