"""``show_on_map``: where one named place is."""

from __future__ import annotations

from wanderlust.assistant.tools.resolve import Unclear, place_cards, place_data, resolve
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.places import Place
from wanderlust.domain.tool_catalogue import SHOW_ON_MAP


class ShowOnMap:
    """Pins one place and says where it lies."""

    spec = SHOW_ON_MAP

    def caption(self, arguments: JsonObject) -> str:
        return f"{arguments['place']} on the map."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        try:
            place = await resolve(arguments["place"], context)
        except Unclear as unclear:
            return unclear.outcome
        return ToolOutcome(
            say={"en": f"{where_sentence(place)}"},
            data={"place": place_data(place)},
            activity=f"Looked up {place.name}",
            places=(place,),
            chosen=0,
            cards=place_cards((place,)),
            source=place.source,
        )


def where_sentence(place: Place) -> str:
    """Where a place lies, in one spoken sentence."""
    name, country = place.name, place.country_name
    if place.kind == "country":
        return f"{name} is on the map."
    if place.kind in ("city", "region"):
        if place.admin and place.admin != name and country:
            return f"{name} is in {country}, in {place.admin}."
        return f"{name} is in {country}." if country else f"{name} is on the map."
    what = {"museum": "a museum", "park": "a park", "station": "a station", "airport": "an airport"}.get(place.kind, "")
    town = place.admin if place.admin and place.admin != name else ""
    spot = f"in {town}, {country}" if town and country else f"in {country or town}" if country or town else "on the map"
    if place.kind in ("island", "mountain", "water"):
        return f"{name} is {f'in {country}' if country else 'on the map'}."
    article = "" if name.casefold().startswith("the ") else _article(place)
    subject = f"{article}{name}"
    if what and place.kind not in name.casefold():
        return f"{subject} is {what} {spot}."
    return f"{subject} is {spot}."


def _article(place: Place) -> str:
    takes_the = place.kind == "museum" or place.name.split()[-1].casefold() in {
        "tower", "palace", "bridge", "wall", "museum", "gate", "canal", "market", "temple", "louvre", "colosseum",
    }  # fmt: skip
    return "The " if takes_the else ""
