"""Limits of spending: when to warn, when to stop, and what was spent so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from wanderlust.domain.cost.prices import NANO

WARN_SHARE = 0.8
# The answer under way may finish above a limit, but not run on for ever: 32,000 tokens of voice alone cost $2.
OVERRUN_SHARE = 1.2

Period = Literal["talk", "day"]


@dataclass(frozen=True, slots=True)
class Caps:
    """Limits in dollars; 0 = none."""

    talk: float = 1.0
    day: float = 3.0


@dataclass(frozen=True, slots=True)
class Totals:
    """What was spent in a stretch of time.

    Attributes:
        nanodollars: Money.
        fresh: Input tokens read anew.
        cached: Input tokens remembered.
        unheard_ms: Of voice paid for and never played.
        guessed: Whether part of it is an estimate: of a model without a price, or without the server's figures.
    """

    nanodollars: int = 0
    fresh: int = 0
    cached: int = 0
    unheard_ms: int = 0
    guessed: bool = False

    def __add__(self, other: Totals) -> Totals:
        return Totals(
            self.nanodollars + other.nanodollars,
            self.fresh + other.fresh,
            self.cached + other.cached,
            self.unheard_ms + other.unheard_ms,
            self.guessed or other.guessed,
        )

    @property
    def dollars(self) -> float:
        return self.nanodollars / NANO

    @property
    def cached_share(self) -> float:
        """Part of the input that was remembered, 0 to 1."""
        read = self.fresh + self.cached
        return self.cached / read if read else 0.0


@dataclass(frozen=True, slots=True)
class Spending:
    """What the meter shows.

    Attributes:
        talk: Since this talk began.
        today: Since midnight, every talk together.
        month: Since the first of the month.
        caps: The limits.
        prices_of: The day of the price table.
    """

    talk: Totals
    today: Totals
    month: Totals
    caps: Caps
    prices_of: date

    def share(self, period: Period) -> float:
        """How much of a limit is used; 0 where there is none."""
        cap, spent = (self.caps.talk, self.talk) if period == "talk" else (self.caps.day, self.today)
        return spent.dollars / cap if cap > 0 else 0.0

    @property
    def nearest(self) -> Period:
        """Which limit is nearer."""
        return "talk" if self.share("talk") > self.share("day") else "day"

    @property
    def warns(self) -> bool:
        return self.share(self.nearest) >= WARN_SHARE

    @property
    def reached(self) -> bool:
        """Whether nothing more may be asked for."""
        return self.share(self.nearest) >= 1.0

    @property
    def overrun(self) -> bool:
        """Whether even the answer under way has to end."""
        return self.share(self.nearest) >= OVERRUN_SHARE


def dollars(amount: float) -> str:
    """Money as it is said: two digits after the point, more only below a cent."""
    if 0 < amount < 0.01:
        return "under $0.01"
    return f"${amount:,.2f}"


def limit_sentence(spending: Spending) -> str:
    """What is said when a limit is reached."""
    period = spending.nearest
    if period == "day":
        return f"That was {dollars(spending.caps.day)} for today, your limit."
    return f"That was {dollars(spending.caps.talk)} for this talk, your limit."


def warning_sentence(spending: Spending) -> str:
    """What is said at four fifths of a limit."""
    if spending.nearest == "day":
        return f"{dollars(spending.today.dollars)} of today's {dollars(spending.caps.day)} are used."
    return f"{dollars(spending.talk.dollars)} of this talk's {dollars(spending.caps.talk)} are used."
