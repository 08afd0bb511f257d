"""A talk of two people through the interpreter: its two directions, and what happens on either side of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Literal

WAY_BACK = "interpreter_back"
"""Topic of the notice that the talk can go on on its server again, if the traveller wants it to."""

CareKind = Literal["health", "allergy", "medicine", "money", "number"]


class Means(Enum):
    """How a direction can be interpreted on this computer now, with recognition and voice counted in."""

    BUNDLED = "bundled"
    DOWNLOADED = "downloaded"
    DOWNLOADABLE = "downloadable"
    ONLINE = "online"
    PHRASES_ONLY = "phrases only"
    UNAVAILABLE = "unavailable"

    @property
    def works(self) -> bool:
        """Whether free speech can be interpreted with it."""
        return self in (Means.BUNDLED, Means.DOWNLOADED, Means.ONLINE)


@dataclass(frozen=True, slots=True)
class Direction:
    """One way of the talk.

    Attributes:
        source: ISO 639-1 code of what is said.
        target: ISO 639-1 code of what is heard.
        means: How.
        megabytes: What is still to be fetched, where ``means`` is ``DOWNLOADABLE``.
        via: Language in between (``en``) where there is no direct way; else empty.
        spoken: Whether the translation is said aloud; else it is shown large.
        lacking: What is missing, as words such as ``voice``; for the tooltip.
        packs: Names of the packs that bring what is missing, where there are such.
    """

    source: str
    target: str
    means: Means
    megabytes: int = 0
    via: str = ""
    spoken: bool = True
    lacking: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()


class SideState(Enum):
    """What goes on in one person's pane."""

    READY = "ready"
    HEARING = "hearing"
    HELD = "held"  # their key is down
    TRANSLATING = "translating"
    SPEAKING = "speaking"  # their language is being said aloud
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class InterpretedUtterance:
    """What one person said, and what the other got of it.

    Attributes:
        utterance_id: Unique in the talk.
        speaker: Language of who spoke.
        source: Their words.
        listener: Language it was put into.
        target: The translation.
        route: ``phrasebook``, ``local``, ``local via English``, ``openai``; see :mod:`domain.translation`.
        at: When it began; aware.
        seconds: How long it was.
        care: Why it wants a second look; empty if it does not.
        lost: What may not have survived, such as ``number 30``.
        said_aloud: Whether the translation was spoken to its end.
    """

    utterance_id: str
    speaker: str
    source: str
    listener: str
    target: str
    route: str
    at: datetime
    seconds: float
    care: tuple[CareKind, ...] = ()
    lost: tuple[str, ...] = ()
    said_aloud: bool = False


# -- what the interpreter tells the window ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InterpreterOpened:
    """The panes are to be shown: ``near`` is what the traveller says, ``far`` what the other says."""

    near: Direction
    far: Direction
    off_the_record: bool = False
    hands_free: bool = True


@dataclass(frozen=True, slots=True)
class DirectionsChanged:
    """Means of the two directions anew: a pack came, the network went."""

    near: Direction
    far: Direction


@dataclass(frozen=True, slots=True)
class LanguagesOffered:
    """Languages there is something for: a model here or to be fetched, a server, or phrases (ISO 639-1)."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairsSurveyed:
    """How pairs that could be chosen next would go, each with the way there and the way back, before one is chosen."""

    pairs: tuple[tuple[Direction, Direction], ...]


@dataclass(frozen=True, slots=True)
class SideChanged:
    """One side has a new state; the levels come as ever (``LevelChanged``)."""

    language: str
    state: SideState


@dataclass(frozen=True, slots=True)
class InterpreterCaption:
    """An utterance so far, replacing the caption before: in the speaker's words and in the listener's.

    Settled words stay as they are; tentative ones may still change.
    """

    utterance_id: str
    speaker: str
    listener: str
    source_settled: str
    source_tentative: str
    target_settled: str
    target_tentative: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class SideAsked:
    """Either may have spoken: nothing is said aloud until a tap tells (``sources``: what was heard, by language)."""

    utterance_id: str
    sources: dict[str, str]
    guess: str


@dataclass(frozen=True, slots=True)
class CareAsked:
    """A careful sentence waits for the speaker's yes before it is said aloud.

    Attributes:
        utterance: It, as it would be said.
        back: The translation put back into the speaker's language ("what I think you said"), or empty.
    """

    utterance: InterpretedUtterance
    back: str = ""


@dataclass(frozen=True, slots=True)
class AskEnded:
    """The question about this utterance, of either kind, is settled or dropped."""

    utterance_id: str


@dataclass(frozen=True, slots=True)
class UtteranceInterpreted:
    """An utterance is finished and, unless off the record, kept; the same id again replaces it (side corrected)."""

    utterance: InterpretedUtterance


@dataclass(frozen=True, slots=True)
class InterpreterNotice:
    """Something for both people, each in their own language: language to sentence."""

    sentences: dict[str, str]


@dataclass(frozen=True, slots=True)
class RecordChanged:
    """The off-the-record switch is in this position now."""

    off_the_record: bool


@dataclass(frozen=True, slots=True)
class InterpreterClosed:
    """The conversation is back; it has what was said as an item."""

    utterances: int


InterpreterEvent = (
    InterpreterOpened
    | DirectionsChanged
    | LanguagesOffered
    | PairsSurveyed
    | SideChanged
    | InterpreterCaption
    | SideAsked
    | CareAsked
    | AskEnded
    | UtteranceInterpreted
    | InterpreterNotice
    | RecordChanged
    | InterpreterClosed
)
