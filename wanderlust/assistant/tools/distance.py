"""``distance``: how far it is between two places, as the crow flies, with an honest rough time."""

from __future__ import annotations

from wanderlust.assistant.tools.lengths import short_km, spoken_km
from wanderlust.assistant.tools.overland import sea_between
from wanderlust.assistant.tools.place_words import spoken
from wanderlust.assistant.tools.resolve import HERE_WORDS, Unclear, place_cards, place_data, resolve, sources
from wanderlust.assistant.tools.route_told import route_told
from wanderlust.assistant.tools.said.clock_and_way import distance_sentences
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.assistant.tools.travel_modes import OVER_LAND, mode_for
from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.geodesy import distance_km, great_circle
from wanderlust.domain.routes import RouteMode
from wanderlust.domain.tool_catalogue import DISTANCE

STREET_MODES: dict[str, RouteMode] = {"walk": "walk", "bike": "bike", "car": "car"}


class Distance:
    """Measures the great circle, draws it, and gives a rough time that is said to be one."""

    spec = DISTANCE

    def caption(self, arguments: JsonObject) -> str:
        destination = str(arguments["destination"])
        return "The way there." if destination.casefold() in HERE_WORDS else f"The way to {destination}."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        here = context.whereabouts.place
        if arguments.get("origin") is None and here is None and context.focus.place is None:
            raise ToolFailed(f"From where to {arguments['destination']}?")
        try:
            said = arguments.get("origin")
            origin = here if said is None and here is not None else await resolve(said, context)
            destination = await resolve(arguments["destination"], context, beside=origin)
        except Unclear as unclear:
            return unclear.outcome
        if origin.id == destination.id:
            raise ToolFailed(f"Both ends are {spoken(origin)}. From where to where?")
        km = distance_km(origin.coordinates, destination.coordinates)
        by_sea = sea_between(origin, destination)
        name, mode = mode_for(arguments.get("mode"), km, by_sea)
        if context.online is not None and name in STREET_MODES and not by_sea and km <= mode.longest_km:
            told = await route_told(origin, destination, STREET_MODES[name], mode.words, context, context.online)
            if told is not None:
                return told
        hours = km * mode.detour / mode.km_per_hour + mode.fixed_hours
        figure, time_words = spoken_km(km, context.units), rough_time(hours)
        too_far, wet = km > mode.longest_km, by_sea and name in OVER_LAND
        if wet:
            rough = f". There is sea between, so I give no time {mode.words}."
        elif too_far:
            rough = f", too far to go {mode.words}."
        else:
            rough = f", roughly {time_words} {mode.words}."
        straight = f"It is about {figure} from {spoken(origin)} to {spoken(destination)} in a straight line"
        timed = not (too_far or wet)
        told_hours = hours if timed else None
        foreign = distance_sentences(origin, destination, km, name, told_hours, wet, context.names, context.units)
        return ToolOutcome(
            say={"en": straight + rough, **foreign},
            data={
                "origin": place_data(origin),
                "destination": place_data(destination),
                "straight_line_km": round(km, 1),
                "rough_hours": round(hours, 1) if timed else None,
                "mode": name,
                "note": "Straight line and a rule of thumb; the real way needs a network.",
            },
            activity=f"Measured {origin.name} to {destination.name}",
            places=(origin, destination),
            chosen=1,
            line=great_circle(origin.coordinates, destination.coordinates),
            cards=place_cards(
                (origin, destination),
                (("", ""), (short_km(km, context.units), f"~ {short_time(hours)}" if timed else "")),
            ),
            source=sources((origin, destination)),
        )


def rough_time(hours: float) -> str:
    """A time to be spoken, rounded so that it does not pretend to be exact."""
    if hours * 60 < 52.5:
        return f"{max(5, round(hours * 12) * 5)} minutes"
    if hours >= 36:
        return f"{round(hours / 24)} days"
    whole, half = divmod(round(hours * 2), 2) if hours < 10 else (round(hours), 0)
    if whole == 1:
        return "an hour and a half" if half else "an hour"
    return f"{whole} and a half hours" if half else f"{whole} hours"


def short_time(hours: float) -> str:
    """A time to be read: ``~ 3.5 h`` without its sign."""
    if hours * 60 < 52.5:
        return f"{max(5, round(hours * 12) * 5)} min"
    return f"{round(hours * 2) / 2:g} h" if hours < 36 else f"{round(hours / 24)} days"
