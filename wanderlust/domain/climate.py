"""The usual weather of a place, month by month: means of many years, never a forecast."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
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


def feels(celsius: float) -> str:
    """A mean temperature in a word."""
    return next((word for limit, word in _FEELS if celsius < limit), "hot")


def wetness(millimetres: float, celsius: float) -> str:
    """A month's precipitation in words; below zero degrees it is snow."""
    words = next((words for limit, words in _WETNESS if millimetres < limit), "a lot of rain")
    return words.replace("rain", "snow") if celsius < 0 else words
