"""The four ways from a name to places in ``places.sqlite``: exact, prefix, sound, and shared trigrams."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wanderlust.domain.places import Place
from wanderlust.geo.folding import sound_key
from wanderlust.geo.trigrams import to_names, trigram_codes

PLACE_COLUMNS = (
    "p.key, p.name, p.kind, p.lat, p.lon, p.country, p.division, p.admin, "
    "p.population, p.timezone, p.native_name, p.fame, p.capital"
)
_EXACT_LIMIT = 400  # 374 places are called San Antonio; with a qualifier any of them may be meant
_PLACES_PER_NAME = 12  # a misspelt name leads to its best known bearers only
_CHUNK = 400  # SQLite before 3.32 takes at most 999 parameters
_COMMON_TRIGRAM = 30_000  # of a trigram in more names than this, the best known names are read


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name led to.

    Attributes:
        place: The place.
        folded: The folded name that led there.
        alias_class: What kind of name that is; see ``gazetteer_schema``.
        fame: 0 to about 0.3.
        division: Code of the first-level division, or empty.
    """

    place: Place
    folded: str
    alias_class: int
    fame: float
    division: str


class NameIndex:
    """Look-ups by name on one open connection; each returns the best known first."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._countries: dict[str, str] = dict(db.execute("SELECT code, name FROM country"))
        self._priors: tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]] | None = None

    def exact(self, folded: str, country: str | None = None) -> list[Candidate]:
        """Places with exactly this folded name."""
        rows = self._db.execute(
            f"SELECT {PLACE_COLUMNS}, n.folded, a.class FROM name n JOIN alias a ON a.name = n.id "
            "JOIN place p ON p.id = a.place WHERE n.folded = ?1 AND (?2 IS NULL OR p.country = ?2) "
            f"ORDER BY p.id LIMIT {_EXACT_LIMIT}",
            (folded, country),
        )
        return [self.candidate(row) for row in rows]

    def exact_many(self, folded: Sequence[str]) -> list[Candidate]:
        """Places with any of these folded names, machine-made names left out; the best three a name."""
        candidates: list[Candidate] = []
        for number in self._numbers(folded):
            rows = self._db.execute(
                f"SELECT {PLACE_COLUMNS}, n.folded, a.class FROM name n JOIN alias a ON a.name = n.id "
                "JOIN place p ON p.id = a.place WHERE n.id = ? AND a.class < 2 ORDER BY a.place LIMIT 3",
                (number,),
            )
            candidates += [self.candidate(row) for row in rows]
        return candidates

    def _numbers(self, folded: Sequence[str]) -> list[int]:
        numbers: list[int] = []
        for start in range(0, len(folded), _CHUNK):
            chunk = folded[start : start + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            numbers += [row[0] for row in self._db.execute(f"SELECT id FROM name WHERE folded IN ({marks})", chunk)]
        return numbers

    def beginning_with(self, prefix: str, limit: int = 20) -> list[int]:
        """Ids of the best known names that begin so."""
        rows = self._db.execute(
            "SELECT id FROM name WHERE folded > ? AND folded < ? ORDER BY id LIMIT ?",
            (prefix, prefix + "\U0010ffff", limit),
        )
        return [row[0] for row in rows]

    def sounding_like(self, folded: str, limit: int = 60) -> list[int]:
        """Ids of the best known names with the same sound key; none for other scripts than Latin."""
        key = sound_key(folded)
        if len(key) < 2:
            return []
        rows = self._db.execute("SELECT name FROM sound WHERE key = ? ORDER BY name LIMIT ?", (key, limit))
        return [row[0] for row in rows]

    def sharing_trigrams(self, folded: str, limit: int = 150) -> list[int]:
        """Ids of the names that share most trigrams with this one, well-known names a little before others."""
        lengths, fames = self._name_priors()
        codes = trigram_codes(folded)
        lists = [blob for code in codes if (blob := self._postings(code)) is not None]
        if not lists:
            return []
        names, shared = np.unique(np.concatenate(lists), return_counts=True)
        enough = shared >= 2 if len(codes) > 3 else shared >= 1
        names, shared = names[enough], shared[enough]
        # Jaccard overlap of the two sets of trigrams; a name has about as many as it has letters.
        overlap = shared / (len(codes) + lengths[names] - shared)
        rank = overlap + fames[names]
        if len(rank) > limit:
            names = names[np.argpartition(-rank, limit)[:limit]]
        return [int(name) for name in names]

    def _postings(self, code: int) -> npt.NDArray[np.uint32] | None:
        row = self._db.execute("SELECT names FROM trigram WHERE code = ?", (code,)).fetchone()
        return None if row is None else to_names(row[0])[:_COMMON_TRIGRAM]

    def _name_priors(self) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
        if self._priors is None:
            lengths, fames = self._db.execute("SELECT lengths, fames FROM prior").fetchone()
            self._priors = (
                np.frombuffer(lengths, dtype=np.uint8).astype(np.float32),
                np.frombuffer(fames, dtype=np.uint8).astype(np.float32) * np.float32(0.002),
            )
        return self._priors

    def names(self, numbers: Sequence[int]) -> dict[int, str]:
        """The folded names with these ids."""
        found: dict[int, str] = {}
        for start in range(0, len(numbers), _CHUNK):
            chunk = numbers[start : start + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            found.update(self._db.execute(f"SELECT id, folded FROM name WHERE id IN ({marks})", chunk))
        return found

    def bearers(self, number: int, limit: int = _PLACES_PER_NAME) -> list[Candidate]:
        """The best known places with the name of this id."""
        rows = self._db.execute(
            f"SELECT {PLACE_COLUMNS}, n.folded, a.class FROM name n JOIN alias a ON a.name = n.id "
            "JOIN place p ON p.id = a.place WHERE n.id = ? ORDER BY a.place LIMIT ?",
            (number, limit),
        )
        return [self.candidate(row) for row in rows]

    def place(self, row: Sequence[object]) -> Place:
        """A place from a row that begins with the place columns."""
        key, name, kind, lat, lon, country, _, admin, population, timezone, native = row[:11]
        source = _SOURCES[str(key).partition(":")[0]]
        return Place(  # the columns are typed by our own writer
            key, name, kind, lat, lon, country, self._countries.get(str(country), ""), admin,  # type: ignore[arg-type]
            population, timezone, native, source, bool(row[12]),  # type: ignore[arg-type]
        )  # fmt: skip

    def candidate(self, row: Sequence[object]) -> Candidate:
        """A candidate from a row of the place columns, the folded name, and the class."""
        return Candidate(self.place(row), row[13], row[14], row[11], row[6])  # type: ignore[arg-type]


_SOURCES = {
    "gn": "GeoNames",
    "cc": "GeoNames",
    "rg": "GeoNames",
    "iata": "airportsdata",
    "wl": "own table of sights",
}
