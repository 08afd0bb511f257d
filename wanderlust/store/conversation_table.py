"""Reads and writes conversations and their turns in an open database, synchronously, on one thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from wanderlust.domain.conversation import Conversation, ConversationSummary, Speaker, Turn
from wanderlust.domain.errors import StorageFailed
from wanderlust.store.erasing import leave_no_trace
from wanderlust.store.turn_rows import COLUMNS, from_row, to_row

TITLE_LENGTH = 60

INSERT_TURN = (
    f"INSERT INTO turns (conversation, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)}) "
    # The same turn again replaces its row in place: what was heard of an answer may be known later.
    "ON CONFLICT (conversation, turn, at) DO UPDATE SET "
    + ", ".join(f"{column}=excluded.{column}" for column in COLUMNS)
)

SELECT_TURNS = f"SELECT {', '.join(COLUMNS)} FROM turns WHERE conversation = ?"


class ConversationTable:
    """Conversations in the order they were begun."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def newest(self) -> int | None:
        """The id of the conversation that was begun last, or None."""
        row = self._connection.execute("SELECT max(id) FROM conversations").fetchone()
        return None if row[0] is None else int(row[0])

    def append(self, conversation: int | None, turns: Sequence[Turn]) -> int:
        """Write turns in one transaction; None begins a new conversation. Returns its id."""
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            if conversation is None:
                conversation = self._begin(turns[0].at)
            for turn in turns:
                connection.execute(INSERT_TURN, (conversation, *to_row(turn)))
            self._title(conversation, turns)
            connection.execute("COMMIT")
        except BaseException:
            # A full disk makes SQLite roll back by itself.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return conversation

    def remove(self, conversation: int, turns: Sequence[Turn]) -> bool:
        """Forget turns, and the conversation with its last one; whether it is still there.

        Their bytes are overwritten in the file, and the write-ahead log that held them is emptied.
        """
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            gone = [(conversation, turn.id, turn.at.isoformat()) for turn in turns]
            connection.executemany("DELETE FROM turns WHERE conversation = ? AND turn = ? AND at = ?", gone)
            left = connection.execute("SELECT 1 FROM turns WHERE conversation = ?", (conversation,)).fetchone()
            if left is None:
                connection.execute("DELETE FROM conversations WHERE id = ?", (conversation,))
            else:  # it may have been called by what is forgotten
                connection.execute("UPDATE conversations SET title = '' WHERE id = ?", (conversation,))
                rows = connection.execute(f"{SELECT_TURNS} ORDER BY position", (conversation,)).fetchall()
                self._title(conversation, [from_row(row) for row in rows])
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        leave_no_trace(connection)
        return left is not None

    def title(self, conversation: int) -> str | None:
        """What it is called; None when there is none of that number."""
        row = self._connection.execute("SELECT title FROM conversations WHERE id = ?", (conversation,)).fetchone()
        return None if row is None else str(row[0])

    def last(self, conversation: int, limit: int) -> list[Turn]:
        """The last ``limit`` turns, oldest first."""
        rows = self._connection.execute(
            f"{SELECT_TURNS} ORDER BY position DESC LIMIT ?", (conversation, limit)
        ).fetchall()
        return [from_row(row) for row in reversed(rows)]

    def summaries(self, limit: int) -> list[ConversationSummary]:
        """The conversations begun last, newest first."""
        rows = self._connection.execute(
            "SELECT id, title, started, (SELECT count(*) FROM turns WHERE conversation = conversations.id) "
            "FROM conversations ORDER BY id DESC LIMIT ?",
            (limit,),
        ).fetchall()
        return [
            ConversationSummary(number, title, datetime.fromisoformat(started), turns)
            for number, title, started, turns in rows
        ]

    def read(self, conversation: int) -> Conversation:
        """A whole conversation; raises StorageFailed when there is none of that number."""
        row = self._connection.execute(
            "SELECT title, started FROM conversations WHERE id = ?", (conversation,)
        ).fetchone()
        if row is None:
            raise StorageFailed("That conversation is not there any more.", "Choose another one.")
        turns = self._connection.execute(f"{SELECT_TURNS} ORDER BY position", (conversation,)).fetchall()
        return Conversation(
            conversation, row[0], datetime.fromisoformat(row[1]), tuple(from_row(turn) for turn in turns)
        )

    def _begin(self, started: datetime) -> int:
        cursor = self._connection.execute(
            "INSERT INTO conversations (title, started) VALUES ('', ?)", (started.isoformat(),)
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def _title(self, conversation: int, turns: Sequence[Turn]) -> None:
        """A conversation is called by the first thing the traveller said in it."""
        said = next((turn.text for turn in turns if turn.speaker is Speaker.USER and turn.text.strip()), None)
        if said is not None:
            self._connection.execute(
                "UPDATE conversations SET title = ? WHERE id = ? AND title = ''",
                (shortened(said), conversation),
            )


def shortened(text: str) -> str:
    """One line of at most ``TITLE_LENGTH`` characters, cut between words."""
    line = " ".join(text.split())
    if len(line) <= TITLE_LENGTH:
        return line
    head = line[: TITLE_LENGTH - 1]
    return (head[: head.rindex(" ")] if " " in head else head) + "…"
