"""Turns that order something from somebody without a word of telephoning: a call is how an order gets there."""

from __future__ import annotations

import re

from wanderlust.engine.router.values import ToolCall

_ORDER = re.compile(
    r"(?:(?:please|can you|could you|would you|will you|i want to|i'd like to|i would like to|let's|let us|"
    r"we'd like to)[, ]+)*"
    r"(?P<goal>order (?!of\b)(?:me |us )?.+?) from (?:the |my |our |that )?"
    r"(?P<business>(?!(?:here|there|now|today|tomorrow|it|them|home|\d)\b)\w[\w'&À-ÿ -]*?)"
    r"(?P<more>[, ]+(?:to|for|under|below|at|by|on|before|delivered|please|tomorrow|tonight|today|with)\b.*)?[.!?]*",
    re.I,
)


def order_call(text: str) -> ToolCall | None:
    """``place_call`` for "order a dozen roses from the florist for Friday"; None for any other turn."""
    match = _ORDER.fullmatch(text.strip())
    if match is None:
        return None
    more = re.sub(r"[, ]*\bplease\b", "", match["more"] or "", flags=re.I).rstrip(" .!?")
    return ToolCall("place_call", {"business": match["business"].strip(), "goal": match["goal"] + more})
