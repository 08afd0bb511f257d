"""Kilometres or miles, Celsius or Fahrenheit: what the traveller measures in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

UnitsChoice = Literal["locale", "metric", "imperial"]

KM_PER_MILE = 1.609344
FEET_PER_KM = 3280.84
# Where Fahrenheit is what people say, and where roads are signed in miles.
_FAHRENHEIT = frozenset({"US", "BS", "BZ", "KY", "LR", "PW", "FM", "MH", "PR", "GU", "VI"})
_MILES = frozenset({"US", "GB", "LR", "BS", "BZ", "PR", "GU", "VI", "GG", "JE", "IM", "VG", "KY"})


@dataclass(frozen=True, slots=True)
class Units:
    """What lengths and temperatures are told in."""

    miles: bool = False
    fahrenheit: bool = False

    def degrees(self, celsius: float) -> int:
        """A temperature as a whole number."""
        return round(celsius * 9 / 5 + 32) if self.fahrenheit else round(celsius)

    @property
    def degree_sign(self) -> str:
        return "°F" if self.fahrenheit else "°C"


METRIC = Units()
IMPERIAL = Units(miles=True, fahrenheit=True)


def units_of(choice: UnitsChoice, country: str) -> Units:
    """The units of a choice; by locale those of a country (ISO 3166-1, or empty where unknown)."""
    if choice == "locale":
        return Units(country in _MILES, country in _FAHRENHEIT)
    return IMPERIAL if choice == "imperial" else METRIC
