"""Keeps the traveller's plan in the same file as the conversations."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.trip import TripItem
from wanderlust.store.database import Database, Now, storage_failure
from wanderlust.store.worker import TIME_LIMIT_S, StoreThread


class SqliteTrips:
    """Fills ``ports.TripStore``; the file is opened at the first question, on the thread that will use it."""

    def __init__(self, path: Path, now: Now, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._path = path
        self._now = now
        self._thread = StoreThread(time_limit_s)
        self._database: Database | None = None

    async def add(self, item: str, day: str, time: str) -> TripItem:
        """Keep an entry; it is on disk when this returns.

        Raises:
            StorageFailed: It could not be written.
        """
        return await self._thread.run(lambda: self._add(item, day, time))

    async def move(self, number: int, day: str, time: str) -> None:
        """Give an entry another day and time; raises StorageFailed."""
        await self._thread.run(lambda: self._move(number, day, time))

    async def items(self) -> tuple[TripItem, ...]:
        """Every entry as it was added; raises StorageFailed when the file cannot be read."""
        return await self._thread.run(self._items)

    async def remove(self, numbers: tuple[int, ...]) -> None:
        """Delete entries by their numbers, all or none; raises StorageFailed."""
        await self._thread.run(lambda: self._remove(numbers))

    def close(self) -> None:
        """Let go of the file; the store is of no use afterwards."""
        self._thread.submit(self._close)
        self._thread.stop()

    def _add(self, item: str, day: str, time: str) -> TripItem:
        try:
            cursor = self._connection().execute(
                "INSERT INTO trip (item, day, time, added) VALUES (?, ?, ?, ?)",
                (item, day, time, self._now().isoformat()),
            )
        except sqlite3.Error as error:
            raise self._failure(error) from error
        assert cursor.lastrowid is not None
        return TripItem(cursor.lastrowid, item, day, time)

    def _move(self, number: int, day: str, time: str) -> None:
        try:
            self._connection().execute("UPDATE trip SET day = ?, time = ? WHERE id = ?", (day, time, number))
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def _items(self) -> tuple[TripItem, ...]:
        try:
            rows = self._connection().execute("SELECT id, item, day, time FROM trip ORDER BY id").fetchall()
        except sqlite3.Error as error:
            raise self._failure(error) from error
        return tuple(TripItem(*row) for row in rows)

    def _remove(self, numbers: tuple[int, ...]) -> None:
        marks = ", ".join("?" * len(numbers))
        try:
            # One statement is one transaction: a cut in the power leaves all of them or none.
            self._connection().execute(f"DELETE FROM trip WHERE id IN ({marks})", numbers)
        except sqlite3.Error as error:
            raise self._failure(error) from error

    def _connection(self) -> sqlite3.Connection:
        if self._database is None:
            self._database = Database.open(self._path, self._now)
        return self._database.connection

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    def _failure(self, error: sqlite3.Error) -> StorageFailed:
        reason = storage_failure(error, self._path)
        sentence = reason.sentence.replace(" This talk stays in memory.", "")
        return StorageFailed(sentence, "Mend that, then ask me again.")
