"""Every word of a pane in the language of the person who reads it, from two bundled tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from wanderlust.domain.interpreting import Direction, Means
from wanderlust.ui.preferences.language_list import language_name

LAST_RESORT = "en"
Table = Mapping[str, Mapping[str, str]]


@lru_cache(maxsize=4)
def read_table(path: Path) -> Table:
    """A tab-separated table with a header of languages: its key to language to cell."""
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    languages = header.split("\t")[1:]
    return {key: dict(zip(languages, cells, strict=True)) for key, *cells in (row.split("\t") for row in rows)}


class PaneWords:
    """Words for a reader of one language; English where the tables have no column for it.

    Args:
        folder: Holds ``words.tsv`` and ``languages.tsv``.
        language: ISO 639-1 code of the reader's language.
    """

    def __init__(self, folder: Path, language: str) -> None:
        self._words, self._languages = read_table(folder / "words.tsv"), read_table(folder / "languages.tsv")
        self.language = language
        self.reads = language if language in self._words["ready"] else LAST_RESORT

    @property
    def own_name(self) -> str:
        """The reader's language as its speakers call it, such as ``Português``."""
        return language_name(self.language)

    def name(self, code: str) -> str:
        """A language within a sentence of the reader's, such as ``português``."""
        return self._languages.get(code, {}).get(self.reads) or language_name(code)

    def __call__(self, key: str, /, **gaps: object) -> str:
        """The words of this key with their gaps filled, beginning with a capital where the gap comes first."""
        words = self._words[key][self.reads]
        filled = words.format(**gaps) if gaps else words
        return filled[:1].upper() + filled[1:] if words.startswith("{") else filled

    def means(self, direction: Direction) -> str:
        """How a direction goes, such as ``downloadable, 41 MB`` or ``included, via English``."""
        names = {
            Means.BUNDLED: "bundled",
            Means.DOWNLOADED: "downloaded",
            Means.DOWNLOADABLE: "downloadable",
            Means.ONLINE: "online",
            Means.PHRASES_ONLY: "phrases_only",
            Means.UNAVAILABLE: "unavailable",
        }
        parts = [self(names[direction.means], mb=direction.megabytes)]
        if direction.via:
            parts.append(self("via", language=self.name(direction.via)))
        if direction.means.works and not direction.spoken:
            parts.append(self("silent"))
        return ", ".join(parts) if self.reads not in ("ja", "zh") else "、".join(parts)

    def way(self, direction: Direction) -> str:
        """A direction with its means, such as ``English to Portuguese · included``."""
        names = self("direction", source=self.name(direction.source), target=self.name(direction.target))
        return f"{names} · {self.means(direction)}"

    def missing(self, direction: Direction) -> str:
        """What a direction lacks, as a sentence; empty where nothing is known to be missing."""
        # For who reads, a translation back that is missing is a translation that is missing.
        lacking = dict.fromkeys(part.removesuffix(" back") for part in direction.lacking)
        parts = [self(key) if (key := f"lacking.{part}") in self._words else part for part in lacking]
        return self("missing", what=", ".join(parts)) if parts else ""

    def gap(self, direction: Direction) -> str:
        """Why free speech cannot be interpreted this way, and what would help; empty where it can."""
        match direction.means:
            case Means.DOWNLOADABLE:
                return self("gap_download", mb=direction.megabytes)
            case Means.PHRASES_ONLY:
                sentence = self("gap_phrases")
            case Means.UNAVAILABLE:
                sentence = self("gap_none")
            case _:
                return ""
        return f"{sentence} {self.missing(direction)}".strip()


def key_letters(folder: Path, near: str, far: str) -> tuple[str, str]:
    """The two keys that are held to talk: first letters of the languages' English names; empty if they are equal."""
    letters = [PaneWords(folder, LAST_RESORT).name(code)[:1].upper() for code in (near, far)]
    if letters[0] == letters[1] or not all(len(letter) == 1 and "A" <= letter <= "Z" for letter in letters):
        return "", ""
    return letters[0], letters[1]
