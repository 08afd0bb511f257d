"""Japanese to phonemes: readings from Janome's dictionary (IPADIC), kana to sounds by a table.

Loading takes 0.1 s and 60 MB; the dictionary is mapped from its files.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from wanderlust.engine.phonemes.kana import kana_phonemes, to_hiragana
from wanderlust.engine.written.japanese import COUNTED

# Readings that are right in a book and wrong in a conversation.
_READINGS = {
    "日本": "ニホン",
    "私": "ワタシ",
    "明日": "アシタ",
    "今日": "キョー",
    "何時": "ナンジ",
    "一人": "ヒトリ",
    "二人": "フタリ",
}


@functools.cache
def _dictionary() -> Any:
    from janome.tokenizer import Tokenizer  # type: ignore[import-untyped]

    return Tokenizer(mmap=True)


def japanese_phonemes(text: str) -> str:
    """The phonemes of a text whose figures are written out; what has no known reading is left out."""
    parts: list[str] = []
    for number, part in enumerate(re.split(f"[{COUNTED}]", text)):
        # Every other part is a figure's own kana, which the dictionary would take apart into other words.
        parts.append(kana_phonemes(part) if number % 2 else _words_phonemes(part))
    return re.sub(r" +", " ", " ".join(part for part in parts if part))


def _words_phonemes(text: str) -> str:
    said: list[str] = []
    for word in _dictionary().tokenize(text):
        kind: str = word.part_of_speech
        sounds = kana_phonemes(_reading(word))
        if not sounds:
            continue
        if said and not kind.startswith(("助詞", "助動詞", "記号")) and "接尾" not in kind:
            said.append(" ")
        said.append(sounds)
    return "".join(said).strip()


def _reading(word: Any) -> str:
    surface = str(word.surface)
    if surface in _READINGS:
        return _READINGS[surface]
    spoken = str(word.phonetic)
    # For a word it does not know the dictionary has an asterisk; kana can be read all the same.
    return surface if spoken == "*" else to_hiragana(spoken)
