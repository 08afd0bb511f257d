"""The parts of a question, and which of them an answer has answered."""

from __future__ import annotations

import re

from wanderlust.assistant.calls.wording import towards_them
from wanderlust.domain.calls.amounts import amounts_in
from wanderlust.domain.calls.clock_words import clock_times
from wanderlust.domain.calls.goal import WEEKDAYS

_JOINT = re.compile(r",?\s+and (?=(?:whether|if|when|what|how|until|at|where|who)\b)", re.I)
_PRICE = re.compile(r"\b(?:cost|price|how much|charge|fee|rate|expensive)\w*\b", re.I)
_TIME = re.compile(r"\b(?:when|what time|until|how late|how early|opening|hours|open|close)\b", re.I)
_WHETHER = re.compile(r"\b(?:whether|if|for|can|do|is|are)\b", re.I)
_ANSWERS = re.compile(
    r"\b(?:yes|yeah|yep|no|nope|afraid|sure|certainly|of course|we (?:do|have|did|can|could|don't|haven't|can't|"
    r"cannot|found|are|will)|"
    r"there (?:is|are|isn't|aren't)|i (?:have|see|can|found|don't|do)|not|none|nothing|available|in stock|"
    r"handed in|it(?:'s| is)|"
    r"that's (?:fine|ok|okay|possible|no problem)|turned (?:in|up)|got|happy to|fine|absolutely|definitely|"
    r"plenty|loads|lots|a few|a couple|some|one left|last (?:one|few)|sold|out of|run out|ran out|gone|never|only|"
    r"unfortunately|allowed|welcome|possible|free|open|closed|includes?|included|comes? with|carry|stock|keep|sell|"
    r"do)\b",
    re.I,
)
_EMPTY = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|sure|right|yes|yeah|of course|certainly|go ahead|hello|hi|thanks for (?:waiting|"
    r"holding)|hm+|well|sorry about that|"
    r"back again|still there|all right|no problem|one moment|i see|let's see|good question)\b[\s,.!?]*)+$",
    re.I,
)


class OpenParts:
    """What was asked, in parts.

    Args:
        question: ``when they open on Sunday and what a ticket costs``.
    """

    def __init__(self, question: str) -> None:
        self._parts = [part.strip() for part in _JOINT.split(question)]
        self._said: list[str] = []
        self._done: set[int] = set()

    @property
    def answer(self) -> str:
        """What they said to it."""
        return " ".join(self._said)

    @property
    def unanswered(self) -> str:
        """The first part that is open, turned to them; empty when there is none."""
        return next((towards_them(part) for n, part in enumerate(self._parts) if n not in self._done), "")

    def answered_by(self, text: str) -> bool:
        """Whether what they told, their questions left out, answers anything that is open."""
        told = _told(text)
        return bool(told) and not _EMPTY.match(told) and bool(self._found(told))

    def take(self, text: str, insist: bool = False) -> bool:
        """Take what they said; whether it answers anything.

        Args:
            text: Their words.
            insist: Whether the first open part was asked again: then whatever they tell is their answer to it.
        """
        told = _told(text) or ("" if insist else text)
        if not told or _EMPTY.match(told):
            return False
        found = self._found(told)
        if not found and insist and len(told.split()) > 2:
            found = {next(n for n in range(len(self._parts)) if n not in self._done)}
        if not found:
            return False
        self._done |= found
        self._said.append(told)
        return True

    def _found(self, told: str) -> set[int]:
        return {n for n, part in enumerate(self._parts) if n not in self._done and _answers(part, told)}

    def forget(self) -> None:
        """They say it was not right: ask again."""
        self._said.clear()
        self._done.clear()


def _told(text: str) -> str:
    """Without their questions."""
    return re.sub(r"[^.!?]*\?", "", text).strip()


def _answers(part: str, text: str) -> bool:
    if re.search(
        r"\b(?:don't know|not sure|no idea|couldn't (?:say|tell)|can't (?:say|tell)|cannot (?:say|tell)|no clue|"
        r"(?:have|need) to (?:ask|check)|(?:on|at) (?:the|our) website)\b",
        text,
        re.I,
    ):
        return True
    if _PRICE.search(part):
        return bool(amounts_in(text) or re.search(r"\b(?:free|no charge|nothing|included)\b", text, re.I))
    if _TIME.search(part) and not re.match(r"(?:whether|if)\b", part):
        days = any(day.lower() in text.lower() for day in WEEKDAYS)
        return bool(
            clock_times(text)
            or days
            or re.search(
                r"\b(?:closed|all day|24|round the clock|tomorrow|"
                r"open)\b",
                text,
                re.I,
            )
        )
    if _WHETHER.match(part):
        return bool(_ANSWERS.search(text.replace("’", "'")))
    return len(text.split()) > 2
