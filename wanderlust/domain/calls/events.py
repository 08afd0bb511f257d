"""What a call tells the window, the log and the headless way in: one frozen dataclass an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Literal

from wanderlust.domain.calls.card import CallCard, LineKind
from wanderlust.domain.calls.form import Form
from wanderlust.domain.calls.logged_call import LoggedCall, NeverCalled

Side = Literal["us", "them"]


class CallState(Enum):
    """Where a call is."""

    DIALLING = "dialling"
    RINGING = "ringing"
    TALKING = "talking"
    ON_HOLD = "on hold"  # they asked us to wait
    ASKING = "asking"  # the traveller is asked; they wait
    TAKEN_OVER = "taken over"  # the traveller speaks to them
    ENDED = "ended"


BEFORE_ANSWER = frozenset({CallState.DIALLING, CallState.RINGING})


class OutcomeKind(Enum):
    """How a call came out."""

    DONE = "done"
    NOT_POSSIBLE = "not possible"  # sold out, closed, full
    OVER_LIMIT = "over limit"
    NEEDS_TRAVELLER = "needs traveller"  # something only the traveller can do: payment, an answer that did not come
    REFUSED = "refused"  # they do not talk to a machine, or said stop
    VOICEMAIL = "voicemail"
    BUSY = "busy"
    DECLINED = "declined"
    NO_ANSWER = "no answer"
    UNCLEAR = "unclear"  # they could not be understood, or hung up in the middle
    TOO_LONG = "too long"
    HUNG_UP = "hung up"  # the traveller ended it
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a call.

    Attributes:
        kind: How it came out.
        sentence: What happened, for the transcript.
        form: As it stood.
        seconds: From the answer to the end.
        do_not_call: Whether the number goes on the list of those never called again.
        notes: What the agent noted, in the callee's words.
    """

    kind: OutcomeKind
    sentence: str
    form: Form
    seconds: float = 0.0
    do_not_call: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallProposed:
    """A card waits for the traveller's yes; it replaces the one before."""

    card: CallCard


@dataclass(frozen=True, slots=True)
class CallCardClosed:
    """The card is gone: agreed to, refused, replaced, or not allowed (``sentence`` says why)."""

    card_id: str
    agreed: bool
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class CallStateChanged:
    """The call of this card is there now; ``since`` counts the timer."""

    card_id: str
    state: CallState
    since: datetime


@dataclass(frozen=True, slots=True)
class CallCaption:
    """What one side says, replacing the caption of the same number: settled words stay, tentative ones may change.

    ``own`` are the traveller's own words, said or typed to the callee after taking over.
    """

    card_id: str
    number: int
    side: Side
    settled: str
    tentative: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class CallFormChanged:
    """The form as it is now."""

    card_id: str
    form: Form


@dataclass(frozen=True, slots=True)
class CallAsked:
    """Only the traveller can say: the question, short answers to choose from, and since when they hold the line."""

    card_id: str
    question_id: str
    question: str
    choices: tuple[str, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class CallAskEnded:
    """That question is answered or dropped."""

    card_id: str
    question_id: str


@dataclass(frozen=True, slots=True)
class CallWarned:
    """The call will soon have to end, for the time or the money; ``sentence`` says which."""

    card_id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class CallEnded:
    """The call is over."""

    card_id: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class CallSoundChanged:
    """Where the sound of a call goes now.

    Attributes:
        card_id: Which call.
        listening: Whether what they say is played here.
        speaking: Whether the microphone goes to the line: the traveller has taken over, and has one.
        muted: Whether our side is silent on the line, whoever speaks for it.
        answering: Whether the microphone goes to the telephone of a rehearsal that the traveller answers.
    """

    card_id: str
    listening: bool = False
    speaking: bool = False
    muted: bool = False
    answering: bool = False


@dataclass(frozen=True, slots=True)
class CallLogShown:
    """The calls that hold these words, the latest first."""

    calls: tuple[LoggedCall, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class CallAccountsShown:
    """What the settings of calls show beside the preferences.

    Attributes:
        never: Numbers that are not called again.
        secrets: The lines whose password or token is kept.
    """

    never: tuple[NeverCalled, ...]
    secrets: frozenset[LineKind]


CallEvent = (
    CallProposed
    | CallCardClosed
    | CallStateChanged
    | CallCaption
    | CallFormChanged
    | CallAsked
    | CallAskEnded
    | CallWarned
    | CallEnded
    | CallSoundChanged
    | CallLogShown
    | CallAccountsShown
)
