"""Which way a text runs."""

from __future__ import annotations

import unicodedata

RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def runs_right_to_left(text: str, language: str = "") -> bool:
    """Whether a text runs right to left: by its first strong letter, else by its language."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return language in RIGHT_TO_LEFT_LANGUAGES
