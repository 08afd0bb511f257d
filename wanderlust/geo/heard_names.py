"""Well-known names that sound like words heard: "keyode" is Kyoto, "Yubljana" is Ljubljana."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.fuzz import ratio

from wanderlust.geo.folding import fold, spoken_form
from wanderlust.geo.gazetteer import open_places
from wanderlust.geo.gazetteer_schema import OTHER_NAME, USUAL_NAME

# Fame of a city of some 100,000 people; a question about a smaller one is seldom what was misheard.
_FAMOUS = 0.19
# Names in other languages and of other times are many and short; of the better known places they are taken too, as
# Bruges and Ghent are among them.
_FAMOUS_BY_OTHER_NAMES = 0.21
_OTHER_NAME_COST = 0.04
_VARIANT = 70
_SHORTEST, _LEAST_SOUNDS = 3, 2  # letters of a name, sounds of a word
_FAME_WEIGHT = 0.5
_BY_LETTERS, _BY_BEGINNING, _BY_CONSONANTS = 0.4, 0.3, 0.3
_LOOKED_AT = 40  # names whose likeness is worked out in full
# What whoever listens confuses most: voiced and unvoiced, and among vowels those written e and i, u and o.
_UNVOICED = str.maketrans("dbgzvjeu", "tpksfxio")
_VOWELS = re.compile(r"[aio]+")


@dataclass(frozen=True, slots=True)
class SoundAlike:
    """A name, as it is written in English, and how like the words it sounds: 0 to about 1.1 with its fame."""

    name: str
    likeness: float


class HeardNames:
    """The best known names of ``places.sqlite``, read once and compared by sound."""

    def __init__(self, path: Path) -> None:
        """Read them (0.2 s, 15 MB).

        Raises:
            DataMissing: The file is not there, is damaged, or was written by another version.
        """
        database = open_places(path)
        try:
            rows = _rows(database)
        finally:
            database.close()
        self._known = frozenset(folded for _, folded, _, _ in rows)
        names = dict(_names(rows))
        self._written = [written for written, _, _ in names.values()]
        self._usual = [usual for _, usual, _ in names.values()]
        self._worth = np.array([worth for _, _, worth in names.values()], np.float32) * _FAME_WEIGHT
        self._sounds = [_sounds(folded) for folded in names]
        self._consonants = [_VOWELS.sub("", sounds) for sounds in self._sounds]

    def knows(self, words: str) -> bool:
        """Whether the words are one of the names as they stand."""
        return fold(words).removeprefix("the ") in self._known

    def alike(self, words: str, limit: int = 8) -> list[SoundAlike]:
        """The names that sound most like some words, best first; of each place one name, and the usual one."""
        sounds = _sounds(fold(words))
        if len(sounds) < _LEAST_SOUNDS or not self._sounds:
            return []
        letters = _by(ratio, sounds, self._sounds) / 100 + self._worth
        some = np.argpartition(-letters, min(_LOOKED_AT, len(letters) - 1))[:_LOOKED_AT]
        consonants = _VOWELS.sub("", sounds)
        likenesses = {
            index: float(letters[index] - self._worth[index]) * _BY_LETTERS
            + JaroWinkler.similarity(sounds, self._sounds[index]) * _BY_BEGINNING
            + ratio(consonants, self._consonants[index]) / 100 * _BY_CONSONANTS
            + float(self._worth[index])
            for index in some
        }
        found: dict[str, SoundAlike] = {}
        places: set[str] = set()
        for index in sorted(likenesses, key=lambda index: -likenesses[index]):
            if self._usual[index] not in places:
                places.add(self._usual[index])
                for name in (self._written[index], self._usual[index]):
                    found.setdefault(name, SoundAlike(name, likenesses[index]))
        return list(found.values())[:limit]


def _rows(database: sqlite3.Connection) -> list[tuple[str, str, float, int]]:
    """Usual name, folded name, fame and class of every well-known name, the least known first."""
    rows = database.execute(
        "SELECT p.name, n.folded, p.fame, a.class FROM place p JOIN alias a ON a.place = p.id JOIN name n ON "
        "n.id = a.name WHERE p.kind <> 'airport' AND p.fame >= ? AND a.class <= ? AND length(n.folded) >= ? "
        "ORDER BY p.fame",
        (_FAMOUS, OTHER_NAME, _SHORTEST),
    )
    return [row for row in rows if row[1].isascii()]


def _names(rows: Iterable[tuple[str, str, float, int]]) -> Iterator[tuple[str, tuple[str, str, float]]]:
    """Folded name, and how it is written, the usual name, and its fame's worth; the best known bearer comes last."""
    for name, folded, fame, kind in rows:
        if kind == USUAL_NAME:
            yield folded, (_plain(name), _plain(name), fame - _FAMOUS)
        elif fame >= _FAMOUS_BY_OTHER_NAMES and folded.replace(" ", "").isalpha() and not _is_variant(folded, name):
            yield folded, (folded.title(), _plain(name), fame - _FAMOUS - _OTHER_NAME_COST)


def _is_variant(folded: str, name: str) -> bool:
    """Whether it is the usual name in another spelling, which would only be written worse: "Krakko"."""
    return float(ratio(folded, fold(name))) >= _VARIANT


def _plain(name: str) -> str:
    """A name without accents, as English speech is written down, and without what follows a comma or a bracket."""
    name = re.split(r"\s*[,(/]", name)[0]
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return plain if plain.isascii() else fold(name).title()


def _sounds(folded: str) -> str:
    """How a name sounds, with sounds that are confused made one, and vowels in a row taken as their first."""
    sounds = spoken_form(folded.replace(" ", "")).translate(_UNVOICED)
    return re.sub(r"(?<=[ao])[aio]+|(?<=i)i+", "", sounds)


def _by(scorer: object, words: str, names: list[str]) -> npt.NDArray[np.float32]:
    likenesses: npt.NDArray[np.float32] = process.cdist([words], names, scorer=scorer, dtype=np.float32)[0]  # type: ignore[arg-type]
    return likenesses
