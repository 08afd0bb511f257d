"""The log of deeds: whatever was done is undone exactly, and done again."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, time

import pytest

from wanderlust.domain.errors import BadInput
from wanderlust.domain.trip import edits
from wanderlust.domain.trip.book import REMEMBERED, Step, TripBook, opened, perform, redo, undo
from wanderlust.domain.trip.model import Day, DayKey, Stop, Trip

MONDAY, TUESDAY, WEDNESDAY = (DayKey(date(2026, 11, day)) for day in (23, 24, 25))
UFFIZI, LUNCH, FIESOLE = Stop("u", "Uffizi", start=time(10)), Stop("l", "lunch"), Stop("f", "Fiesole", start=time(16))
TRIP = Trip("t", "Tuscany", (Day(MONDAY, (UFFIZI, LUNCH)), Day(TUESDAY, (FIESOLE,))))
BOOK = TripBook((TRIP,), "t")


def days(book: TripBook) -> list[tuple[str, list[str]]]:
    assert book.trip is not None
    return [(day.key.text, [stop.name for stop in day.stops]) for day in book.trip.days]


def test_a_stop_goes_where_its_time_belongs() -> None:
    coffee = Stop("c", "coffee", start=time(8))
    assert days(perform(BOOK, edits.add_stop(TRIP, coffee, MONDAY)))[0][1] == ["coffee", "Uffizi", "lunch"]


def test_a_moved_stop_keeps_its_time_and_the_deed_says_where_to() -> None:
    step = edits.move_stop(TRIP, "u", TUESDAY)
    assert days(perform(BOOK, step)) == [("2026-11-23", ["lunch"]), ("2026-11-24", ["Uffizi", "Fiesole"])]
    assert (step.deed.kind, step.deed.what, step.deed.day, step.deed.start) == ("moved", "Uffizi", TUESDAY, time(10))


def test_a_stop_is_moved_within_its_day_by_its_index_among_the_others() -> None:
    assert days(perform(BOOK, edits.move_stop(TRIP, "u", MONDAY, 1)))[0][1] == ["lunch", "Uffizi"]


def test_two_days_change_places_though_one_was_not_there() -> None:
    swapped = perform(BOOK, edits.swap_days(TRIP, TUESDAY, WEDNESDAY))
    assert days(swapped)[1:] == [("2026-11-24", []), ("2026-11-25", ["Fiesole"])]
    back = undo(swapped)
    assert back is not None and days(back[0]) == days(BOOK)


def test_a_day_is_not_swapped_with_itself_and_not_where_neither_is() -> None:
    for one, other in ((MONDAY, MONDAY), (WEDNESDAY, DayKey(number=7))):
        with pytest.raises(BadInput):
            edits.swap_days(TRIP, one, other)


def test_dates_come_to_numbered_days_and_shift_those_there_are() -> None:
    numbered = Trip("t", days=(Day(DayKey(number=1), (UFFIZI,)), Day(DayKey(number=3), (FIESOLE,))))
    dated = perform(TripBook((numbered,), "t"), edits.begin_on(numbered, date(2026, 12, 1)))
    assert days(dated) == [("2026-12-01", ["Uffizi"]), ("2026-12-03", ["Fiesole"])]
    assert dated.trip is not None
    later = perform(dated, edits.begin_on(dated.trip, date(2026, 12, 2)))
    assert days(later) == [("2026-12-02", ["Uffizi"]), ("2026-12-04", ["Fiesole"])]


def test_a_deleted_trip_comes_back_in_its_place_and_is_open_again() -> None:
    two = perform(BOOK, edits.new_trip(BOOK, Trip("r", "Rome")))
    gone = perform(two, edits.remove_trip(TRIP))
    assert [trip.id for trip in gone.trips] == ["r"] and gone.current == "r"
    back = undo(gone)
    assert back is not None and back[1].kind == "trip_removed"
    assert [trip.id for trip in back[0].trips] == ["t", "r"] and back[0].current == "t"


def test_an_undo_in_another_trip_opens_it() -> None:
    two = opened(perform(perform(BOOK, edits.new_trip(BOOK, Trip("r"))), edits.remove_stops(TRIP, ("l",))), "r")
    back = undo(two)
    assert back is not None and back[0].current == "t"


def test_a_new_deed_forgets_what_was_undone() -> None:
    book = perform(BOOK, edits.remove_stops(TRIP, ("l",)))
    back = undo(book)
    assert back is not None and back[0].undone
    assert perform(back[0], edits.name_trip(TRIP, "Rome")).undone == ()


def test_nothing_is_undone_where_nothing_was_done() -> None:
    assert undo(BOOK) is None and redo(BOOK) is None


def test_the_version_grows_with_every_change_and_every_undo() -> None:
    book = perform(BOOK, edits.remove_stops(TRIP, ("l",)))
    back = undo(book)
    assert book.trip is not None and back is not None and back[0].trip is not None
    assert (TRIP.version, book.trip.version, back[0].trip.version) == (0, 1, 2)


def test_the_log_keeps_the_last_deeds_only() -> None:
    book = BOOK
    for number in range(REMEMBERED + 5):
        assert book.trip is not None
        book = perform(book, edits.name_trip(book.trip, str(number)))
    assert len(book.done) == REMEMBERED


@pytest.mark.parametrize("seed", range(20))
def test_any_run_of_deeds_is_undone_to_the_beginning_and_done_again_to_the_end(seed: int) -> None:
    rng, book = random.Random(seed), BOOK
    for number in range(40):
        step = _some_step(rng, book, number)
        if step is not None:
            book = perform(book, step)
    end, count = _contents(book), len(book.done)
    for _ in range(count):
        back = undo(book)
        assert back is not None
        book = back[0]
    assert _contents(book) == _contents(BOOK)
    for _ in range(count):
        again = redo(book)
        assert again is not None
        book = again[0]
    assert _contents(book) == end


def _contents(book: TripBook) -> list[Trip]:
    """Everything but the versions, which grow."""
    return [replace(trip, version=0) for trip in book.trips]


def _some_step(rng: random.Random, book: TripBook, number: int) -> Step | None:
    trip = book.trip
    if trip is None or rng.random() < 0.05:
        return edits.new_trip(book, Trip(f"trip{number}", "new"))
    stops = list(trip.stops())
    keys = [*(day.key for day in trip.days), WEDNESDAY, DayKey(number=rng.randint(1, 4)), DayKey()]
    key = rng.choice(keys)
    match rng.randint(0, 9):
        case 0 | 1:
            start = time(rng.randint(8, 20)) if rng.random() < 0.7 else None
            return edits.add_stop(trip, Stop(f"s{number}", f"stop {number}", start=start), key)
        case 2 | 3 if stops:
            return edits.move_stop(trip, rng.choice(stops).id, key)
        case 4 if stops:
            return edits.alter_stop(trip, replace(rng.choice(stops), start=time(rng.randint(8, 20))), "timed")
        case 5 if stops:
            return edits.remove_stops(trip, tuple({stop.id for stop in rng.sample(stops, min(2, len(stops)))}))
        case 6 if len(trip.days) > 1:
            one, other = rng.sample([day.key for day in trip.days], 2)
            return edits.swap_days(trip, one, other)
        case 7:
            return edits.begin_on(trip, date(2026, 12, rng.randint(1, 20)))
        case 8 if trip.day(key) is not None:
            return edits.remove_day(trip, key)
        case 9 if rng.random() < 0.2:
            return edits.remove_trip(trip)
    return None
