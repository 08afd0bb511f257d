"""Counts a Realtime server's input as OpenAI bills it: what a prompt shares with an earlier one costs a tenth or less.

Source: OpenAI's guides to prompt caching and Realtime costs: the longest common beginning, from 1,024 tokens on, in
steps of 128; a token of sound is 100 ms of the user's and 50 ms of the assistant's; four characters are about a token.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from wanderlust.domain.cost.usage import AUDIO_IN_MS_PER_TOKEN, AUDIO_OUT_MS_PER_TOKEN

SHORTEST = 1024
STEP = 128
CHARACTERS_PER_TOKEN = 4

Token = tuple[str, str]  # kind, and what tells it from another


class PromptCache:
    """Remembers every prompt it was shown.

    Args:
        step: In steps of how many tokens it remembers.

    Attributes:
        usages: What each response used, in the order of the answers.
    """

    def __init__(self, step: int = STEP) -> None:
        self._step = step
        self._prompts: list[list[Token]] = []
        self.usages: list[dict[str, Any]] = []

    def read(self, session: Mapping[str, Any], items: Sequence[Mapping[str, Any]], sound_ms: Mapping[str, int]) -> int:
        """Count a prompt as it is before an answer; gives its number, for :meth:`made`."""
        prompt = _text(json.dumps([session.get("tools"), session.get("instructions")]))
        for item in items:
            prompt += _tokens(item, sound_ms)
        common = max((_common(prompt, earlier) for earlier in self._prompts), default=0)
        cached = common // self._step * self._step if common >= SHORTEST else 0
        self._prompts.append(prompt)
        kinds, remembered = Counter(kind for kind, _ in prompt), Counter(kind for kind, _ in prompt[:cached])
        self.usages.append(
            {
                "input_tokens": len(prompt),
                "input_token_details": {
                    "text_tokens": kinds["text"],
                    "audio_tokens": kinds["audio"],
                    "image_tokens": 0,
                    "cached_tokens": cached,
                    "cached_tokens_details": {
                        "text_tokens": remembered["text"],
                        "audio_tokens": remembered["audio"],
                        "image_tokens": 0,
                    },
                },
                "output_tokens": 0,
                "output_token_details": {"text_tokens": 0, "audio_tokens": 0},
                "total_tokens": len(prompt),
            }
        )
        return len(self.usages) - 1

    def made(self, number: int, item: Mapping[str, Any] | None, sound_ms: Mapping[str, int]) -> dict[str, Any]:
        """The whole usage of that prompt's response, of which this came out."""
        usage = self.usages[number]
        kinds = Counter(kind for kind, _ in _tokens(item, sound_ms)) if item is not None else Counter[str]()
        usage["output_tokens"] = kinds.total()
        usage["output_token_details"] = {"text_tokens": kinds["text"], "audio_tokens": kinds["audio"]}
        usage["total_tokens"] = usage["input_tokens"] + kinds.total()
        return usage


def _text(words: str) -> list[Token]:
    return [("text", words[start : start + CHARACTERS_PER_TOKEN]) for start in range(0, len(words), 4)]


def _tokens(item: Mapping[str, Any], sound_ms: Mapping[str, int]) -> list[Token]:
    """An item as the model reads it: what was cut off an answer is gone, its words with it."""
    head = _text(f"{item['type']} {item.get('role', '')} {item.get('name', '')}")
    sound = sound_ms.get(str(item.get("id")), 0)
    if sound:
        per_token = AUDIO_OUT_MS_PER_TOKEN if item.get("role") == "assistant" else AUDIO_IN_MS_PER_TOKEN
        head += [("audio", f"{item['id']} {n}") for n in range(sound // per_token)]
        return head
    parts = [part.get("text") or part.get("transcript") or "" for part in item.get("content") or ()]
    return head + _text(" ".join([*parts, item.get("arguments") or "", item.get("output") or ""]))


def _common(one: Sequence[Token], other: Sequence[Token]) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
