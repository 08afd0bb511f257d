"""The turns of a running conversation: what is said now, what of it was heard, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from wanderlust.assistant.spoken_text import SpokenText
from wanderlust.assistant.tools.tool import ToolOutcome
from wanderlust.domain.conversation import Card, Speaker, Turn
from wanderlust.domain.events import DomainEvent, TurnRemoved, TurnStarted, TurnText
from wanderlust.domain.places import Place

# A server that makes up items without end must not fill the memory; a talk has two or three open at once.
MOST_OPEN = 32
MOST_FINISHED = 2000


@dataclass(slots=True)
class _Open:
    speaker: Speaker
    at: datetime
    backend: str
    words: SpokenText = field(default_factory=SpokenText)
    played_ms: int = 0
    voiced: bool = False
    received: bool = False
    shown: tuple[str, str] = ("", "")


class Turns:
    """Unfinished turns by item id; methods return the domain events to send."""

    def __init__(self, backend: str) -> None:
        self.backend = backend
        self._open: dict[str, _Open] = {}
        self._finished: dict[str, None] = {}
        self._unannounced = ""
        self._places: tuple[Place, ...] = ()
        self._cards: tuple[Card, ...] = ()
        self._sources: tuple[str, ...] = ()

    def is_open(self, turn_id: str) -> bool:
        return turn_id in self._open

    def start(self, turn_id: str, speaker: Speaker, at: datetime) -> list[DomainEvent]:
        """A turn takes its place; a second start of the same turn changes nothing that is shown."""
        if turn_id == self._unannounced:
            self._unannounced = ""
        if turn_id in self._open or turn_id in self._finished:
            return []
        removed = self.remove(next(iter(self._open))) if len(self._open) >= MOST_OPEN else []
        self._open[turn_id] = _Open(speaker, at, self.backend)
        return [*removed, TurnStarted(turn_id, speaker, at)]

    def hear(self, turn_id: str, delta: str, at: datetime) -> list[DomainEvent]:
        """More words of the user; while the key is held they come before the server has announced the turn."""
        begun = self.start(turn_id, Speaker.USER, at)
        if begun:
            self._unannounced = turn_id
        return [*begun, *self.add_words(turn_id, delta)]

    def forget_unannounced(self) -> list[DomainEvent]:
        """The server dropped what was said before it had become a turn."""
        turn_id, self._unannounced = self._unannounced, ""
        return self.remove(turn_id) if turn_id else []

    def add_words(self, turn_id: str, delta: str) -> list[DomainEvent]:
        turn = self._open.get(turn_id)
        if turn is None:
            return []
        turn.words.add_text(delta)
        return self._text(turn_id, turn)

    def add_sound(self, turn_id: str, milliseconds: float) -> None:
        turn = self._open.get(turn_id)
        if turn is not None:
            turn.voiced = True
            turn.words.add_audio(milliseconds)

    def played(self, turn_id: str, played_ms: int) -> list[DomainEvent]:
        """The speaker handed this much of the turn to the device."""
        turn = self._open.get(turn_id)
        if turn is None or played_ms <= turn.played_ms:
            return []
        turn.played_ms = played_ms
        return self._text(turn_id, turn)

    def received_all(self, turn_id: str) -> None:
        """No more words or sound will come."""
        if turn_id in self._open:
            self._open[turn_id].received = True

    def is_silent(self, turn_id: str) -> bool:
        """Whether the turn has no sound to wait for."""
        turn = self._open.get(turn_id)
        return turn is not None and not turn.voiced

    def unplayed(self) -> list[str]:
        """Assistant turns whose voice is not yet wholly played or received, oldest first."""
        return [tid for tid, t in self._open.items() if t.speaker is Speaker.ASSISTANT]

    def all_received(self, turn_id: str) -> bool:
        turn = self._open.get(turn_id)
        return turn is not None and turn.received

    def attach(self, outcome: ToolOutcome) -> None:
        """What a tool found belongs to the answer that follows."""
        if outcome.places is not None:
            self._places += outcome.places
        self._cards += outcome.cards
        if outcome.source and outcome.source not in self._sources:
            self._sources += (outcome.source,)

    def drop_findings(self) -> None:
        """What tools found belongs to no answer any more: the one it was for is not given."""
        self._places, self._cards, self._sources = (), (), ()

    def finish_user(self, turn_id: str, text: str, language: str = "") -> Turn | None:
        """The user's words are final; None when the turn is not open."""
        turn = self._close(turn_id)
        if turn is None:
            return None
        return Turn(turn_id, Speaker.USER, text, turn.at, language, backend=turn.backend)

    def finish_assistant(self, turn_id: str, played_ms: int | None = None, lost: bool = False) -> Turn | None:
        """The answer is over; ``played_ms`` tells how much was heard of one cut off, or ``lost`` with its server."""
        turn = self._close(turn_id)
        if turn is None:
            return None
        text, heard = turn.words.text.strip(), None
        if played_ms is not None and (turn.voiced or not turn.received):
            before = len(turn.words.text) - len(turn.words.text.lstrip())
            chars = max(0, turn.words.heard_chars(played_ms) - before)
            heard = chars if chars < len(text) else None
        places, cards, sources = self._places, self._cards, self._sources
        self.drop_findings()
        return Turn(
            turn_id,
            Speaker.ASSISTANT,
            text,
            turn.at,
            source="; ".join(sources),
            heard=heard,
            places=tuple(dict.fromkeys(places)),
            cards=cards,
            backend=turn.backend,
            lost=lost and heard is not None,
        )

    def remove(self, turn_id: str) -> list[DomainEvent]:
        """Nothing came of the turn."""
        return [TurnRemoved(turn_id)] if self._close(turn_id) is not None else []

    def open_user_turns(self) -> list[str]:
        return [tid for tid, t in self._open.items() if t.speaker is Speaker.USER]

    def _close(self, turn_id: str) -> _Open | None:
        turn = self._open.pop(turn_id, None)
        if turn is not None:
            self._finished[turn_id] = None
            if len(self._finished) > MOST_FINISHED:
                del self._finished[next(iter(self._finished))]
        return turn

    def _text(self, turn_id: str, turn: _Open) -> list[DomainEvent]:
        text = turn.words.text
        if turn.speaker is Speaker.USER:
            shown = (text, "")
        else:
            heard = turn.words.heard_chars(turn.played_ms) if turn.voiced else 0
            shown = (text[:heard], text[heard:])
        if shown == turn.shown:
            return []
        turn.shown = shown
        return [TurnText(turn_id, *shown)]
