"""Takes keys out of texts that are written down: logs, crash reports, a server's own words."""

from __future__ import annotations

import re

REPLACEMENT = "····"
# What keys look like: OpenAI's keys and client secrets, and whatever stands in a header that carries one.
_SHAPES = re.compile(
    r"\b(?:sk|ek|sess|rk)[-_][A-Za-z0-9_\-*]{6,}"
    r"|(?<=Bearer )[^\s\"',;]+"
    r"|(?<=api-key: )[^\s\"',;]+"
    r"|(?<=openai-insecure-api-key\.)[^\s\"',;]+",
    re.IGNORECASE,
)
_LEAST = 6  # a shorter text is no key, and replacing it would garble ordinary words


class Scrubber:
    """Knows the keys in use, and what keys look like."""

    def __init__(self) -> None:
        self._known: tuple[str, ...] = ()

    def learn(self, value: str) -> None:
        """Never let this text through again."""
        if len(value) >= _LEAST and value not in self._known:
            # The longest first: one key may begin like another.
            self._known = tuple(sorted((*self._known, value), key=len, reverse=True))

    def clean(self, text: str) -> str:
        """The text without keys."""
        for value in self._known:
            text = text.replace(value, REPLACEMENT)
        return _SHAPES.sub(REPLACEMENT, text)
