"""Which of two people spoke: by the sound of the language first, the words second, then whose turn it was."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Witness = Literal["speech", "text", "turn", "key", "none"]

# Log odds of the likelier language. Measured on human clips from 1 s on, English against es, fr, it and ru.
SURE_BY_SPEECH = 1.5
# Whisper was taught more English than all else together and leans to it: of 320 clips in the four others two were
# heard as English, with 1.5 and 1.7; of 80 in English none had less than 4.3 for it.
SURE_OF_ENGLISH = 2.0
# Under a second of sound the recogniser's guess is worth half of that: 7 of 78 such clips came out wrong.
SHORT_SECONDS = 1.0
SURE_BY_SPEECH_SHORT = 3.0
# How much better the words fit one language: mean log probability a token, weighed up to log odds.
TEXT_WEIGHT = 2.0
SURE_BY_TEXT = 1.0
# Where sound and words contradict each other, the stronger must outweigh the other by more.
SURE_AGAINST_THE_OTHER = 1.5
# Turn order alone decides nothing aloud; it settles what the other witnesses nearly agree on.
TURN_LOG_ODDS = 0.5


@dataclass(frozen=True, slots=True)
class Side:
    """Whose words they were.

    Attributes:
        language: Of the pair; the best guess where nothing is sure.
        sure: Whether to say anything aloud. Unsure, one asks.
        witness: What decided.
        margin: Log odds for this language over the other.
    """

    language: str
    sure: bool
    witness: Witness
    margin: float


def side_by_speech(log_probs: Mapping[str, float], seconds: float) -> Side | None:
    """The side as the recogniser hears it, or None where the sound says too little.

    Args:
        log_probs: Of both languages.
        seconds: How long the utterance is.
    """
    first, second = sorted(log_probs, key=log_probs.__getitem__, reverse=True)[:2]
    margin = log_probs[first] - log_probs[second]
    needed = SURE_BY_SPEECH if seconds >= SHORT_SECONDS else SURE_BY_SPEECH_SHORT
    if first == "en":
        needed = max(needed, SURE_OF_ENGLISH)
    return Side(first, True, "speech", margin) if margin >= needed else None


def side_by_all(log_probs: Mapping[str, float], scores: Mapping[str, float], before: str) -> Side:
    """The side of an utterance that was written down in both languages.

    Args:
        log_probs: Of both languages, by sound.
        scores: Mean log probability a token of the words in each; ``-inf`` where there were none.
        before: The language spoken last, or an empty string. Two people take turns, so the other one is expected.
    """
    first, second = sorted(log_probs)
    by_text = _bounded(TEXT_WEIGHT * (scores[first] - scores[second]))
    by_sound = log_probs[first] - log_probs[second]
    by_turn = TURN_LOG_ODDS * (before == second) - TURN_LOG_ODDS * (before == first)
    known = by_sound + by_text
    if abs(known) >= (SURE_AGAINST_THE_OTHER if by_sound * by_text < 0 else SURE_BY_TEXT):
        return Side(first if known > 0 else second, True, "text", abs(known))
    odds = known + by_turn
    language = first if odds > 0 else second
    # Sound and words lean the way the turn goes, and together they are enough.
    if known * odds > 0 and by_sound * by_text >= 0 and abs(odds) >= SURE_BY_TEXT:
        return Side(language, True, "turn", abs(odds))
    return Side(language, False, "turn" if before else "none", abs(odds))


def _bounded(value: float, most: float = 3.0) -> float:
    if math.isnan(value):  # no words in either language
        return 0.0
    return max(-most, min(most, value))
