"""Trigrams of folded names: which three letters in a row occur in which names, for finding misspelt ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

_BITS = 14  # a letter below U+2E80 fits; names in Han, kana and Hangul are short and are met exactly
_NAME_BITS = 64 - 3 * _BITS  # room for four million names
_LAST_LETTER = "\u2e7f"


def can_be_misspelt(folded: str) -> bool:
    """Whether trigrams help: at least three letters of an alphabet."""
    return len(folded) >= 3 and (folded.isascii() or max(folded) <= _LAST_LETTER)


def trigram_codes(folded: str) -> list[int]:
    """The different trigrams of one name as numbers, its two ends marked by spaces."""
    letters = [ord(letter) for letter in f" {folded} "]
    triples = zip(letters, letters[1:], letters[2:], strict=False)
    return list(dict.fromkeys((a << 2 * _BITS) | (b << _BITS) | c for a, b, c in triples))


def postings(names: Sequence[str]) -> Iterator[tuple[int, bytes]]:
    """For each trigram in ascending order its code and the ascending indexes of names (uint32) that hold it."""
    if not names:
        return
    text = "".join(f" {name} \0" for name in names)
    letters = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)[:-1]
    del text
    lengths = np.fromiter((len(name) + 3 for name in names), dtype=np.int64, count=len(names))
    owners = np.repeat(np.arange(len(names), dtype=np.uint32), lengths)[:-3]
    whole = (letters[:-2] != 0) & (letters[1:-1] != 0) & (letters[2:] != 0)
    # Code and name in one number: ten million pairs are sorted in place, in 80 MB instead of 400.
    pairs = letters[:-2].astype(np.uint64)
    for following in (letters[1:-1], letters[2:]):
        pairs <<= np.uint64(_BITS)
        pairs |= following
    pairs <<= np.uint64(_NAME_BITS)
    pairs |= owners
    pairs = pairs[whole]
    del letters, owners, whole
    pairs.sort()
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])]
    codes = pairs >> np.uint64(_NAME_BITS)
    owners = (pairs & np.uint64((1 << _NAME_BITS) - 1)).astype(np.uint32)
    del pairs
    starts = np.flatnonzero(np.append(True, codes[1:] != codes[:-1]))
    for start, end in zip(starts, [*starts[1:], len(codes)], strict=True):
        yield int(codes[start]), owners[start:end].tobytes()


def to_names(blob: bytes) -> npt.NDArray[np.uint32]:
    """The inverse of what :func:`postings` stores; a view, not a copy."""
    return np.frombuffer(blob, dtype=np.uint32)
