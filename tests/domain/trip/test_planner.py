"""Drafts without a network: near sights share a day, no day is overfull, and the same asked twice is the same."""

from __future__ import annotations

from datetime import time

import pytest

from wanderlust.domain.geodesy import distance_km
from wanderlust.domain.places import Place, PlaceKind
from wanderlust.domain.trip.planner import MOST_A_DAY, grouped, timetable


def sight(name: str, lat: float, lon: float, kind: PlaceKind = "landmark") -> Place:
    return Place(f"wl:{name}", name, kind, lat, lon)


FLORENCE = [sight(f"f{n}", 43.77 + n % 3 * 0.004, 11.255 + n // 3 * 0.005) for n in range(9)]
PISA = [sight("tower", 43.723, 10.3966)]
SIENA = [sight("campo", 43.3184, 11.3317)]
SAN_GIMIGNANO = [sight("towers", 43.4677, 11.0433)]


def test_a_town_is_cut_into_days_of_near_sights() -> None:
    days = grouped(FLORENCE, 3)
    assert [len(day) for day in days] == [3, 3, 3]
    assert {place.id for day in days for place in day} == {place.id for place in FLORENCE}
    for day in days:
        assert max(distance_km(a.coordinates, b.coordinates) for a in day for b in day) < 2.0


def test_no_day_has_more_than_four_sights() -> None:
    assert all(len(day) <= MOST_A_DAY for day in grouped(FLORENCE, 1))


def test_towns_far_apart_get_days_of_their_own_and_near_small_ones_share_one() -> None:
    days = [{place.name for place in day} for day in grouped([*FLORENCE, *SAN_GIMIGNANO, *SIENA, *PISA], 3)]
    assert {"campo", "towers"} in days and {"tower"} in days


def test_more_days_than_sights_are_not_filled_with_nothing() -> None:
    assert len(grouped(PISA, 3)) == 1 and grouped([], 3) == []


def test_the_same_asked_twice_is_the_same() -> None:
    everything = [*FLORENCE, *SAN_GIMIGNANO, *SIENA, *PISA]
    assert grouped(everything, 3) == grouped(everything, 3)


def test_a_day_begins_at_half_past_nine_and_leaves_room_for_lunch() -> None:
    museum = sight("museum", 43.7678, 11.2553, "museum")
    times = timetable([FLORENCE[0], FLORENCE[1], museum])
    assert [start for start, _ in times] == [time(9, 30), time(10, 45), time(14)]
    assert [stay for _, stay in times] == [60, 60, 120]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_stops_follow_each_other_in_time(count: int) -> None:
    starts = [start for start, _ in timetable(FLORENCE[:count])]
    assert starts == sorted(starts) and len(set(starts)) == count
