"""Whether somebody's words begin with a no."""

from __future__ import annotations

import re


def is_no(answer: str) -> bool:
    """Whether the traveller's answer is one."""
    return bool(re.match(r"\W*(?:no|nope|not|don't|do not|leave)\b", answer, re.I))


def starts_with_no(text: str) -> bool:
    """Whether a callee objects; "no problem" is none."""
    return bool(
        re.match(
            r"\W*(?:no|nope|not quite|wait|actually|hold on)\b(?!,? (?:problem|worries|trouble|that's (?:fine|all|"
            r"it)))",
            text,
            re.I,
        )
    )
