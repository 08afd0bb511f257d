"""A copy of the conversations before a newer Wanderlust changes their layout."""

from __future__ import annotations

import os
import sqlite3
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
    # Another process may be at it too; a copy that is not whole never gets the name of one that is.
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        with closing(sqlite3.connect(unfinished)) as copy:
            connection.backup(copy)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    for older in backups(path):
        if older != target:
            older.unlink(missing_ok=True)
    return target
