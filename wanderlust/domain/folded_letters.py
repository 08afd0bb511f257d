"""Letters without case and accents, in any script."""

from __future__ import annotations

import unicodedata

# Letters that NFKD leaves whole, as English readers write them.
_LETTERS = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ħ": "h",
    "ŋ": "ng",
    "ə": "e",
    "ŧ": "t",
}
# Accents that are dropped: Latin, Greek and Cyrillic ones, Hebrew points, Arabic vowel marks. Vowel signs of
# Indic scripts and the voicing marks of kana tell different names apart, so they stay.
_ACCENTS = ((0x300, 0x36F), (0x483, 0x489), (0x591, 0x5C7), (0x64B, 0x65F), (0x1DC0, 0x1DFF))


class FoldedLetters(dict[int, str]):
    """What each letter of a decomposed text becomes, worked out when it is first met; a blank for what is no letter."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if any(first <= code <= last for first, last in _ACCENTS):
            folded = ""
        elif letter in _LETTERS:
            folded = _LETTERS[letter]
        else:
            folded = letter if letter.isalnum() or unicodedata.category(letter)[0] == "M" else " "
        self[code] = folded
        return folded
