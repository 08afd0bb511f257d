"""How sure the router may be: its chances made honest on lines that its weights never saw."""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from wanderlust.domain.errors import DataMissing
from wanderlust.engine.router.signs import NAMES, signs_of
from wanderlust.engine.router.values import HistoryItem, Routing


class Confidence:
    """Fitted by ``packaging/fit_confidence.py``.

    Args:
        file: Its JSON: ``steps`` are (raw chance, share that was right), rising; ``whole`` are weights of the signs.

    Raises:
        DataMissing: The file is missing or of another version.
    """

    def __init__(self, file: Path) -> None:
        try:
            stored = json.loads(file.read_text(encoding="utf-8"))
            steps = [(float(raw), float(right)) for raw, right in stored["steps"]]
            self._weights = [float(stored["whole"][name]) for name in NAMES]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataMissing("router", "The language router's confidence table is missing or damaged.") from error
        self._raw = [raw for raw, _ in steps]
        self._right = [right for _, right in steps]

    def honest(self, routing: Routing, utterance: str, history: Sequence[HistoryItem], language: str) -> Routing:
        """The routing with an honest confidence, and the chance that its calls are right to the last argument."""
        signs = signs_of(routing, utterance, history, language)
        score = sum(weight * sign for weight, sign in zip(self._weights, signs, strict=True))
        whole = 1.0 / (1.0 + math.exp(-score))
        return replace(routing, confidence=self._share(routing.confidence), whole=whole, chance=routing.confidence)

    def _share(self, raw: float) -> float:
        """The share that was right at a raw chance, between the two nearest steps."""
        at = bisect_right(self._raw, raw)
        if at == 0:
            return self._right[0]
        if at == len(self._raw):
            return self._right[-1]
        part = (raw - self._raw[at - 1]) / (self._raw[at] - self._raw[at - 1])
        return self._right[at - 1] + part * (self._right[at] - self._right[at - 1])
