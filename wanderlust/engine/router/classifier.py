"""From a reading to the chances of each intent: sentence vector and hashed word parts, one matrix product."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from wanderlust.domain.errors import DataMissing
from wanderlust.engine.router import cues
from wanderlust.engine.router.embedding import WIDTH, SentenceEncoder
from wanderlust.engine.router.entities import Reading

BUCKETS: Final = 4096
_COUNTS: Final = 12
# Weight of each part before fitting: the sentence vector generalises, the word parts know the other languages.
_PART_SCALE = 0.8
_COUNT_SCALE = 0.3
_CUE_SCALE = 0.5
FEATURES: Final = WIDTH + BUCKETS + _COUNTS + cues.WIDTH


def features(reading: Reading, vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """One row of features: sentence vector, hashed word parts, counts of entities, cues; shape (FEATURES,)."""
    row = np.zeros(FEATURES, dtype=np.float32)
    row[:WIDTH] = vector
    parts = np.zeros(BUCKETS, dtype=np.float32)
    for part in _word_parts(reading.tokens()):
        parts[zlib.crc32(part.encode()) % BUCKETS] = 1.0
    norm = float(np.linalg.norm(parts))
    row[WIDTH : WIDTH + BUCKETS] = parts * (_PART_SCALE / norm if norm else 0.0)
    row[WIDTH + BUCKETS : -cues.WIDTH] = _counts(reading)
    row[-cues.WIDTH :] = cues.cues(reading.text)
    row[-cues.WIDTH :] *= _CUE_SCALE
    return row


def _word_parts(tokens: list[str]) -> set[str]:
    parts = {f"w:{token}" for token in tokens}
    parts |= {f"b:{a} {b}" for a, b in zip(["^", *tokens], [*tokens, "$"], strict=True)}
    for token in tokens:
        if len(token) > 3 and not token.startswith("_"):
            padded = f"<{token}>"
            parts |= {f"c:{padded[i : i + 4]}" for i in range(len(padded) - 3)}
    return parts


def _counts(reading: Reading) -> NDArray[np.float32]:
    row = np.zeros(_COUNTS, dtype=np.float32)
    for offset, kind in enumerate(("place", "currency", "number", "language")):
        count = sum(1 for entity in reading.entities if entity.kind == kind)
        row[offset * 2] = count >= 1
        row[offset * 2 + 1] = count >= 2
    length = len(reading.text.split())
    row[8], row[9], row[10] = length <= 2, 2 < length <= 5, length > 14
    row[11] = reading.text.rstrip().endswith("?")
    return row * _COUNT_SCALE


@dataclass(frozen=True, slots=True)
class Guess:
    """Intents with their chances, likeliest first."""

    ranked: tuple[tuple[str, float], ...]

    @property
    def best(self) -> str:
        return self.ranked[0][0]

    def chance(self, intent: str) -> float:
        return next((chance for name, chance in self.ranked if name == intent), 0.0)


class _Head:
    """One multinomial logistic regression over the features."""

    def __init__(self, stored: Mapping[str, NDArray[Any]], name: str) -> None:
        self._names = [str(label) for label in stored[name]]
        self._weights = stored[f"{name}_weights"].astype(np.float32)
        self._bias = stored[f"{name}_bias"].astype(np.float32)
        if self._weights.shape != (FEATURES, len(self._names)):
            raise DataMissing("router", "The language router's weights are of another version.")

    def guess(self, row: NDArray[np.float32]) -> Guess:
        scores = row @ self._weights + self._bias
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        order = np.argsort(-chances)
        return Guess(tuple((self._names[i], float(chances[i])) for i in order))


class IntentClassifier:
    """Logistic regression with weights fitted by ``packaging/fit_router.py``.

    Args:
        encoder: The sentence model.
        weights: The fitted ``.npz``: labels, weights (features x labels) and bias of each head.

    Raises:
        DataMissing: The weights are not there or do not fit.
    """

    def __init__(self, encoder: SentenceEncoder, weights: Path) -> None:
        self._encoder = encoder
        self._last: tuple[Reading, NDArray[np.float32]] | None = None
        try:
            with np.load(weights, allow_pickle=False) as stored:
                self._intents, self._actions, self._topics = (
                    _Head(stored, name) for name in ("intents", "actions", "topics")
                )
        except (OSError, ValueError, KeyError) as error:
            raise DataMissing("router", "The language router's weights are missing or damaged.") from error

    def classify(self, reading: Reading) -> Guess:
        """Chances of each intent for a reading; they add up to 1."""
        return self._intents.guess(self._features(reading))

    def action(self, reading: Reading) -> Guess:
        """Chances of each action of ``control``, given that it is one."""
        return self._actions.guess(self._features(reading))

    def topic(self, reading: Reading) -> Guess:
        """Chances of each topic of ``country_facts``, given that it is one."""
        return self._topics.guess(self._features(reading))

    def _features(self, reading: Reading) -> NDArray[np.float32]:
        if self._last is None or self._last[0] != reading:
            self._last = reading, features(reading, self._encoder.encode(reading.masked()))
        return self._last[1]
