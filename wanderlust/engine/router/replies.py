"""What the router says when no tool runs, in six languages, from ``replies.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wanderlust.domain.errors import DataMissing


class Replies:
    """Sentences by key and language; English where a language has none.

    Args:
        file: ``replies.toml``.

    Raises:
        DataMissing: The file is not there or damaged.
    """

    def __init__(self, file: Path) -> None:
        try:
            self._table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise DataMissing("router", "The language router's sentences are missing or damaged.") from error

    def say(self, section: str, key: str, language: str, **words: str) -> str:
        """The sentence of a section with its words filled in; KeyError when there is none."""
        entry = self._table[section][key]
        return str(entry.get(language) or entry["en"]).format(**words)

    def has(self, section: str, key: str) -> bool:
        return key in self._table.get(section, {})

    def abilities(self, tools: Sequence[str], language: str) -> str:
        """ "find places, show a place on the map and tell distances", for the tools that are offered."""
        named = [self.say("ability", tool, language) for tool in tools if self.has("ability", tool)]
        if not named:
            return self.say("ability", "talk", language)
        if len(named) == 1:
            return named[0]
        joint = self.say("ability", "and", language)
        return f"{', '.join(named[:-1])} {joint} {named[-1]}"

    def asked_slot(self, question: str) -> tuple[str, str] | None:
        """(tool, slot) whose question this is, in any language; None when it is none of ours."""
        for tool_slot, entry in self._table["ask"].items():
            if question.strip() in entry.values():
                tool, slot = tool_slot.split(".")
                return tool, slot
        return None
