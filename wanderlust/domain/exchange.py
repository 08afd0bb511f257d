"""What one currency is worth in another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of ``base`` was worth in ``quote`` on a day, and who says so."""

    base: str
    quote: str
    value: float
    day: date
    source: str
