"""What the page of calls shows that is kept elsewhere: passwords in the keyring, and numbers not to be called."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from wanderlust.domain.calls.card import LineKind
from wanderlust.domain.calls.events import CallAccountsShown
from wanderlust.domain.calls.logged_call import NeverCalled
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.formats import day_and_time
from wanderlust.ui.preferences.entry_box import EntryBox
from wanderlust.ui.preferences.words import Words


class CallAccounts(QObject):
    """How it stands, and what the traveller wants of it.

    Signals:
        changed: It stands otherwise now.
        wanted: Tell how it stands.
        secret_given: Line and its password or token; an empty one is forgotten.
        number_allowed: A number that may be called again.
    """

    changed = Signal()
    wanted = Signal()
    secret_given = Signal(str, str)
    number_allowed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.never: tuple[NeverCalled, ...] = ()
        self.secrets: frozenset[LineKind] = frozenset()

    def take(self, shown: CallAccountsShown) -> None:
        """It stands like this now."""
        self.never, self.secrets = shown.never, shown.secrets
        self.changed.emit()


class CallSecret(QWidget):
    """A field for a password, which is never shown again, and whether one is kept."""

    def __init__(self, appearance: Appearance, accounts: CallAccounts, line: LineKind) -> None:
        super().__init__()
        self._accounts, self._line = accounts, line
        self.entry = EntryBox(appearance, self.tr("Paste it here"), self, icon="lock")
        self.entry.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.keep = Button(appearance, self.tr("Keep it"), self)
        self.forget = Button(appearance, self.tr("Forget it"), self, icon="trash")
        self.status = Words(appearance, "caption", parent=self, ink="ink2")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.entry, self.keep, self.forget):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.status)
        self.setFocusProxy(self.entry)
        self.entry.field.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        self.forget.clicked.connect(lambda: accounts.secret_given.emit(line, ""))
        accounts.changed.connect(self._show)
        self._show()

    def setAccessibleName(self, name: str) -> None:
        """The field is what a screen reader meets."""
        self.entry.field.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:
        self.entry.field.setAccessibleDescription(words)

    def _keep(self) -> None:
        text = self.entry.field.text().strip()
        self.entry.field.clear()
        if text:
            self._accounts.secret_given.emit(self._line, text)

    def _show(self) -> None:
        kept = self._line in self._accounts.secrets
        self.forget.setVisible(kept)
        self.status.setText(self.tr("Kept in your keyring.") if kept else self.tr("None is kept for this account."))


class NeverCalledList(QWidget):
    """The numbers, since when and why, each with a button that takes it off."""

    def __init__(self, appearance: Appearance, accounts: CallAccounts) -> None:
        super().__init__()
        self._look, self._accounts = appearance, accounts
        self.buttons: dict[str, Button] = {}
        self._rows: list[QWidget] = []
        self._none = Words(appearance, "label", self.tr("No number is on the list."), self, ink="ink2")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self._none)
        accounts.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        for row in self._rows:
            row.deleteLater()
        self._rows, self.buttons = [], {}
        self._none.setVisible(not self._accounts.never)
        for entry in self._accounts.never:
            row = QWidget(self)
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            words = f"{entry.number} · {day_and_time(entry.at)}\n{entry.reason}"
            line.addWidget(Words(self._look, "label", words, row), 1)
            off = Button(self._look, self.tr("Take off"), row)
            off.setAccessibleName(self.tr("Take {number} off the list").format(number=entry.number))
            off.clicked.connect(lambda _on=False, number=entry.number: self._accounts.number_allowed.emit(number))
            line.addWidget(off, 0, Qt.AlignmentFlag.AlignTop)
            self._column.addWidget(row)
            self._rows.append(row)
            self.buttons[entry.number] = off
