"""Text cut into the pieces that are spoken one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

# A full stop ends a sentence only before a space and something that can begin one: not in "3.5" or "St. Mark".
_END = re.compile(r"[.!?…؟۔।]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”’]*|\n+")
_CLAUSE = re.compile(r"[,;:](?=\s)|[、，；：]")
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "mt",
        "ft",
        "prof",
        "sr",
        "jr",
        "no",
        "nr",
        "vs",
        "approx",
        "e.g",
        "i.e",
        "a.m",
        "p.m",
        "u.s",
        "u.k",
        "d.c",
        "z.b",
        "bzw",
        "sra",
        "dra",
        "av",
        "pl",
    ]
)

# A first clause is spoken alone only when that saves a wait worth its price: the tune of the sentence suffers.
_LONG_SENTENCE = 60
# A voice at half of real time makes one wait 1 s for four words: there a much shorter sentence is worth cutting.
_LONG_FOR_SLOW_VOICE = 24
_CLAUSE_WORDS = 3
_IDEOGRAPH = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Something to speak at once; ``after`` is what separates it from the next."""

    text: str
    after: Literal["clause", "sentence"]


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, stripped, without empty ones."""
    sentences: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and not _ends_sentence(text, match.start(), match.end()):
            continue
        sentences.append(text[start : match.end()].strip())
        start = match.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if any(character.isalnum() for character in sentence)]


def split_for_speech(text: str, slow: bool = False) -> list[Piece]:
    """The pieces to speak: sentences, and of a long first one its first clause apart, to be heard sooner.

    Args:
        text: What to say.
        slow: The voice takes long for a sentence, so that a first clause is worth more.
    """
    sentences = split_sentences(text)
    if not sentences:
        return []
    first, *rest = sentences
    pieces = [Piece(sentence, "sentence") for sentence in rest]
    clause = _first_clause(first, *((_LONG_FOR_SLOW_VOICE, 2) if slow else (_LONG_SENTENCE, _CLAUSE_WORDS)))
    if clause is None:
        return [Piece(first, "sentence"), *pieces]
    return [Piece(first[:clause], "clause"), Piece(first[clause:].strip(), "sentence"), *pieces]


def _ends_sentence(text: str, stop: int, end: int) -> bool:
    following = text[end:].lstrip()[:1]
    if following.islower():
        return False
    word = re.split(r"[\s(\"“'‘]", text[:stop])[-1].lower()
    initial = len(word) == 1 and word.isalpha() and word not in "ai"
    # "at 7 p.m. It" does end a sentence, and so does "in the U.S. The"; "St. Mark" and "Dr. Ito" do not.
    return not initial and (word not in _TITLES or "." in word)


def _first_clause(sentence: str, long: int, words: int) -> int | None:
    """Where a long sentence's first clause of so many words or more ends, if three words or more follow."""
    # A kana or a Chinese character says as much as two or three letters.
    if len(sentence) + 2 * len(_IDEOGRAPH.findall(sentence)) < long:
        return None
    for match in _CLAUSE.finditer(sentence):
        before, behind = sentence[: match.end()], sentence[match.end() :]
        if _words(before) >= words and _words(behind) >= _CLAUSE_WORDS:
            return match.end()
    return None


def _words(text: str) -> int:
    """Words, or in scripts without spaces about as many: two characters are one."""
    return max(len(text.split()), len(_IDEOGRAPH.findall(text)) // 2)
