"""The trip on disk: there after a restart, beside the conversations, honest when the disk refuses."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.store.turns import NOON
from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.trip import TripItem
from wanderlust.store.database import MIGRATIONS
from wanderlust.store.trips import SqliteTrips


async def test_an_entry_is_there_after_a_restart(path: Path) -> None:
    trips = SqliteTrips(path, lambda: NOON)
    await trips.add("the Louvre", "2026-11-24", "9 am")
    trips.close()
    again = SqliteTrips(path, lambda: NOON)
    assert await again.items() == (TripItem(1, "the Louvre", "2026-11-24", "9 am"),)
    again.close()


async def test_entries_are_moved_and_removed_by_their_numbers(path: Path) -> None:
    trips = SqliteTrips(path, lambda: NOON)
    for item in ("a", "b", "c"):
        await trips.add(item, "", "")
    await trips.move(2, "day 2", "noon")
    await trips.remove((1, 3))
    assert await trips.items() == (TripItem(2, "b", "day 2", "noon"),)
    trips.close()


async def test_a_file_of_conversations_from_before_there_were_trips_takes_them(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as old:
        for statement in MIGRATIONS[0]:
            old.execute(statement)
        old.execute("INSERT INTO conversations (title, started) VALUES ('Kyoto', '2026-11-20T12:00:00+00:00')")
        old.execute("PRAGMA user_version=1")
    old.close()
    trips = SqliteTrips(path, lambda: NOON)
    await trips.add("the Louvre", "", "")
    trips.close()
    with sqlite3.connect(path) as now:
        assert now.execute("SELECT title FROM conversations").fetchall() == [("Kyoto",)]
    now.close()


async def test_a_folder_that_is_a_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    trips = SqliteTrips(tmp_path / "taken" / "trip.sqlite", lambda: NOON)
    with pytest.raises(StorageFailed, match="cannot"):
        await trips.add("the Louvre", "", "")
    trips.close()
