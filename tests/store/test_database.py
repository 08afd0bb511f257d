"""The file itself: made, migrated, refused when newer, put aside when damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.store.turns import NOON, a_turn
from wanderlust.domain.errors import StorageFailed
from wanderlust.store import database
from wanderlust.store.conversations import SqliteConversations
from wanderlust.store.database import MIGRATIONS, Database, storage_failure, version_of

OpenStore = Callable[[Path], SqliteConversations]


async def filled(path: Path, open_store: OpenStore, turns: int) -> None:
    store = open_store(path)
    await store.start()
    for number in range(turns):
        await store.append(a_turn(number, "A sentence long enough to fill pages. " * 20))
    await store.close()


def test_a_new_file_is_at_the_latest_version_with_a_full_sync_log(path: Path) -> None:
    opened = Database.open(path, lambda: NOON)
    assert version_of(opened.connection) == len(MIGRATIONS)
    assert opened.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert opened.connection.execute("PRAGMA synchronous").fetchone() == (2,)
    opened.close()


async def test_an_older_file_takes_the_steps_it_lacks_and_keeps_its_turns(
    path: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(path, open_store, 2)
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE bookmarks (position INTEGER)",)))
    opened = Database.open(path, lambda: NOON)
    assert version_of(opened.connection) == len(MIGRATIONS) + 1
    assert opened.connection.execute("SELECT count(*) FROM turns").fetchone() == (2,)
    assert opened.connection.execute("SELECT count(*) FROM bookmarks").fetchone() == (0,)
    opened.close()


async def test_a_step_that_fails_leaves_the_file_at_its_old_version(
    path: Path, open_store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(path, open_store, 1)
    monkeypatch.setattr(database, "MIGRATIONS", (*MIGRATIONS, ("CREATE TABLE half (a)", "CREATE TABLE turns (again)")))
    with pytest.raises(StorageFailed):
        Database.open(path, lambda: NOON)
    monkeypatch.undo()
    opened = Database.open(path, lambda: NOON)
    assert opened.connection.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall() == []
    opened.close()


async def test_a_newer_file_is_refused_and_not_a_byte_of_it_changes(path: Path, open_store: OpenStore) -> None:
    await filled(path, open_store, 1)
    with sqlite3.connect(path) as newer:
        newer.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    newer.close()
    before = path.read_bytes()
    store = open_store(path)
    with pytest.raises(StorageFailed, match=r"A newer Wanderlust .* Update Wanderlust"):
        await store.start()
    with pytest.raises(StorageFailed, match="stays in memory"):
        await store.append(a_turn(9))
    assert [turn.id for turn in await store.last(5)] == ["item_9"]
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir() if "damaged" in entry.name] == []


async def test_a_file_that_is_no_database_is_put_aside_whole(path: Path, open_store: OpenStore) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database at all, but longer than a header " * 40)
    before = path.read_bytes()
    store = open_store(path)
    notice = await store.start()
    aside = path.with_name("conversations.sqlite.damaged-2026-11-22-120000")
    assert notice == (f"The saved conversations were damaged. I put them aside as {aside.name} and began anew.")
    assert aside.read_bytes() == before
    await store.append(a_turn(1))
    assert [turn.id for turn in await store.last(5)] == ["item_1"]


async def test_a_page_overwritten_in_the_middle_is_found_at_the_start(path: Path, open_store: OpenStore) -> None:
    await filled(path, open_store, 30)
    content = bytearray(path.read_bytes())
    content[8192:16384] = b"\xff" * 8192
    path.write_bytes(content)
    assert "damaged" in await open_store(path).start()


async def test_two_damaged_files_of_one_second_are_both_kept(path: Path, open_store: OpenStore) -> None:
    for damaged in (b"first " * 500, b"second " * 500):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(damaged)
        store = open_store(path)
        await store.start()
        await store.close()
    kept = sorted(path.parent.glob("*.damaged-*"))
    assert [entry.read_bytes()[:6] for entry in kept] == [b"first ", b"second"]


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StorageFailed, match=r"data cannot be written\. This talk stays in memory\."):
        Database.open(tmp_path / "data" / "conversations.sqlite", lambda: NOON)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "the disk is full"),
        (sqlite3.SQLITE_IOERR_WRITE, "the disk reports a fault"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "cannot be written"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "another Wanderlust"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "are damaged"),
    ],
)
def test_each_fault_of_the_disk_has_its_own_sentence(path: Path, code: int, words: str) -> None:
    error = sqlite3.OperationalError("as SQLite puts it")
    error.sqlite_errorcode = code
    failure = storage_failure(error, path)
    assert words in failure.sentence
    assert failure.sentence.endswith("This talk stays in memory.")
    assert failure.remedy
