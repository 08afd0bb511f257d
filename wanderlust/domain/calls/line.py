"""What a telephone line reports, whoever carries it, and the sizes of its sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FRAME_MS = 20
NARROW_RATE = 8_000
"""Hertz of a plain telephone line; 20 ms are 160 samples."""

AnsweredBy = Literal["human", "machine", "unknown"]
EndReason = Literal["hung_up", "callee_hung_up", "busy", "declined", "no_answer", "failed"]


@dataclass(frozen=True, slots=True)
class Ringing:
    """It rings at the other end."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody or something picked up."""

    by: AnsweredBy = "unknown"


@dataclass(frozen=True, slots=True)
class DigitHeard:
    """The callee pressed a key."""

    digit: str


@dataclass(frozen=True, slots=True)
class LineEnded:
    """The call is over; the last event of every call.

    Attributes:
        reason: Why.
        detail: The carrier's own words or code, for "Details".
        seconds: From the answer to the end; 0 where nobody answered.
    """

    reason: EndReason
    detail: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Heard:
    """What the callee said, written down.

    Attributes:
        text: Their words.
        final: Whether their turn is over; until then the text may change.
        seconds: How long it was.
    """

    text: str
    final: bool = True
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Said:
    """What the traveller said to the callee with their own voice, written down."""

    text: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """Nobody has spoken for so many seconds; comes about once a second while it lasts."""

    seconds: float


LineEvent = Ringing | Answered | DigitHeard | Heard | LineEnded
"""``Heard`` only where a line carries text beside its sound."""


@dataclass(frozen=True, slots=True)
class LineAbilities:
    """What a line can do.

    Attributes:
        kind: ``rehearsal``, ``sip`` or ``twilio``.
        rings_someone: Whether somebody outside this computer is called.
        tells_machines: Whether ``Answered.by`` is ever other than ``unknown``.
        rate: Hertz of its sound.
    """

    kind: Literal["rehearsal", "sip", "twilio"]
    rings_someone: bool
    tells_machines: bool
    rate: int = NARROW_RATE

    @property
    def frame_bytes(self) -> int:
        """Of 20 ms, PCM16 mono."""
        return self.rate * FRAME_MS // 1000 * 2


TalkEvent = LineEvent | Heard | Said | Quiet
"""What a line reports where words stand in the place of sound."""
