"""Calls as a part of the window: the cards over the map, the log in its place, the talk bar's words, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wanderlust.domain.calls.events import BEFORE_ANSWER, CallLogShown, CallState
from wanderlust.domain.events import DomainEvent
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.calls.model import CallsModel
from wanderlust.ui.intents import Intents
from wanderlust.ui.rail import Rail
from wanderlust.ui.view_models.conversation import ConversationViewModel

if TYPE_CHECKING:
    from wanderlust.ui.calls.layer import CallLayer
    from wanderlust.ui.calls.log_page import LogPage
    from wanderlust.ui.calls.phone_window import PhoneWindow


class CallsMode(QObject):
    """Makes the cards when the first one is wanted, and keeps the rest of the window in step.

    Args:
        appearance: Colours and type.
        stage: The map's area, which the cards cover.
        rail: Shows which mode it is.
        talk: Whose talk bar says that a card waits or a call runs.
        intents: Where wishes go.
        now: The clock.
    """

    def __init__(
        self,
        appearance: Appearance,
        stage: QWidget,
        rail: Rail,
        talk: ConversationViewModel,
        intents: Intents,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(stage)
        self._look, self._stage, self._rail, self._talk = appearance, stage, rail, talk
        self._intents, self._now = intents, now
        self.model = CallsModel(self)
        self.layer: CallLayer | None = None
        self.log: LogPage | None = None
        self.phone: PhoneWindow | None = None
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tell_talk_bar)
        self.model.card_changed.connect(self._follow)
        self.model.call_changed.connect(self._follow)
        window = stage.window()
        # From anywhere in the app, the settings and the phrasebook too.
        hang_up = QShortcut(QKeySequence("Ctrl+Shift+H"), window, context=Qt.ShortcutContext.ApplicationShortcut)
        hang_up.activated.connect(intents.calls.hang_up)
        QShortcut(QKeySequence("Ctrl+4"), window).activated.connect(self.open_log)
        rail.calls.clicked.connect(self.open_log)
        rail.calls.toggled.connect(self._left)

    def apply(self, events: Sequence[DomainEvent]) -> None:
        """Take a batch of domain events."""
        self.model.apply(events)
        for event in events:
            if isinstance(event, CallLogShown) and self.log is not None:
                self.log.show_calls(event.calls, event.words)

    def open_log(self) -> None:
        """Show the log in the map's place."""
        if self.log is None:
            from wanderlust.ui.calls.log_page import LogPage

            self.log = LogPage(self._look, self._intents.calls, self._stage)
        self._intents.interpret_left.emit()
        self._rail.calls.setChecked(True)
        self.log.open()
        if self.layer is not None:
            self.layer.raise_()

    def show_call(self, number: int) -> None:
        """Show one call of the log."""
        self.open_log()
        assert self.log is not None
        self.log.want(number)

    def close_log(self) -> bool:
        """Show the map again; says whether the log was open."""
        if self.log is None or self.log.isHidden():
            return False
        self._rail.talk.setChecked(True)
        return True

    def escape(self) -> bool:
        """Esc: no to a card, or put an ended call or the log away; says whether it did anything."""
        return (self.layer is not None and self.layer.escape()) or self.close_log()

    def _left(self, chosen: bool) -> None:
        """Another mode was chosen on the rail."""
        if not chosen and self.log is not None:
            self.log.hide()

    def _follow(self) -> None:
        if self.layer is None:
            from wanderlust.ui.calls.layer import CallLayer  # numbering plans: not before there is a call

            self.layer = CallLayer(self._look, self.model, self._intents.calls, self._now, self._stage)
            self.layer.follow()
            if self.model.call is not None:
                self.layer.call.follow()
        self._ring()
        if self.model.running and not self._second.isActive():
            self._second.start()
        elif not self.model.running:
            self._second.stop()
        self._tell_talk_bar()

    def _ring(self) -> None:
        """A rehearsal that the traveller answers rings in a window of its own."""
        call = self.model.call
        if self.phone is None and call is not None and call.answered_by == "traveller":
            from wanderlust.ui.calls.phone_window import PhoneWindow

            self.phone = PhoneWindow(self._look, self.model, self._intents.calls, self._stage.window())
            self.phone.follow()

    def _tell_talk_bar(self) -> None:
        model, bar = self.model, self._talk.talk
        if model.waiting is not None:
            bar.set_call("asked")
        elif model.running:
            bar.set_call("running", self._hint())
        else:
            bar.set_call("")

    def _hint(self) -> str:
        model = self.model
        if model.state in BEFORE_ANSWER:
            return self.tr("It rings.") if model.state is CallState.RINGING else self.tr("I am dialling.")
        seconds = model.seconds(self._now())
        time = f"{seconds // 60}:{seconds % 60:02d}"
        if model.asked is not None:
            return self.tr("{time}. They have a question for you.").format(time=time)
        if model.state is CallState.TAKEN_OVER:
            return self.tr("{time}. You talk to them now.").format(time=time)
        return self.tr("{time}. You talk to me, not to them.").format(time=time)
