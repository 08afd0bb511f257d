"""What a language model is asked, and what it may answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from wanderlust.engine.router.values import HistoryItem, ToolCall


@dataclass(frozen=True, slots=True)
class Question:
    """An utterance the router was unsure of.

    Attributes:
        utterance: What was said.
        language: ISO 639-1 of it.
        history: Earlier steps, oldest first.
        tools: The definitions it may choose from.
        router: The router's chances of these tools; what they leave to 1 is mere talk.
        likely: Names of the tools a small model is held to: the router's three likeliest and the last one used.
        with_text: Whether words are wanted where no tool fits; without, that no tool fits is enough.
    """

    utterance: str
    language: str
    history: tuple[HistoryItem, ...]
    tools: tuple[Mapping[str, Any], ...]
    router: Mapping[str, float] = field(default_factory=dict)
    likely: tuple[str, ...] = ()
    with_text: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """What a model wants done: calls, or a short text where no tool fits (untrusted), or neither.

    Attributes:
        calls: Tools to run, in order.
        text: What to say when there are none.
        chances: How likely each tool and ``answer`` is, both opinions weighed; empty when the model does not say.
    """

    calls: tuple[ToolCall, ...] = ()
    text: str = ""
    chances: Mapping[str, float] = field(default_factory=dict)


class Thinks(Protocol):
    """A language model that chooses tools."""

    @property
    def name(self) -> str:
        """What answers, in a few words for the traveller."""
        ...

    async def decide(self, question: Question) -> Decision:
        """Choose; cancelling the task ends the model's work too.

        Raises:
            BrainFailed: It cannot be reached, broke, or answered what cannot be read.
        """
        ...

    async def close(self) -> None:
        """Give back what it holds."""
        ...
