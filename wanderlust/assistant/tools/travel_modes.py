"""Ways to travel with their rules of thumb: how fast, how much longer than the straight line, how far at most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TravelMode:
    """A way to travel: its words, its speed over the ground, how much longer the way is than the straight line."""

    words: str
    km_per_hour: float
    detour: float
    fixed_hours: float
    longest_km: float


# Rules of thumb. By car Lisbon-Porto, Paris-Lyon, London-Edinburgh, Rome-Florence and Tokyo-Kyoto (231-534 km) take
# 3 to 7 hours: 69 to 91 km of straight line an hour, 80 here with the start and the end of the way. By train the same
# five take 1.5 to 4.5 hours, 90 to 195 km of straight line an hour.
MODES = {
    "walk": TravelMode("on foot", 4.8, 1.25, 0.0, 60),
    "bike": TravelMode("by bike", 16.0, 1.25, 0.0, 250),
    "car": TravelMode("by car", 105.0, 1.25, 0.2, 3000),
    "train": TravelMode("by train", 150.0, 1.25, 0.3, 3000),
    "plane": TravelMode("by plane", 800.0, 1.05, 0.7, 21000),
}
OVER_LAND = frozenset({"walk", "bike", "car", "train"})
WALKED_KM, DRIVEN_KM = 3, 900  # without a mode asked for: on foot up to the first, by car up to the second


def mode_for(asked: str | None, km: float, by_sea: bool) -> tuple[str, TravelMode]:
    """The mode asked for, or the one that suits the distance, with its name."""
    name = asked or ("plane" if by_sea or km >= DRIVEN_KM else "walk" if km < WALKED_KM else "car")
    return name, MODES[name]
