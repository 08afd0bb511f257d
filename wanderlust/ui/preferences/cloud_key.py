"""Where a key is pasted, tried and forgotten; the field empties itself as soon as the key was handed on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wanderlust.domain.cloud_account import AccountState
from wanderlust.domain.cloud_settings import CloudSettings
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.preferences.cloud_desk import Clerk, CloudDesk
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.words import Words

INKS = {"good": "pine", "bad": "red", "plain": "ink2"}


class CloudKey(QWidget):
    """The field, how the key stands in words, and what can be done about it."""

    def __init__(self, appearance: Appearance, model: PreferencesModel, desk: CloudDesk) -> None:
        super().__init__()
        self._model, self._desk = model, desk
        self.entry = EntryBox(appearance, self.tr("Paste your key"), self, icon="lock")
        self.entry.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.entry.field.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.use = Button(appearance, self.tr("Use this key"), self, kind="primary")
        self.status = Words(appearance, "label", parent=self)
        self.remedy = Words(appearance, "caption", parent=self, ink="ink2")
        self.test = Button(appearance, self.tr("Test"), self)
        self.forget = Button(appearance, self.tr("Forget the key"), self, icon="trash")
        self.in_file = Button(appearance, self.tr("Keep it in a file"), self)
        self.for_now = Button(appearance, self.tr("Only until I close the app"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(_row(self.entry, self.use))
        column.addWidget(self.status)
        column.addWidget(self.remedy)
        column.addLayout(_row(self.in_file, self.for_now, None))
        column.addLayout(_row(self.test, self.forget, None))
        self.setFocusProxy(self.entry)
        self.entry.field.returnPressed.connect(self._paste)
        self.use.clicked.connect(self._paste)
        self.test.clicked.connect(lambda: self._clerk(lambda clerk: clerk.test(self._settings())))
        self.forget.clicked.connect(lambda: self._clerk(lambda clerk: clerk.forget(self._settings())))
        self.in_file.clicked.connect(lambda: self._clerk(lambda clerk: clerk.keep_in_file()))
        self.for_now.clicked.connect(lambda: self._clerk(lambda clerk: clerk.keep_for_now()))
        desk.account_changed.connect(self._show)
        self._show()

    def setAccessibleName(self, name: str) -> None:
        """The field is what a screen reader meets."""
        self.entry.field.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:
        self.entry.field.setAccessibleDescription(words)

    def _settings(self) -> CloudSettings:
        return self._model.preferences.cloud_settings

    def _clerk(self, ask: Callable[[Clerk], None]) -> None:
        if self._desk.clerk is not None:
            ask(self._desk.clerk)

    def _paste(self) -> None:
        text = self.entry.field.text()
        self.entry.field.clear()
        if text.strip():
            self._clerk(lambda clerk: clerk.paste(text, self._settings()))

    def _show(self) -> None:
        state = self._desk.account
        words, kind = self._words(state)
        self.status.setText(words)
        self.status.set_ink(INKS[kind])
        remedy = f"{state.sentence} {state.remedy}".strip() if kind != "bad" else state.remedy
        self.remedy.setText(remedy)
        self.remedy.setToolTip(state.details)
        self.remedy.setVisible(bool(remedy))
        self.in_file.setVisible(state.file_offered)
        self.for_now.setVisible(state.file_offered)
        there = bool(state.kept_in)
        self.test.setVisible(there and not state.file_offered)
        self.forget.setVisible(there and state.kept_in != "environment" and not state.file_offered)
        for button in (self.use, self.test, self.forget):
            button.setEnabled(not state.busy)

    def _words(self, state: AccountState) -> tuple[str, str]:
        """What is said first, and how it is meant."""
        if state.busy:
            return self.tr("I ask {host}.").format(host=state.host), "plain"
        if state.trouble and (state.accepted is False or not state.kept_in or state.file_offered):
            return state.sentence, "bad"
        if not state.kept_in:
            return self.tr("No key for {host} yet.").format(host=state.host or "api.openai.com"), "plain"
        places = {
            "keyring": self.tr("in your keyring"),
            "file": self.tr("in a file only you can read"),
            "environment": self.tr("in OPENAI_API_KEY"),
            "memory": self.tr("until I am closed"),
        }
        where = self.tr("Key {hint}, {place}.").format(hint=state.hint, place=places[state.kept_in])
        if state.accepted:
            return self.tr("{host} takes it. {where}").format(host=state.host, where=where), "good"
        return where, "plain"


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
