"""A call as it was kept, for the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class LoggedCall:
    """A call that is over.

    Attributes:
        id: Its number in the store.
        at: When it ended; aware.
        line: Who carried it.
        name: Who was called.
        number: Their number.
        goal: What for, in the traveller's words.
        kind: How it came out, as ``OutcomeKind`` names it.
        sentence: What happened.
        seconds: How long it was.
        dollars: What the call itself cost at most.
        form: Label and value of each field.
        captions: What was said: ``us`` or ``them``, and the words.
    """

    id: int
    at: datetime
    line: str
    name: str
    number: str
    goal: str
    kind: str
    sentence: str
    seconds: float
    dollars: float
    form: tuple[tuple[str, str], ...]
    captions: tuple[tuple[Literal["us", "them"], str], ...] = ()


@dataclass(frozen=True, slots=True)
class NeverCalled:
    """A number that is not called again: since when, and why."""

    number: str
    at: datetime
    reason: str
