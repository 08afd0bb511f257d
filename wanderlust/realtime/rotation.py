"""When a session must give way to a new one: servers end each after an hour, in the middle of a word."""

from __future__ import annotations

from dataclasses import dataclass

SESSION_S = 3600.0
FROM_S = 50 * 60.0
UNTIL_S = 55 * 60.0


@dataclass(frozen=True, slots=True)
class Rotation:
    """The change of one session, in seconds of one clock.

    Attributes:
        opened_at: When the session was opened.
        length_s: How long the server lets it live.
    """

    opened_at: float
    length_s: float = SESSION_S

    def due(self, now: float, idle: bool) -> bool:
        """Whether to change now: in a quiet moment from 50 of 60 minutes on, at 55 whatever happens."""
        age = (now - self.opened_at) / self.length_s * SESSION_S
        return age >= UNTIL_S or (idle and age >= FROM_S)
