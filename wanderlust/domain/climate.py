"""The usual weather of a place, month by month: means of many years, never a forecast."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

_FEELS = ((-10.0, "bitterly cold"), (0.0, "freezing"), (8.0, "cold"), (14.0, "cool"), (20.0, "mild"), (26.0, "warm"))
_WETNESS = ((10.0, "almost no rain"), (40.0, "little rain"), (100.0, "some rain"), (200.0, "a good deal of rain"))


@dataclass(frozen=True, slots=True)
class Climate:
    """Twelve monthly means, January first.

    Attributes:
        celsius: Mean temperature of day and night.
        millimetres: Rain and melted snow in the month.
        source: Who says so, and of which years.
    """

    celsius: tuple[float, ...]
    millimetres: tuple[float, ...]
    source: str

    def over(self, months: Collection[int]) -> tuple[float, float]:
        """Mean temperature and mean monthly precipitation over months counted from 1."""
        chosen = [month - 1 for month in months]
        temperature = sum(self.celsius[i] for i in chosen) / len(chosen)
        rain = sum(self.millimetres[i] for i in chosen) / len(chosen)
        return temperature, rain


def warmth_step(celsius: float) -> int:
    """A mean temperature as a step from 0 (bitterly cold) to 6 (hot)."""
    return sum(celsius >= limit for limit, _ in _FEELS)


def wetness_step(millimetres: float) -> int:
    """A month's precipitation as a step from 0 (almost none) to 4 (a lot)."""
    return sum(millimetres >= limit for limit, _ in _WETNESS)


def feels(celsius: float) -> str:
    """A mean temperature in a word."""
    return (*(word for _, word in _FEELS), "hot")[warmth_step(celsius)]


def wetness(millimetres: float, celsius: float) -> str:
    """A month's precipitation in words; below zero degrees it is snow."""
    words = (*(words for _, words in _WETNESS), "a lot of rain")[wetness_step(millimetres)]
    return words.replace("rain", "snow") if celsius < 0 else words
