"""What is the traveller's on this computer: how large it is, and how it is deleted for good."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from wanderlust.domain.errors import StorageFailed, WanderlustError
from wanderlust.domain.history import StorageUse
from wanderlust.settings.paths import Paths
from wanderlust.store.database import connect, copies
from wanderlust.store.erasing import leave_no_trace

_OWN = ("turns", "conversations", "calls", "history", "trips", "trip_log", "spending", "sent", "do_not_call")
_CALLS = "SELECT coalesce(sum(length(goal) + length(sentence) + length(form) + length(captions) + length(said)), 0)"


class Eraser:
    """Works on the files; the window and the conversation go on meanwhile.

    Args:
        paths: Where everything lies.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths

    def measure(self) -> StorageUse:
        """Bytes by kind; what cannot be read counts as nothing."""
        paths = self._paths
        database = sum(_size(paths.conversations.with_name(paths.conversations.name + end)) for end in ("", "-wal"))
        database += sum(map(_size, copies(paths.conversations)))
        calls = min(database, self._bytes_of_calls())
        sizes = (
            ("talks", database - calls),
            ("calls", calls),
            ("places", _size(paths.data / "places.sqlite") + _size(paths.areas)),
            ("packs", _size(paths.packs)),
            ("cache", _size(paths.cache)),
            ("logs", _size(paths.log)),
        )
        return StorageUse(str(paths.data), sizes)

    def delete_caches(self) -> None:
        """What can be made again, apart from what services answered, which is in use; raises StorageFailed."""
        in_use = (self._paths.answers, self._paths.tiles)
        keep = {file.with_name(file.name + end) for file in in_use for end in ("", "-wal", "-shm")}
        _delete([entry for entry in _inside(self._paths.cache) if entry not in keep])

    async def erase(self, names: Sequence[str], forget_key: Callable[[str], Awaitable[None]]) -> None:
        """Delete all that is the traveller's but places, voices and models, which hold nothing of them.

        Args:
            names: Under which keys may be kept.
            forget_key: Takes one out of the keyring; raises KeyringFailed or StorageFailed.

        Raises:
            WanderlustError: Something could not be deleted; everything else was.
        """
        paths, trouble = self._paths, list[WanderlustError]()
        try:
            hosts = self._empty_database()
        except sqlite3.Error as error:
            hosts = []
            trouble.append(StorageFailed(f"I cannot empty {paths.conversations.name}: {error}.", "Try again."))
        for name in dict.fromkeys((*names, *hosts)):
            try:
                await forget_key(name)
            except WanderlustError as error:
                trouble.append(error)
        files = [*copies(paths.conversations), *_inside(paths.log), paths.preferences, paths.keys]
        files += [paths.prices, paths.services, *paths.preferences.parent.glob(f"{paths.preferences.name}.*")]
        try:
            _delete(files)
        except StorageFailed as error:
            trouble.append(error)
        try:
            self.delete_caches()
        except StorageFailed as error:
            trouble.append(error)
        if trouble:
            raise trouble[0]

    def _empty_database(self) -> list[str]:
        """Delete every row of ours; the servers that were ever used, by their hosts."""
        if not self._paths.conversations.exists():
            return []
        connection = connect(self._paths.conversations)
        try:
            hosts = [row[0] for row in connection.execute("SELECT host FROM spending UNION SELECT host FROM sent")]
            for table in _OWN:
                connection.execute(f"DELETE FROM {table}")
            connection.execute("DELETE FROM sqlite_sequence")
            leave_no_trace(connection)
            # Another connection that reads right now keeps the file as it is; its rows are overwritten already.
            with contextlib.suppress(sqlite3.OperationalError):
                connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
        return hosts

    def _bytes_of_calls(self) -> int:
        if not self._paths.conversations.exists():
            return 0
        try:
            address = f"{self._paths.conversations.absolute().as_uri()}?mode=ro"
            with contextlib.closing(sqlite3.connect(address, uri=True, timeout=3.0)) as connection:
                return int(connection.execute(f"{_CALLS} FROM calls").fetchone()[0])
        except sqlite3.Error:
            return 0


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _size(path: Path) -> int:
    """Bytes of a file, or of all in a folder."""
    try:
        if path.is_dir():
            return sum(_size(entry) for entry in path.iterdir())
        return path.stat().st_size
    except OSError:
        return 0


def _delete(entries: Sequence[Path]) -> None:
    """Delete files and folders that are there; raises StorageFailed after the rest is gone."""
    failed: list[str] = []
    for entry in entries:
        try:
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink(missing_ok=True)
        except OSError as error:
            failed.append(f"{entry.name} ({error.strerror or error})")
    if failed:
        raise StorageFailed(f"I cannot delete {', '.join(failed)}.", "Close what uses it, and try again.")
