"""Takes a spoken place name apart: fillers, the kind of place, and the part that says which one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wanderlust.domain.places import PlaceKind
from wanderlust.geo.folding import fold

_FILLER = re.compile(r"^(?:the )?(?:(?:city|town|village|country|state|island|port) of )?(?:the )?(?=.)")
_KIND_WORDS: dict[str, frozenset[PlaceKind]] = {
    "airport": frozenset(("airport",)),
    "museum": frozenset(("museum", "landmark")),
    "station": frozenset(("station",)),
    "train station": frozenset(("station",)),
    "railway station": frozenset(("station",)),
    "park": frozenset(("park",)),
    "city": frozenset(("city",)),
    "town": frozenset(("city",)),
    "island": frozenset(("island",)),
}
_SHORT_FORMS = {"st": "saint", "mt": "mount", "ft": "fort", "saint": "st", "mount": "mt", "fort": "ft", "and": ""}
_SEPARATOR = re.compile(r"\s*,\s*|\s+(?:in|near)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """A folded name to look for, perhaps of certain kinds alone."""

    folded: str
    kinds: frozenset[PlaceKind] | None = None


def spellings(name: str) -> Iterator[Subject]:
    """The ways to look a name up exactly, the most faithful first."""
    folded = fold(name)
    seen: set[Subject] = set()
    for subject in _spellings(folded):
        if subject.folded and subject not in seen:
            seen.add(subject)
            yield subject


def _spellings(folded: str) -> Iterator[Subject]:
    bare = _FILLER.sub("", folded)
    yield Subject(folded)
    yield Subject(bare)
    words = bare.split()
    for number, word in enumerate(words):
        if word in _SHORT_FORMS:
            yield Subject(" ".join([*words[:number], *_SHORT_FORMS[word].split(), *words[number + 1 :]]))
    for kind, kinds in _KIND_WORDS.items():
        if bare.endswith(f" {kind}"):
            yield Subject(bare.removesuffix(f" {kind}"), kinds)


def divisions_of(name: str) -> Iterator[tuple[str, str]]:
    """Ways to part a name into what is meant and where it is: ``("Paris", "Texas")``.

    Said separators come first; without them every last one to three words may say where.
    """
    parts = _SEPARATOR.split(name.strip())
    if len(parts) > 1:
        yield parts[0], ", ".join(parts[1:])
        return
    words = name.split()
    for cut in range(len(words) - 1, max(0, len(words) - 4), -1):
        yield " ".join(words[:cut]), " ".join(words[cut:])


def has_separator(name: str) -> bool:
    """Whether the name itself says where, by a comma, "in" or "near"."""
    return len(_SEPARATOR.split(name.strip())) > 1
