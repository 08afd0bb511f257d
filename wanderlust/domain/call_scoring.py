"""Whether tool calls are the ones that were wanted, as a fair reader would say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TALK = "answer"
"""The name under which lines say that no tool is wanted."""

_ARTICLES = frozenset(["the", "a", "an", "le", "la", "les", "el", "los", "las", "il", "lo", "der", "die", "das"])


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a tool."""

    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one line was answered.

    Attributes:
        tool: The right tools, in the right order.
        whole: And every argument right.
        valid: Every argument fits its tool's schema.
    """

    tool: bool
    whole: bool
    valid: bool


@dataclass(slots=True)
class Score:
    """Counts over many lines."""

    lines: int = 0
    tool: int = 0
    whole: int = 0
    valid: int = 0
    failed: int = 0

    def add(self, verdict: Verdict | None) -> None:
        """Count a line; None = no answer came."""
        self.lines += 1
        if verdict is None:
            self.failed += 1
            return
        self.tool += verdict.tool
        self.whole += verdict.whole
        self.valid += verdict.valid

    def share(self, count: int) -> float:
        return count / self.lines if self.lines else 0.0


def same_calls(found: Sequence[Call], wanted: Sequence[Call]) -> tuple[bool, bool]:
    """Whether the tools are the same, and whether everything is."""
    found, wanted = _without_talk(found), _without_talk(wanted)
    tool = [call.name for call in found] == [call.name for call in wanted]
    pairs = zip(found, wanted, strict=False)
    return tool, tool and all(same_arguments(first.arguments, second.arguments) for first, second in pairs)


def best_match(found: Sequence[Call], allowed: Sequence[Sequence[Call]]) -> tuple[bool, bool]:
    """The same against every list of calls that is right."""
    matches = [same_calls(found, wanted) for wanted in allowed]
    return any(tool for tool, _ in matches), any(whole for _, whole in matches)


def same_arguments(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether two sets of arguments mean the same; what is null or empty was not said."""
    names = {name for given in (found, wanted) for name, value in given.items() if value not in (None, "")}
    return all(same_value(found.get(name), wanted.get(name)) for name in names)


def same_value(found: object, wanted: object) -> bool:
    """Whether two values mean the same: case, accents, articles and a place's country do not count."""
    if isinstance(found, bool) or isinstance(wanted, bool):
        return found is wanted
    numbers = _number(found), _number(wanted)
    if None not in numbers:
        return numbers[0] == numbers[1]
    first, second = _folded(found), _folded(wanted)
    if first == second:
        return True
    # "Kyoto, Japan" is Kyoto; "Paris, Texas" is not "Paris, France".
    parts = [str(value or "").split(",") for value in (found, wanted)]
    shorter, longer = sorted(parts, key=len)
    return len(shorter) == 1 < len(longer) and _folded(shorter[0]) == _folded(longer[0]) != ""


def _without_talk(calls: Sequence[Call]) -> list[Call]:
    return [call for call in calls if call.name != TALK]


def _number(value: object) -> float | None:
    try:
        return float(str(value).replace(",", "")) if value is not None else None
    except ValueError:
        return None


def _folded(value: object) -> str:
    text = unicodedata.normalize("NFKD", str(value or "").casefold())
    words = re.findall(r"[^\W_]+", "".join(letter for letter in text if not unicodedata.combining(letter)))
    return " ".join(word for word in words if word not in _ARTICLES)
