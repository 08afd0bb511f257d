"""Tells the interpreter's own words, heard back from the room, from those of a person."""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from dataclasses import dataclass
from difflib import SequenceMatcher

REMEMBERED_S = 30.0
ALIKE = 0.75
"""Share of an utterance's letters that must be found in what was said, in stretches of three and more."""

SHORTEST_STRETCH = 3
LEAST_OVERLAP = 0.3


@dataclass(frozen=True, slots=True)
class _Saying:
    text: str
    language: str
    at: float


class OwnWords:
    """What was said aloud lately, and where in the session's sound our own voice could be."""

    def __init__(self) -> None:
        self._said: deque[_Saying] = deque(maxlen=12)
        self._spans: deque[list[int]] = deque(maxlen=64)
        self.sent_ms = 0
        """How much sound this session was sent."""

    def new_session(self) -> None:
        """Another session begins at 0 ms."""
        self._spans.clear()
        self.sent_ms = 0

    def sent(self, ms: int, ours: bool) -> None:
        """So much sound was sent, with or without our voice in it."""
        start, self.sent_ms = self.sent_ms, self.sent_ms + ms
        if not ours:
            return
        if self._spans and self._spans[-1][1] == start:
            self._spans[-1][1] = self.sent_ms
        else:
            self._spans.append([start, self.sent_ms])

    def said(self, text: str, language: str, at: float) -> None:
        """We begin to say this, at a monotonic time."""
        self._said.append(_Saying(plain(text), language, at))

    def over_our_voice(self, start_ms: int, end_ms: int) -> bool:
        """Whether a good part of this stretch of the session's sound may hold our voice."""
        shared = sum(max(0, min(end, end_ms) - max(start, start_ms)) for start, end in self._spans)
        return shared > LEAST_OVERLAP * max(1, end_ms - start_ms)

    def is_ours(self, text: str, language: str, now: float) -> bool:
        """Whether these words are, nearly all of them, what we have just said in that language."""
        heard = plain(text)
        return bool(heard) and any(
            saying.language == language and now - saying.at < REMEMBERED_S and _share(heard, saying.text) >= ALIKE
            for saying in self._said
        )


def plain(text: str) -> str:
    """Letters and digits alone, without accents and case."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare))


def _share(heard: str, said: str) -> float:
    blocks = SequenceMatcher(None, heard, said, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= SHORTEST_STRETCH) / len(heard)
