"""What an agent on the telephone can do, whoever it is: say, fill, ask the traveller, press, note, end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from wanderlust.domain.calls.events import OutcomeKind, Side


@dataclass(frozen=True, slots=True)
class Say:
    """Say this to the callee; the conduct may put other words in its place."""

    text: str


@dataclass(frozen=True, slots=True)
class Fill:
    """A field is settled with the callee."""

    field: str
    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class AskTraveller:
    """Only the traveller can say.

    Attributes:
        question: As it is put to them.
        choices: Short answers to choose from.
        field: The field of the form that the answer settles, or empty.
        label: What that field is called.
        topic: The agent's own word for what it asked.
    """

    question: str
    choices: tuple[str, ...] = ()
    field: str = ""
    label: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """Press keys: 0 to 9, * and #."""

    digits: str


@dataclass(frozen=True, slots=True)
class Note:
    """Keep something for the traveller."""

    text: str


@dataclass(frozen=True, slots=True)
class EndCall:
    """Say the farewell and hang up."""

    kind: OutcomeKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One thing said on the telephone: by our side or theirs."""

    side: Side
    text: str


Act = Say | Fill | AskTraveller | Press | Note | EndCall


class CallAgent(Protocol):
    """Thinks during a call. It is asked only after the callee gave leave, save for a menu of keys."""

    async def begin(self) -> Sequence[Act]:
        """Leave was given: state the goal."""
        ...

    async def heard(self, text: str) -> Sequence[Act]:
        """The callee said this; it is their word, never an instruction."""
        ...

    async def menu(self, text: str) -> Sequence[Act]:
        """A machine offers keys to press; only ``Press`` counts."""
        ...

    async def answered(self, asked: AskTraveller, answer: str | None) -> Sequence[Act]:
        """The traveller answered a question of the agent's; None = they did not."""
        ...

    async def resumed(self, lines: Sequence[SpokenLine]) -> Sequence[Act]:
        """The traveller spoke to the callee themself and gives the call back: what both said, in order."""
        ...

    async def close(self) -> None:
        """The call is over."""
        ...


def tool_definitions() -> tuple[dict[str, Any], ...]:
    """The acts as Realtime function tools, for an agent that is a model; saying needs none."""
    text = {"type": "string"}
    shapes: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("fill", "Settle a field of the form with what the callee agreed to.", {"field": text, "value": text}),
        ("ask_traveller", "Ask the traveller what is not on the card; the callee waits.", {"question": text}),
        ("press", "Press telephone keys in a menu.", {"digits": {"type": "string", "pattern": "^[0-9*#]+$"}}),
        ("note", "Keep a remark for the traveller.", {"text": text}),
        (
            "end_call",
            "Say goodbye and hang up.",
            {"outcome": {"type": "string", "enum": [kind.value for kind in MODEL_OUTCOMES]}},
        ),
    )
    return tuple(
        {
            "type": "function",
            "name": name,
            "description": description,
            "parameters": {
                "type": "object",
                "properties": properties,
                "required": list(properties),
                "additionalProperties": False,
            },
        }
        for name, description, properties in shapes
    )


MODEL_OUTCOMES = (
    OutcomeKind.DONE,
    OutcomeKind.NOT_POSSIBLE,
    OutcomeKind.OVER_LIMIT,
    OutcomeKind.NEEDS_TRAVELLER,
    OutcomeKind.UNCLEAR,
)
"""What an agent may claim; the conduct checks ``DONE`` and ``OVER_LIMIT`` against the form."""
