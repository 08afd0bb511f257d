"""Keeps every finished turn on disk, and in memory while the disk refuses."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wanderlust.domain.conversation import Conversation, ConversationSummary, Turn
from wanderlust.domain.errors import StorageFailed
from wanderlust.store.conversation_table import ConversationTable
from wanderlust.store.database import Database, Now, storage_failure
from wanderlust.store.worker import TIME_LIMIT_S, StoreThread


@dataclass(slots=True)
class Talk:
    """One conversation; it has no number until its first turn is on disk."""

    number: int | None = None


class SqliteConversations:
    """The conversation that is open, and the ones before it; fills ``ports.ConversationStore``.

    A turn that cannot be written waits in memory, still belongs to ``last``, and is written before the next
    one as soon as the disk takes it.
    """

    def __init__(self, path: Path, now: Now, time_limit_s: float = TIME_LIMIT_S) -> None:
        """Nothing is touched before ``start``.

        Args:
            path: The database file.
            now: The wall time, for the name of a damaged file put aside.
            time_limit_s: How long a disk may take for one job.
        """
        self._path = path
        self._now = now
        self._thread = StoreThread(time_limit_s)
        self._closed = False
        # Everything below belongs to the store thread.
        self._database: Database | None = None
        self._talk = Talk()
        self._waiting: list[tuple[Talk, Turn]] = []
        self._keeping = True
        self._unkept: list[tuple[Talk, Turn]] = []

    @property
    def number(self) -> int:
        """The open conversation's, from any thread; 0 while nothing of it is on disk."""
        return self._talk.number or 0

    def set_keeping(self, keeping: bool) -> None:
        """Whether finished turns are written from now on; those said in between stay in memory for good."""
        self._keeping = keeping

    async def start(self) -> str:
        """Open the file and the last conversation in it.

        Returns:
            A sentence when a damaged file was put aside, else an empty string.

        Raises:
            StorageFailed: Nothing can be kept; the store goes on in memory and tries again with each turn.
        """
        return await self._thread.run(self._start)

    async def append(self, turn: Turn) -> None:
        """Keep a finished turn; it is on disk when this returns.

        Raises:
            StorageFailed: It is in memory only.
        """
        await self._thread.run(lambda: self._append(turn))

    async def remove(self, turns: Sequence[Turn]) -> None:
        """Forget turns of the open conversation; they are gone from the file when this returns.

        Raises:
            StorageFailed: They are still in the file.
        """
        await self._thread.run(lambda: self._remove(turns))

    async def last(self, limit: int) -> tuple[Turn, ...]:
        """The last turns of the open conversation, oldest first, with those that wait in memory.

        Raises:
            StorageFailed: The file was open but cannot be read any more.
        """
        return await self._thread.run(lambda: self._last(limit))

    async def new_conversation(self) -> None:
        """Begin a new one; it appears in the list with its first turn."""
        await self._thread.run(self._new_conversation)

    async def list_conversations(self, limit: int = 100) -> tuple[ConversationSummary, ...]:
        """What was talked about, newest first.

        Raises:
            StorageFailed: The file cannot be read.
        """
        return await self._thread.run(lambda: self._list(limit))

    async def reopen(self, number: int, limit: int) -> tuple[str, tuple[Turn, ...]]:
        """Go on with an earlier conversation: what it is called, and its last turns, oldest first.

        Raises:
            StorageFailed: The file cannot be read, or holds none of that number.
        """
        return await self._thread.run(lambda: self._reopen(number, limit))

    async def open_conversation(self, number: int) -> Conversation:
        """Read a whole conversation; further turns belong to it.

        Raises:
            StorageFailed: The file cannot be read, or holds none of that number.
        """
        return await self._thread.run(lambda: self._open_conversation(number))

    async def close(self) -> None:
        """Write what waits and let go of the file; the store is of no use afterwards.

        Raises:
            StorageFailed: Turns in memory could not be written and are lost.
        """
        if self._closed:
            return
        self._closed = True
        try:
            await self._thread.run(self._close)
        finally:
            self._thread.stop()

    def _start(self) -> str:
        database = self._opened()
        try:
            self._talk = Talk(ConversationTable(database.connection).newest())
        except sqlite3.Error as error:
            raise storage_failure(error, self._path) from error
        return database.notice

    def _append(self, turn: Turn) -> None:
        unkept = [number for number, (_, known) in enumerate(self._unkept) if key(known) == key(turn)]
        if unkept:
            self._unkept[unkept[-1]] = (self._talk, turn)
            return
        if not self._keeping:
            self._unkept.append((self._talk, turn))
            return
        self._waiting.append((self._talk, turn))
        self._write_waiting()

    def _remove(self, turns: Sequence[Turn]) -> None:
        gone = {key(turn) for turn in turns}
        self._waiting = [
            (talk, turn) for talk, turn in self._waiting if talk is not self._talk or key(turn) not in gone
        ]
        self._unkept = [(talk, turn) for talk, turn in self._unkept if talk is not self._talk or key(turn) not in gone]
        if self._talk.number is None or not gone:
            return
        try:
            left = ConversationTable(self._opened().connection).remove(self._talk.number, turns)
        except sqlite3.Error as error:
            raise storage_failure(error, self._path) from error
        if not left:
            self._talk.number = None

    def _last(self, limit: int) -> tuple[Turn, ...]:
        turns: dict[tuple[str, str], Turn] = {}
        if self._database is not None and self._talk.number is not None:
            try:
                kept = ConversationTable(self._database.connection).last(self._talk.number, limit)
            except sqlite3.Error as error:
                raise storage_failure(error, self._path) from error
            turns.update({key(turn): turn for turn in kept})
        for talk, turn in (*self._waiting, *self._unkept):
            if talk is self._talk:
                turns[key(turn)] = turn
        return tuple(turns.values())[-limit:]

    def _new_conversation(self) -> None:
        self._talk, self._unkept = Talk(), []

    def _list(self, limit: int) -> tuple[ConversationSummary, ...]:
        try:
            return tuple(ConversationTable(self._opened().connection).summaries(limit))
        except sqlite3.Error as error:
            raise storage_failure(error, self._path) from error

    def _reopen(self, number: int, limit: int) -> tuple[str, tuple[Turn, ...]]:
        try:
            title = ConversationTable(self._opened().connection).title(number)
        except sqlite3.Error as error:
            raise storage_failure(error, self._path) from error
        if title is None:
            raise StorageFailed("That conversation is not there any more.", "Choose another one.")
        if self._talk.number != number:
            self._talk, self._unkept = Talk(number), []
        return title, self._last(limit)

    def _open_conversation(self, number: int) -> Conversation:
        try:
            conversation = ConversationTable(self._opened().connection).read(number)
        except sqlite3.Error as error:
            raise storage_failure(error, self._path) from error
        if self._talk.number != number:
            self._talk = Talk(number)
        return conversation

    def _close(self) -> None:
        try:
            if self._waiting:
                self._write_waiting()
        finally:
            if self._database is not None:
                self._database.close()
                self._database = None

    def _opened(self) -> Database:
        if self._database is None:
            self._database = Database.open(self._path, self._now)
        return self._database

    def _write_waiting(self) -> None:
        table = ConversationTable(self._opened().connection)
        try:
            while self._waiting:
                talk = self._waiting[0][0]
                turns = [turn for owner, turn in self._waiting if owner is talk]
                talk.number = table.append(talk.number, turns)
                self._waiting = [(owner, turn) for owner, turn in self._waiting if owner is not talk]
        except sqlite3.Error as error:
            raise storage_failure(error, self._path) from error


def key(turn: Turn) -> tuple[str, str]:
    """What makes a turn the same turn: wire ids may begin again with each connection, times do not."""
    return turn.id, turn.at.isoformat()
