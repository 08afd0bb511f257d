"""``local_time``: what the clock shows somewhere."""

from __future__ import annotations

from wanderlust.assistant.tools.place_words import begun, spoken
from wanderlust.assistant.tools.resolve import Unclear, place_data, resolve
from wanderlust.assistant.tools.said.clock_and_way import time_sentences
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.local_time import LocalTime, time_in
from wanderlust.domain.places import Place
from wanderlust.domain.tool_catalogue import LOCAL_TIME

# Countries with more than one zone of some size; for them the table of places knows only the capital's.
SEVERAL_ZONES = frozenset({"AU", "BR", "CA", "CD", "CL", "EC", "ES", "FM", "GL", "ID", "KI", "KZ", "MN", "MX", "NZ",
                           "PF", "PG", "PT", "RU", "UM", "US"})  # fmt: skip
DAY_WORDS = {-2: "two days ago, on", -1: "still", 1: "already", 2: "two days on, on"}


class LocalTimeTool:
    """Tells the time in a place, and how far that is from here."""

    spec = LOCAL_TIME

    def caption(self, arguments: JsonObject) -> str:
        return f"Time in {arguments['place']}." if "place" in arguments else "The time there."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        try:
            place = await resolve(arguments.get("place"), context)
        except Unclear as unclear:
            return unclear.outcome
        if not place.timezone:
            raise ToolFailed(f"I do not know the time zone of {spoken(place)}. Name a town there.")
        here = context.clock.now()
        local = time_in(place.timezone, here)
        clock = f"{local.time:%H:%M}"
        days = (local.time.date() - here.date()).days
        day = f", {DAY_WORDS[days]} {local.weekday}" if days else ""
        foreign = time_sentences(place, local, not days, context.names)
        return ToolOutcome(
            say={"en": f"{_start(place, clock)}{day}. {_relation(local)}", **foreign},
            data={
                "place": place_data(place),
                "time": local.time.isoformat(timespec="minutes"),
                "zone": place.timezone,
                "weekday": local.weekday,
                "day": local.day,
                "difference": local.difference,
            },
            activity=f"Looked up the time in {place.name}",
            places=(place,),
            chosen=0,
            cards=(
                Card(
                    heading=f"{clock} in {place.name}",
                    facts=f"{local.weekday} · {local.difference}",
                    number=1,
                    place=place,
                ),
            ),
            source="time zones of the IANA database",
        )


def _start(place: Place, clock: str) -> str:
    if place.kind == "country" and place.country in SEVERAL_ZONES:
        city = place.timezone.rpartition("/")[2].replace("_", " ")
        return f"{begun(spoken(place))} has several time zones. In {city} it is {clock}"
    preposition = "in" if place.kind in ("city", "country", "region", "park", "museum") else "at"
    return f"It is {clock} {preposition} {spoken(place)}"


def _relation(local: LocalTime) -> str:
    if not local.ahead:
        return "That is the same time as here."
    words, _, direction = local.difference.rpartition(" ")
    return f"That is {words} {'ahead of' if direction == 'ahead' else 'behind'} you."
