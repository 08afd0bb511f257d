"""One answer as it came over the wire, what its headers say of time, and what is remembered of a host."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from wanderlust.web.pace import Breaker, DayCount, TokenBucket

LONGEST_S = 30 * 86_400.0  # a header may ask for ten years


@dataclass(frozen=True, slots=True)
class Exchange:
    """Status, headers with small letters, and the body as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class HostState:
    """What is remembered of a host: its pace, its count of the day, its failures, and who has its turn."""

    bucket: TokenBucket
    day: DayCount
    breaker: Breaker
    turn: asyncio.Semaphore

    @classmethod
    def begin(cls, per_second: float, per_day: int, at_once: int, monotonic: Callable[[], float]) -> HostState:
        bucket = TokenBucket(per_second, monotonic)
        return cls(bucket, DayCount(per_day), Breaker(monotonic), asyncio.Semaphore(at_once))


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that the host wants to be left alone for; None when it does not say, or nothing that can be read."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return float(value)
    then = _date(value)
    return None if then is None else max(0.0, (then - now).total_seconds())


def cache_seconds(headers: Mapping[str, str], now: datetime) -> float:
    """For how long the host says that its answer holds; 0 when it does not say."""
    for part in headers.get("cache-control", "").lower().split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.isascii() and value.isdigit() and len(value) < 12:
            return min(LONGEST_S, float(value))
    then = _date(headers.get("expires", ""))
    return 0.0 if then is None else min(LONGEST_S, max(0.0, (then - now).total_seconds()))


def _date(value: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
