"""A table in the file of the conversations, used on one thread of its own."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import Any

from wanderlust.domain.errors import StorageFailed
from wanderlust.store.database import Database, Now, storage_failure
from wanderlust.store.worker import TIME_LIMIT_S, StoreThread

log = logging.getLogger(__name__)


class Table:
    """The file is opened at the first question, on the thread that will use it.

    Args:
        path: The file.
        now: The time, for its upkeep.
        remedy: What to do when the file cannot be used.
        time_limit_s: How long a question may take.
    """

    def __init__(self, path: Path, now: Now, remedy: str, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._path, self._now, self._remedy = path, now, remedy
        self._thread = StoreThread(time_limit_s)
        self._database: Database | None = None

    async def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a question; raises StorageFailed."""
        return await self._thread.run(lambda: self._execute(statement, values).fetchall())

    async def ask_all(self, *questions: tuple[str, tuple[object, ...]]) -> list[list[tuple[Any, ...]]]:
        """The rows of several questions, with nothing written in between; raises StorageFailed."""
        return await self._thread.run(lambda: [self._execute(*question).fetchall() for question in questions])

    async def do(self, statement: str, *values: object) -> int:
        """Write; it is on disk when this returns the id of the row added, if one was. Raises StorageFailed."""
        return await self._thread.run(lambda: self._execute(statement, values).lastrowid or 0)

    async def do_all(self, *statements: tuple[str, tuple[object, ...]]) -> None:
        """Write all of it or nothing; it is on disk when this returns. Raises StorageFailed."""
        await self._thread.run(lambda: self._together(statements))

    def note(self, statement: str, *values: object, lost: str) -> None:
        """Write without waiting for it; where it cannot be written, ``lost`` and why are logged."""

        def write() -> None:
            try:
                self._execute(statement, values)
            except StorageFailed as error:
                log.error("%s: %s", lost, error)

        self._thread.submit(write)

    def close(self) -> None:
        """Let go of the file; the table is of no use afterwards."""
        self._thread.submit(self._close)
        self._thread.stop()

    def _together(self, statements: tuple[tuple[str, tuple[object, ...]], ...]) -> None:
        self._execute("BEGIN IMMEDIATE", ())
        try:
            for statement, values in statements:
                self._execute(statement, values)
            self._execute("COMMIT", ())
        except BaseException:
            assert self._database is not None  # or BEGIN would have failed
            if self._database.connection.in_transaction:
                self._execute("ROLLBACK", ())
            raise

    def _execute(self, statement: str, values: tuple[object, ...]) -> sqlite3.Cursor:
        try:
            if self._database is None:
                self._database = Database.open(self._path, self._now)
            return self._database.connection.execute(statement, values)
        except sqlite3.Error as error:
            sentence = storage_failure(error, self._path).sentence.replace(" This talk stays in memory.", "")
            raise StorageFailed(sentence, self._remedy) from error

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None
