"""Trips on disk: there after a restart as they were left, with what can be undone; honest when the disk refuses."""

from __future__ import annotations

import sqlite3
from datetime import date, time
from pathlib import Path

import pytest

from tests.store.turns import NOON
from wanderlust.domain.errors import StorageFailed
from wanderlust.domain.places import Place
from wanderlust.domain.trip import edits
from wanderlust.domain.trip.book import TripBook, perform, redo, undo
from wanderlust.domain.trip.model import Day, DayKey, Stop, Trip
from wanderlust.store.database import MIGRATIONS
from wanderlust.store.trip_steps import step_from, step_text
from wanderlust.store.trips import SqliteTrips

TUESDAY = DayKey(date(2026, 11, 24))
UFFIZI = Stop(
    "u",
    "the Uffizi",
    Place("wl:uffizi-gallery", "Uffizi Gallery", "museum", 43.7678, 11.2553, "IT", timezone="Europe/Rome"),
    time(10),
    minutes=120,
    note="two tickets\nby the side door",
    source="booked",
    reference="F4K9",
    hours="Tu-Su 08:15-18:30",
)
LUNCH = Stop("l", "lunch", part="afternoon")
BEFORE_TRIPS = 6  # migrations before there were several trips


def open_trip(book: TripBook) -> Trip:
    assert book.trip is not None
    return book.trip


def filled() -> TripBook:
    """Two trips, six deeds, one of them undone."""
    book = perform(TripBook(), edits.new_trip(TripBook(), Trip("t")))
    book = perform(book, edits.add_stop(open_trip(book), UFFIZI, TUESDAY))
    book = perform(book, edits.add_stop(open_trip(book), LUNCH, DayKey()))
    book = perform(book, edits.swap_days(open_trip(book), TUESDAY, DayKey(number=2)))
    first = open_trip(book)
    book = perform(book, edits.new_trip(book, Trip("r", "Rome", (Day(DayKey(number=1)),), draft=True)))
    book = perform(book, edits.remove_trip(first))
    back = undo(book)
    assert back is not None
    return back[0]


async def test_everything_is_as_it_was_left_after_a_restart(path: Path) -> None:
    trips, book = SqliteTrips(path, lambda: NOON), filled()
    assert await trips.load() == TripBook()
    await trips.keep(TripBook(), book)
    trips.close()
    again = SqliteTrips(path, lambda: NOON)
    assert await again.load() == book
    again.close()


async def test_a_deed_is_undone_and_done_again_after_a_restart(path: Path) -> None:
    book = filled()
    for turn in (undo, undo, redo):
        trips = SqliteTrips(path, lambda: NOON)
        before = await trips.load()
        if not before.trips:
            await trips.keep(before, book)
            before = book
        turned = turn(before)
        assert turned is not None
        await trips.keep(before, turned[0])
        trips.close()
        book = turned[0]
    last = SqliteTrips(path, lambda: NOON)
    assert await last.load() == book
    last.close()


def test_every_sort_of_step_is_written_and_read_again() -> None:
    book = filled()
    for step in (*book.done, *book.undone, edits.begin_on(book.trips[0], date(2027, 1, 1))):
        assert step_from(step_text(step)) == step


def test_a_step_that_cannot_be_read_is_said_so() -> None:
    for text in ("", "[]", '{"kind": "moved"}', step_text(filled().done[1]).replace("put_stop", "put_cat")):
        broken = text.replace("take_", "lose_")
        with pytest.raises(StorageFailed):
            step_from(broken)


async def test_the_one_list_from_before_becomes_the_first_trip_and_nothing_is_lost(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as old:
        for step in MIGRATIONS[:BEFORE_TRIPS]:
            for statement in step:
                old.execute(statement)
        for row in (
            ("the Louvre", "2026-11-24", "9 am"),
            ("lunch", "", ""),
            ("Versailles", "day 2", "morning"),
            ("the market", "2026-11-24", "whenever it opens"),
            ("goodbye", "our last one", "noon"),
        ):
            old.execute("INSERT INTO trip (item, day, time, added) VALUES (?, ?, ?, '')", row)
        old.execute(f"PRAGMA user_version={BEFORE_TRIPS}")
    old.close()
    trips = SqliteTrips(path, lambda: NOON)
    trip = (await trips.load()).trip
    trips.close()
    assert trip is not None
    assert [(day.key.text, [(s.name, s.start, s.part) for s in day.stops]) for day in trip.days] == [
        ("2026-11-24", [("the Louvre", time(9), ""), ("the market", None, "whenever it opens")]),
        ("day 2", [("Versailles", None, "morning")]),
        ("our last one", [("goodbye", time(12), "")]),
        ("", [("lunch", None, "")]),
    ]


async def test_a_file_from_before_without_entries_has_no_trip(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as old:
        for statement in MIGRATIONS[0]:
            old.execute(statement)
        old.execute("INSERT INTO conversations (title, started) VALUES ('Kyoto', '2026-11-20T12:00:00+00:00')")
        old.execute("PRAGMA user_version=1")
    old.close()
    trips = SqliteTrips(path, lambda: NOON)
    assert await trips.load() == TripBook()
    await trips.keep(TripBook(), filled())
    trips.close()
    with sqlite3.connect(path) as now:
        assert now.execute("SELECT title FROM conversations").fetchall() == [("Kyoto",)]
    now.close()


async def test_a_change_is_written_wholly_or_not_at_all(path: Path) -> None:
    trips, book = SqliteTrips(path, lambda: NOON), filled()
    await trips.keep(TripBook(), book)
    twice = TripBook((book.trips[0], Trip("x", days=(Day(TUESDAY, (UFFIZI, UFFIZI)),))), "x")
    with pytest.raises(StorageFailed):
        await trips.keep(book, twice)
    assert await trips.load() == book
    trips.close()


async def test_a_folder_that_is_a_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    trips = SqliteTrips(tmp_path / "taken" / "trip.sqlite", lambda: NOON)
    with pytest.raises(StorageFailed, match="cannot"):
        await trips.load()
    trips.close()
