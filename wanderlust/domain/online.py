"""What comes from a service on the internet: who said it, when, and whether it was said just now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Reason = Literal["offline", "unreachable", "timeout", "busy", "down", "refused", "page", "garbled", "too_large"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an answer comes from.

    Attributes:
        source: Who says so, with the licence where it asks to be named: ``© OpenStreetMap contributors``.
        fetched_at: When the service said it.
        from_memory: Whether it was said at an earlier question and kept, because the service cannot be asked now.
    """

    source: str
    fetched_at: datetime
    from_memory: bool = False

    def age(self, now: datetime) -> str:
        """How old it is, in English: ``just now``, ``20 minutes ago``, ``3 days ago``."""
        minutes = max(0, round((now - self.fetched_at).total_seconds() / 60))
        if minutes < 2:
            return "just now"
        for size, name in ((60 * 24, "day"), (60, "hour"), (1, "minute")):
            if minutes >= 2 * size or size == 1:
                return f"{minutes // size} {name}s ago"
        return "just now"

    def told(self, now: datetime) -> str:
        """Source and age in one line: ``Open-Meteo, from memory, 3 hours ago``."""
        return ", ".join((self.source, *(["from memory"] if self.from_memory else []), self.age(now)))
