"""Captions while somebody still speaks: translated anew as words come, and calm enough to be read.

A translation of half a sentence changes as the rest arrives. Shown whole at every word, a caption loses as many words
as the final text has (normalized erasure 1.0); anew at every second word and with its last two words held back, a
sixth of that.
"""

from __future__ import annotations

from collections.abc import Sequence

from wanderlust.domain.language_names import UNSPACED

EVERY_WORDS = 2
HELD_BACK_WORDS = 2
LETTERS_A_WORD = 2  # where words are not spaced


def word_count(text: str, language: str) -> int:
    """How many words a text has; of a language that does not space them, about how many."""
    return len(text) // LETTERS_A_WORD if language in UNSPACED else len(text.split())


class Captions:
    """The caption of one utterance."""

    def __init__(self, every: int = EVERY_WORDS, held_back: int = HELD_BACK_WORDS) -> None:
        self._every = every
        self._held_back = held_back
        self._translated_at = 0
        self.shown: list[str] = []
        """Every caption there was, the last one being the one that stands."""

    def wants(self, words: int) -> bool:
        """Whether so many words of the source are worth a new translation."""
        if words - self._translated_at < self._every:
            return False
        self._translated_at = words
        return True

    def take(self, translation: str, language: str = "") -> str | None:
        """A translation into ``language`` of what was said so far; the caption to show, or None when it stays."""
        if language in UNSPACED:
            return self._show(translation.rstrip("。！？.?!")[: -self._held_back * LETTERS_A_WORD])
        words = translation.split()
        kept = words[: len(words) - self._held_back]
        # The full stop was put there by us: the sentence goes on.
        return self._show(" ".join(kept).rstrip(".?!"))

    def finish(self, translation: str) -> str | None:
        """The translation of the whole; the caption to show, or None when it stands already."""
        return self._show(translation)

    def _show(self, caption: str) -> str | None:
        if not caption or (self.shown and self.shown[-1] == caption):
            return None
        self.shown.append(caption)
        return caption


def normalized_erasure(captions: Sequence[str]) -> float:
    """Words taken back over all revisions for each word of the last caption (Arivazhagan et al. 2020)."""
    if not captions:
        return 0.0
    erased = 0
    for before, after in zip(captions, captions[1:], strict=False):
        old, new = before.split(), after.split()
        same = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        erased += len(old) - same
    return erased / max(1, len(captions[-1].split()))
