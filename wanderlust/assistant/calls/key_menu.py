"""A menu of telephone keys: "press one for reservations, two for opening hours"."""

from __future__ import annotations

import re

from wanderlust.domain.calls.goal import Goal

_DIGITS = {
    w: str(n) for n, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
}
_KEY = rf"(?:press|dial|push|hit|key in)?\s*(?:the )?(?:number )?(?P<key>\d|{'|'.join(_DIGITS)})"
_FOR_KEY = re.compile(rf"\b(?:for|to) (?P<topic>[^,.;]+?),? {_KEY.replace(')?', ')', 1)}\b", re.I)
_KEY_FOR = re.compile(rf"\b{_KEY}\b,? (?:for|to|if you) (?P<topic>[^,.;]+)", re.I)
_TOPICS = {
    "order": r"order|deliver|sales|shop|purchase",
    "book": r"book|reserv|appointment|table|taxi|ticket|rent|new",
    "ask": r"information|opening|hours|question|enquir|inquir|lost|stock|pharmac",
}
_PERSON = r"speak|operator|person|human|reception|staff|else|other|someone|agent|representative"


def key_for(text: str, goal: Goal) -> str:
    """The key to press for a goal: its own topic's, a person's, or none."""
    pairs = [(m["topic"], _digit(m["key"])) for pattern in (_FOR_KEY, _KEY_FOR) for m in pattern.finditer(text)]
    for topics in (_TOPICS[goal.kind], _PERSON):
        for topic, key in pairs:
            if re.search(topics, topic, re.I):
                return key
    return "0" if pairs else ""


def _digit(word: str) -> str:
    return _DIGITS.get(word.lower(), word)
