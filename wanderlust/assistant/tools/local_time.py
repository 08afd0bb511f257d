"""``local_time``: what the clock shows somewhere."""

from __future__ import annotations

from wanderlust.assistant.tools.resolve import Unclear, place_data, resolve
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import Card, JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.local_time import time_in
from wanderlust.domain.tool_catalogue import LOCAL_TIME


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
            raise ToolFailed(f"{place.name} has more than one time zone, or none I know. Name a town there.")
        local = time_in(place.timezone, context.clock.now())
        clock = f"{local.time:%H:%M}"
        same = local.difference.startswith("the same")
        relation = "That is the same time as here." if same else f"That is {local.difference} of here."
        day = {"tomorrow": f", already {local.weekday}", "yesterday": f", still {local.weekday}"}.get(local.day, "")
        return ToolOutcome(
            say={"en": f"It is {clock} in {place.name}{day}. {relation}"},
            data={
                "place": place_data(place),
                "time": local.time.isoformat(timespec="minutes"),
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
