"""A copy of the conversations before a newer Wanderlust changes their layout."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

_INFIX = ".before-version-"


def backup_path(path: Path, version: int) -> Path:
    """Where the copy lies that is made before the layout becomes that of ``version``."""
    return path.with_name(f"{path.name}{_INFIX}{version}")


def backups(path: Path) -> list[Path]:
    """Every copy beside the conversations at ``path``; whoever deletes those deletes these."""
    return sorted(path.parent.glob(f"{path.name}{_INFIX}*"))


def back_up(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """Copy an open database before it becomes one of ``version``; older copies go.

    Raises:
        sqlite3.Error, OSError: There is no room, or the folder cannot be written; nothing was changed then.
    """
    target = backup_path(path, version)
    if target.exists():
        return target
    before = _version(connection)
    # Several connections open the file at once, and each may be the first; a copy that is not whole never gets the
    # name of one that is, nor does one of a file that was changed meanwhile.
    handle, name = tempfile.mkstemp(prefix=f"{target.name}.", dir=path.parent)
    os.close(handle)
    unfinished = Path(name)
    try:
        with closing(sqlite3.connect(unfinished)) as copy:
            connection.backup(copy)
            unchanged = _version(copy) == before
        if unchanged:
            unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    for older in backups(path):
        if unchanged and older != target and not older.name.startswith(f"{target.name}."):
            older.unlink(missing_ok=True)
    return target


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
