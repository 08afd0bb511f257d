"""What the window knows of calls: the card that waits, and the call that runs or has just ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.events import BEFORE_ANSWER, CallState
from wanderlust.domain.calls.form import Form
from wanderlust.domain.events import DomainEvent


@dataclass(frozen=True, slots=True)
class Caption:
    """What one side said: settled words stay, tentative ones may change."""

    side: ev.Side
    settled: str
    tentative: str = ""
    own: bool = False


class CallsModel(QObject):
    """Follows the events of calls; no widget in it.

    Attributes:
        waiting: The card that waits for a yes, or None.
        call: The card of the call that is shown: running, or ended and not put away yet.
        state: Where that call is.
        answered: When they picked up; the timer counts from it.
        captions: By their number, in order.
        form: As it stands.
        asked: What only the traveller can say, or None.
        outcome: How it ended, or None while it runs.
        sound: Where its sound goes.

    Signals:
        card_changed: Another card waits, or none.
        call_changed: State, form, question or outcome are others.
        captions_changed: Words came.
    """

    card_changed = Signal()
    call_changed = Signal()
    captions_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.waiting: CallCard | None = None
        self._seen: CallCard | None = None
        self._clear(None)

    def _clear(self, call: CallCard | None) -> None:
        self.call = call
        self.state = CallState.DIALLING
        self.answered: datetime | None = None
        self.captions: dict[int, Caption] = {}
        self.form = Form()
        self.asked: ev.CallAsked | None = None
        self.outcome: ev.Outcome | None = None
        self.sound = ev.CallSoundChanged("" if call is None else call.id)

    @property
    def running(self) -> bool:
        """Whether a call is under way now."""
        return self.call is not None and self.outcome is None

    def seconds(self, now: datetime) -> int:
        """How long they have been on the line; 0 before they picked up."""
        if self.outcome is not None:
            return round(self.outcome.seconds)
        return 0 if self.answered is None else max(0, int((now - self.answered).total_seconds()))

    def apply(self, batch: Sequence[DomainEvent]) -> None:
        """Take a batch of events; each signal is sent at most once for it."""
        card = call = captions = False
        for event in batch:
            match event:
                case ev.CallProposed(proposed):
                    self.waiting = self._seen = proposed
                    card = True
                case ev.CallCardClosed(card_id, agreed):
                    card = True
                    if self.waiting is not None and self.waiting.id == card_id:
                        self.waiting = None
                    if agreed and self._seen is not None and self._seen.id == card_id:
                        self._clear(self._seen)
                        call = captions = True
                case ev.CallCaption() if self._mine(event.card_id):
                    self.captions[event.number] = Caption(event.side, event.settled, event.tentative, event.own)
                    captions = True
                case ev.CallSoundChanged() if self._mine(event.card_id):
                    self.sound = event
                    call = True
                case (
                    ev.CallStateChanged() | ev.CallFormChanged() | ev.CallAsked() | ev.CallAskEnded() | ev.CallEnded()
                ) if self._mine(event.card_id):
                    self._take(event)
                    call = True
        if card:
            self.card_changed.emit()
        if call:
            self.call_changed.emit()
        if captions:
            self.captions_changed.emit()

    def put_away(self) -> None:
        """The traveller has read how the call ended."""
        if self.outcome is not None:
            self._clear(None)
            self.call_changed.emit()

    def _mine(self, card_id: str) -> bool:
        return self.call is not None and self.call.id == card_id

    def _take(
        self, event: ev.CallStateChanged | ev.CallFormChanged | ev.CallAsked | ev.CallAskEnded | ev.CallEnded
    ) -> None:
        match event:
            case ev.CallStateChanged(state=state, since=since):
                if self.answered is None and state not in BEFORE_ANSWER and state is not CallState.ENDED:
                    self.answered = since
                self.state = state
            case ev.CallFormChanged(form=form):
                self.form = form
            case ev.CallAsked():
                self.asked = event
            case ev.CallAskEnded(question_id=question_id):
                if self.asked is not None and self.asked.question_id == question_id:
                    self.asked = None
            case ev.CallEnded(outcome=outcome):
                self.outcome, self.form, self.asked = outcome, outcome.form, None
                self.state = CallState.ENDED
