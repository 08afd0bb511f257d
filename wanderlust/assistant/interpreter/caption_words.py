"""Which words of an unfinished caption stay: those that two captions in a row agree on, but for the last two."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wanderlust.domain.language_names import UNSPACED

HELD_BACK_WORDS = 2
"""The last two words of half a sentence change most often as the rest of it comes."""

HELD_BACK_LETTERS = 4
"""The same where words stand without spaces."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A caption: its two parts joined are the whole of it."""

    settled: str
    tentative: str


class CaptionWords:
    """The caption of one utterance in one language, as it grows."""

    def __init__(self, language: str) -> None:
        self._unspaced = language in UNSPACED
        self._before: list[str] = []
        self._settled: list[str] = []

    def take(self, text: str) -> Shown:
        """The utterance so far. What was settled is never taken back, even where ``text`` now says otherwise."""
        pieces = list(text) if self._unspaced else re.findall(r"\s*\S+", text)
        same = _agreed(self._before, pieces)
        self._before = pieces
        stays = same - (HELD_BACK_LETTERS if self._unspaced else HELD_BACK_WORDS)
        if stays > len(self._settled) and pieces[: len(self._settled)] == self._settled:
            self._settled = pieces[:stays]
        return Shown("".join(self._settled), "".join(pieces[len(self._settled) :]))


def _agreed(one: list[str], other: list[str]) -> int:
    """How many pieces two captions begin with in common."""
    for count, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return count
    return min(len(one), len(other))
