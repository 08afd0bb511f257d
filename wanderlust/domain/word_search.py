"""Words looked for in what was said: without case and accents; scripts without spaces letter by letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from wanderlust.domain.folded_letters import FoldedLetters

_FOLDED = FoldedLetters()
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")
# Han, kana, Hangul, Thai, Lao, Myanmar and Khmer: a word of two letters is looked for inside a longer run of them.
# Korean has spaces, yet its particles are written onto the word.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1100, 0x11FF),
    (0x1780, 0x17FF),
    (0x2E80, 0x2FFF),
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)
# The Arabic article is written onto its word, alone or after "and", "with", "as", "so"; with "for" it loses a letter.
_ARTICLE = re.compile("^(?:[\u0648\u0628\u0643\u0641]?\u0627\u0644|\u0644\u0644)(?=\\w{3})")
LEAST_PREFIX = 2  # letters; of a single one only the word itself is meant


class Token(NamedTuple):
    """A word, or a letter of a script without spaces, as it is compared; ``start`` to ``end`` in the text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand side by side; of the last the beginning is enough where ``begins``."""

    words: tuple[str, ...]
    begins: bool


def tokens(text: str) -> list[Token]:
    """The words of a text in order."""
    if text.isascii():
        return [Token(found.group().lower(), *found.span()) for found in _ASCII_WORD.finditer(text)]
    return [Token(_ARTICLE.sub("", word), start, end) for word, start, end in _words(text)]


def searchable(text: str) -> str:
    """The words of a text parted by blanks, for an index that splits at blanks alone."""
    if text.isascii():
        return " ".join(_ASCII_WORD.findall(text)).lower()
    return " ".join(token.word for token in tokens(text))


def terms(query: str) -> tuple[Term, ...]:
    """What somebody types into a search field: every part of it must be found."""
    found = []
    for part in query.split():
        words = tuple(token.word for token in tokens(part))
        if words:
            last = words[-1]
            found.append(Term(words, len(last) >= LEAST_PREFIX and not _is_unspaced(last[0])))
    return tuple(found)


def marks(text: str, query: str) -> list[tuple[int, int]]:
    """Where the parts of a query stand in a text, in order and not overlapping; empty when one of them does not."""
    sought = terms(query)
    said = tokens(text) if sought else []
    found: list[tuple[int, int]] = []
    for term in sought:
        places = list(_places(said, term))
        if not places:
            return []
        found += places
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
        elif end > apart[-1][1]:
            apart[-1] = (apart[-1][0], end)
    return apart


def excerpt(text: str, query: str, longest: int = 90) -> tuple[str, list[tuple[int, int]]]:
    """One line around the first place where the query stands, and where its parts stand in that line."""
    line = " ".join(text.split())
    found = marks(line, query)
    first = found[0][0] if found else 0
    begin = 0
    if first > longest // 2:
        begin = first - longest // 4
        blank = line.find(" ", begin, first)
        begin = blank + 1 if blank >= 0 else begin
    shown = line[begin : begin + longest]
    shown = f"{'…' if begin else ''}{shown}{'…' if begin + longest < len(line) else ''}"
    shift = begin - (1 if begin else 0)
    inside = [(a - shift, min(b - shift, len(shown))) for a, b in found]
    return shown, [(a, b) for a, b in inside if 0 <= a < b]


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    word, start = "", 0
    for begin, end in _letters(text):
        folded = _fold(text[begin:end])
        if folded and not folded.isspace() and not _is_unspaced(folded[0]):
            if not word:
                start = begin
            # One sign may stand for words: "½" is "1 2".
            *whole, word = (word + folded).split(" ")
            yield from ((part, start, end) for part in whole if part)
            last = end
            continue
        if not folded and word:
            last = end  # an accent of its own belongs to its word
            continue
        if word:
            yield word, start, last
            word = ""
        if folded.strip():
            yield folded.strip(), begin, end
    if word:
        yield word, start, last


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """Each letter with the marks that follow it."""
    begin = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield begin, at
            begin = at


@lru_cache(maxsize=4096)
def _fold(letter: str) -> str:
    if letter.isascii():
        return letter.lower() if letter.isalnum() else " "
    folded = unicodedata.normalize("NFKD", letter).casefold().translate(_FOLDED)
    return unicodedata.normalize("NFC", folded)


def _is_unspaced(letter: str) -> bool:
    code = ord(letter)
    return code >= 0x0E00 and any(first <= code <= last for first, last in _UNSPACED)


def _places(said: list[Token], term: Term) -> Iterator[tuple[int, int]]:
    count, last = len(term.words), term.words[-1]
    for at in range(len(said) - count + 1):
        run = said[at : at + count]
        if all(token.word == word for token, word in zip(run[:-1], term.words[:-1], strict=True)) and (
            run[-1].word == last or (term.begins and run[-1].word.startswith(last))
        ):
            yield run[0].start, run[-1].end
