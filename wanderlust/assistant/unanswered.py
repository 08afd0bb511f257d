"""Questions put while no server listened, or whose server went away: told to the next one, and asked there once."""

from __future__ import annotations

from collections.abc import Collection

from wanderlust.wire.items import Item


class Unanswered:
    """What the traveller said and no server has begun to answer."""

    def __init__(self) -> None:
        self._untold: list[Item] = []
        self._owed = False
        self._asked_again = False

    @property
    def due(self) -> bool:
        """Whether an answer waits for a server."""
        return self._owed

    def keep(self, item: Item) -> None:
        """Words that no server was there to take."""
        self._untold.append(item)

    def owe(self) -> None:
        """An answer is due as soon as a server is there."""
        self._owed = True

    def server_lost(self) -> bool:
        """The server went away before it had answered; False when that is the second time: it may be the question."""
        if self._asked_again:
            return False
        self._asked_again = self._owed = True
        return True

    def take_items(self, replayed: Collection[str]) -> list[Item]:
        """Words kept here and not among the replayed turns, by id; they are told once."""
        items, self._untold = self._untold, []
        return [item for item in items if item.id not in replayed]

    def take_owed(self) -> bool:
        """Whether an answer is due; it is asked for once."""
        owed, self._owed = self._owed, False
        return owed

    def forget(self) -> None:
        """The traveller went on to something else, or was answered."""
        self._untold, self._owed, self._asked_again = [], False, False
