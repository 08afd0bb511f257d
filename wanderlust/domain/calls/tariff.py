"""What a minute of a call costs, and how long a call may last for so much money."""

from __future__ import annotations

import math
from dataclasses import dataclass

MINUTE_S = 60.0
# Sums such as 3 x 0.1 pass a limit of 0.3 by the last bit of a float; no carrier counts that finely.
_EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class Tariff:
    """A carrier's price, in US dollars; begun minutes count whole, as carriers count them.

    Attributes:
        a_minute: The most that a minute may cost.
        least: The least that it may; the same where only one price is known.
        once: What a call costs beside its minutes.
    """

    a_minute: float
    least: float = 0.0
    once: float = 0.0

    def cost(self, seconds: float) -> float:
        """The most that a call of so many seconds costs; nothing when nobody answered."""
        if seconds <= 0:
            return 0.0
        return self.once + self.a_minute * math.ceil(seconds / MINUTE_S - _EXACT)

    def seconds_for(self, dollars: float) -> float:
        """How long a call may be so that it costs no more; 0 where not one minute fits, infinite where it is free."""
        left = dollars - self.once + _EXACT
        if left < 0:
            return 0.0
        return MINUTE_S * math.floor(left / self.a_minute) if self.a_minute > 0 else math.inf

    def estimate(self, minutes: float, at_most: float) -> tuple[float, float]:
        """Dollars of a call of one minute, and of the longest that the limits let it be.

        Args:
            minutes: The longest a call may be.
            at_most: Dollars a call may cost.
        """
        seconds = min(minutes * MINUTE_S, self.seconds_for(at_most))
        return self.once + (self.least or self.a_minute), self.cost(max(seconds, MINUTE_S))
