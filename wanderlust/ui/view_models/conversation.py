"""Turns batches of domain events into what the window shows: transcript, talk bar, map, badge, notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Literal

from PySide6.QtCore import QObject, Signal

from wanderlust.domain.conversation import Card, Conversation, Speaker, Turn
from wanderlust.domain.cost.caps import Spending
from wanderlust.domain.events import (
    BackendChanged,
    CardsShown,
    CloudChanged,
    DevicesChanged,
    DomainEvent,
    LevelChanged,
    MicrophoneBlank,
    MicrophoneChanged,
    Notice,
    NoticeCleared,
    PictureShown,
    PlaceDetailsShown,
    PlacesShown,
    SpendingChanged,
    StateChanged,
    ToolFinished,
    ToolStarted,
    TurnFinished,
    TurnRemoved,
    TurnStarted,
    TurnText,
    WordsShownLarge,
)
from wanderlust.domain.history import FoundInTalk, Moment, OlderTurns, TalkNamed
from wanderlust.domain.place_details import PlaceDetails
from wanderlust.domain.places import Place
from wanderlust.ui.view_models.failover import failover_of
from wanderlust.ui.view_models.map_state import MapState
from wanderlust.ui.view_models.talk_state import TalkStateModel
from wanderlust.ui.view_models.transcript import Change, Entry, Transcript

MAX_NOTICES = 2
CLOUD_LOST, CLOUD_BACK = "cloud_lost", "cloud_back"
# All it holds beside its talk state: what a window in another language goes on with.
_STATE = (
    *("unasked", "transcript", "map", "notices", "backend", "cloud", "connected", "microphone", "title", "number"),
    *("more_stored", "found", "spending", "details", "_asked_for_older", "_changes_of_voice"),
)
Reason = Literal["shown", "chosen", "visited"]


class ConversationViewModel(QObject):
    """All state of the talk as shown; no widget in it.

    Signals:
        transcript_changed: A tuple of ``Change``, in order.
        map_changed: What the map shows is other; says why: ``shown`` (the assistant pinned places),
            ``chosen`` (one of them was chosen) or ``visited`` (a place without a pin was asked for).
        notices_changed, badge_changed, title_changed, spending_changed: Read the property of that name.
        details_changed: More is known of the place whose card is open.
        levels_changed: Microphone and speaker, 0 to 1.
        large_wanted: Words that nobody here can say, for the other person to read.
        older_wanted: The first turn there is, a ``Moment``: those before it are wanted from the store.
        moment_shown: Id of a turn that was asked for and is laid out now.
        found_changed: Read ``found``.
        place_chosen: Index of a pin the traveller chose here; the assistant should know.
    """

    transcript_changed = Signal(object)
    map_changed = Signal(str)
    notices_changed = Signal()
    badge_changed = Signal()
    title_changed = Signal()
    spending_changed = Signal()
    details_changed = Signal()
    levels_changed = Signal(float, float)
    place_chosen = Signal(int)
    large_wanted = Signal(str)
    older_wanted = Signal(object)
    moment_shown = Signal(str)
    found_changed = Signal()

    def __init__(
        self,
        talk: TalkStateModel | None = None,
        parent: QObject | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._now, self._changes_of_voice = now, 0
        self.unasked = False
        self.talk = talk or TalkStateModel(parent=self)
        self.transcript = Transcript()
        self.map = MapState()
        self.notices: tuple[Notice, ...] = ()
        self.backend: Literal["engine", "openai"] = "engine"
        self.cloud: CloudChanged | None = None
        self.connected = False
        self.microphone: str | None = None
        self.title = ""
        self.number = 0
        self.more_stored = False
        self.found: FoundInTalk | None = None
        self.spending: Spending | None = None
        self._asked_for_older = False
        self.details: PlaceDetails | None = None

    def take_over(self, before: ConversationViewModel) -> None:
        """Go on where another one, which nobody follows any more, has come to."""
        for name in _STATE:
            setattr(self, name, getattr(before, name))
        self.talk.setParent(self)

    def tell_all(self) -> None:
        """Have everything shown anew."""
        self.transcript_changed.emit((Change("reset"),))
        self.title_changed.emit()
        self.badge_changed.emit()
        self.notices_changed.emit()
        self.spending_changed.emit()
        self.details_changed.emit()
        self.found_changed.emit()
        self.talk.changed.emit()

    def load(self, conversation: Conversation, older: bool = False, show: Moment | None = None) -> None:
        """Show a stored or new conversation in place of the present one.

        Args:
            conversation: With its last turns.
            older: Whether the store has turns before these.
            show: The turn to bring into sight; None = the last.
        """
        self.transcript.load(conversation.turns)
        self.number, self.more_stored, self._asked_for_older = conversation.id, older, False
        self.found = None
        self.map = MapState()
        self.title = conversation.title
        self._name_by_first_words()
        self._tell_transcript()
        self.title_changed.emit()
        self.map_changed.emit("shown")
        if show is not None:
            self._show_turn(show.turn)

    def apply(self, batch: Sequence[DomainEvent]) -> None:
        """Take a batch of events; each signal is sent at most once for it."""
        before = (self.map, self.notices, (self.backend, self.connected, self.cloud), self.title, self.spending)
        details = self.details
        levels: LevelChanged | None = None
        for event in batch:
            if isinstance(event, LevelChanged):
                levels = event
            else:
                self._take(event)
        self._name_by_first_words()
        self._tell_transcript()
        self.talk.refresh()
        if self.map != before[0]:
            self.map_changed.emit("shown")
        if self.notices != before[1]:
            self.notices_changed.emit()
        if (self.backend, self.connected, self.cloud) != before[2]:
            self.badge_changed.emit()
        if self.title != before[3]:
            self.title_changed.emit()
        if self.spending != before[4]:
            self.spending_changed.emit()
        if self.details is not details:
            self.details_changed.emit()
        if levels is not None:
            self.levels_changed.emit(levels.microphone, levels.speaker)

    def set_unasked(self, unasked: bool) -> None:
        """Whether the talk goes back to the cloud without asking."""
        if unasked != self.unasked:
            self.unasked = unasked
            self.transcript.redraw_failovers()
            self._tell_transcript()

    def choose(self, index: int | None) -> None:
        """The traveller chose a pin, or closed its card."""
        if index is not None and not 0 <= index < len(self.map.places):
            return
        self.map = MapState(self.map.places, index, self.map.line)
        self.map_changed.emit("chosen")
        if index is not None:
            self.place_chosen.emit(index)

    def choose_card(self, turn_id: str, index: int) -> None:
        """The traveller chose a result; an older answer's results come back to the map."""
        entry = self.transcript.entries.get(turn_id)
        if entry is None or index >= len(entry.cards) or (place := entry.cards[index].place) is None:
            return
        pin = self.map.index_of(place)
        if pin is not None:
            self.choose(pin)
        else:
            self.visit(place)

    def visit(self, place: Place) -> None:
        """The traveller followed a place's link: choose its pin, or show the place without one."""
        pin = self.map.index_of(place)
        if pin is not None:
            self.choose(pin)
            return
        self.map = MapState(self.map.places, None, self.map.line, place)
        self.map_changed.emit("visited")

    def expand(self, turn_id: str) -> None:
        """Show all results of an answer."""
        self.transcript.expand(turn_id)
        self._tell_transcript()

    def reveal_older(self, count: int = 60) -> None:
        """Lay out more of the turns before those shown; the store is asked before there are none left."""
        self.transcript.reveal_older(count)
        self._tell_transcript()
        if self.more_stored and not self._asked_for_older and len(self.transcript.older) < 2 * count:
            first = self.first_stored()
            if first is not None:
                self._asked_for_older = True
                self.older_wanted.emit(first)

    def reveal_newer(self, count: int = 60) -> None:
        """Lay out more of the turns after those shown."""
        self.transcript.reveal_newer(count)
        self._tell_transcript()

    def show_latest(self) -> None:
        """Lay out the last turns again."""
        if self.transcript.show_latest():
            self._tell_transcript()

    def first_stored(self) -> Moment | None:
        """The first turn there is that the store may know."""
        entries = (entry for entry in self.transcript.in_order() if entry.finished and entry.failover is None)
        first = next(entries, None)
        return None if first is None else Moment(first.id, first.at)

    def show_moment(self, moment: Moment) -> bool:
        """Bring a turn into sight; False when the store has to be asked for it."""
        return self._show_turn(moment.turn)

    def _show_turn(self, turn_id: str) -> bool:
        if not self.transcript.show_around(turn_id):
            return False
        self._tell_transcript()
        self.moment_shown.emit(turn_id)
        return True

    def dismiss(self, notice: Notice) -> None:
        """The traveller closed a notice, or it had its time."""
        if notice in self.notices:
            self.notices = tuple(n for n in self.notices if n != notice)
            self.notices_changed.emit()

    def is_chosen(self, card: Card) -> bool:
        """Whether a result stands for the chosen pin."""
        chosen = self.map.card
        return chosen is not None and card.place is not None and card.place.id == chosen.id

    def is_pinned(self, card: Card) -> bool:
        """Whether a result's number is on the map now, for the same place."""
        if card.place is None or card.number is None:
            return False
        return self.map.index_of(card.place) == card.number - 1

    def entry(self, turn_id: str) -> Entry | None:
        """The turn as shown, or None when it is not laid out."""
        return self.transcript.entries.get(turn_id)

    def _take(self, event: DomainEvent) -> None:
        match event:
            case StateChanged(state, hint):
                self.connected = self.connected or state.value not in ("connecting", "trouble")
                self.talk.set_state(state, hint)
            case MicrophoneChanged(opened, muted):
                self.talk.set_microphone(opened, muted)
            case TurnStarted(turn_id, speaker, at):
                self.transcript.start(turn_id, speaker, at, self.backend)
            case TurnText(turn_id, settled, tentative):
                self.transcript.text(turn_id, settled, tentative)
            case PictureShown(turn_id, jpeg):
                self.transcript.show_picture(turn_id, jpeg)
            case TurnFinished(turn):
                self.transcript.finish(turn)
            case TurnRemoved(turn_id):
                self.transcript.remove(turn_id)
            case ToolStarted(call_id=call_id, caption=caption):
                self.talk.tool_started(call_id, caption)
            case ToolFinished(call_id=call_id):
                self.talk.tool_finished(call_id)
            case PlacesShown(places, chosen, line):
                self.map = MapState(places, chosen, line)
            case PlaceDetailsShown(details):
                self.details = details
            case CardsShown(cards=cards):
                self.transcript.show_cards(cards)
            case WordsShownLarge(words):
                self.large_wanted.emit(words)
            case BackendChanged(backend):
                self.backend = backend
                self.talk.set_backend(backend)
            case SpendingChanged(spending):
                self.spending = spending
            case CloudChanged():
                self._cloud(event)
            case Notice():
                self._notice(event)
            case NoticeCleared(topic):
                self.notices = tuple(n for n in self.notices if n.topic != topic)
                self.talk.trouble_over(topic)
            case MicrophoneBlank(blank):
                self.talk.set_blank(blank)
            case DevicesChanged(microphone):
                self.microphone = microphone
                self.talk.set_devices(microphone)
            case OlderTurns(conversation, turns, more, show):
                self._older(conversation, turns, more, show)
            case TalkNamed(title):
                self.title = title
            case FoundInTalk():
                self.found = event
                self.found_changed.emit()
            case _:
                return

    def _older(self, conversation: int, turns: tuple[Turn, ...], more: bool, show: Moment | None) -> None:
        if conversation and self.number and conversation != self.number:
            return  # another one is shown by now
        self.transcript.add_older(turns)
        self.more_stored, self._asked_for_older = more, False
        if show is not None:
            self._show_turn(show.turn)

    def _cloud(self, event: CloudChanged) -> None:
        self.cloud = event if event.state != "off" else None
        self.talk.set_reaching(event.state in ("reaching", "trying"))
        if event.state in ("reaching", "trying"):
            return
        over = (CLOUD_LOST, CLOUD_BACK, "spending") if event.trouble == "limit" else (CLOUD_LOST, CLOUD_BACK)
        self.notices = tuple(n for n in self.notices if n.topic not in over)
        if event.state in ("held", "off"):
            self.transcript.settle_failovers()
        if event.state == "lost" and self.backend == "openai" and self.transcript.entries:
            self._changes_of_voice += 1
            card = failover_of(event, self.unasked)
            self.transcript.change_voice(f"failover-{self._changes_of_voice}", self._now(), card)
        elif event.sentence:
            topic = CLOUD_BACK if event.state == "back" else CLOUD_LOST
            kind: Literal["info", "warning"] = "info" if event.state == "back" else "warning"
            self._notice(Notice(kind, event.sentence, event.follow_up, topic, event.details))

    def _notice(self, notice: Notice) -> None:
        if notice.kind == "error":
            self.talk.trouble(notice.topic, notice.sentence, notice.follow_up)
        kept = [n for n in self.notices if not (notice.topic and n.topic == notice.topic) and n != notice]
        # Errors stay before mere news when there is no room for all.
        while len(kept) >= MAX_NOTICES:
            news = [n for n in kept if n.kind != "error"]
            kept.remove(news[0] if news else kept[0])
        self.notices = (*kept, notice)

    def _name_by_first_words(self) -> None:
        if not self.title:
            said = (e for e in self.transcript.entries.values() if e.speaker is Speaker.USER and e.finished)
            first = next(said, None)
            self.title = first.settled.strip().rstrip("?!.。？！؟") if first else ""

    def _tell_transcript(self) -> None:
        if changes := self.transcript.take_changes():
            self.transcript_changed.emit(changes)
