"""What a server says of its rate limits: when little is left, and how long to wait when nothing is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wanderlust.domain import events as ev
from wanderlust.domain.connection_trouble import Recourse, duration_words
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.wire.items import RateLimit

TOPIC = "rate_limits"
LITTLE = 0.05
"""Share of a limit below which an answer or two may use up the rest."""
WORTH_SAYING_S = 5.0
LONGEST_S = 3600.0


@dataclass(frozen=True, slots=True)
class _Left:
    share: float
    resets_at: float


class RateLimits:
    """Follows ``rate_limits.updated``.

    Args:
        now: Clock in seconds.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._left: dict[str, _Left] = {}
        self._warned = False

    def take(self, limits: Iterable[RateLimit]) -> ev.Notice | ev.NoticeCleared | None:
        """New figures; what the traveller should know of them, once."""
        for limit in limits:
            if limit.name and limit.limit and limit.remaining is not None and limit.reset_seconds is not None:
                resets_s = min(max(0.0, limit.reset_seconds), LONGEST_S)
                self._left[limit.name] = _Left(limit.remaining / limit.limit, self._now() + resets_s)
        wait_s = self.wait_s()
        if wait_s >= WORTH_SAYING_S and not self._warned:
            self._warned = True
            sentence = "OpenAI lets me do little more just now."
            return ev.Notice("info", sentence, f"In {duration_words(wait_s)} it lets me go on as before.", TOPIC)
        if wait_s == 0.0 and self._warned:
            self._warned = False
            return ev.NoticeCleared(TOPIC)
        return None

    def wait_s(self) -> float:
        """Seconds until every limit of which little is left is full again; 0 when there is none."""
        now = self._now()
        return max((left.resets_at - now for left in self._left.values() if left.share < LITTLE), default=0.0)

    def dated(self, error: ConnectionFailed) -> ConnectionFailed:
        """The same error; where the server turns us away for being too fast, with the time it named before."""
        trouble, wait_s = error.trouble, self.wait_s()
        if trouble is None or trouble.recourse is not Recourse.LATER or wait_s <= 0:
            return error
        return ConnectionFailed.by(trouble.detailed(trouble.details, wait_s), error.code)
