"""Answers of the services as they came, in a SQLite file: with their age, what renews them, and a limit of size."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

log = logging.getLogger(__name__)

Result = TypeVar("Result")

LARGEST = 50_000_000  # bytes of packed answers; a day of use leaves about 1 MB
ROOM = 0.95  # what is left when the least recently used go: not every new answer has to push out an old one
VERSION = 2
# What changes at every use stands apart from the body: SQLite writes a whole row anew, 20 kB for a piece of a map.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answer (
    key TEXT PRIMARY KEY,
    host TEXT NOT NULL,
    size INTEGER NOT NULL,
    type TEXT NOT NULL,
    etag TEXT NOT NULL,
    modified TEXT NOT NULL,
    fetched REAL NOT NULL,
    fresh_until REAL NOT NULL,
    used REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_use ON answer (used);
CREATE TABLE IF NOT EXISTS body (key TEXT PRIMARY KEY, bytes BLOB NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer that was kept.

    Attributes:
        body: As it came, unpacked.
        type: Its content type.
        etag: What asks whether it is still the same, or empty; ``modified`` likewise.
        fetched: When it was given or last confirmed, in seconds of Unix time.
        fresh_until: Until when it is not asked for again.
    """

    body: bytes
    type: str
    etag: str
    modified: str
    fetched: float
    fresh_until: float


class AnswerCache:
    """The file, on a thread of its own; a cache that cannot be read or written is no cache, and no trouble.

    Args:
        path: The file; it is made when the first answer is kept.
        largest: How many bytes of answers are kept; the least recently used go first.
        packed: Whether bodies are packed; pictures are already.
    """

    def __init__(self, path: Path, largest: int = LARGEST, *, packed: bool = True) -> None:
        self._path = path
        self._largest = largest
        self._packed = packed
        self._total = 0
        self._thread = ThreadPoolExecutor(1, "answers")
        self._connection: sqlite3.Connection | None = None

    async def get(self, key: str, now: float) -> Kept | None:
        """What was kept under a key; ``now`` in seconds of Unix time."""
        return await self._run(lambda db: self._get(db, key, now), None)

    async def put(self, key: str, host: str, kept: Kept) -> None:
        """Keep an answer in place of the one before."""
        await self._run(lambda db: self._put(db, key, host, kept), None)

    async def confirm(self, key: str, fetched: float, fresh_until: float) -> None:
        """The service says that it would give the same answer still."""
        await self._run(
            lambda db: _do(
                db, "UPDATE answer SET fetched = ?, fresh_until = ? WHERE key = ?", fetched, fresh_until, key
            ),
            None,
        )

    def close(self) -> None:
        """Let go of the file, after what is still to be written."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    async def _run(self, job: Callable[[sqlite3.Connection], Result], otherwise: Result) -> Result:
        def work() -> Result:
            try:
                return job(self._opened())
            except (sqlite3.Error, OSError, zlib.error) as error:
                log.warning("The cache of answers: %s", error)
                self._close()
                if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
                    self._set_aside()
                return otherwise

        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=3.0, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                connection.execute("DROP TABLE IF EXISTS answer")
                connection.execute("DROP TABLE IF EXISTS body")
                connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.executescript(_SCHEMA)
            (self._total,) = connection.execute("SELECT coalesce(sum(size), 0) FROM answer").fetchone()
            self._connection = connection
        return self._connection

    def _get(self, db: sqlite3.Connection, key: str, now: float) -> Kept | None:
        row = db.execute(
            "SELECT bytes, type, etag, modified, fetched, fresh_until FROM answer JOIN body USING (key) WHERE key = ?",
            (key,),
        ).fetchone()
        if row is None:
            return None
        _do(db, "UPDATE answer SET used = ? WHERE key = ?", now, key)
        return Kept(zlib.decompress(row[0]) if self._packed else row[0], *row[1:])

    def _put(self, db: sqlite3.Connection, key: str, host: str, kept: Kept) -> None:
        body = zlib.compress(kept.body, 6) if self._packed else kept.body
        if len(body) > self._largest // 4:
            return
        before = db.execute("SELECT size FROM answer WHERE key = ?", (key,)).fetchone()
        size, type_, used = len(body), kept.type, kept.fetched
        row = (key, host, size, type_, kept.etag, kept.modified, kept.fetched, kept.fresh_until, used)
        with _together(db):
            _do(db, "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", *row)
            _do(db, "INSERT OR REPLACE INTO body VALUES (?, ?)", key, body)
            self._total += size - (before[0] if before is not None else 0)
            if self._total > self._largest:
                self._drop_old(db)

    def _drop_old(self, db: sqlite3.Connection) -> None:
        # Counted anew: somebody else may have emptied the file.
        self._total = int(db.execute("SELECT coalesce(sum(size), 0) FROM answer").fetchone()[0])
        for oldest, size in db.execute("SELECT key, size FROM answer ORDER BY used").fetchall():
            if self._total <= self._largest * ROOM:
                return
            _do(db, "DELETE FROM answer WHERE key = ?", oldest)
            _do(db, "DELETE FROM body WHERE key = ?", oldest)
            self._total -= size

    def _set_aside(self) -> None:
        """Damaged: it can be filled again, and whoever wonders finds the old one beside it."""
        try:
            self._path.replace(self._path.with_name(f"{self._path.name}.damaged"))
            for rest in ("-wal", "-shm"):
                self._path.with_name(self._path.name + rest).unlink(missing_ok=True)
        except OSError as error:
            log.warning("The damaged cache of answers stays: %s", error)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def empty(path: Path) -> None:
    """Forget every answer, whoever has the file open; its bytes are overwritten. Raises sqlite3.Error."""
    if not path.exists():
        return
    connection = sqlite3.connect(path, timeout=3.0, isolation_level=None)
    try:
        connection.execute("PRAGMA secure_delete = ON")
        connection.executescript(_SCHEMA)
        connection.execute("DELETE FROM answer")
        connection.execute("DELETE FROM body")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


@contextmanager
def _together(db: sqlite3.Connection) -> Iterator[None]:
    """All of it is written, or nothing."""
    db.execute("BEGIN")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _do(db: sqlite3.Connection, statement: str, *values: object) -> None:
    db.execute(statement, values)
