"""Opens the SQLite file of the conversations: write-ahead log, forward-only migrations, damage set aside."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.word_search import searchable
from wanderlust.store.backup import back_up, backups
from wanderlust.store.history_schema import HISTORY
from wanderlust.store.salvage import salvage

Now = Callable[[], datetime]

# One entry a version; an entry never changes once it was released, a new one is added below it.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE conversations (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            title TEXT NOT NULL,
            started TEXT NOT NULL
        )""",
        """CREATE TABLE turns (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            conversation INTEGER NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
            turn TEXT NOT NULL,
            speaker TEXT NOT NULL,
            text TEXT NOT NULL,
            at TEXT NOT NULL,
            language TEXT NOT NULL,
            source TEXT NOT NULL,
            heard INTEGER,
            tool TEXT NOT NULL,
            backend TEXT NOT NULL,
            places TEXT NOT NULL,
            cards TEXT NOT NULL,
            UNIQUE (conversation, turn, at)
        )""",
        "CREATE INDEX turns_in_order ON turns (conversation, position)",
    ),
    (
        """CREATE TABLE trip (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            item TEXT NOT NULL,
            day TEXT NOT NULL,
            time TEXT NOT NULL,
            added TEXT NOT NULL
        )""",
    ),
    (
        """CREATE TABLE spending (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            day TEXT NOT NULL,
            talk TEXT NOT NULL,
            host TEXT NOT NULL,
            model TEXT NOT NULL,
            text_in INTEGER NOT NULL,
            audio_in INTEGER NOT NULL,
            image_in INTEGER NOT NULL,
            text_cached INTEGER NOT NULL,
            audio_cached INTEGER NOT NULL,
            image_cached INTEGER NOT NULL,
            text_out INTEGER NOT NULL,
            audio_out INTEGER NOT NULL,
            seconds REAL NOT NULL,
            unheard_ms INTEGER NOT NULL,
            guessed INTEGER NOT NULL,
            nanodollars INTEGER NOT NULL,
            prices_of TEXT NOT NULL
        )""",
        "CREATE INDEX spending_by_day ON spending (day)",
        "CREATE INDEX spending_by_talk ON spending (talk)",
        """CREATE TABLE sent (
            id TEXT PRIMARY KEY,
            host TEXT NOT NULL,
            purpose TEXT NOT NULL,
            began TEXT NOT NULL,
            ended TEXT NOT NULL,
            audio_ms INTEGER NOT NULL,
            characters INTEGER NOT NULL,
            pictures INTEGER NOT NULL
        )""",
    ),
    ("ALTER TABLE turns ADD COLUMN lost INTEGER NOT NULL DEFAULT 0",),
    (
        """CREATE TABLE calls (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            day TEXT NOT NULL,
            line TEXT NOT NULL,
            name TEXT NOT NULL,
            number TEXT NOT NULL,
            goal TEXT NOT NULL,
            kind TEXT NOT NULL,
            sentence TEXT NOT NULL,
            seconds REAL NOT NULL,
            dollars REAL NOT NULL,
            form TEXT NOT NULL
        )""",
        "CREATE INDEX calls_by_day ON calls (day)",
        """CREATE TABLE do_not_call (
            number TEXT PRIMARY KEY,
            at TEXT NOT NULL,
            reason TEXT NOT NULL
        )""",
    ),
    (
        "ALTER TABLE calls ADD COLUMN captions TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE calls ADD COLUMN said TEXT NOT NULL DEFAULT ''",
    ),
    HISTORY,
    (
        """CREATE TABLE trips (
            id TEXT PRIMARY KEY,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            draft INTEGER NOT NULL,
            version INTEGER NOT NULL,
            open INTEGER NOT NULL
        )""",
        """CREATE TABLE trip_days (
            trip TEXT NOT NULL REFERENCES trips(id) ON DELETE CASCADE,
            day TEXT NOT NULL,
            PRIMARY KEY (trip, day)
        )""",
        """CREATE TABLE trip_stops (
            id TEXT PRIMARY KEY,
            trip TEXT NOT NULL REFERENCES trips(id) ON DELETE CASCADE,
            day TEXT NOT NULL,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            start TEXT NOT NULL,
            part TEXT NOT NULL,
            minutes INTEGER,
            note TEXT NOT NULL,
            source TEXT NOT NULL,
            reference TEXT NOT NULL,
            hours TEXT NOT NULL,
            place TEXT NOT NULL
        )""",
        "CREATE INDEX trip_stops_in_order ON trip_stops (trip, day, position)",
        """CREATE TABLE trip_log (
            position INTEGER PRIMARY KEY,
            undone INTEGER NOT NULL,
            step TEXT NOT NULL
        )""",
        # The one list there was becomes the first trip: its day is the day's key, its time is read when it is loaded.
        "INSERT INTO trips SELECT 'trip-1', 0, '', 0, 0, 1 WHERE EXISTS (SELECT 1 FROM trip)",
        "INSERT INTO trip_days SELECT DISTINCT 'trip-1', day FROM trip",
        """INSERT INTO trip_stops
            SELECT 'stop-' || id, 'trip-1', day, id, item, '', time, NULL, '', 'said', '', '', '' FROM trip""",
        "DROP TABLE trip",
    ),
)

