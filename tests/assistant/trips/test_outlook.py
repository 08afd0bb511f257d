"""What follows from a trip: ways, daylight, and what will not work with what mends it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from wanderlust.assistant.trips.outlook import outlook_of, way_between
from wanderlust.domain.places import Place
from wanderlust.domain.points import Openness
from wanderlust.domain.trip.model import Day, DayKey, Stop, Trip
from wanderlust.domain.trip.outlook import Conflict, Mending
from wanderlust.web.opening import openness

MONDAY, TUESDAY = DayKey(date(2026, 11, 23)), DayKey(date(2026, 11, 24))
STATION = Place("1", "Santa Maria Novella", "station", 43.7765, 11.2479, "IT", timezone="Europe/Rome")
UFFIZI = Place("2", "Uffizi Gallery", "museum", 43.7678, 11.2553, "IT", timezone="Europe/Rome")
PISA = Place("3", "Pisa", "city", 43.7167, 10.3966, "IT", timezone="Europe/Rome")
DUBLIN = Place("4", "Dublin", "city", 53.33, -6.25, "IE", timezone="Europe/Dublin")
HOURS = "Tu-Su 08:15-18:30"


def conflicts(*stops: Stop, key: DayKey = MONDAY, more: tuple[Day, ...] = ()) -> tuple[Conflict, ...]:
    return outlook_of(Trip("t", days=(Day(key, stops), *more)), openness)[0].conflicts


def test_a_day_has_its_ways_its_sum_and_its_daylight() -> None:
    outlook = outlook_of(Trip("t", days=(Day(MONDAY, (Stop("a", "a", STATION), Stop("b", "b", UFFIZI))),)))[0]
    assert [(way.mode, way.minutes, way.after) for way in outlook.ways] == [("walk", 18, "a")]
    assert outlook.km == pytest.approx(1.14, abs=0.02) and outlook.mode == "walk"
    assert outlook.sunset is not None and outlook.sunset.strftime("%H:%M") in ("16:41", "16:42", "16:43", "16:44")


def test_over_the_sea_no_time_is_given() -> None:
    assert way_between(PISA, DUBLIN).minutes is None


def test_a_day_without_a_date_has_no_sunset() -> None:
    outlook = outlook_of(Trip("t", days=(Day(DayKey(number=1), (Stop("a", "a", STATION),)),)))[0]
    assert outlook.sunset is None


def test_wishes_without_a_day_conflict_with_nothing() -> None:
    stops = (Stop("a", "a", UFFIZI, time(10), hours=HOURS), Stop("b", "b", PISA, time(10)))
    assert conflicts(*stops, key=DayKey()) == ()


def test_a_closed_day_is_mended_by_the_next_day_of_the_trip_that_is_open() -> None:
    found = conflicts(Stop("a", "Uffizi", UFFIZI, time(10), hours=HOURS), more=(Day(TUESDAY),))
    assert found == (Conflict("closed", "a", mending=Mending("a", TUESDAY)),)
    assert conflicts(Stop("a", "Uffizi", UFFIZI, hours=HOURS)) == (Conflict("closed", "a"),)


def test_too_early_in_the_day_is_mended_by_the_hour_it_opens() -> None:
    found = conflicts(Stop("a", "Uffizi", UFFIZI, time(7), hours=HOURS), key=TUESDAY)
    assert found == (Conflict("closed", "a", at=time(7), mending=Mending("a", TUESDAY, time(8, 15))),)


@pytest.mark.parametrize("hours", ["", "whenever we like", "Mo-Su 00:00-24:00"])
def test_what_is_open_or_not_known_is_no_conflict(hours: str) -> None:
    assert conflicts(Stop("a", "Uffizi", UFFIZI, time(10), hours=hours)) == ()


def test_two_at_once_are_mended_by_a_later_beginning() -> None:
    first = Stop("a", "Uffizi", UFFIZI, time(10), minutes=120)
    found = conflicts(first, Stop("b", "lunch", start=time(11, 30)))
    assert found == (Conflict("overlap", "b", "Uffizi", 30, time(11, 30), Mending("b", MONDAY, time(12))),)


def test_too_far_is_mended_by_the_time_one_gets_there() -> None:
    first = Stop("a", "Uffizi", UFFIZI, time(10), minutes=60)
    found = conflicts(first, Stop("b", "Pisa", PISA, time(11, 15)))
    assert [(c.kind, c.other) for c in found] == [("too_far", "Uffizi")]
    assert found[0].mending is not None and found[0].mending.start == time(12, 5)


def test_whoever_is_late_by_a_few_minutes_hears_nothing() -> None:
    first = Stop("a", "station", STATION, time(10), minutes=15)
    assert conflicts(first, Stop("b", "Uffizi", UFFIZI, time(10, 25))) == ()


def test_the_wrong_order_is_mended_by_the_right_one() -> None:
    found = conflicts(Stop("a", "lunch", start=time(13)), Stop("b", "Uffizi", UFFIZI, time(10)))
    assert [(c.kind, c.mending) for c in found] == [("order", Mending("b", MONDAY, time(10)))]


def test_a_stop_has_one_conflict_and_that_it_is_closed_comes_first() -> None:
    first = Stop("a", "lunch", start=time(9), minutes=120)
    found = conflicts(first, Stop("b", "Uffizi", UFFIZI, time(10), hours=HOURS))
    assert [c.kind for c in found] == ["closed"]


def test_no_way_ends_after_midnight() -> None:
    found = conflicts(Stop("a", "opera", UFFIZI, time(23), minutes=90), Stop("b", "Pisa", PISA, time(23, 30)))
    assert found[0].kind == "overlap" and found[0].mending is None


def test_an_unknown_zone_is_no_conflict() -> None:
    nowhere = Place("9", "Nowhere", "museum", 0.0, 0.0, timezone="Atlantis/City")

    def asked(*_all: object) -> tuple[Openness, datetime | None]:
        return "closed", datetime(2026, 11, 23, tzinfo=UTC)

    trip = Trip("t", days=(Day(MONDAY, (Stop("a", "a", nowhere, time(10), hours=HOURS),)),))
    assert outlook_of(trip, asked)[0].conflicts == ()
