"""Keeps the traveller's plan in the same file as the conversations."""

from __future__ import annotations

from pathlib import Path

from wanderlust.domain.trip import TripItem
from wanderlust.store.database import Now
from wanderlust.store.table import Table
from wanderlust.store.worker import TIME_LIMIT_S


class SqliteTrips:
    """Fills ``ports.TripStore``; every method raises StorageFailed when the file cannot be used."""

    def __init__(self, path: Path, now: Now, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._now = now
        self._table = Table(path, now, "Mend that, then ask me again.", time_limit_s)

    async def add(self, item: str, day: str, time: str) -> TripItem:
        """Keep an entry; it is on disk when this returns."""
        statement = "INSERT INTO trip (item, day, time, added) VALUES (?, ?, ?, ?)"
        return TripItem(await self._table.do(statement, item, day, time, self._now().isoformat()), item, day, time)

    async def move(self, number: int, day: str, time: str) -> None:
        """Give an entry another day and time."""
        await self._table.do("UPDATE trip SET day = ?, time = ? WHERE id = ?", day, time, number)

    async def items(self) -> tuple[TripItem, ...]:
        """Every entry as it was added."""
        rows = await self._table.ask("SELECT id, item, day, time FROM trip ORDER BY id")
        return tuple(TripItem(*row) for row in rows)

    async def remove(self, numbers: tuple[int, ...]) -> None:
        """Delete entries by their numbers: one statement, so that a cut in the power leaves all of them or none."""
        marks = ", ".join("?" * len(numbers))
        await self._table.do(f"DELETE FROM trip WHERE id IN ({marks})", *numbers)

    def close(self) -> None:
        """Let go of the file; the store is of no use afterwards."""
        self._table.close()
