"""The transcript as the window shows it: turns in order, what each shows, and what changed in a batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from wanderlust.assistant.typed import PICTURE
from wanderlust.domain.conversation import Card, Speaker, Turn
from wanderlust.domain.places import Place
from wanderlust.ui.view_models.failover import Failover

WINDOW = 300  # turns laid out at once: a word then costs under 1 ms and a resize under 100 ms
SLACK = 120  # more, while one reads back: a page comes at one end before the other end is given up
SHOWN_CARDS = 5


@dataclass(slots=True)
class Entry:
    """One turn as shown.

    Attributes:
        id: The turn's id.
        speaker: Whose it is.
        at: When it began.
        settled: Words that stay.
        tentative: Words that may still change, or were not yet played.
        unheard: Words of an interrupted answer that were never played.
        lost: Whether that was because who answered went away.
        finished: It is complete and on disk.
        language: ISO 639-1, or empty.
        source: Where the facts come from, or empty.
        places: Places that are links.
        cards: Results below the text.
        expanded: Whether more than five cards are shown.
        tool: For an activity: the tool's name.
        backend: Who answers: the line's colour.
        picture: JPEG that came with the words, or empty; it is kept nowhere, so an earlier run's are not here.
        failover: The card of a change of voice, in place of words.
    """

    id: str
    speaker: Speaker
    at: datetime
    settled: str = ""
    tentative: str = ""
    unheard: str = ""
    lost: bool = False
    finished: bool = False
    language: str = ""
    source: str = ""
    places: tuple[Place, ...] = ()
    cards: tuple[Card, ...] = ()
    expanded: bool = False
    tool: str = ""
    backend: str = "engine"
    picture: bytes = b""
    failover: Failover | None = None

    @property
    def text(self) -> str:
        """Everything it shows as running text."""
        return self.settled + self.tentative + self.unheard

    @property
    def shown_cards(self) -> tuple[Card, ...]:
        return self.cards if self.expanded else self.cards[:SHOWN_CARDS]

    @property
    def hidden_cards(self) -> int:
        return len(self.cards) - len(self.shown_cards)


@dataclass(frozen=True, slots=True)
class Change:
    """One step the view takes to follow: a turn appended, changed, removed or put in front; or all anew."""

    kind: Literal["reset", "appended", "changed", "removed", "prepended"]
    turn_id: str = ""


@dataclass(slots=True)
class Transcript:
    """Turns by id in order, of which a window is laid out; collects the changes of a batch.

    Attributes:
        entries: Those laid out.
        older: Those before them, oldest first.
        newer: Those after them: while one reads back, new turns go there.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    older: list[Entry] = field(default_factory=list)
    newer: list[Entry] = field(default_factory=list)
    _changes: list[Change] = field(default_factory=list)
    _waiting_cards: tuple[Card, ...] = ()

    def load(self, turns: Iterable[Turn]) -> None:
        """Show a stored conversation; its last turns, the older ones wait in ``older``."""
        turns = list(turns)
        self.older = [_entry(turn) for turn in turns[:-WINDOW]]
        self.entries = {turn.id: _entry(turn) for turn in turns[-WINDOW:]}
        self.newer = []
        self._waiting_cards = ()
        self._changes = [Change("reset")]

    def start(self, turn_id: str, speaker: Speaker, at: datetime, backend: str) -> None:
        if self.entry(turn_id) is not None:
            return
        entry = Entry(turn_id, speaker, at, backend=backend)
        if speaker is Speaker.ASSISTANT:
            entry.cards, self._waiting_cards = self._waiting_cards, ()
        elif speaker is Speaker.USER:
            self._waiting_cards = ()
        self._append(entry)

    def text(self, turn_id: str, settled: str, tentative: str) -> None:
        """Text of an unfinished turn; words once settled stay as they were."""
        entry = self.entry(turn_id)
        if entry is None or entry.finished:
            return
        if settled.startswith(entry.settled):
            entry.settled, entry.tentative = settled, tentative
        else:
            # A recogniser that takes a settled word back is not followed: the reader has read it.
            whole = settled + tentative
            entry.tentative = whole[len(entry.settled) :]
        self._changed(turn_id)

    def finish(self, turn: Turn) -> None:
        """A turn is complete: it replaces what was shown for its id."""
        entry = _entry(turn)
        if (known := self.entry(turn.id)) is not None:
            entry.expanded = known.expanded
            entry.cards = entry.cards or known.cards
            if known.picture:
                # The picture is in sight with its caption; the words that stand for it are for later runs.
                entry.picture, entry.settled = known.picture, entry.settled.removesuffix(f" ({PICTURE})")
            if turn.id in self.entries:
                self.entries[turn.id] = entry
            else:
                self.newer[self.newer.index(known)] = entry
            self._changed(turn.id)
            return
        if turn.speaker is Speaker.ASSISTANT:
            entry.cards, self._waiting_cards = entry.cards or self._waiting_cards, ()
        self._append(entry)

    def show_picture(self, turn_id: str, jpeg: bytes) -> None:
        """A picture that came with a turn's words."""
        if (entry := self.entry(turn_id)) is not None:
            entry.picture = jpeg
            self._changed(turn_id)

    def change_voice(self, entry_id: str, at: datetime, failover: Failover) -> None:
        """This computer goes on: its card stands at the interchange."""
        self.settle_failovers()
        text = failover.sentence
        self._append(Entry(entry_id, Speaker.ACTIVITY, at, text, finished=True, failover=failover))

    def settle_failovers(self) -> None:
        """The voice changed again: the cards before have nothing to offer any more."""
        for entry in (*self.entries.values(), *self.newer):
            if entry.failover is not None and entry.failover.live:
                entry.failover = replace(entry.failover, live=False)
                self._changed(entry.id)

    def redraw_failovers(self) -> None:
        """What their boxes show is other now."""
        for entry in self.entries.values():
            if entry.failover is not None and entry.failover.live:
                self._changed(entry.id)

    def remove(self, turn_id: str) -> None:
        if self.entries.pop(turn_id, None) is not None:
            self._changes.append(Change("removed", turn_id))
        else:
            self.newer = [entry for entry in self.newer if entry.id != turn_id]
            self.older = [entry for entry in self.older if entry.id != turn_id]

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Cards of the answer being given: the open answer's, or those of the next to start."""
        last = self.newer[-1] if self.newer else next(reversed(self.entries.values()), None)
        if last is not None and last.speaker is Speaker.ASSISTANT and not last.finished:
            last.cards += cards
            self._changed(last.id)
        else:
            self._waiting_cards += cards

    def expand(self, turn_id: str) -> None:
        """Show all cards of a turn."""
        if (entry := self.entries.get(turn_id)) is not None and not entry.expanded:
            entry.expanded = True
            self._changed(turn_id)

    def entry(self, turn_id: str) -> Entry | None:
        """A turn that is laid out, or that came while one reads back."""
        known = self.entries.get(turn_id)
        return known or next((entry for entry in reversed(self.newer) if entry.id == turn_id), None)

    def in_order(self) -> list[Entry]:
        """Every turn there is, laid out or not."""
        return [*self.older, *self.entries.values(), *self.newer]

    def add_older(self, turns: Iterable[Turn]) -> None:
        """Turns from before the first one there is; they wait until they are revealed."""
        known = {entry.id for entry in self.in_order()}
        self.older[:0] = [_entry(turn) for turn in turns if turn.id not in known]

    def reveal_older(self, count: int) -> None:
        """Lay out up to ``count`` more of the older turns, newest of them first; the newest ones wait meanwhile."""
        for _ in range(min(count, len(self.older))):
            entry = self.older.pop()
            self.entries = {entry.id: entry, **self.entries}
            self._changes.append(Change("prepended", entry.id))
        while len(self.entries) > WINDOW + SLACK:
            turn_id, entry = self.entries.popitem()
            self.newer.insert(0, entry)
            self._changes.append(Change("removed", turn_id))

    def reveal_newer(self, count: int) -> None:
        """Lay out up to ``count`` of the turns after the last one laid out."""
        for entry in self.newer[:count]:
            self.entries[entry.id] = entry
            self._changes.append(Change("appended", entry.id))
        del self.newer[:count]
        if self.newer:
            self._give_up_first(WINDOW + SLACK)

    def show_latest(self) -> bool:
        """Lay out the last turns; whether others were laid out before."""
        if not self.newer:
            return False
        self._lay_out_until(None)
        return True

    def show_around(self, turn_id: str) -> bool:
        """Lay out a turn with those around it; False when it is not there."""
        if turn_id in self.entries:
            return True
        if all(entry.id != turn_id for entry in (*self.older, *self.newer)):
            return False
        self._lay_out_until(turn_id)
        return True

    def _lay_out_until(self, turn_id: str | None) -> None:
        """The window ends half a window after this turn, or with the last."""
        everything = self.in_order()
        at = next((n for n, entry in enumerate(everything) if entry.id == turn_id), len(everything))
        end = min(len(everything), max(WINDOW, at + WINDOW // 2))
        begin = max(0, end - WINDOW)
        self.older, self.newer = everything[:begin], everything[end:]
        self.entries = {entry.id: entry for entry in everything[begin:end]}
        self._changes = [Change("reset")]

    def take_changes(self) -> tuple[Change, ...]:
        """The changes since last asked, each turn's repeated changes once."""
        changes: list[Change] = []
        for change in self._changes:
            if change.kind == "changed" and change in changes:
                continue
            changes.append(change)
        self._changes = []
        return tuple(changes)

    def _append(self, entry: Entry) -> None:
        if self.newer:
            self.newer.append(entry)
            return
        self.entries[entry.id] = entry
        self._changes.append(Change("appended", entry.id))
        self._give_up_first(WINDOW)

    def _give_up_first(self, most: int) -> None:
        while len(self.entries) > most:
            first = next(iter(self.entries))
            self.older.append(self.entries.pop(first))
            self._changes.append(Change("removed", first))

    def _changed(self, turn_id: str) -> None:
        if turn_id in self.entries:
            self._changes.append(Change("changed", turn_id))


def _entry(turn: Turn) -> Entry:
    heard = turn.text if turn.heard is None else turn.text[: turn.heard]
    return Entry(
        turn.id,
        turn.speaker,
        turn.at,
        settled=heard,
        unheard=turn.text[len(heard) :] if turn.interrupted else "",
        lost=turn.lost,
        finished=True,
        language=turn.language,
        source=turn.source,
        places=turn.places,
        cards=turn.cards,
        tool=turn.tool,
        backend=turn.backend,
    )
