"""What the page of the cloud shows and asks for: the key, the models, the spending, what was sent."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from wanderlust.domain.cloud_account import AccountState
from wanderlust.domain.cloud_settings import CloudSettings
from wanderlust.domain.cost.caps import Spending
from wanderlust.domain.cost.ledger import SentRecord


class Clerk(Protocol):
    """Does what is asked away from the GUI thread; what comes of it arrives through the desk's ``post`` methods."""

    def look(self, settings: CloudSettings) -> None: ...

    def paste(self, text: str, settings: CloudSettings) -> None: ...

    def keep_in_file(self) -> None: ...

    def keep_for_now(self) -> None: ...

    def test(self, settings: CloudSettings) -> None: ...

    def forget(self, settings: CloudSettings) -> None: ...

    def list_sent(self) -> None: ...

    def export(self, path: str) -> None: ...


class CloudDesk(QObject):
    """State of the account as the window knows it.

    Signals:
        account_changed: See ``account``.
        spending_changed: See ``spending``.
        sent_changed: See ``sent``.
        exported: The costs were written, or not; carries the sentence.
    """

    account_changed = Signal()
    spending_changed = Signal()
    sent_changed = Signal()
    exported = Signal(str)
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clerk: Clerk | None = None
        self.account = AccountState()
        self.spending: Spending | None = None
        self.sent: tuple[SentRecord, ...] | None = None
        self._posted.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def post(self, news: AccountState | Spending | tuple[SentRecord, ...] | str) -> None:
        """Take news, from any thread."""
        self._posted.emit(news)

    def _take(self, news: AccountState | Spending | tuple[SentRecord, ...] | str) -> None:
        match news:
            case AccountState():
                self.account = news
                self.account_changed.emit()
            case Spending():
                self.spending = news
                self.spending_changed.emit()
            case str():
                self.exported.emit(news)
            case _:
                self.sent = news
                self.sent_changed.emit()
