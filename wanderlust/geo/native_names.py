"""Picks a place's name in its own script where the script alone tells which name that is."""

from __future__ import annotations

from collections.abc import Iterable

# First and last letter of scripts that one country's language owns. Cyrillic, Arabic and Devanagari are shared by
# many languages, so the list of other names does not tell which of them is the local one.
_SCRIPTS: dict[str, tuple[str, str]] = {
    "AM": ("\u0531", "\u058f"),
    "BD": ("\u0985", "\u09b9"),
    "CY": ("\u0370", "\u03ff"),
    "GE": ("\u10a0", "\u10ff"),
    "GR": ("\u0370", "\u03ff"),
    "IL": ("\u05d0", "\u05ea"),
    "KH": ("\u1780", "\u17b3"),
    "KR": ("\uac00", "\ud7a3"),
    "KP": ("\uac00", "\ud7a3"),
    "LA": ("\u0e81", "\u0eb0"),
    "LK": ("\u0d85", "\u0dc6"),
    "TH": ("\u0e01", "\u0e30"),
}
# The character set of each country tells its own Han names from its neighbours' spellings of them.
_HAN_CODECS = {"JP": "shift_jis", "CN": "gb2312", "TW": "big5", "HK": "big5", "MO": "big5", "SG": "gb2312"}


def native_name(country: str, names: Iterable[str]) -> str:
    """The shortest name in the country's own script, or an empty string."""
    if codec := _HAN_CODECS.get(country):
        fitting = [name for name in names if _is_han(name) and _encodes(name, codec)]
    elif span := _SCRIPTS.get(country):
        fitting = [name for name in names if span[0] <= name[:1] <= span[1]]
    else:
        return ""
    return min(fitting, key=len, default="")


def _is_han(name: str) -> bool:
    return all("\u3005" <= letter <= "\u9fff" for letter in name) and name[:1] >= "\u4e00"


def _encodes(name: str, codec: str) -> bool:
    try:
        name.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
