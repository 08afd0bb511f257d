"""Small readings of what is said on a call: a no, a line cut short, whether two questions are the same."""

from __future__ import annotations

import re

from wanderlust.assistant.calls.agent import AskTraveller


def asked_as(asked: AskTraveller) -> str:
    """By what two questions to the traveller are the same."""
    plain = re.sub(
        r"^(?:they (?:ask|say)(?: for [^:]*)?: )|\b(?:and|but|so|ok(?:ay)?|well|sorry)\b", " ", asked.question.lower()
    )
    return asked.topic or asked.field or re.sub(r"\W+", " ", plain).strip()


def key_of(label: str) -> str:
    """The key of a field by its label."""
    return re.sub(r"\W+", "_", label.lower()).strip("_")


def short(text: str) -> str:
    """A line cut to fit an outcome."""
    return text.strip().rstrip(".!")[:120]


def lower_first(text: str) -> str:
    """A sentence to stand within another."""
    return text if text.startswith("I ") else text[:1].lower() + text[1:]


def is_no(answer: str) -> bool:
    """Whether the traveller declines."""
    return bool(re.match(r"\W*(?:no|nope|not|don't|do not|leave)\b", answer, re.I))


def starts_with_no(text: str) -> bool:
    """Whether the callee objects."""
    return bool(
        re.match(
            r"\W*(?:no|nope|not quite|wait|actually|hold on)\b(?!,? (?:problem|worries|trouble|that's (?:fine|all|"
            r"it)))",
            text,
            re.I,
        )
    )
