"""Words that are run together on the telephone, taken apart again: "whaddya", "lemme", "gonna", "'em"."""

from __future__ import annotations

import re

_LONG = {
    "gonna": "going to",
    "gotta": "have to",
    "wanna": "want to",
    "lemme": "let me",
    "gimme": "give me",
    "whaddya": "what do you",
    "whatcha": "what are you",
    "dya": "do you",
    "d'ya": "do you",
    "d'you": "do you",
    "c'mon": "come on",
    "kinda": "kind of",
    "sorta": "sort of",
    "'em": "them",
    "'bout": "about",
    "ya": "you",
    "y'all": "you all",
    "ya'll": "you all",
    "dunno": "don't know",
    "coulda": "could have",
    "outta": "out of",
}
_SHORT = re.compile(rf"(?<![\w'])(?:{'|'.join(re.escape(word) for word in _LONG)})(?![\w'])", re.I)
_CUT_ING = re.compile(r"\b([a-z]{2,}in)'(?=\W|$)", re.I)


def spelled_out(text: str) -> str:
    """The text with straight apostrophes and no word run together, so that one form of words stands for all."""
    straight = text.replace("’", "'")
    return _SHORT.sub(_long, _CUT_ING.sub(r"\1g", straight))


def _long(match: re.Match[str]) -> str:
    long = _LONG[match[0].lower()]
    return long[0].upper() + long[1:] if match[0][0].isupper() else long
