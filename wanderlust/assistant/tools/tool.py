"""What a tool is to the session: a schema, a caption while it runs, and an outcome that owns its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from wanderlust.assistant.consent import Consent
from wanderlust.assistant.focus import Focus
from wanderlust.assistant.ports import (
    CallProposals,
    ClimateTable,
    Clock,
    CountryTable,
    ExchangeRates,
    Interpreter,
    PlaceIndex,
    Translator,
)
from wanderlust.assistant.translating import InTurn
from wanderlust.assistant.trips.desk import TripDesk
from wanderlust.assistant.web_ports import OnlineServices
from wanderlust.assistant.whereabouts import Whereabouts
from wanderlust.domain.conversation import Card, JsonObject, Turn
from wanderlust.domain.errors import BadInput
from wanderlust.domain.foreign_names import ForeignNames
from wanderlust.domain.places import Coordinates, Place
from wanderlust.domain.tool_catalogue import ToolSpec
from wanderlust.domain.units import METRIC, Units


@dataclass(slots=True)
class Measures:
    """Holds the traveller's units, which may change while they talk."""

    units: Units = METRIC


class NoInterpreter:
    """Where nobody can be interpreted: a conversation without a window."""

    own_language = "en"

    async def check(self, near: str, far: str) -> None:
        """Raises BadInput, always."""
        raise BadInput("I interpret in the window only.", "Open Wanderlust, or run: wanderlust interpret")

    def open_after_answer(self, near: str, far: str) -> None:
        """Never asked, since the check fails."""


@dataclass(frozen=True, slots=True)
class ToolContext:
    """What tools may reach."""

    places: PlaceIndex
    rates: ExchangeRates
    clock: Clock
    focus: Focus
    countries: CountryTable
    climates: ClimateTable
    trips: TripDesk
    consent: Consent = field(default_factory=Consent)
    names: ForeignNames = field(default_factory=ForeignNames)
    translator: Translator = field(default_factory=lambda: InTurn(()))
    online: OnlineServices | None = None
    calls: CallProposals | None = None
    interpreter: Interpreter = field(default_factory=NoInterpreter)
    whereabouts: Whereabouts = field(default_factory=Whereabouts)
    measures: Measures = field(default_factory=Measures)

    @property
    def units(self) -> Units:
        """What lengths and temperatures are told in now."""
        return self.measures.units

    @property
    def around(self) -> Place | None:
        """Where a question without a place is asked from: what is spoken of, else where the traveller is."""
        return self.focus.place or self.whereabouts.place

    def hear(self, turn: Turn) -> None:
        """Take a finished turn: it may be a yes, and it may say where the traveller is."""
        self.consent.take(turn)
        self.whereabouts.take(turn)


@dataclass(frozen=True, slots=True)
class ToolOutcome:
    """What a tool found.

    Attributes:
        say: The answer by language, ready to be spoken; English is always there.
        data: The facts, for a model that words its own answer.
        activity: What was done, as one line in the past tense.
        places: Places to pin, numbered in this order; None leaves the map as it is.
        chosen: Index of the chosen place.
        line: A line to draw on the map.
        cards: Compact results for the transcript.
        source: Who says so, and how old it is.
        large: Words that no voice can say clearly, at the end of every answer, and their language: shown large.
    """

    say: dict[str, str]
    data: JsonObject
    activity: str
    places: tuple[Place, ...] | None = None
    chosen: int | None = None
    line: tuple[Coordinates, ...] = ()
    cards: tuple[Card, ...] = field(default=())
    source: str = ""
    large: tuple[str, str] | None = None

    def output(self) -> JsonObject:
        """What goes back to the model."""
        quote = {"quote": {"text": self.large[0], "language": self.large[1]}} if self.large else {}
        return {"say": self.say, "data": self.data, **quote}


class Tool(Protocol):
    """One tool."""

    @property
    def spec(self) -> ToolSpec: ...

    def caption(self, arguments: JsonObject) -> str:
        """What the talk bar says while it runs, such as ``Time in Kyoto.``"""
        ...

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        """Do it; raises ToolFailed with the sentence to say."""
        ...
