"""Names reduced to what two spellings of one place share: to a folded form, and to how they sound."""

from __future__ import annotations

import re
import unicodedata

# Letters that NFKD leaves whole, as English readers write them.
_LETTERS = str.maketrans(
    {
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
        "ß": "ss",
        "ĸ": "k",
        "ŧ": "t",
    }
)
# ASCII that is neither letter nor digit becomes a space: hyphens and apostrophes above all.
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()}
_ASCII_FOLD = _ASCII | {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
# Accents that are dropped: Latin, Greek and Cyrillic ones, Hebrew points, Arabic vowel marks. Vowel signs of
# Indic scripts and the voicing marks of kana tell different names apart, so they stay.
_MARKS = {
    code: None
    for first, last in ((0x300, 0x36F), (0x483, 0x489), (0x591, 0x5C7), (0x64B, 0x65F), (0x1DC0, 0x1DFF))
    for code in range(first, last + 1)
}


def fold(name: str) -> str:
    """The name without case, accents and punctuation, words parted by one space; any script.

    >>> fold("Saint-Étienne"), fold("Łódź"), fold("Côte d'Ivoire")
    ('saint etienne', 'lodz', 'cote d ivoire')
    """
    if name.isascii():  # 6 of 10 names: four times quicker than the way below
        return " ".join(name.translate(_ASCII_FOLD).split())
    text = unicodedata.normalize("NFKD", name).casefold().translate(_MARKS).translate(_LETTERS)
    return " ".join(_fold_rest(unicodedata.normalize("NFC", text)).split())


def _fold_rest(text: str) -> str:
    if text.isascii():
        return text.translate(_ASCII)
    # \w leaves out the vowel signs of Indic scripts, so those are kept by category.
    return "".join(ch if ch.isalnum() or unicodedata.category(ch)[0] == "M" else " " for ch in text)


# English spellings of one sound made one; later rules see what earlier ones wrote.
_SOUND_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[^a-z]+", ""),
        (r"(?:burgh|brough|borough|boro)$", "bro"),
        (r"^(?:kn|gn)", "n"),
        (r"^wr", "r"),
        (r"^wh|w", "v"),
        (r"^x", "s"),
        (r"(?:eau|eaux|aux|oux|ough)$", "o"),
        (r"cester", "ster"),
        (r"tch|sch|tsch|ch(?=[aeiouy])|sh|zh|cz|tj", "x"),
        (r"dj|dg|gi(?=[aou])|g(?=e)", "j"),
        (r"th", "t"),
        (r"ph|pf", "f"),
        (r"c(?=[eiy])|ts|tz|z", "s"),
        (r"qu(?=[ei])|[ckq]+h?", "k"),
        (r"(?<=.)gh?(?=[bdfklmnprstvx])|gh$", "g"),
        (r"ee|ea|ie|ii|ij|y", "i"),
        (r"oo|ou|uu|ue", "u"),
        (r"ai|ei|ae", "e"),
        (r"au|oa|oe|ow", "o"),
        (r"(?<=[^aeiou])e$", ""),
        (r"(?<=.)h", ""),
        (r"(.)\1+", r"\1"),
    )
)
_LATER_VOWELS = re.compile(r"(?<=.)[aeiou]+")
_FIRST_VOWEL = re.compile(r"^h?[aeiou]")
_DOUBLE = re.compile(r"(.)\1+")


def spoken_form(folded: str) -> str:
    """How an English reader would spell what a folded Latin name sounds like; empty for other scripts.

    >>> spoken_form("toulouse"), spoken_form("toolooze")
    ('tulus', 'tulus')
    """
    if not folded.isascii():
        return ""
    form = folded
    for pattern, replacement in _SOUND_RULES:
        form = pattern.sub(replacement, form)
    return form


def sound_key(folded: str) -> str:
    """The consonants of the spoken form, any first vowel written ``a``: names that differ in vowels share it."""
    form = _FIRST_VOWEL.sub("a", spoken_form(folded))
    return _DOUBLE.sub(r"\1", _LATER_VOWELS.sub("", form))
