"""Days and stops of a trip as words mean them."""

from __future__ import annotations

from datetime import date, time

import pytest

from wanderlust.domain.places import Place
from wanderlust.domain.trip.clock import clock_in, part_in, said_time
from wanderlust.domain.trip.model import Day, DayKey, Stop, Trip
from wanderlust.domain.trip.requests import PlanRequest, plan_request, swap_request
from wanderlust.domain.trip.words import day_key, said_day, same_stop, stops_meant

TODAY = date(2026, 11, 22)
UFFIZI = Place("wl:uffizi-gallery", "Uffizi Gallery", "museum", 43.7678, 11.2553, "IT", "Italy")
LOUVRE = Stop("1", "the Louvre", start=time(9))
LUNCH = Stop("2", "lunch")
VERSAILLES = Stop("3", "Versailles")
TRIP = Trip(
    "t",
    days=(Day(DayKey(date(2026, 11, 24)), (LOUVRE,)), Day(DayKey(number=2), (VERSAILLES,)), Day(DayKey(), (LUNCH,))),
)
TWO_DATES = Trip("t", days=(Day(DayKey(date(2026, 12, 1))), Day(DayKey(date(2026, 12, 4)))))


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Tuesday", "2026-11-24"),
        ("day two", "day 2"),
        ("the second day", "day 2"),
        ("Tag 3", "day 3"),
        ("our last one", "our last one"),
        ("", ""),
    ],
)
def test_a_day_is_kept_as_a_date_where_it_is_one(words: str, kept: str) -> None:
    key = day_key(words, TODAY)
    assert key.text == kept and DayKey.of(kept) == key


@pytest.mark.parametrize(
    ("words", "kept"), [("day one", "2026-12-01"), ("day two", "2026-12-04"), ("day four", "2026-12-06")]
)
def test_on_a_trip_with_dates_day_two_is_the_second_of_them(words: str, kept: str) -> None:
    assert day_key(words, TODAY, TWO_DATES).text == kept


def test_a_kept_day_is_said_as_one_says_it() -> None:
    assert [said_day(DayKey.of(day), TODAY) for day in ("2026-11-24", "day 2", "")] == ["Tuesday", "day 2", ""]


def test_dates_come_before_numbered_days_before_any_day() -> None:
    keys = [DayKey(), DayKey(words="our last"), DayKey(number=10), DayKey(number=2), DayKey(date(2027, 1, 1))]
    assert sorted(keys, key=lambda key: key.rank) == keys[::-1]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Louvre", [LOUVRE]),
        ("the visit to the louvre", [LOUVRE]),
        ("day two", [VERSAILLES]),
        ("tuesday", [LOUVRE]),
        ("everything", [LOUVRE, VERSAILLES, LUNCH]),
        ("the last", [LUNCH]),
        ("the Prado", []),
        ("", []),
    ],
)
def test_words_mean_a_stop_a_days_stops_or_all(words: str, meant: list[Stop]) -> None:
    assert stops_meant(words, TRIP, TODAY) == meant


def test_a_stop_is_meant_by_its_place_and_by_a_name_in_another_script() -> None:
    museum = Stop("1", "the gallery by the river", UFFIZI)
    arabic = Stop("2", "متحف الحضارة")
    trip = Trip("t", days=(Day(DayKey(number=1), (museum, arabic)),))
    assert stops_meant("Uffizi", trip, TODAY) == [museum] and stops_meant("متحف", trip, TODAY) == [arabic]
    assert same_stop("anything", UFFIZI.id, trip) == museum


def test_an_article_makes_no_other_stop() -> None:
    assert same_stop("Louvre", "", TRIP) == LOUVRE and same_stop("Louvre Lens", "", TRIP) is None


@pytest.mark.parametrize(
    ("words", "item", "meant"),
    [
        ("ten", "", "10:00"),
        ("9 am", "", "09:00"),
        ("at half past two", "", "14:30"),
        ("four", "", "16:00"),
        ("eight", "the Louvre", "08:00"),
        ("eight", "dinner", "20:00"),
        ("noon", "", "12:00"),
        ("19:30", "", "19:30"),
        ("07:15", "", "07:15"),
        ("um 21 Uhr", "", "21:00"),
        ("10h30", "", "10:30"),
    ],
)
def test_a_bare_hour_lies_in_the_waking_day(words: str, item: str, meant: str) -> None:
    assert clock_in(words, item) == time.fromisoformat(meant)


@pytest.mark.parametrize("words", ["", "morning", "sometime", "25:00"])
def test_what_is_no_clock_time_is_none(words: str) -> None:
    assert clock_in(words) is None


def test_parts_of_the_day_are_kept_in_one_language() -> None:
    assert [part_in(words) for words in ("Nachmittag", "in the evening", "whenever")] == [
        "afternoon",
        "evening",
        "whenever",
    ]
    assert said_time(time(9, 30), "") == "9:30 am" and said_time(None, "evening") == "evening"


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("three days in Florence", PlanRequest(3, "Florence")),
        ("an itinerary for four days in Kyoto", PlanRequest(4, "Kyoto")),
        ("a weekend in Rome.", PlanRequest(2, "Rome")),
        ("a week in New York City", PlanRequest(7, "New York City")),
        ("lunch in Florence", None),
        ("three museums in Florence", None),
        ("40 days in Florence", None),
    ],
)
def test_days_in_a_place_are_a_request_to_plan(words: str, wish: PlanRequest | None) -> None:
    assert plan_request(words) == wish


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("swap day two and three", ("day two", "day three")),
        ("swap days 2 and 3", ("day 2", "day 3")),
        ("switch Monday with Tuesday", ("Monday", "Tuesday")),
        ("swap the second and the third day", ("the second day", "the third day")),
        ("swap dollars for euros", None),
        ("swap shop in Camden", None),
    ],
)
def test_two_days_are_swapped_by_their_words(words: str, days: tuple[str, str] | None) -> None:
    assert swap_request(words) == days
