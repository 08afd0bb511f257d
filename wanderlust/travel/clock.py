"""The computer's own clock, for everything that gets its time injected."""

from __future__ import annotations

import time
from datetime import datetime


class SystemClock:
    """Fills ``ports.Clock``."""

    def now(self) -> datetime:
        """The wall time in the computer's own time zone."""
        return datetime.now().astimezone()

    def monotonic(self) -> float:
        """Seconds that only ever grow."""
        return time.monotonic()
