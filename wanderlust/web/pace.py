"""When a host may be asked: a token bucket for its pace, a daily count, and a breaker for a host that fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

FAILURES = 3  # in a row; then the host is left alone
REST_S = 30.0  # the first rest; each further failure doubles it
LONGEST_REST_S = 900.0


class TokenBucket:
    """Lets one question through every ``1 / per_second``, and none in advance.

    A burst would keep the mean and still break "at most one a second", so the bucket holds a single token.
    """

    def __init__(self, per_second: float, monotonic: Callable[[], float]) -> None:
        self._gap = 1.0 / per_second
        self._monotonic = monotonic
        self._next = float("-inf")

    def wait(self) -> float:
        """Seconds until the next question may be sent."""
        return max(0.0, self._next - self._monotonic())

    def take(self) -> None:
        """A question is sent now."""
        self._next = self._monotonic() + self._gap


class DayCount:
    """Counts the questions of a day."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._day: date | None = None
        self._count = 0

    def allows(self, today: date) -> bool:
        return self._most == 0 or today != self._day or self._count < self._most

    def add(self, today: date) -> None:
        self._count = self._count + 1 if today == self._day else 1
        self._day = today


class Breaker:
    """Leaves a host alone that failed several times in a row, then tries it with one question."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._failures = 0
        self._until = float("-inf")

    def wait(self) -> float:
        """Seconds until the host may be asked again; 0 when it may be now."""
        return max(0.0, self._until - self._monotonic())

    def worked(self) -> None:
        self._failures = 0
        self._until = float("-inf")

    def failed(self) -> None:
        """One more failure; from the third on the host rests, longer each time."""
        self._failures += 1
        if self._failures >= FAILURES:
            rest = min(LONGEST_REST_S, REST_S * 2 ** (self._failures - FAILURES))
            self._until = max(self._until, self._monotonic() + rest)

    def rest(self, seconds: float) -> None:
        """The host itself asked to be left alone for so long."""
        self._until = max(self._until, self._monotonic() + min(seconds, LONGEST_REST_S * 4))
