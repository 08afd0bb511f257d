"""Takes out of a damaged database what can still be read, row by row from both ends of every table."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

log = logging.getLogger(__name__)


def salvage(damaged: Path, fresh: sqlite3.Connection) -> int:
    """Copy every readable row into an empty database of today's layout; the number of turns that were saved.

    Columns that one of the two does not have are left out. A turn whose conversation is lost gets a new one.

    Args:
        damaged: The file that was put aside; it is only read.
        fresh: The new database, in autocommit.
    """
    tables = [row[1] for row in fresh.execute("PRAGMA table_list") if row[2] == "table" and row[1] != "sqlite_schema"]
    try:
        source = sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        log.warning("Nothing could be read of %s: %s", damaged.name, error)
        return 0
    # Turns may come before their conversation, or without it.
    fresh.execute("PRAGMA foreign_keys=OFF")
    fresh.execute("BEGIN IMMEDIATE")
    try:
        with closing(source):
            for table in tables:
                if not table.startswith("sqlite_"):
                    _copy(source, fresh, table)
        fresh.execute(
            "INSERT INTO conversations (id, title, started) SELECT conversation, '', min(at) FROM turns "
            "WHERE conversation NOT IN (SELECT id FROM conversations) GROUP BY conversation"
        )
        fresh.execute("COMMIT")
    except BaseException:
        fresh.execute("ROLLBACK")
        raise
    finally:
        fresh.execute("PRAGMA foreign_keys=ON")
    return int(fresh.execute("SELECT count(*) FROM turns").fetchone()[0])


def _copy(source: sqlite3.Connection, fresh: sqlite3.Connection, table: str) -> None:
    try:
        there = {row[1] for row in source.execute(f'PRAGMA table_info("{table}")')}
    except sqlite3.Error as error:
        log.warning("The damaged file does not say what %s held: %s", table, error)
        return
    columns = [row[1] for row in fresh.execute(f'PRAGMA table_info("{table}")') if row[1] in there]
    if not columns:
        return
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    for row in _rows(source, table, names):
        try:
            fresh.execute(f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', row)
        except sqlite3.IntegrityError as error:
            log.warning("A row of %s was left out: %s", table, error)


def _rows(source: sqlite3.Connection, table: str, names: str) -> Iterator[tuple[object, ...]]:
    """Rows from the first on until one cannot be read, then from the last on until one cannot be read."""
    last = None
    for order, bound in (("ASC", ""), ("DESC", "WHERE rowid > ?")):
        values = () if not bound or last is None else (last,)
        try:
            found = source.execute(
                f'SELECT rowid, {names} FROM "{table}" {bound if values else ""} ORDER BY rowid {order}', values
            )
            for rowid, *row in found:
                last = rowid if order == "ASC" else last
                yield tuple(row)
        except sqlite3.DatabaseError as error:
            log.warning("Not all of %s can be read: %s", table, error)
            continue
        return
