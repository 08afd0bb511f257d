"""Whether a connection still lives, judged from when it was last heard: a cut cable closes no socket."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

PING_EVERY_S = 2.0
SUSPECT_AFTER_S = 3.0
LOST_AFTER_S = 4.0
MOST_UNSENT_S = 1.0
"""Of microphone sound that waits to be sent: on a living line it leaves within one block, 40 ms."""
AFTER_WAKING_S = 1.5
LATE_AFTER_S = 0.6
"""A server says within 0.3 s that it got a request; the engine needs 2.3 to 3.5 s to load and is wanted after 4, so it
is begun early. Begun for nothing it costs three seconds of a core."""


class Pulse(Enum):
    """How the connection stands."""

    ALIVE = "alive"
    LATE = "late"  # an answer takes longer than a living line needs: get ready for more
    SUSPECT = "suspect"
    LOST = "lost"


@dataclass(slots=True)
class Liveness:
    """Follows one connection; all times are seconds of one clock that the caller reads.

    Attributes:
        heard_at: When an event or a pong last came.
        pinged_at: When a ping last went out, or None.
        lost_after_s: Silence after which the connection counts as lost.
    """

    heard_at: float
    lost_after_s: float = LOST_AFTER_S
    pinged_at: float | None = None
    _clogged_since: float | None = None

    def heard(self, now: float) -> None:
        """An event or a pong came."""
        self.heard_at = now

    def ping_due(self, now: float) -> bool:
        """Whether a ping is to go out now; it counts as sent."""
        if self.pinged_at is not None and now - self.pinged_at < PING_EVERY_S:
            return False
        self.pinged_at = now
        return True

    def woke(self, now: float) -> None:
        """The computer slept: what happened meanwhile is unknown, so ask at once and believe little."""
        self.heard_at = now - (self.lost_after_s - AFTER_WAKING_S)
        self.pinged_at = None

    def tick(self, now: float, unsent_s: float, waiting_s: float = 0.0) -> Pulse:
        """Judge now.

        Args:
            now: The time.
            unsent_s: How many seconds of microphone sound wait to be sent.
            waiting_s: How long a request has waited for the first word about it.
        """
        if unsent_s <= MOST_UNSENT_S:
            self._clogged_since = None
        elif self._clogged_since is None:
            self._clogged_since = now
        silent = now - self.heard_at
        if silent >= self.lost_after_s:
            return Pulse.LOST
        # A line that answers but takes no sound is no line for a voice; it has as long as a silent one.
        if self._clogged_since is not None:
            spare = self.lost_after_s - MOST_UNSENT_S
            return Pulse.LOST if now - self._clogged_since >= spare else Pulse.SUSPECT
        if silent >= min(SUSPECT_AFTER_S, self.lost_after_s * 0.75):
            return Pulse.SUSPECT
        unanswered = self.pinged_at is not None and self.pinged_at > self.heard_at
        late = unanswered and self.pinged_at is not None and now - self.pinged_at >= LATE_AFTER_S
        return Pulse.LATE if late or waiting_s >= LATE_AFTER_S else Pulse.ALIVE
