"""``distance``: how far it is between two places, as the crow flies, with an honest rough time."""

from __future__ import annotations

from dataclasses import dataclass

from wanderlust.assistant.tools.resolve import Unclear, place_cards, place_data, resolve, sources
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.geodesy import distance_km, great_circle
from wanderlust.domain.tool_catalogue import DISTANCE


@dataclass(frozen=True, slots=True)
class _Mode:
    """A way to travel: its words, its speed over the ground, how much longer the way is than the straight line."""

    words: str
    km_per_hour: float
    detour: float
    fixed_hours: float
    longest_km: float


# Speeds and detours are rules of thumb (road distance is about 1.3 times the straight line in Europe and the USA).
MODES = {
    "walk": _Mode("on foot", 4.8, 1.25, 0.0, 60),
    "bike": _Mode("by bike", 16.0, 1.25, 0.0, 250),
    "car": _Mode("by car", 80.0, 1.3, 0.2, 3000),
    "train": _Mode("by train", 110.0, 1.25, 0.3, 3000),
    "plane": _Mode("by plane", 800.0, 1.05, 0.7, 21000),
}


class Distance:
    """Measures the great circle, draws it, and gives a rough time that is said to be one."""

    spec = DISTANCE

    def caption(self, arguments: JsonObject) -> str:
        return f"The way to {arguments['destination']}."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        try:
            origin = await resolve(arguments.get("origin"), context)
            destination = await resolve(arguments["destination"], context)
        except Unclear as unclear:
            return unclear.outcome
        if origin.id == destination.id:
            raise ToolFailed(f"Both ends are {origin.name}. From where to where?")
        km = distance_km(origin.coordinates, destination.coordinates)
        name, mode = self._mode(arguments.get("mode"), km)
        hours = km * mode.detour / mode.km_per_hour + mode.fixed_hours
        figure, time_words = spoken_km(km), rough_time(hours)
        straight = f"It is about {figure} from {origin.name} to {destination.name} in a straight line"
        rough = f", too far to go {mode.words}." if km > mode.longest_km else f", roughly {time_words} {mode.words}."
        return ToolOutcome(
            say={"en": straight + rough},
            data={
                "origin": place_data(origin),
                "destination": place_data(destination),
                "straight_line_km": round(km, 1),
                "rough_hours": round(hours, 1),
                "mode": name,
                "note": "Straight line and a rule of thumb; the real way needs a network.",
            },
            activity=f"Measured {origin.name} to {destination.name}",
            places=(origin, destination),
            chosen=1,
            line=great_circle(origin.coordinates, destination.coordinates),
            cards=place_cards((origin, destination), (("", ""), (short_km(km), f"~ {short_time(hours)}"))),
            source=sources((origin, destination)),
        )

    def _mode(self, asked: str | None, km: float) -> tuple[str, _Mode]:
        name = asked or ("walk" if km < 3 else "car" if km < 900 else "plane")
        return name, MODES[name]


def spoken_km(km: float) -> str:
    """A distance to be spoken: metres below one kilometre, whole kilometres from ten on."""
    if km < 1:
        return f"{max(50, round(km * 1000, -1)):.0f} metres"
    return f"{km:.1f} kilometres" if km < 10 else f"{km:,.0f} kilometres"


def short_km(km: float) -> str:
    if km < 1:
        return f"{max(50, round(km * 1000, -1)):.0f} m"
    return f"{km:.1f} km" if km < 10 else f"{km:,.0f} km"


def rough_time(hours: float) -> str:
    """A time to be spoken, rounded so that it does not pretend to be exact."""
    minutes = hours * 60
    if minutes < 55:
        return f"{max(5, round(minutes / 5) * 5)} minutes"
    if hours < 10:
        halves = round(hours * 2)
        whole, half = divmod(halves, 2)
        if whole == 1 and not half:
            return "an hour"
        return f"{whole} and a half hours" if half else f"{whole} hours"
    return f"{round(hours)} hours" if hours < 36 else f"{round(hours / 24)} days"


def short_time(hours: float) -> str:
    if hours * 60 < 55:
        return f"{max(5, round(hours * 12) * 5)} min"
    return f"{round(hours * 2) / 2:g} h" if hours < 36 else f"{round(hours / 24)} days"
