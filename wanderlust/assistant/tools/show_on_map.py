"""``show_on_map``: where one named place is."""

from __future__ import annotations

from wanderlust.assistant.tools.place_words import NEARBY_KM, Neighbour, neighbour_of, wants_neighbour, where_sentence
from wanderlust.assistant.tools.resolve import Unclear, place_cards, place_data, resolve
from wanderlust.assistant.tools.said.places import where_sentences
from wanderlust.assistant.tools.said.whereabouts import forgotten_sentences, taken_sentences, told_sentences
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.places import Place, PlaceKind
from wanderlust.domain.tool_catalogue import SHOW_ON_MAP
from wanderlust.domain.whereabouts import means_here, wants_forgotten

CITIES: tuple[PlaceKind, ...] = ("city",)


class ShowOnMap:
    """Pins one place and says where it lies."""

    spec = SHOW_ON_MAP

    def caption(self, arguments: JsonObject) -> str:
        return f"{arguments['place']} on the map."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        words, here = str(arguments["place"]), context.whereabouts
        if means_here(words) and wants_forgotten(here.words):
            return ToolOutcome(forgotten_sentences(), {"user_is_here": None}, "Forgot where you are")
        try:
            place = await resolve(words, context)
        except Unclear as unclear:
            here.asking()
            return unclear.outcome
        if means_here(words) and place == here.place:
            return _own(place, told_sentences(place, context.names), "Showed where you are")
        if here.shown(place, words):
            return _own(place, taken_sentences(place, context.names), f"Took note that you are at {place.name}")
        return await located(place, {"place": place_data(place)}, context)


def _own(place: Place, say: dict[str, str], activity: str) -> ToolOutcome:
    """Where the traveller is."""
    data = {"place": place_data(place), "user_is_here": True}
    return ToolOutcome(say, data, activity, places=(place,), chosen=0, cards=place_cards((place,)), source=place.source)


async def located(place: Place, data: JsonObject, context: ToolContext) -> ToolOutcome:
    """One place found: pinned, and told by its country and what it is near or how great it is."""
    neighbour: Neighbour | None = None
    if wants_neighbour(place):
        greater = await context.places.around(place.coordinates, CITIES, NEARBY_KM, 3)
        neighbour = neighbour_of(place, greater)
    told_by = (neighbour.place, neighbour.km, neighbour.direction) if neighbour is not None else None
    foreign = where_sentences(place, told_by, context.names)
    return ToolOutcome(
        say={"en": where_sentence(place, neighbour), **foreign},
        data=data,
        activity=f"Looked up {place.name}",
        places=(place,),
        chosen=0,
        cards=place_cards((place,)),
        source=place.source,
    )
