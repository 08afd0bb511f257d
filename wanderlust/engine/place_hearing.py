"""Names of places that speech recognition did not know: what the words may have been, and which of it was said.

Whisper writes a name it has seldom met as it sounds: "Where is keyode?". Where a place is expected, well-known names
that sound like the words take their place, and the recogniser weighs each sentence against the sound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


class SoundAlike(Protocol):
    """A name and how like it sounds, 0 to about 1."""

    @property
    def name(self) -> str: ...

    @property
    def likeness(self) -> float: ...


class KnowsNames(Protocol):
    """Well-known names of places."""

    def knows(self, words: str) -> bool:
        """Whether the words are such a name as they stand."""
        ...

    def alike(self, words: str, limit: int) -> Sequence[SoundAlike]:
        """Names that sound like the words, best first."""
        ...


@dataclass(frozen=True, slots=True)
class Respelling:
    """A sentence with a known name where it had other words.

    Attributes:
        text: The sentence.
        credit: What the name is worth, as log probability, beside how well the sentence fits the sound.
    """

    text: str
    credit: float


# After these a place is expected, and a name that sounds like the words there is believed.
_EXPECTED = re.compile(
    r"\b(?:where(?:'s|[\w ]* is|[\w ]* are)|far is|show me|find|see|visit|in|to|from|near|nearly|of|for|at|around|"
    r"between|between [\w -]+ and)\s+(?:the |lake |mount |mt\.? )?$",
    re.I,
)
_WORD = re.compile(r"[^\s?!.,;:]+(?:\.\w+)*")
# These stand beside a name, never in it.
_BESIDE_NAMES = frozenset(
    re.findall(
        r"\w+",
        "to from in near and or by for at on of the an my me it is are right now do does did get please next nearest "
        "there here this that you we they i",
    )
)
_LONGEST = 3  # words that one name was heard as: "Liu Pliana", "mar a cash"
_A_WINDOW, _A_SENTENCE = 8, 10  # names tried; each costs 6 ms
_READINGS = 3  # of the beam, best first: each spells the name another way
# Of 90 + 90 spoken questions that name a place, 48 and 57 were right as decoded, and 66 and 71 with these; of 40
# questions and 216 human prompts none gets worse, and a quarter and a twentieth are weighed at all.
_LEAST_LIKENESS = 0.62
_CREDIT, _CREDIT_BY_LIKENESS, _USUAL_LIKENESS = 3.0, 10.0, 0.8


def respellings(
    readings: Sequence[str], names: KnowsNames, everyday: Callable[[str], bool] = lambda word: False
) -> list[Respelling]:
    """What may have been said instead, likeliest first; nothing when the first reading's places are all known.

    Args:
        readings: What the recogniser heard, best first.
        names: The names that may have been meant.
        everyday: Whether a word, as it is written, is a common one; such words alone are what was said.
    """
    if not readings or not any(_windows(readings[0], names, everyday)):
        return []
    found: dict[str, float] = {}
    for reading in tuple(dict.fromkeys(readings))[:_READINGS]:
        for start, end in _windows(reading, names, everyday):
            for alike in names.alike(reading[start:end], _A_WINDOW):
                if alike.likeness >= _LEAST_LIKENESS:
                    text = f"{reading[:start]}{alike.name}{reading[end:]}"
                    found[text] = max(alike.likeness, found.get(text, 0.0))
    ranked = sorted(found.items(), key=lambda item: -item[1])[:_A_SENTENCE]
    return [Respelling(text, _CREDIT + _CREDIT_BY_LIKENESS * (like - _USUAL_LIKENESS)) for text, like in ranked]


def _windows(text: str, names: KnowsNames, everyday: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Stretches of words where a place is expected and none is known; everyday words alone are none."""
    words = [match.span() for match in _WORD.finditer(text)]
    for first, (start, _) in enumerate(words):
        if not _EXPECTED.search(text[:start]):
            continue
        ends = []
        for _, end in words[first : first + _LONGEST]:
            if text[start:end].split()[-1].casefold() in _BESIDE_NAMES:
                break
            ends.append(end)
        if not any(names.knows(text[start:end]) for end in ends):
            yield from ((start, end) for end in ends if not all(map(everyday, text[start:end].split())))
