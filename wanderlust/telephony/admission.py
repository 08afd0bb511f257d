"""What every line asks before it dials or presses keys."""

from __future__ import annotations

from wanderlust.domain.calls.card import LineKind
from wanderlust.domain.calls.policy import DialPermit
from wanderlust.domain.errors import LineFailed

KEYS = frozenset("0123456789*#")
_LINES = {"rehearsal": "a rehearsal", "sip": "a call over SIP", "twilio": "a call through Twilio"}


def admit(permit: DialPermit, kind: LineKind, busy: bool) -> None:
    """Raise LineFailed when the yes was for another line, or another call is under way."""
    if permit.card.line != kind:
        raise LineFailed(f"That yes was for {_LINES[permit.card.line]}, not for {_LINES[kind]}.")
    if busy:
        raise LineFailed("The line is busy with another call.", "End that one first.")


def check_keys(digits: str, talking: bool) -> None:
    """Raise LineFailed for what is no key of a telephone, or when nobody is there."""
    if not digits or not KEYS.issuperset(digits):
        raise LineFailed(f"{digits or 'Nothing'} is no telephone key.", "Use 0 to 9, * and #.")
    if not talking:
        raise LineFailed("Nobody is on the line to press keys for.")
