"""How sure a model was of its choice: the chances of each tool's word at the beginning of what it wrote."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from wanderlust.engine.brain.short_names import ANSWER


def chances_of(answer: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, float]:
    """Chances of the tools on offer and of ``answer``, adding up to 1; empty when the server told none.

    Args:
        answer: llama.cpp's answer to ``/completion`` with ``n_probs``.
        names: The tools' own names by the words they are written with.
    """
    told = answer.get("completion_probabilities")
    if not isinstance(told, list) or not told:
        return {}
    words = {**names, ANSWER: ANSWER}
    found: dict[str, float] = {}
    for beginning in told[0].get("top_logprobs") or ():
        token = str(beginning.get("token", ""))
        start = token.strip()
        # " c" may begin several words: only a token that is a whole word, or the start of one alone, tells them apart.
        matches = [name for word, name in words.items() if start and token.startswith(" ") and word.startswith(start)]
        if len(matches) == 1:
            found[matches[0]] = found.get(matches[0], 0.0) + math.exp(float(beginning.get("logprob", -99.0)))
    total = sum(found.values())
    return {name: chance / total for name, chance in found.items()} if total > 0 else {}
