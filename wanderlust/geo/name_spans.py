"""Finds the places an utterance names, for the language router."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from wanderlust.domain.places import Place
from wanderlust.geo.common_words import ALWAYS_WORDS, COMMON_WORDS
from wanderlust.geo.folding import fold
from wanderlust.geo.name_index import Candidate

_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")
_SENTENCE_START = re.compile(r"(?:^|[.!?…]\s*)[\W_]*$")
_KNOWN_IN_SMALL_LETTERS = 0.16  # fame of a town of some 10,000 people
_LONGEST_WORDS = 6  # "Saint Vincent and the Grenadines" has five
_LONGEST_UNSPACED = 12
_UNSPACED_READ = 60  # letters; a spoken question is shorter


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A stretch of a text that is exactly a place name.

    Attributes:
        start: First character.
        end: One past the last character.
        place: The best known place of that name.
        population: Its people.
        common: It reads as everyday words here; see :func:`spans_in`.
    """

    start: int
    end: int
    place: Place
    population: int
    common: bool


def spans_in(
    text: str, look_up: Callable[[Sequence[str]], list[Candidate]], keep_common: bool = False
) -> list[NameSpan]:
    """The longest spans that ``look_up`` knows, left to right, not overlapping."""
    stretches = {(start, end): fold(text[start:end]) for start, end in _stretches(text)}
    places: dict[str, Candidate] = {}
    for candidate in look_up(list({folded for folded in stretches.values() if len(folded) > 1})):
        rival = places.get(candidate.folded)
        if rival is None or _rank(candidate) > _rank(rival):
            places[candidate.folded] = candidate
    spans: list[NameSpan] = []
    taken = 0
    for (start, end), folded in sorted(stretches.items(), key=lambda item: (item[0][0], -item[0][1])):
        found = places.get(folded)
        if found is None or start < taken:
            continue
        common = _is_common(text, start, end, found)
        if common and not keep_common:
            continue
        spans.append(NameSpan(start, end, found.place, found.place.population, common))
        taken = end
    return spans


def _rank(candidate: Candidate) -> float:
    return candidate.fame - 0.03 * candidate.alias_class - 1.0 * _is_code(candidate)


def _is_code(candidate: Candidate) -> bool:
    return candidate.place.kind == "airport" and len(candidate.folded) == 3


def _is_common(text: str, start: int, end: int, found: Candidate) -> bool:
    """Whether the stretch reads as words: an everyday word or an unknown village, not written as a name."""
    said = text[start:end]
    if _is_code(found):
        return not said.isupper()  # "the" and "can" are airports too
    words = found.folded.split()
    if all(word in ALWAYS_WORDS for word in words):
        return True
    if said.upper() == said.lower():
        return found.fame < _KNOWN_IN_SMALL_LETTERS  # scripts without capitals
    written_large = said[:1].isupper() and not _SENTENCE_START.search(text[:start])
    if written_large:
        return False
    everyday = all(word in COMMON_WORDS or len(word) < 3 or word == "the" for word in words)
    return everyday or (said.islower() and found.fame < _KNOWN_IN_SMALL_LETTERS)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    words = [match.span() for match in _WORD.finditer(text)]
    for first in range(len(words)):
        for last in range(first, min(len(words), first + _LONGEST_WORDS)):
            yield words[first][0], words[last][1]
    for run in _UNSPACED.finditer(text[:_UNSPACED_READ]):
        for start in range(run.start(), run.end()):
            for end in range(start + 2, min(run.end(), start + _LONGEST_UNSPACED) + 1):
                yield start, end
