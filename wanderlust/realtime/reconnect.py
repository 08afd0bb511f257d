"""When to try a lost server again: soon and at uneven times at first, then less often; at once when a network comes."""

from __future__ import annotations

from collections.abc import Callable

SHORTEST_S, LONGEST_AT_FIRST_S = 0.25, 1.5
FIRST_MINUTE_S = 60.0
LONGEST_S = 8.0
GROWTH = 1.5


class Backoff:
    """Waiting times of one outage.

    Args:
        random: Uniform in [0, 1); the spread keeps a thousand clients from coming back in one instant.
    """

    def __init__(self, random: Callable[[], float]) -> None:
        self._random = random
        self._ceiling = LONGEST_AT_FIRST_S

    def wait_s(self, lost_for_s: float, asked_to_wait_s: float | None = None) -> float:
        """Seconds before the next attempt.

        Args:
            lost_for_s: How long the server has been away.
            asked_to_wait_s: What the server asked for (429), or None; it is never undercut.
        """
        if lost_for_s >= FIRST_MINUTE_S:
            self._ceiling = min(LONGEST_S, self._ceiling * GROWTH)
        wait = SHORTEST_S + self._random() * (self._ceiling - SHORTEST_S)
        return wait if asked_to_wait_s is None else asked_to_wait_s + wait

    def reset(self) -> None:
        """A network came, or the server is back: begin anew."""
        self._ceiling = LONGEST_AT_FIRST_S
