"""A clock that stands still until the test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class HandClock:
    """Fills ``ports.Clock``; begins on 22 November 2026 at noon UTC."""

    def __init__(self) -> None:
        self._seconds = 1000.0
        self._start = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    def advance(self, seconds: float) -> None:
        self._seconds += seconds

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._seconds - 1000.0)

    def monotonic(self) -> float:
        return self._seconds
