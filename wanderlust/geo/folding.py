"""Names reduced to what two spellings of one place share: to a folded form, and to how they sound."""

from __future__ import annotations

import re
import unicodedata

from wanderlust.domain.folded_letters import FoldedLetters

_FOLDED = FoldedLetters()  # one quick pass for every later name
# The same for names in plain ASCII, six of ten, which need no decomposing.
_FOLDED_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}


def fold(name: str) -> str:
    """The name without case, accents and punctuation, words parted by one space; any script.

    >>> fold("Saint-Étienne"), fold("Łódź"), fold("Côte d'Ivoire")
    ('saint etienne', 'lodz', 'cote d ivoire')
    """
    if name.isascii():
        return " ".join(name.translate(_FOLDED_ASCII).split())
    text = unicodedata.normalize("NFKD", name).casefold().translate(_FOLDED)
    return " ".join(unicodedata.normalize("NFC", text).split())


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
