"""The past as a list: talks, interpreted talks and calls, what was found in them, and what the window is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Literal

from wanderlust.domain.conversation import Turn

Keep = Literal["always", "month", "never"]
"""How long talks are kept: for ever, 30 days after the last word, or not at all."""


class Kind(Enum):
    """What an entry of the history is."""

    TALK = "talk"
    INTERPRETED = "interpreted"
    CALL = "call"


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Names an entry: ``number`` is the conversation's or the call's; an interpreted talk is part of a conversation."""

    kind: str
    number: int

    @classmethod
    def of(cls, kind: Kind, number: int) -> Key:
        return cls(kind.value, number)


@dataclass(frozen=True, slots=True)
class Moment:
    """A turn of a conversation: its id on the wire may begin again with each connection, the time does not."""

    turn: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of the history.

    Attributes:
        key: What it is.
        title: The name it was given, or its first words; may be empty.
        at: When something was said in it last; aware.
        turns: How many; of a call, how many captions.
        languages: Of an interpreted talk, ISO 639-1.
        detail: Of a call, how it came out (``OutcomeKind``); else empty.
        rehearsal: Whether nobody was called.
        words: Of something found: the line around it; else empty.
        marks: Where what was sought stands in ``words``.
        moment: Of something found in a conversation: where to go.
    """

    key: Key
    title: str
    at: datetime
    turns: int = 0
    languages: tuple[str, ...] = ()
    detail: str = ""
    rehearsal: bool = False
    words: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    moment: Moment | None = None

    @property
    def kind(self) -> Kind:
        return Kind(self.key.kind)


@dataclass(frozen=True, slots=True)
class StorageUse:
    """Bytes on this computer that are the traveller's, by kind: ``talks``, ``places``, ``packs``, ``cache``, ``logs``,
    ``settings``; and where they are."""

    folder: str
    sizes: tuple[tuple[str, int], ...]


# -- what the window is told -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HistoryShown:
    """A page of the history, the latest first; with ``words``, of what was found.

    Attributes:
        entries: The page.
        words: What was searched for.
        skipped: How many stand before it; 0 = it takes the place of what was shown.
        more: Whether there are more after it.
    """

    entries: tuple[HistoryEntry, ...]
    words: str = ""
    skipped: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class HistoryChanged:
    """Entries were renamed, are gone, or there are others: who shows them asks again."""


@dataclass(frozen=True, slots=True)
class TalkNamed:
    """The open conversation is called so now; empty = by its first words."""

    title: str


@dataclass(frozen=True, slots=True)
class OlderTurns:
    """Turns before those the window has, oldest first.

    Attributes:
        conversation: Whose.
        turns: They end right before the first the window has.
        more: Whether there are still older ones.
        show: The turn to bring into sight, or None.
    """

    conversation: int
    turns: tuple[Turn, ...]
    more: bool
    show: Moment | None = None


@dataclass(frozen=True, slots=True)
class FoundInTalk:
    """Where words stand in the open conversation, oldest first, as far as it is on disk."""

    words: str
    conversation: int
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class EverythingErased:
    """Nothing of the traveller is on this computer any more: the preferences of this run go too."""


HistoryEvent = EverythingErased | StorageUse | HistoryShown | HistoryChanged | TalkNamed | OlderTurns | FoundInTalk
