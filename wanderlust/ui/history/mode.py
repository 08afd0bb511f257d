"""The history as a part of the window: the page over the map, the bar over the transcript, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wanderlust.domain.events import DomainEvent, TurnFinished
from wanderlust.domain.history import HistoryChanged, HistoryEntry, HistoryShown, Kind, Moment
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.conversation_panel import ConversationPanel
from wanderlust.ui.intents import Intents
from wanderlust.ui.rail import HISTORY_KEY, Rail
from wanderlust.ui.view_models.conversation import ConversationViewModel

if TYPE_CHECKING:
    from wanderlust.ui.history.page import HistoryPage


class HistoryMode(QObject):
    """Makes the page when it is first wanted, and brings what is wanted of the past to the intents.

    Args:
        appearance: Colours and type.
        stage: The map's area, which the page covers.
        rail: Shows which mode it is.
        panel: The talk, in which words are found.
        model: What the window has of the talk.
        intents: Where wishes go.
        now: The clock.
        show_call: Shows one call of the log.
    """

    def __init__(
        self,
        appearance: Appearance,
        stage: QWidget,
        rail: Rail,
        panel: ConversationPanel,
        model: ConversationViewModel,
        intents: Intents,
        now: Callable[[], datetime],
        show_call: Callable[[int], None],
    ) -> None:
        super().__init__(stage)
        self._look, self._stage, self._rail, self._panel = appearance, stage, rail, panel
        self._model, self._intents, self._now, self._show_call = model, intents, now, show_call
        self.page: HistoryPage | None = None
        window, past = stage.window(), intents.history
        QShortcut(QKeySequence(HISTORY_KEY), window).activated.connect(self.open)
        for key, step in (("F3", 1), ("Shift+F3", -1)):
            QShortcut(QKeySequence(key), window).activated.connect(lambda step=step: self._go(step))
        rail.history.clicked.connect(self.open)
        rail.history.toggled.connect(self._left)
        model.older_wanted.connect(past.older)
        panel.find_bar.find_wanted.connect(past.sought)
        panel.find_bar.moment_wanted.connect(self._go_to)
        panel.find_bar.closed.connect(lambda: panel.transcript.setFocus(Qt.FocusReason.OtherFocusReason))

    def apply(self, events: Sequence[DomainEvent]) -> None:
        """Take a batch of domain events."""
        page = self.page
        if page is None or page.isHidden():
            return
        for event in events:
            if isinstance(event, HistoryShown):
                page.show_page(event)
            elif isinstance(event, HistoryChanged):
                page.ask_again()
            elif isinstance(event, TurnFinished):
                page.follow_talk()

    def open(self) -> None:
        """Show the page in the map's place."""
        if self.page is None:
            from wanderlust.ui.history.page import HistoryPage

            self.page = HistoryPage(self._look, self._intents.history, self._stage, self._now)
            self.page.opened.connect(self._open_entry)
        self._intents.interpret_left.emit()
        self._rail.history.setChecked(True)
        self.page.open()

    def escape(self) -> bool:
        """Esc: no to a question, else the map again; says whether it did anything."""
        if self._panel.find_bar.close_bar():
            return True
        if self.page is None or self.page.isHidden():
            return False
        if not self.page.escape():
            self._rail.talk.setChecked(True)
        return True

    def find(self) -> None:
        """Ctrl+F: words in the talk."""
        if not self._panel.is_empty:
            self._panel.find_bar.open()

    def export_talk(self) -> None:
        """Ctrl+E: the open talk as a file."""
        from wanderlust.ui.history.page import file_for

        if self._panel.is_empty:
            return
        path = file_for(self._model.title, self._panel, Path.home())
        if path:
            self._intents.history.talk_exported.emit(self._model.title, path)

    def regions(self) -> list[QWidget]:
        """Where F6 goes while the page is shown."""
        return [] if self.page is None else [self.page.search.field, self.page.rows]

    def _open_entry(self, entry: HistoryEntry, words: str) -> None:
        if entry.kind is Kind.CALL:
            self._show_call(entry.key.number)
            return
        if words and entry.moment is not None:
            self._panel.find_bar.seek(words)
        else:
            self._panel.find_bar.close_bar()
        self._intents.history.reopened.emit(entry.key, entry.moment)

    def _go(self, step: int) -> None:
        if not self._panel.find_bar.isHidden():
            self._panel.find_bar.go(step)

    def _go_to(self, moment: Moment) -> None:
        self._intents.history.gone_to.emit(self._model.first_stored(), moment)

    def _left(self, chosen: bool) -> None:
        """Another mode was chosen on the rail."""
        if not chosen and self.page is not None:
            self.page.hide()
