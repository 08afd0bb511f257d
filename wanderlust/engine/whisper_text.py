"""From Whisper's tokens to text: timestamps taken out, repetition seen and collapsed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from pathlib import Path

from wanderlust.domain.language_names import UNSPACED

SECONDS_PER_TIMESTAMP = 0.02

# Whisper's own bound for "this text repeats itself".
_COMPRESSION_LIMIT = 2.4

_SENTENCE = re.compile(r"[^.!?。！？…]+[.!?。！？…]*\s*")
_LANGUAGE_TOKEN = re.compile(r'"<\|([a-z]{2,3})\|>"')


def text_tokens(tokens: Sequence[int], first_timestamp: int, end_of_text: int, end_seconds: float) -> list[int]:
    """The tokens that are words, up to the first timestamp at or after ``end_seconds``.

    Decoding a clip without its 30 s of padding, Whisper may not notice the end and says everything again; the
    timestamp it writes at the end of the speech is where to stop.

    Args:
        tokens: Generated token ids.
        first_timestamp: Id of the token for 0.00 s; each one after it stands for 20 ms more.
        end_of_text: Id of the lowest special token; it and those up to the timestamps are no words.
        end_seconds: A timestamp this late, after some text, ends the text.
    """
    words: list[int] = []
    for token in tokens:
        if token >= first_timestamp:
            if words and (token - first_timestamp) * SECONDS_PER_TIMESTAMP >= end_seconds:
                break
        elif token < end_of_text:
            words.append(token)
        elif token == end_of_text:
            break
    return words


def is_repetitive(text: str) -> bool:
    """Whether text compresses as only a loop does, or one phrase makes up all of it."""
    encoded = text.encode()
    looped = len(encoded) > 40 and len(encoded) / len(zlib.compress(encoded)) > _COMPRESSION_LIMIT
    return looped or collapse_repeats(text) != text.strip()


def same_words(one: str, other: str) -> bool:
    """Whether two texts differ in case, punctuation and spaces alone."""
    return re.sub(r"\W", "", one).casefold() == re.sub(r"\W", "", other).casefold()


def collapse_repeats(text: str) -> str:
    """Text that is one phrase said over and over, said once.

    A phrase of three or more words counts from its second saying ("Where is Kyoto? Where is Kyoto?"), a shorter one
    from its fourth, since people do say "no, no, no" and "New York, New York".
    """
    text = text.strip()
    sentences = [match.group().strip() for match in _SENTENCE.finditer(text)]
    sentences = _once(sentences) if len(sentences) > 1 else sentences
    joined = " ".join(sentence for sentence in sentences if sentence)
    words = (joined if len(sentences) == 1 else text).split()
    folded = [re.sub(r"\W", "", word).casefold() for word in words]
    for length in range(1, len(words) // 2 + 1):
        least = 2 if length >= 3 else 4
        times, rest = divmod(len(words), length)
        # The last saying is often cut off by the limit on length.
        whole = all(folded[i] == folded[i % length] for i in range(length, len(words)))
        if whole and times >= least and (rest == 0 or times >= 2):
            return " ".join(words[:length]).rstrip(",")
    return text if len(sentences) != 1 else joined


def _once(sentences: list[str]) -> list[str]:
    """A list whose first part repeats to its end, without the repeats."""
    keys = [re.sub(r"\W", "", sentence).casefold() for sentence in sentences]
    for length in range(1, len(keys) // 2 + 1):
        repeated = all(keys[i] == keys[i % length] for i in range(length, len(keys)))
        if repeated and len(" ".join(sentences[:length]).split()) >= 3:
            return sentences[:length]
    return sentences


def join_texts(texts: Sequence[str], language: str) -> str:
    """Pieces of one speech as one text, spaced as the language is written."""
    separator = "" if language in UNSPACED else " "
    return separator.join(text for text in (piece.strip() for piece in texts) if text)


def spoken_languages(tokenizer: Path) -> frozenset[str]:
    """The languages that a recogniser with this ``tokenizer.json`` can write down; none when it is not there."""
    try:
        return frozenset(_LANGUAGE_TOKEN.findall(tokenizer.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return frozenset()
