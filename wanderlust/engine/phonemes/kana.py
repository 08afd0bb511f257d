"""Hiragana to the phonemes the multilingual voice was taught."""

from __future__ import annotations

import re

_ROWS = {
    "あいうえお": "a i ɯ e o",
    "かきくけこ": "ka kʲi kɯ ke ko",
    "がぎぐげご": "ɡa ɡʲi ɡɯ ɡe ɡo",
    "さしすせそ": "sa ɕi sɨ se so",
    "ざじずぜぞ": "ʣa ʥi zɨ ʣe ʣo",
    "たちつてと": "ta ʨi ʦɨ te to",
    "だぢづでど": "da ʥi zɨ de do",
    "なにぬねの": "na ɲi nɯ ne no",
    "はひふへほ": "ha çi ɸɯ he ho",
    "ばびぶべぼ": "ba bʲi bɯ be bo",
    "ぱぴぷぺぽ": "pa pʲi pɯ pe po",
    "まみむめも": "ma mʲi mɯ me mo",
    "らりるれろ": "ɾa ɾʲi ɾɯ ɾe ɾo",
    "やゆよわを": "ja jɯ jo βa o",
    "ゔゐゑ": "vɯ i e",
}
_SMALL = {"ぁ": "a", "ぃ": "i", "ぅ": "ɯ", "ぇ": "e", "ぉ": "o", "ゃ": "a", "ゅ": "ɨ", "ょ": "o", "ゎ": "a"}
# What a kana is before a small one.
_BEFORE_SMALL = {
    "き": "kʲ",
    "ぎ": "ɡʲ",
    "し": "ɕ",
    "じ": "ʥ",
    "ち": "ʨ",
    "ぢ": "ʥ",
    "に": "ɲ",
    "ひ": "ç",
    "び": "bʲ",
    "ぴ": "pʲ",
    "み": "mʲ",
    "り": "ɾʲ",
    "く": "kᵝ",
    "ぐ": "ɡᵝ",
    "つ": "ʦ",
    "て": "tʲ",
    "で": "dʲ",
    "と": "t",
    "ど": "d",
    "ふ": "ɸ",
    "う": "β",
    "い": "j",
    "ゔ": "v",
}
_TABLE = {kana: sound for row, sounds in _ROWS.items() for kana, sound in zip(row, sounds.split(), strict=True)}
_MARKS = {
    "。": ". ",
    "、": ", ",
    "，": ", ",
    "？": "? ",
    "！": "! ",
    "：": ": ",
    "；": "; ",
    "「": " “",
    "」": "” ",
    "・": " ",
    "（": " (",
    "）": ") ",
    "〜": "—",
    "～": "—",
}


def kana_phonemes(kana: str) -> str:
    """The phonemes of kana (either kind) and punctuation; everything else is left out."""
    hiragana = to_hiragana(kana)
    said: list[str] = []
    for index, letter in enumerate(hiragana):
        after = hiragana[index + 1] if index + 1 < len(hiragana) else ""
        before = hiragana[index - 1] if index else ""
        if letter in _SMALL:
            # Where no pair is known the small kana is said as a large one.
            said.append(_SMALL[letter] if before in _BEFORE_SMALL else _TABLE.get(_large(letter), ""))
        elif after in _SMALL and after and letter in _BEFORE_SMALL:
            said.append(_BEFORE_SMALL[letter])
        elif letter == "ん":
            said.append(_nasal(after))
        elif letter == "っ":
            said.append("ʔ")
        elif letter == "ー":
            said.append("ː")
        else:
            said.append(_TABLE.get(letter, _MARKS.get(letter, letter if letter in " .,;:!?—" else "")))
    return re.sub(r"\s+", " ", "".join(said)).strip()


def to_hiragana(kana: str) -> str:
    """Katakana as hiragana; other letters stay."""
    return "".join(chr(ord(letter) - 0x60) if "ァ" <= letter <= "ヴ" else letter for letter in kana)


def _large(small: str) -> str:
    return {"ぁ": "あ", "ぃ": "い", "ぅ": "う", "ぇ": "え", "ぉ": "お", "ゃ": "や", "ゅ": "ゆ", "ょ": "よ", "ゎ": "わ"}[
        small
    ]


def _nasal(after: str) -> str:
    """ん takes the place of what follows it."""
    sound = _TABLE.get(after, "")
    if sound[:1] in ("m", "p", "b"):
        return "m"
    if sound[:1] in ("k", "ɡ"):
        return "ŋ"
    if sound[:1] in ("ɲ", "ʨ", "ʥ"):
        return "ɲ"
    if sound[:1] in ("n", "t", "d", "ɾ", "z", "ʣ", "ʦ"):
        return "n"
    return "ɴ"
