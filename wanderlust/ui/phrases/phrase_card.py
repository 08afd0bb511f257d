"""The chosen phrase: its gaps to fill, its words in the other language, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wanderlust.assistant.ports import PhraseCollection
from wanderlust.domain.phrases import Phrase, SlotKind, SlotValue
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.preferences.choice_box import ChoiceBox
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.preferences.language_list import language_name
from wanderlust.ui.preferences.words import Words
from wanderlust.ui.theme import RADIUS_PLACE

FIRST_VALUES = {"number": "2", "time": "8:00", "money": "20 €", "place": ""}


class PhraseCard(QWidget):
    """Shows one phrase from one language into another.

    Args:
        appearance: Colours and type.
        book: Fills the gaps.
        has_voice: Whether a language can be spoken here, clearly enough for another person.

    Signals:
        large_wanted: Words to be shown as large as the window.
        say_wanted: Words and their language, to be spoken.
    """

    large_wanted = Signal(str)
    say_wanted = Signal(str, str)

    def __init__(
        self,
        appearance: Appearance,
        book: PhraseCollection,
        has_voice: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._book, self._has_voice = appearance, book, has_voice
        self._phrase: Phrase | None = None
        self._from = self._to = "en"
        self.gaps: dict[SlotKind, EntryBox | ChoiceBox] = {}
        self.own = Words(appearance, "label", parent=self, ink="ink2")
        self.words = Words(appearance, "title", parent=self)
        self.note = Words(appearance, "caption", parent=self, ink="ink2")
        self.large = Button(appearance, self.tr("Show it large"), self, kind="primary")
        self.large.setToolTip(self.tr("Show it large (Enter in the list)"))
        self.say = Button(appearance, self.tr("Say it"), self, icon="speaker-high-fill")
        # Another script's letters may be taller than the type whose lines the label counts.
        self.note.setContentsMargins(0, 0, 0, 6)
        self._fields = QHBoxLayout()
        self._fields.setSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.large)
        buttons.addWidget(self.say)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for part in (self.own, self.words):
            column.addWidget(part)
        column.addLayout(self._fields)
        column.addWidget(self.note)
        column.addLayout(buttons)
        self.large.clicked.connect(self.show_large)
        self.say.clicked.connect(lambda: self.say_wanted.emit(self.filled(), self._to))
        appearance.changed.connect(self.update)

    def show_phrase(self, phrase: Phrase | None, source: str, target: str) -> None:
        """Show this phrase, said in ``source``, to be read in ``target``; None for no phrase."""
        if phrase is not self._phrase or source != self._from:
            self._phrase, self._from = phrase, source
            self._make_gaps()
        self._to = target
        self.setVisible(phrase is not None)
        self._fill()

    def filled(self) -> str:
        """The words in the other language; empty while a gap holds nothing that may stand there."""
        if self._phrase is None or (values := self._values()) is None:
            return ""
        return self._book.text(self._phrase.key, self._to, values)

    def show_large(self) -> None:
        """Ask for the words as large as the window; where a gap is empty, go there instead."""
        if words := self.filled():
            self.large_wanted.emit(words)
        elif self.gaps:
            self._first_wrong().setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.color("line"))
        painter.setBrush(self._look.color("indigo_tint"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_PLACE, RADIUS_PLACE)

    def _make_gaps(self) -> None:
        while (item := self._fields.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.gaps = {}
        names: dict[SlotKind, str] = {
            "number": self.tr("Number"),
            "time": self.tr("Time"),
            "money": self.tr("Amount of money"),
            "allergen": self.tr("Allergen"),
            "place": self.tr("Name of the place"),
        }
        for kind in self._phrase.slots if self._phrase is not None else ():
            if kind == "allergen":
                options = sorted(self._book.allergens(self._from).items(), key=lambda entry: entry[1].casefold())
                choice = ChoiceBox(self._look, options, self)
                choice.setAccessibleName(names[kind])
                choice.currentIndexChanged.connect(self._fill)
                self.gaps[kind] = choice
            else:
                box = EntryBox(self._look, names[kind], self)
                box.field.setText(FIRST_VALUES[kind])
                box.field.textChanged.connect(self._fill)
                box.field.returnPressed.connect(self.show_large)
                self.gaps[kind] = box
            self._fields.addWidget(self.gaps[kind])

    def _value(self, kind: SlotKind) -> SlotValue | None:
        gap = self.gaps[kind]
        if isinstance(gap, ChoiceBox):
            return str(gap.currentData())
        typed = gap.field.text().strip()
        # What is typed into the gap for a place is its name, with a capital or without.
        return (typed or None) if kind == "place" else self._book.read_slot(kind, typed, self._from)

    def _values(self) -> dict[SlotKind, SlotValue] | None:
        values = {kind: self._value(kind) for kind in self.gaps}
        found = {kind: value for kind, value in values.items() if value is not None}
        return found if len(found) == len(values) else None

    def _first_wrong(self) -> QWidget:
        return next(gap for kind, gap in self.gaps.items() if self._value(kind) is None)

    def _fill(self) -> None:
        phrase = self._phrase
        if phrase is None:
            return
        values = self._values()
        self.own.setText(self._book.text(phrase.key, self._from, values))
        self.words.setText(self._book.text(phrase.key, self._to, values))
        speaks = self._has_voice(self._to)
        self.say.setVisible(speaks)
        self.large.setEnabled(values is not None)
        self.say.setEnabled(values is not None)
        notes = []
        language = language_name(self._to)
        if values is None:
            notes.append(self.tr("Fill the gap first."))
        if not speaks:
            notes.append(self.tr("I have no clear voice for {language} here. Show it.").format(language=language))
        if self._to not in phrase.reviewed:
            notes.append(self.tr("No speaker of {language} has checked this yet.").format(language=language))
        self.note.setText(" ".join(notes))
        self._fit()

    def _fit(self) -> None:
        """Keep room for wrapped lines: beside a list that stretches, a box layout gives the least height only."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.heightForWidth(self.width()))
