"""The keeper of the trips: written down before it counts, told to the window, obeying the hand."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from tests.fakes.hand_clock import HandClock
from wanderlust.assistant.trips.desk import TripDesk
from wanderlust.assistant.trips.hand import obey
from wanderlust.domain.errors import BadInput, StorageFailed
from wanderlust.domain.events import DomainEvent
from wanderlust.domain.places import Place
from wanderlust.domain.trip import orders as od
from wanderlust.domain.trip.book import TripBook
from wanderlust.domain.trip.model import DayKey, Stop
from wanderlust.domain.trip.outlook import TripsChanged
from wanderlust.store.trips import SqliteTrips

UFFIZI = Place("wl:uffizi-gallery", "Uffizi Gallery", "museum", 43.7678, 11.2553, "IT", timezone="Europe/Rome")
FIESOLE = Place("gn:1", "Fiesole", "city", 43.8065, 11.2933, "IT", timezone="Europe/Rome")
TOKYO = Place("gn:2", "Tokyo", "city", 35.68, 139.69, "JP", timezone="Asia/Tokyo")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class FullDisk:
    """A store that can be read and not written."""

    async def load(self) -> TripBook:
        return TripBook()

    async def keep(self, before: TripBook, after: TripBook) -> None:
        raise StorageFailed("I cannot save: the disk is full.")


@pytest.fixture
def told() -> list[TripsChanged]:
    return []


@pytest.fixture
def desk(tmp_path: Path, told: list[TripsChanged]) -> Iterator[TripDesk]:
    def take(event: DomainEvent) -> None:
        assert isinstance(event, TripsChanged)
        told.append(event)

    numbers = itertools.count(1)
    store = SqliteTrips(tmp_path / "trip.sqlite", lambda: NOON)
    desk = TripDesk(store, HandClock(), lambda prefix: f"{prefix}_{next(numbers)}")
    desk.tell(take)
    yield desk
    store.close()


async def names(desk: TripDesk) -> list[tuple[str, list[str]]]:
    return [(day.key.text, [stop.name for stop in day.stops]) for day in (await desk.trip()).days]


async def test_a_first_stop_makes_the_trip_and_its_undo_unmakes_it(desk: TripDesk, told: list[TripsChanged]) -> None:
    await obey(desk, od.AddPlace(UFFIZI))
    assert await names(desk) == [("", ["Uffizi Gallery"])] and told[-1].undo is not None
    deed = await desk.undo()
    assert deed is not None and deed.kind == "added"
    assert (await desk.book()).trips == () and told[-1].trip is None and told[-1].redo == deed
    assert await desk.undo() is None


async def test_what_cannot_be_written_down_has_not_happened() -> None:
    desk = TripDesk(FullDisk(), HandClock(), lambda prefix: prefix)
    with pytest.raises(StorageFailed):
        await obey(desk, od.AddPlace(UFFIZI))
    assert await desk.stops() == ()


async def test_a_pin_goes_to_the_day_it_lies_near(desk: TripDesk) -> None:
    await obey(desk, od.AddPlace(UFFIZI, DayKey(number=1)))
    await obey(desk, od.AddPlace(TOKYO, DayKey(number=2)))
    await obey(desk, od.AddPlace(FIESOLE))
    assert await names(desk) == [("day 1", ["Uffizi Gallery", "Fiesole"]), ("day 2", ["Tokyo"])]


async def test_time_name_length_and_note_are_changed_by_hand(desk: TripDesk) -> None:
    await obey(desk, od.AddPlace(UFFIZI, DayKey(number=1)))
    stop = (await desk.stops())[0]
    await obey(desk, od.ChangeStop(stop.id, name="  the   Uffizi ", time="ten", minutes=90, note="by the side door"))
    changed = (await desk.stops())[0]
    assert (changed.name, changed.start, changed.minutes, changed.note) == (
        "the Uffizi",
        time(10),
        90,
        "by the side door",
    )
    await obey(desk, od.ChangeStop(stop.id, time="evening"))
    assert (await desk.stops())[0].part == "evening"
    await obey(desk, od.ChangeStop(stop.id, time=""))
    assert (await desk.stops())[0] == Stop(
        stop.id, "the Uffizi", UFFIZI, minutes=90, note="by the side door", source="pinned"
    )
    with pytest.raises(BadInput, match="half past never"):
        await obey(desk, od.ChangeStop(stop.id, time="half past never"))


async def test_a_new_time_takes_a_stop_to_its_place_in_the_day(desk: TripDesk) -> None:
    for place in (UFFIZI, FIESOLE):
        await obey(desk, od.AddPlace(place, DayKey(number=1)))
    first, second = await desk.stops()
    await obey(desk, od.ChangeStop(first.id, time="16:00"))
    await obey(desk, od.ChangeStop(second.id, time="9"))
    assert await names(desk) == [("day 1", ["Fiesole", "Uffizi Gallery"])]


async def test_days_are_moved_added_dated_and_taken_off(desk: TripDesk) -> None:
    await obey(desk, od.AddPlace(UFFIZI, DayKey(number=1)))
    await obey(desk, od.AddDay())
    await obey(desk, od.MoveDay(DayKey(number=1), 1))
    assert await names(desk) == [("day 1", []), ("day 2", ["Uffizi Gallery"])]
    await obey(desk, od.BeginOn(date(2026, 12, 1)))
    await obey(desk, od.RemoveDay(DayKey(date(2026, 12, 1))))
    assert await names(desk) == [("2026-12-02", ["Uffizi Gallery"])]
    with pytest.raises(BadInput):
        await obey(desk, od.MoveDay(DayKey(date(2026, 12, 2)), 1))


async def test_trips_are_made_named_opened_and_deleted_with_undo(desk: TripDesk, told: list[TripsChanged]) -> None:
    await obey(desk, od.NewTrip("Rome"))
    await obey(desk, od.NewTrip("Kyoto"))
    rome, kyoto = (await desk.book()).trips
    await obey(desk, od.NameTrip(rome.id, "Roma"))
    await obey(desk, od.OpenTrip(kyoto.id))
    last = told[-1]
    assert last.trips == ((rome.id, "Roma"), (kyoto.id, "Kyoto")) and last.news is False
    await obey(desk, od.RemoveTrip(kyoto.id))
    last = told[-1]
    assert last.trips == ((rome.id, "Roma"),) and last.undo is not None
    await obey(desk, od.Undo())
    assert (await desk.trip()).name == "Kyoto"
    await obey(desk, od.Redo())
    assert (await desk.trip()).name == "Roma"


async def test_orders_about_what_is_gone_are_refused(desk: TripDesk) -> None:
    await obey(desk, od.NewTrip())
    for order in (
        od.RemoveStop("x"),
        od.MoveStop("x", DayKey()),
        od.ChangeStop("x"),
        od.OpenTrip("x"),
        od.RemoveTrip("x"),
        od.NameTrip("x", "y"),
        od.RemoveDay(DayKey(number=1)),
    ):
        with pytest.raises(BadInput):
            await obey(desk, order)


async def test_it_is_told_as_it_stands_when_it_opens(desk: TripDesk, told: list[TripsChanged]) -> None:
    await desk.show()
    assert told == [TripsChanged()]
