"""``find_places``: places by name or kind, from what is known without a network, and plainly what is not."""

from __future__ import annotations

import re

from wanderlust.assistant.tools.distance import short_km
from wanderlust.assistant.tools.resolve import Unclear, place_cards, place_data, question_which, resolve, sources
from wanderlust.assistant.tools.show_on_map import where_sentence
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Place, PlaceKind
from wanderlust.domain.tool_catalogue import FIND_PLACES

KINDS: dict[str, tuple[tuple[PlaceKind, ...], str]] = {
    "museum": (("museum",), "museums"),
    "gallery": (("museum",), "museums"),
    "art": (("museum",), "museums"),
    "park": (("park",), "parks"),
    "garden": (("park",), "parks"),
    "station": (("station",), "stations"),
    "airport": (("airport",), "airports"),
    "landmark": (("landmark", "museum"), "sights"),
    "sight": (("landmark", "museum"), "sights"),
    "attraction": (("landmark", "museum"), "sights"),
    "monument": (("landmark",), "sights"),
    "island": (("island",), "islands"),
    "mountain": (("mountain",), "mountains"),
    "lake": (("water",), "lakes"),
    "town": (("city",), "towns"),
    "city": (("city",), "towns"),
    "village": (("city",), "towns"),
}
# Kinds of business that no bundled table holds: asked for offline, they get a plain answer instead of a namesake.
UNKNOWN_OFFLINE = frozenset(
    [
        "atm",
        "bakery",
        "bank",
        "bar",
        "bars",
        "beer",
        "bistro",
        "bookshop",
        "breakfast",
        "brunch",
        "burger",
        "cafe",
        "cafes",
        "café",
        "cafés",
        "cinema",
        "clinic",
        "club",
        "coffee",
        "curry",
        "dentist",
        "dinner",
        "doctor",
        "food",
        "gelato",
        "grocery",
        "gym",
        "hairdresser",
        "hospital",
        "hostel",
        "hotel",
        "hotels",
        "kebab",
        "laundry",
        "lunch",
        "market",
        "noodles",
        "nightclub",
        "parking",
        "pharmacy",
        "pizza",
        "pizzeria",
        "pub",
        "pubs",
        "ramen",
        "restaurant",
        "restaurants",
        "shop",
        "shops",
        "steak",
        "supermarket",
        "sushi",
        "taco",
        "tapas",
        "taxi",
        "tea",
        "theatre",
        "toilet",
        "toilets",
        "vegan",
        "vegetarian",
    ]
)
RADIUS_KM = {"airport": 120.0, "town": 40.0, "city": 40.0, "village": 40.0, "mountain": 150.0, "island": 150.0}
NAME_REACH_KM = 100.0


class FindPlaces:
    """Finds a named place, or the nearest places of a kind."""

    spec = FIND_PLACES

    def caption(self, arguments: JsonObject) -> str:
        near = f" near {arguments['near']}" if "near" in arguments else ""
        return f"{str(arguments['query']).capitalize()}{near}."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        query = str(arguments["query"])
        words = [_singular(w) for w in re.findall(r"[\w'-]+", query.casefold())]
        kind = next((w for w in reversed(words) if w in KINDS), None)
        try:
            if kind is not None and len(words) <= 4:
                near = arguments.get("near")
                if near is None and context.focus.place is None:
                    return await self._by_name(query, None, context)
                return await self._by_kind(kind, await resolve(near, context), arguments, context)
            if any(w in UNKNOWN_OFFLINE for w in (*words, query.casefold())):
                return await self._unknowable(query, arguments, context)
            centre = await resolve(arguments["near"], context) if "near" in arguments else None
            return await self._by_name(query, centre, context)
        except Unclear as unclear:
            return unclear.outcome

    async def _by_kind(self, word: str, centre: Place, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        kinds, plural = KINDS[word]
        radius = RADIUS_KM.get(word, 25.0)
        found = await context.places.around(centre.coordinates, kinds, radius, 6)
        found = tuple(p for p in found if p.id != centre.id)[:5]
        if not found:
            raise ToolFailed(f"I know no {plural} near {centre.name} without a network.")
        distances = [distance_km(centre.coordinates, p.coordinates) for p in found]
        names = _spoken_list([p.name for p in found[:3]])
        many = f"I know {len(found)} {plural} near {centre.name}: {names}" if len(found) > 1 else f"I know {names}"
        more = ", and more on the map" if len(found) > 3 else ""
        hours = " I cannot know opening hours without a network." if "open_now" in arguments else ""
        return ToolOutcome(
            say={"en": f"{many}{more}.{hours}"},
            data={
                "near": place_data(centre),
                "places": [
                    {**place_data(p), "number": i + 1, "km": round(d, 1)}
                    for i, (p, d) in enumerate(zip(found, distances, strict=True))
                ],
                "hours": "unknown offline",
            },
            activity=f"Looked for {plural} near {centre.name}",
            places=found,
            chosen=0,
            cards=place_cards(found, [(short_km(d), "") for d in distances]),
            source=sources(found),
        )

    async def _by_name(self, query: str, centre: Place | None, context: ToolContext) -> ToolOutcome:
        here = centre or context.focus.place
        answer = await context.places.find(query, near=here.coordinates if here else None)
        if centre is not None:
            close = tuple(
                m
                for m in answer.matches
                if distance_km(centre.coordinates, m.place.coordinates) <= NAME_REACH_KM and m.score > 0.8
            )
            if not close:
                raise ToolFailed(
                    f"I do not know “{query}” near {centre.name}. Without a network I know towns, sights, museums, "
                    "parks, stations and airports."
                )
            place = close[0].place
        elif answer.ambiguous:
            return question_which(query, answer)
        else:
            place = await resolve(query, context)
        return ToolOutcome(
            say={"en": where_sentence(place)},
            data={"places": [{**place_data(place), "number": 1}]},
            activity=f"Looked up {place.name}",
            places=(place,),
            chosen=0,
            cards=place_cards((place,)),
            source=place.source,
        )

    async def _unknowable(self, query: str, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        place: Place | None = None
        if "near" in arguments:
            place = await resolve(arguments["near"], context)
        where = f" near {place.name}" if place else ""
        sentence = f"I cannot find {query}{where} without a network: streets, shops and opening hours are not on board."
        if place:
            sentence += f" {place.name} is on the map."
        return ToolOutcome(
            say={"en": sentence},
            data={"places": [], "unknown_offline": query, "would_help": "a network connection"},
            activity=f"Looked for {query}{where}",
            places=(place,) if place else None,
            chosen=0 if place else None,
            source="",
        )


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and word[:-1] in KINDS else word


def _spoken_list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
