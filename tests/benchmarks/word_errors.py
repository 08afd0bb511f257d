"""Word error rate: what counts as the same word, and how many words of a text were heard wrongly.

Text is made comparable as Whisper's own English scorer does it (lower case, no punctuation, contractions written out,
figures for number words), and two things more that are spelling and no mishearing: a compound may be written as one
word or as two ("mailbox", "mail box"), and letters that are spelled out may stand apart ("M I S D N").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {name: str(number) for number, name in enumerate(_ONES)}
_CONTRACTED = (("can't", "can not"), ("cannot", "can not"), ("won't", "will not"), ("let's", "let us"))
_ENDINGS = (("n't", " not"), ("'re", " are"), ("'m", " am"), ("'s", " is"), ("'ll", " will"), ("'ve", " have"))

MISSPELT = {"represenatives": "representatives", "indentified": "identified", "witheld": "withheld"}
"""Slips of the pen in the published transcripts of the prompts; nobody says them so."""


def comparable(text: str) -> list[str]:
    """The words of a text as they are compared."""
    folded = re.sub(r"[-/]", " ", text.casefold()).replace("’", "'")
    for short, long in (*_CONTRACTED, *_ENDINGS, ("'", "")):
        folded = folded.replace(short, long)
    words = [_NUMBERS.get(word, MISSPELT.get(word, word)) for word in re.findall(r"\w+", folded)]
    joined: list[str] = []
    spelling = False
    for word in words:
        letter = len(word) == 1 and word.isalpha() and word not in "ai"
        if letter and spelling:
            joined[-1] += word
        else:
            joined.append(word)
        spelling = letter
    return joined


def wrong_words(said: Sequence[str], heard: Sequence[str]) -> int:
    """Words to insert, delete or change to make one of the other; a compound in one word or two is the same."""
    rows = [list(range(len(heard) + 1))]
    for i, word in enumerate(said, 1):
        row = [i]
        for j, other in enumerate(heard, 1):
            best = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (word != other))
            if j > 1 and word == heard[j - 2] + other:
                best = min(best, rows[-1][j - 2])
            if i > 1 and said[i - 2] + word == other:
                best = min(best, rows[-2][j - 1])
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
