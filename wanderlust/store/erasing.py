"""Makes what was deleted unreadable in the file: in the index of words and in the write-ahead log too."""

from __future__ import annotations

import sqlite3

INDEXES = ("turn_words", "call_words")
# Pages an index is merged by at a time: between two steps another connection may write.
STEP = 500


def leave_no_trace(connection: sqlite3.Connection) -> None:
    """Call it after the deletion is committed.

    A deleted word stays in the index of FTS5 beside a mark that it is gone until their segments are merged, and
    deleted pages stay in the write-ahead log until it is written back.
    """
    for index in INDEXES:
        before = -1
        # A negative number begins the merging of all segments; an idle step changes less than two rows.
        connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('merge', ?)", (-STEP,))
        while connection.total_changes - before >= 2:
            before = connection.total_changes
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('merge', ?)", (STEP,))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
