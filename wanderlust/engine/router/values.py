"""What goes into the router and what comes out: history, place names, tool calls and the routing itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

RoutingKind = Literal["act", "ask", "choose", "lost", "chat"]


class NameSpan(Protocol):
    """Where a place name stands in a text, ``text[start:end]``, and how many people live there."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def population(self) -> int: ...


class PlaceNames(Protocol):
    """Knows place names; the gazetteer does."""

    def names_in(self, text: str) -> Sequence[NameSpan]:
        """Spans of place names in the text, left to right, not overlapping."""
        ...


class NamedPlace(Protocol):
    """What the gazetteer knows of a place."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def country_name(self) -> str: ...


class KnownSpan(NameSpan, Protocol):
    """A name in a text and the place it names."""

    @property
    def place(self) -> NamedPlace: ...


class KnownPlaces(Protocol):
    """Knows place names and what they name; the gazetteer does."""

    def names_in(self, text: str) -> Sequence[KnownSpan]: ...


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool to run with its arguments filled in; places are words, currencies ISO 4217 codes."""

    name: str
    arguments: dict[str, object]


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One earlier step of the conversation, oldest first.

    Attributes:
        role: Who or what it came from.
        text: What was said; empty for tools.
        name: The tool's name, for ``tool_call`` and ``tool_result``.
        data: Arguments of a ``tool_call``, output of a ``tool_result``.
    """

    role: Literal["user", "assistant", "tool_call", "tool_result"]
    text: str = ""
    name: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Routing:
    """What to do with an utterance.

    Attributes:
        calls: Tools to run, in order; empty unless ``kind`` is ``act``.
        confidence: How sure the router is, 0 to 1: about the share of such turns it gets right.
        reply: What to say when no tool runs; None when one does.
        kind: ``act`` runs the calls, ``ask`` wants a missing argument, ``choose`` offers two ways,
            ``lost`` says what is possible, ``chat`` answers small talk.
        intent: The intent behind it, a tool's name or ``chat_...`` or ``out_of_scope``.
        guess: What it would run if it had to act, where ``kind`` is none of ``act``; a call may lack arguments.
        ranked: The three likeliest of the session's tools with their chances, likeliest first.
        whole: Chance that the calls, or else the guess, are right to the last argument.
        chance: What the fitted weights or rules gave before it was made honest; on half a sentence it says more.
    """

    calls: tuple[ToolCall, ...]
    confidence: float
    reply: str | None
    kind: RoutingKind
    intent: str
    guess: tuple[ToolCall, ...] = ()
    ranked: tuple[tuple[str, float], ...] = ()
    whole: float = 1.0
    chance: float = 0.0
