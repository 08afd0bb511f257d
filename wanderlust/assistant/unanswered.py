"""Questions put while no server listened, or whose server went away: they are asked of the next one."""

from __future__ import annotations


class Unanswered:
    """What the traveller said and no server has begun to answer."""

    def __init__(self) -> None:
        self._owed = False
        self._times_lost = 0

    @property
    def due(self) -> bool:
        """Whether an answer waits for a server."""
        return self._owed

    def owe(self) -> None:
        """An answer is due as soon as a server is there."""
        self._owed = True

    def server_lost(self, most_times: int = 1) -> bool:
        """The server went away before it had answered; False when it did so too often: it may be the question."""
        if self._times_lost >= most_times:
            return False
        self._times_lost += 1
        self._owed = True
        return True

    def take_owed(self) -> bool:
        """Whether an answer is due; it is asked for once."""
        owed, self._owed = self._owed, False
        return owed

    def forget(self) -> None:
        """The traveller went on to something else, or was answered."""
        self._owed, self._times_lost = False, 0
