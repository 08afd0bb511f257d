"""Whether somebody's words begin with a no."""

from __future__ import annotations

import re

_SIGH = r"\W*(?:(?:ah|oh|ooh|hm+|well|yeah|er|um|uh|sorry|och|ach)\W+)*"
_BUT_FINE = (
    r"\b(?!,? (?:problem|worries|trouble|dramas|bother|that's (?:fine|all|it|right|correct|grand|good|okay|ok)))"
)
_NO = re.compile(rf"{_SIGH}(?:no|nah|nope){_BUT_FINE}", re.I)
_OBJECTION = re.compile(rf"{_SIGH}(?:no|nah|nope|not quite|wait|actually|hold on){_BUT_FINE}", re.I)


def is_no(answer: str) -> bool:
    """Whether the traveller's answer is one."""
    return bool(re.match(r"\W*(?:no|nope|not|don't|do not|leave)\b", answer, re.I))


def says_no(text: str) -> bool:
    """Whether a callee says no, in whatever words it goes on; "no problem" is none."""
    return bool(_NO.match(text))


def starts_with_no(text: str) -> bool:
    """Whether a callee objects, by a no or by a "wait" or an "actually"."""
    return bool(_OBJECTION.match(text))
