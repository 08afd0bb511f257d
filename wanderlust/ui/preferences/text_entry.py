"""A control for a field of words: taken with Enter or when it is left, and not when it makes no sense."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.page import MakeControl
from wanderlust.ui.preferences.words import Words

Complain = Callable[[str], str]
"""What is wrong with a text, or an empty text."""


class TextEntry(QWidget):
    """The field, and under it what is wrong with what stands in it."""

    def __init__(
        self, appearance: Appearance, model: PreferencesModel, name: str, example: str, complain: Complain
    ) -> None:
        super().__init__()
        self._model, self._name, self._complain = model, name, complain
        self.entry = EntryBox(appearance, example, self)
        self.complaint = Words(appearance, "caption", parent=self, ink="red")
        self.complaint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.entry)
        column.addWidget(self.complaint)
        self.setFocusProxy(self.entry)
        self.entry.field.editingFinished.connect(self._entered)
        self.entry.field.textEdited.connect(lambda _text: self.complaint.hide())
        model.follow(name, self._show, self)

    def setAccessibleName(self, name: str) -> None:
        """The field is what a screen reader meets."""
        self.entry.field.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:
        self.entry.field.setAccessibleDescription(words)

    def _show(self, value: str) -> None:
        self.entry.field.setText(value)
        self.complaint.hide()

    def _entered(self) -> None:
        text = self.entry.field.text().strip()
        wrong = self._complain(text)
        self.complaint.setText(wrong)
        self.complaint.setVisible(bool(wrong))
        if not wrong:
            self._model.set(self._name, text)


def text_entry(name: str, example: str, complain: Complain = lambda _text: "") -> MakeControl:
    """A control for a field of words."""

    def make(appearance: Appearance, model: PreferencesModel) -> QWidget:
        return TextEntry(appearance, model, name, example, complain)

    return make
