"""Mandarin to phonemes: characters to pinyin by pypinyin's dictionary of phrases, pinyin to sounds by a table.

The symbols are those the voice was trained with: tones as arrows behind the vowel (→ ↗ ↓ ↘), ꭧ for zh, ɨ for the
vowel of zhi and zi. Third tones before third tones rise, and 一 and 不 change with what follows.
"""

from __future__ import annotations

import re
from typing import Any

_INITIALS = {
    "zh": "ꭧ",
    "ch": "ꭧʰ",
    "sh": "ʂ",
    "b": "p",
    "p": "pʰ",
    "m": "m",
    "f": "f",
    "d": "t",
    "t": "tʰ",
    "n": "n",
    "l": "l",
    "g": "k",
    "k": "kʰ",
    "h": "x",
    "j": "ʨ",
    "q": "ʨʰ",
    "x": "ɕ",
    "r": "ɻ",
    "z": "ʦ",
    "c": "ʦʰ",
    "s": "s",
}
# Finals, with 0 where the tone stands.
_FINALS = {
    "a": "a0",
    "ai": "ai0",
    "an": "a0n",
    "ang": "a0ŋ",
    "ao": "au0",
    "e": "ɤ0",
    "ei": "ei0",
    "en": "ə0n",
    "eng": "ə0ŋ",
    "er": "ɚ0",
    "i": "i0",
    "ia": "ja0",
    "ian": "jɛ0n",
    "iang": "ja0ŋ",
    "iao": "jau0",
    "ie": "je0",
    "in": "i0n",
    "ing": "i0ŋ",
    "iong": "jʊ0ŋ",
    "iu": "jou0",
    "o": "wo0",
    "ong": "ʊ0ŋ",
    "ou": "ou0",
    "u": "u0",
    "ua": "wa0",
    "uai": "wai0",
    "uan": "wa0n",
    "uang": "wa0ŋ",
    "ui": "wei0",
    "un": "wə0n",
    "uo": "wo0",
    "v": "y0",
    "ve": "ɥe0",
    "van": "ɥɛ0n",
    "vn": "y0n",
    "ueng": "wə0ŋ",
}
_TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}
# Syllables without an initial are written with y and w.
_WITHOUT_INITIAL = {
    "yi": "i",
    "ya": "ia",
    "ye": "ie",
    "yao": "iao",
    "you": "iu",
    "yan": "ian",
    "yang": "iang",
    "yin": "in",
    "ying": "ing",
    "yong": "iong",
    "yu": "v",
    "yue": "ve",
    "yuan": "van",
    "yun": "vn",
    "wu": "u",
    "wa": "ua",
    "wo": "uo",
    "wai": "uai",
    "wei": "ui",
    "wan": "uan",
    "wen": "un",
    "wang": "uang",
    "weng": "ueng",
    "yo": "o",
}
_MARKS = str.maketrans(
    {
        "，": ", ",
        "、": ", ",
        "。": ". ",
        "！": "! ",
        "？": "? ",
        "：": ": ",
        "；": "; ",
        "（": " (",
        "）": ") ",
        "—": " — ",
    }
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def mandarin_phonemes(text: str) -> str:
    """The phonemes of a text whose figures are written in characters; Latin letters are left out."""
    from pypinyin import Style, lazy_pinyin

    marked = text.translate(_MARKS)
    said: list[str] = []
    at = 0
    for match in _CHINESE.finditer(marked):
        said.append(_between(marked[at : match.start()]))
        syllables: list[str] = lazy_pinyin(
            match.group(), style=Style.TONE3, neutral_tone_with_five=True, tone_sandhi=True
        )
        said.append(_spaced(match.group(), _third_tones(syllables)))
        at = match.end()
    said.append(_between(marked[at:]))
    return re.sub(r"\s+", " ", "".join(said)).strip()


def syllable_phonemes(syllable: str) -> str:
    """The phonemes of one syllable of pinyin with its tone as a figure, such as ``zhong1``; ``v`` for ü."""
    match = re.fullmatch(r"([a-zü]+)([1-5]?)", syllable.lower())
    if match is None:
        return ""
    letters, tone = match.group(1).replace("ü", "v"), match.group(2) or "5"
    initial = next((known for known in _INITIALS if letters.startswith(known)), "")
    if initial:
        final = letters.removeprefix(initial)
        if initial in ("j", "q", "x") and final.startswith("u"):
            final = "v" + final[1:]
        sound = "ɨ0" if final == "i" and initial in ("zh", "ch", "sh", "r", "z", "c", "s") else _FINALS.get(final, "")
    else:
        sound = _FINALS.get(_WITHOUT_INITIAL.get(letters, letters), "")
    return (_INITIALS.get(initial, "") + sound).replace("0", _TONES[tone])


def _third_tones(syllables: list[str]) -> list[str]:
    """A third tone rises before another third tone; 一 and 不 have been changed by the dictionary already."""
    following = [*syllables[1:], ""]
    return [
        syllable[:-1] + "2" if syllable.endswith("3") and after.endswith("3") else syllable
        for syllable, after in zip(syllables, following, strict=True)
    ]


def _between(text: str) -> str:
    return "".join(character for character in text if not character.isalnum())


def _spaced(characters: str, syllables: list[str]) -> str:
    """Syllables with a space between words: the model was taught words, and runs on without them."""
    from pypinyin.seg.mmseg import seg

    words: list[str] = list(_words(seg, characters))
    said: list[str] = []
    at = 0
    for word in words:
        said.append("".join(syllable_phonemes(syllable) for syllable in syllables[at : at + len(word)]))
        at += len(word)
    return " ".join(said)


def _words(segment: Any, characters: str) -> list[str]:
    return [str(word) for word in segment.cut(characters)]
