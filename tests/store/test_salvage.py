"""What a damaged file still holds comes back, and a copy is made before an older file becomes a newer one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.turns import NOON, a_turn
from wanderlust.store import database
from wanderlust.store.backup import backup_path, backups
from wanderlust.store.conversations import SqliteConversations
from wanderlust.store.database import MIGRATIONS, Database, version_of

OpenStore = Callable[[Path], SqliteConversations]
PAGE = 4096


async def filled(path: Path, open_store: OpenStore, turns: int) -> None:
    store = open_store(path)
    await store.start()
    for number in range(turns):
        await store.append(a_turn(number, "A sentence long enough to fill pages. " * 20))
    await store.close()


def pages_of(path: Path, table: str) -> list[int]:
    """The numbers of the pages that hold a table's rows, from the first row on."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (table,))
        return [number for (number,) in found]


def spoil(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(b"\xff" * PAGE)


async def test_turns_before_and_after_a_spoilt_page_come_back(path: Path, open_store: OpenStore) -> None:
    await filled(path, open_store, 60)
    leaves = pages_of(path, "turns")
    assert len(leaves) > 5, "the turns should fill several pages"
    spoil(path, leaves[len(leaves) // 2])
    store = open_store(path)
    notice = await store.start()
    kept = {turn.id for turn in await store.last(100)}
    assert {"item_0", "item_59"} <= kept and 40 < len(kept) < 60
    assert f"saved the {len(kept)} turns that can be read" in notice
    assert "put them aside as conversations.sqlite.damaged-" in notice
    await store.close()


async def test_turns_whose_conversation_is_lost_get_one(path: Path, open_store: OpenStore) -> None:
    await filled(path, open_store, 30)
    (page,) = pages_of(path, "conversations")
    spoil(path, page)
    opened = Database.open(path, lambda: NOON)
    lost = opened.connection.execute(
        "SELECT count(*) FROM turns WHERE conversation NOT IN (SELECT id FROM conversations)"
    )
    assert lost.fetchone() == (0,)
    assert opened.connection.execute("SELECT count(*) FROM turns").fetchone() == (30,)
    assert opened.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    opened.close()


async def test_the_damaged_file_itself_is_kept_as_it_was(path: Path, open_store: OpenStore) -> None:
    await filled(path, open_store, 60)
    spoil(path, pages_of(path, "turns")[3])
    before = path.read_bytes()
    Database.open(path, lambda: NOON).close()
    (aside,) = [file for file in path.parent.glob("*.damaged-*") if not file.name.endswith(("-wal", "-shm"))]
    assert aside.read_bytes() == before


async def test_a_copy_is_made_before_an_older_file_is_changed(
    path: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(path, open_store, 3)
    assert backups(path) == []
    newer = len(MIGRATIONS) + 1
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, ("DROP TABLE turns",)))
    Database.open(path, lambda: NOON).close()
    assert backups(path) == [backup_path(path, newer)]
    with closing(sqlite3.connect(backup_path(path, newer))) as copy:
        assert version_of(copy) == len(MIGRATIONS)
        assert copy.execute("SELECT count(*) FROM turns").fetchone() == (3,)


async def test_only_the_latest_copy_stays(path: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch) -> None:
    await filled(path, open_store, 1)
    steps = MIGRATIONS
    for number in range(2):
        steps = (*steps, (f"CREATE TABLE more_{number} (a)",))
        monkeypatch.setattr(database, "MIGRATIONS", steps)
        Database.open(path, lambda: NOON).close()
    assert backups(path) == [backup_path(path, len(MIGRATIONS) + 2)]


async def test_a_file_of_today_and_a_new_one_are_not_copied(path: Path, open_store: OpenStore) -> None:
    await filled(path, open_store, 1)
    Database.open(path, lambda: NOON).close()
    assert backups(path) == []
