"""The one list of tools: names, descriptions and argument schemas, for every backend and for the router."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from wanderlust.domain.countries import TOPICS

SlotKind = Literal["place", "query", "number", "currency", "language", "time", "text", "choice", "flag"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One argument of a tool.

    Attributes:
        name: Its key in the arguments object.
        kind: What sort of words fill it, for the router's slot filling.
        description: What it means, for the model.
        required: Whether the tool cannot run without it.
        choices: The allowed values of a ``choice`` slot.
    """

    name: str
    kind: SlotKind
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as the models see it.

    Attributes:
        name: Its name on the wire.
        description: When to use it, for the model.
        slots: Its arguments.
        side_effect: It rings, spends or deletes, so it waits for a clear yes and is never replayed.
        lasting: It changes something that stays, so it is not done twice for one question.
    """

    name: str
    description: str
    slots: tuple[Slot, ...] = ()
    side_effect: bool = False
    lasting: bool = False

    @property
    def changes(self) -> bool:
        """Whether anything is different after it than before."""
        return self.lasting or self.side_effect

    def schema(self) -> dict[str, Any]:
        """The arguments as a JSON Schema object (Draft 2020-12 subset that OpenAI's tools take)."""
        properties: dict[str, Any] = {}
        for slot in self.slots:
            json_type = {"number": "number", "flag": "boolean"}.get(slot.kind, "string")
            properties[slot.name] = {"type": json_type, "description": slot.description}
            if slot.choices:
                properties[slot.name]["enum"] = list(slot.choices)
        return {
            "type": "object",
            "properties": properties,
            "required": [slot.name for slot in self.slots if slot.required],
            "additionalProperties": False,
        }

    def definition(self) -> dict[str, Any]:
        """The tool as it stands in ``session.tools`` (Realtime GA function tool)."""
        return {
            "type": "function",
            "name": self.name,
            "description": self.description,
            "parameters": self.schema(),
        }


FIND_PLACES = ToolSpec(
    "find_places",
    "Find places by name or kind, such as a city, a museum or a restaurant, and pin them on the map.",
    (
        Slot("query", "query", "Name or kind of place, in the user's words.", required=True),
        Slot("near", "place", "Town or place to look near."),
        Slot("open_now", "flag", "True when only places that are open now will do."),
        Slot("price", "choice", "How dear it may be.", choices=("cheap", "moderate", "expensive")),
    ),
)
SHOW_ON_MAP = ToolSpec(
    "show_on_map",
    "Show one named place on the map: where it is, in which country.",
    (Slot("place", "place", "Name of the place, with its country when the user said it.", required=True),),
)
DISTANCE = ToolSpec(
    "distance",
    "Tell how far it is between two places.",
    (
        Slot("origin", "place", "Where from; leave out for the place last spoken of."),
        Slot("destination", "place", "Where to.", required=True),
        Slot("mode", "choice", "How to travel.", choices=("walk", "bike", "car", "train", "plane")),
    ),
)
LOCAL_TIME = ToolSpec(
    "local_time",
    "Tell what time it is in a place now.",
    (Slot("place", "place", "Name of the place; leave out for the place last spoken of."),),
)
CONVERT_CURRENCY = ToolSpec(
    "convert_currency",
    "Convert an amount of money from one currency into another.",
    (
        Slot("amount", "number", "How much; 1 when not said."),
        Slot("from", "currency", "ISO 4217 code of the money one has.", required=True),
        Slot("to", "currency", "ISO 4217 code of the money one wants.", required=True),
    ),
)

GET_WEATHER = ToolSpec(
    "get_weather",
    "Tell the usual weather of a place at a time of the year: temperature, rain, sunrise and sunset.",
    (
        Slot("place", "place", "Name of the place; leave out for the place last spoken of."),
        Slot("when", "time", "When, in the user's words, such as 'tomorrow', 'May' or 'summer'; leave out for now."),
    ),
)
COUNTRY_FACTS = ToolSpec(
    "country_facts",
    "Tell one thing about a country: emergency numbers, plugs, tips, tap water, language, holidays and the like.",
    (
        Slot("country", "place", "Name of the country, or of a town in it.", required=True),
        Slot("topic", "choice", "What to tell.", required=True, choices=TOPICS),
    ),
)
ITINERARY_ADD = ToolSpec(
    "itinerary_add",
    "Put something on the user's trip: a place to visit or a thing to do.",
    (
        Slot("item", "text", "What to do or where to go, in the user's words.", required=True),
        Slot("day", "time", "The day, such as 'Tuesday', 'tomorrow', '3 December' or 'day 2'."),
        Slot("time", "time", "The time of day, such as '10 am' or 'morning'."),
    ),
    lasting=True,
)
ITINERARY_REMOVE = ToolSpec(
    "itinerary_remove",
    "Take something off the user's trip. It asks first; call it again with the same item after a clear yes.",
    (Slot("item", "text", "What to take off, in the user's words; 'everything' for the whole trip.", required=True),),
    side_effect=True,
)
ITINERARY_SHOW = ToolSpec(
    "itinerary_show",
    "Read out the user's trip, or one day of it.",
    (Slot("day", "time", "Which day; leave out for the whole trip."),),
)
TRANSLATE = ToolSpec(
    "translate",
    "Translate words into another language.",
    (
        Slot("text", "text", "The words to translate.", required=True),
        Slot("target", "language", "Language to translate into, in English.", required=True),
    ),
)
START_INTERPRETER = ToolSpec(
    "start_interpreter",
    "Interpret a conversation between two people, aloud and in turn.",
    (
        Slot("lang_a", "language", "The user's language; leave out for the one being spoken."),
        Slot("lang_b", "language", "The other person's language.", required=True),
    ),
)
PLACE_CALL = ToolSpec(
    "place_call",
    "Telephone a business for the user, such as to book a table.",
    (
        Slot("business", "text", "Whom to call.", required=True),
        Slot("goal", "text", "What to achieve in the call.", required=True),
    ),
    side_effect=True,
)
CONTROL = ToolSpec(
    "control",
    "Steer the talk itself: stop, repeat, louder, undo, yes, no and the like.",
    (
        Slot(
            "action",
            "choice",
            "What to do.",
            required=True,
            choices=(
                "stop",
                "pause",
                "repeat",
                "louder",
                "quieter",
                "slower",
                "mute",
                "undo",
                "cancel",
                "clear_map",
                "stop_interpreter",
                "hang_up",
                "restart",
                "yes",
                "no",
            ),
        ),
    ),
    lasting=True,
)

# Every tool the router knows. A session offers those that it can run; a request for another says so.
CATALOGUE: tuple[ToolSpec, ...] = (
    FIND_PLACES,
    SHOW_ON_MAP,
    DISTANCE,
    LOCAL_TIME,
    CONVERT_CURRENCY,
    GET_WEATHER,
    COUNTRY_FACTS,
    ITINERARY_ADD,
    ITINERARY_REMOVE,
    ITINERARY_SHOW,
    TRANSLATE,
    START_INTERPRETER,
    PLACE_CALL,
    CONTROL,
)


def spec_named(name: str) -> ToolSpec | None:
    """The tool of that name, or None."""
    return next((spec for spec in CATALOGUE if spec.name == name), None)
