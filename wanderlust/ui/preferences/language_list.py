"""The languages the traveller speaks, in order: the first is the one of the answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import IconButton
from wanderlust.ui.preferences.choice_box import ChoiceBox
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.words import Words


def language_name(code: str) -> str:
    """A language in its own words, such as ``Deutsch``; its code where it is unknown."""
    locale = QLocale(code)
    name = locale.nativeLanguageName() if locale.language() is not QLocale.Language.C else ""
    # The name of the plain language: Qt says "American English" for "en".
    plain = {"en": "English", "es": "Español", "pt": "Português", "zh": "中文"}
    name = plain.get(code, name)
    return name[:1].upper() + name[1:] if name else code


class LanguageList(QWidget):
    """Rows with a name and two buttons (make first, remove), and a box that adds one.

    Args:
        appearance: Colours and type.
        model: Keeps the languages.
        known: Codes of the languages that can be chosen.
    """

    def __init__(self, appearance: Appearance, model: PreferencesModel, known: Sequence[str]) -> None:
        super().__init__()
        self._look, self._model, self._known = appearance, model, tuple(known)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._rows: list[QWidget] = []
        self.adding = ChoiceBox(appearance)
        self.adding.setAccessibleName(self.tr("Add a language"))
        self.adding.activated.connect(self._add)
        self._column.addWidget(self.adding, 0, Qt.AlignmentFlag.AlignLeading)
        self.setFocusProxy(self.adding)
        model.follow("languages", self._show, self)

    def _show(self, languages: Sequence[str]) -> None:
        held = self.focusWidget()
        kept = held is not None and held is not self.adding and held.hasFocus()
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(code, place, len(languages)) for place, code in enumerate(languages)]
        for place, row in enumerate(self._rows):
            self._column.insertWidget(place, row)
            row.show()
        self.adding.clear()
        self.adding.addItem(self.tr("Add a language"), None)
        for code in self._known:
            if code not in languages:
                self.adding.addItem(language_name(code), code)
        more = self.adding.count() > 1
        self.adding.setVisible(more)
        # Tab would stop for ever before one that is hidden.
        self.setFocusProxy(self.adding if more else None)  # type: ignore[arg-type]
        if kept and self.adding.isVisible():  # the button that was pressed is gone
            self.adding.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, code: str, place: int, count: int) -> QWidget:
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        name = language_name(code)
        line.addWidget(Words(self._look, "label", name, row, wraps=False))
        if place == 0 and count > 1:
            note = self.tr("I answer in this one")
            line.addWidget(Words(self._look, "caption", f"· {note}", row, ink="ink2"), 1)
        else:
            line.addStretch(1)
        if place:
            first = IconButton(self._look, "arrow-up", self.tr("Answer in {language}").format(language=name), row)
            first.clicked.connect(lambda: self._make_first(code))
            line.addWidget(first)
        if count > 1:
            gone = IconButton(self._look, "x", self.tr("Remove {language}").format(language=name), row)
            gone.clicked.connect(lambda: self._remove(code))
            line.addWidget(gone)
        row.setMinimumHeight(self._look.px(34))
        return row

    def _add(self, index: int) -> None:
        code = self.adding.itemData(index)
        if code:
            self._model.set("languages", (*self._model.value("languages"), code))

    def _make_first(self, code: str) -> None:
        rest = tuple(other for other in self._model.value("languages") if other != code)
        self._model.set("languages", (code, *rest))

    def _remove(self, code: str) -> None:
        self._model.set("languages", tuple(other for other in self._model.value("languages") if other != code))
