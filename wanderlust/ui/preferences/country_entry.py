"""A field for codes of countries, one after the other."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.words import Words


class CountryEntry(QWidget):
    """Taken with Enter or when it is left; a word that is no code of two letters is complained about."""

    def __init__(self, appearance: Appearance, model: PreferencesModel) -> None:
        super().__init__()
        self._model = model
        self.entry = EntryBox(appearance, self.tr("All countries"), self)
        self.complaint = Words(appearance, "caption", parent=self, ink="red")
        self.complaint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.entry)
        column.addWidget(self.complaint)
        self.setFocusProxy(self.entry)
        self.entry.field.editingFinished.connect(self._entered)
        model.follow("calls_countries", self._show, self)

    def setAccessibleName(self, name: str) -> None:
        """The field is what a screen reader meets."""
        self.entry.field.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:
        self.entry.field.setAccessibleDescription(words)

    def _show(self, codes: tuple[str, ...]) -> None:
        self.entry.field.setText(", ".join(codes))
        self.complaint.hide()

    def _entered(self) -> None:
        codes = tuple(dict.fromkeys(re.split(r"[\s,;]+", self.entry.field.text().upper().strip(" ,;"))))
        codes = tuple(code for code in codes if code)
        wrong = next((code for code in codes if not re.fullmatch("[A-Z]{2}", code)), "")
        self.complaint.setText(self.tr("{code} is no code of two letters.").format(code=wrong))
        self.complaint.setVisible(bool(wrong))
        if not wrong:
            self._model.set("calls_countries", codes)
