"""The way from one view to another."""

from __future__ import annotations

from itertools import pairwise

import pytest

from wanderlust.domain.geodesy import to_mercator
from wanderlust.domain.places import Coordinates
from wanderlust.ui.map.flight import LONGEST_MS, SHORTEST_MS, Flight
from wanderlust.ui.map.viewport import Viewport


def over(lat: float, lon: float, zoom: float) -> Viewport:
    return Viewport(*to_mercator(Coordinates(lat, lon)), zoom, 1000, 700).settled()


LISBON, PORTO, KYOTO = over(38.72, -9.14, 10), over(41.15, -8.61, 10), over(35.01, 135.77, 10)


@pytest.mark.parametrize("end", [PORTO, KYOTO, over(38.72, -9.14, 4), LISBON])
def test_a_flight_begins_and_ends_exactly_at_its_views(end: Viewport) -> None:
    flight = Flight(LISBON, end)
    assert flight.at(0) == LISBON
    assert flight.at(1) == end


def test_a_flight_comes_to_its_end_without_a_last_jump() -> None:
    near_end = Flight(LISBON, KYOTO).at(0.9999)
    x, y = near_end.to_screen((KYOTO.x, KYOTO.y))
    assert (x, y) == pytest.approx((500, 350), abs=3)
    assert near_end.zoom == pytest.approx(KYOTO.zoom, abs=0.01)


def test_a_long_flight_rises_until_both_ends_are_nearly_in_view() -> None:
    top = Flight(LISBON, KYOTO).widest()
    assert 1.5 <= top.zoom <= 3.5
    assert Flight(LISBON, PORTO).widest().zoom > 5


def test_longer_ways_take_longer_but_never_more_than_900_ms() -> None:
    hop, trip, journey = (Flight(LISBON, end).duration_ms for end in (over(38.73, -9.15, 10), PORTO, KYOTO))
    assert SHORTEST_MS <= hop < trip < journey <= LONGEST_MS


def test_a_zoom_on_the_spot_stays_on_the_spot() -> None:
    flight = Flight(LISBON, over(38.72, -9.14, 5))
    zooms = [flight.at(i / 10).zoom for i in range(11)]
    assert all(a > b for a, b in pairwise(zooms))
    assert all(flight.at(i / 10).x == pytest.approx(LISBON.x, abs=1e-9) for i in range(11))
