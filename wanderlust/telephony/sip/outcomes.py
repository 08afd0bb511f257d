"""What a SIP answer means for a call that did not come about."""

from __future__ import annotations

from wanderlust.domain.calls.line import EndReason

_BUSY = frozenset({486, 600})
_DECLINED = frozenset({403, 433, 603, 607, 608})
_NO_ANSWER = frozenset({408, 480, 487, 504})


def reason_of(status: int | None) -> EndReason:
    """Why a call ended before it was answered (RFC 3261, section 21, and RFC 8197, 8688 for 607 and 608)."""
    if status in _BUSY:
        return "busy"
    if status in _DECLINED:
        return "declined"
    if status in _NO_ANSWER:
        return "no_answer"
    return "failed"


def status_in(text: str) -> tuple[int | None, str]:
    """The status of a line such as ``486 Busy Here``, and the line made safe to show."""
    shown = "".join(c for c in text if c.isprintable())[:120].strip()
    head = shown.partition(" ")[0]
    return (int(head) if len(head) == 3 and head.isascii() and head.isdigit() else None), shown
