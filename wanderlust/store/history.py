"""The history on a connection and a thread of its own: a long search or deletion keeps no turn from being written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from wanderlust.domain.conversation import Turn
from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.history import HistoryEntry, Key, Moment
from wanderlust.store.database import Database, Now, copies, storage_failure
from wanderlust.store.history_table import HistoryTable
from wanderlust.store.worker import StoreThread

Result = TypeVar("Result")

TIME_LIMIT_S = 60.0  # deleting 100,000 turns takes a while; nobody's words wait for it


class SqliteHistory:
    """Every method raises StorageFailed when the file cannot be used.

    Args:
        path: The database file, which the conversations and the calls are in.
        now: The wall time, for the name of a damaged file put aside.
    """

    def __init__(self, path: Path, now: Now, time_limit_s: float = TIME_LIMIT_S) -> None:
        self._path, self._now = path, now
        self._thread = StoreThread(time_limit_s)
        self._database: Database | None = None

    async def page(self, skip: int, limit: int) -> list[HistoryEntry]:
        """Entries by their last word, the latest first."""
        return await self._run(lambda table: table.page(skip, limit))

    async def search(self, query: str, skip: int, limit: int) -> list[HistoryEntry]:
        """What holds every part of a query, the latest first."""
        return await self._run(lambda table: table.search(query, skip, limit))

    async def find(self, conversation: int, query: str) -> list[Moment]:
        """Turns of a conversation that hold every part of a query, oldest first."""
        return await self._run(lambda table: table.find(conversation, query))

    async def before(self, conversation: int, moment: Moment, limit: int) -> list[Turn]:
        """The turns right before one, oldest first."""
        return await self._run(lambda table: table.before(conversation, moment, limit))

    async def back_to(self, conversation: int, first: Moment | None, wanted: Moment, room: int) -> list[Turn]:
        """See :meth:`HistoryTable.back_to`."""
        return await self._run(lambda table: table.back_to(conversation, first, wanted, room))

    async def turns(self, key: Key) -> list[Turn]:
        """What an entry of a conversation holds, oldest first."""
        return await self._run(lambda table: table.turns(key))

    async def name(self, key: Key) -> str:
        """What an entry was called by the traveller, or empty."""
        return await self._run(lambda table: table.name(key))

    async def rename(self, key: Key, name: str) -> None:
        """Call an entry so; an empty name gives it back its first words."""
        await self._run(lambda table: table.rename(key, name))

    async def delete(self, keys: Sequence[Key]) -> None:
        """Forget entries; nothing of them can be read in any file of ours when this returns."""
        await self._run(lambda table: table.delete(keys))
        await self._thread.run(lambda: self._drop("before"))

    async def delete_all(self) -> None:
        """Forget everything, with what was set aside as damaged."""
        await self._run(lambda table: table.delete_all())
        await self._thread.run(lambda: self._drop("before", "damaged"))

    async def forget_before(self, moment: datetime, but: int | None = None, *, calls_only: bool = False) -> int:
        """Forget what was said last before a moment, except a conversation that is open; says how many entries."""

        def forget(table: HistoryTable) -> int:
            old = table.older_than(moment)
            gone = [key for key in old if key.kind == "call" or not (calls_only or key.number == but)]
            if gone:
                table.delete(gone)
            return len(gone)

        forgotten = await self._run(forget)
        if forgotten:
            await self._thread.run(lambda: self._drop("before"))
        return forgotten

    def close(self) -> None:
        """Let go of the file; the history is of no use afterwards."""
        self._thread.submit(self._close)
        self._thread.stop()

    async def _run(self, job: Callable[[HistoryTable], Result]) -> Result:
        return await self._thread.run(lambda: self._guarded(job))

    def _guarded(self, job: Callable[[HistoryTable], Result]) -> Result:
        try:
            if self._database is None:
                self._database = Database.open(self._path, self._now)
            return job(HistoryTable(self._database.connection))
        except sqlite3.Error as error:
            sentence = storage_failure(error, self._path).sentence.replace(" This talk stays in memory.", "")
            raise StorageFailed(sentence.replace("I cannot save", "I cannot do that"), "Try again.") from error

    def _drop(self, *kinds: str) -> None:
        """Copies of the whole file hold what was deleted from it."""
        for copy in copies(self._path):
            if any(f".{kind}-" in copy.name for kind in kinds):
                try:
                    copy.unlink(missing_ok=True)
                except OSError as error:
                    raise StorageFailed(
                        f"I cannot delete {copy.name}: {error.strerror}.", "Delete it by hand."
                    ) from error

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None