# Another Wanderlust may hold the file for a moment; a turn of 14 columns is written in a few milliseconds.
BUSY_TIMEOUT_S = 3.0


class Database:
    """One open connection; used by one thread only.

    Attributes:
        connection: The SQLite connection, in autocommit: transactions are begun by hand.
        notice: What the traveller should know about the opening (damage set aside), or empty.
    """

    def __init__(self, connection: sqlite3.Connection, notice: str) -> None:
        self.connection = connection
        self.notice = notice

    @classmethod
    def open(cls, path: Path, now: Now) -> Database:
        """Open or create the database at ``path``.

        Raises:
            StorageFailed: The folder cannot be written, the disk is full, or a newer app made the file.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(path) from error
        try:
            if path.exists():
                refuse_newer(path)
            return cls(connect(path), "")
        except OSError as error:
            raise cannot_write(path) from error
        except sqlite3.Error as error:
            if not is_damage(error):
                raise storage_failure(error, path) from error
        aside = set_aside(path, now())
        try:
            connection = connect(path)
            turns = salvage(aside, connection)
        except sqlite3.Error as error:
            raise storage_failure(error, path) from error
        rest = f"saved the {turns} turns that can be read" if turns else "began anew"
        return cls(connection, f"The saved conversations were damaged. I put them aside as {aside.name} and {rest}.")

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it."""
        self.connection.close()


def connect(path: Path) -> sqlite3.Connection:
    """A checked connection with every migration applied; closed again when a step of that fails."""
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        # FULL, not NORMAL: a turn that shows must survive a power cut, and one fsync a turn costs nothing.
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        # What is deleted is overwritten, by whichever connection it was deleted.
        connection.execute("PRAGMA secure_delete=ON")
        connection.create_function("searchable", 1, searchable, deterministic=True)
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise damage(verdict)
        if 0 < version_of(connection) < len(MIGRATIONS):
            back_up(connection, path, len(MIGRATIONS))
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def copies(path: Path) -> list[Path]:
    """What else was kept of the file: from before a change of its form, and damaged ones that were set aside."""
    return backups(path) + sorted(path.parent.glob(f"{path.name}.damaged-*"))


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the steps this file has not seen, all or none, even when two processes open it at once."""
    if version_of(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in MIGRATIONS[version_of(connection) :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version={len(MIGRATIONS)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def refuse_newer(path: Path) -> None:
    """Raise StorageFailed when a later Wanderlust wrote the file, without changing a byte of it."""
    # Read-only, because closing a writing connection would fold the write-ahead log into the file.
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_TIMEOUT_S)
    try:
        version = version_of(connection)
    finally:
        connection.close()
    if version > len(MIGRATIONS):
        raise StorageFailed(
            "A newer Wanderlust saved your conversations. I leave them alone. This talk stays in memory.",
            "Update Wanderlust to see them.",
        )


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def set_aside(path: Path, when: datetime) -> Path:
    """Rename a damaged database with its log; returns the new name."""
    stamp = when.strftime("%Y-%m-%d-%H%M%S")
    number = 1
    while True:
        suffix = f".damaged-{stamp}" + (f"-{number}" if number > 1 else "")
        if not path.with_name(path.name + suffix).exists():
            break
        number += 1
    try:
        for part in ("", "-wal", "-shm"):
            piece = path.with_name(path.name + part)
            if piece.exists():
                piece.rename(path.with_name(path.name + suffix + part))
    except OSError as error:
        raise cannot_write(path) from error
    return path.with_name(path.name + suffix)


def damage(verdict: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(verdict)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def is_damage(error: sqlite3.Error) -> bool:
    return primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def primary_code(error: sqlite3.Error) -> int:
    """SQLite's result code without its extension in the upper bits; SQLITE_ERROR where there is none."""
    return int(getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_ERROR) & 0xFF


def storage_failure(error: sqlite3.Error, path: Path) -> StorageFailed:
    """The traveller's sentence for what SQLite reports."""
    code = primary_code(error)
    if code == sqlite3.SQLITE_FULL:
        return StorageFailed(
            "I cannot save: the disk is full. This talk stays in memory.",
            "Free some space; I save it with your next words.",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return cannot_write(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StorageFailed(
            "I cannot save: another Wanderlust is using the conversations. This talk stays in memory.",
            "Close the other one; I save it with your next words.",
        )
    if is_damage(error):
        return StorageFailed(
            "I cannot save: the saved conversations are damaged. This talk stays in memory.",
            "Start me again; I put the damaged file aside and begin a new one.",
        )
    return StorageFailed(
        f"I cannot save: the disk reports a fault ({error}). This talk stays in memory.",
        f"Check the disk that holds {path.parent}.",
    )


def cannot_write(path: Path) -> StorageFailed:
    return StorageFailed(
        f"I cannot save: {path.parent} cannot be written. This talk stays in memory.",
        "Allow writing there, or name another folder in WANDERLUST_DATA_DIR.",
    )
