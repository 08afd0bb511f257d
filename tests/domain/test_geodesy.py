"""Sums on a round earth, held against published distances."""

from __future__ import annotations

import math

import pytest

from wanderlust.domain.geodesy import (
    EARTH_RADIUS_KM,
    MAX_MERCATOR_LAT,
    distance_km,
    from_mercator,
    great_circle,
    to_mercator,
)
from wanderlust.domain.places import Coordinates

LISBON, PORTO = Coordinates(38.7167, -9.1333), Coordinates(41.1496, -8.6110)
TOKYO, NEW_YORK = Coordinates(35.6895, 139.6917), Coordinates(40.7128, -74.0060)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        (LISBON, PORTO, 274),
        (TOKYO, NEW_YORK, 10_850),
        (Coordinates(0, 0), Coordinates(0, 90), math.pi / 2 * EARTH_RADIUS_KM),
        (Coordinates(90, 0), Coordinates(-90, 77), math.pi * EARTH_RADIUS_KM),
        (Coordinates(0, 179.5), Coordinates(0, -179.5), 111.2),
        (Coordinates(89.9, 0), Coordinates(89.9, 180), 22.2),
    ],
)
def test_distances_are_those_of_the_great_circle(one: Coordinates, other: Coordinates, km: float) -> None:
    assert distance_km(one, other) == pytest.approx(km, rel=0.003)
    assert distance_km(other, one) == pytest.approx(distance_km(one, other))


def test_a_place_is_no_way_from_itself_and_antipodes_do_not_break_the_sum() -> None:
    assert distance_km(LISBON, LISBON) == 0
    assert distance_km(LISBON, Coordinates(-38.7167, 170.8667)) == pytest.approx(math.pi * EARTH_RADIUS_KM, rel=1e-6)


def test_a_great_circle_is_even_and_as_long_as_the_distance() -> None:
    line = great_circle(TOKYO, NEW_YORK, 33)
    steps = [distance_km(a, b) for a, b in zip(line, line[1:], strict=False)]
    assert len(line) == 33
    assert steps == pytest.approx([steps[0]] * 32, rel=1e-6)
    assert sum(steps) == pytest.approx(distance_km(TOKYO, NEW_YORK), rel=1e-9)
    assert max(point.lat for point in line) > 65, "the short way leads past Alaska"


@pytest.mark.parametrize(("one", "other"), [(LISBON, PORTO), (TOKYO, NEW_YORK)])
def test_a_great_circle_begins_and_ends_at_its_ends(one: Coordinates, other: Coordinates) -> None:
    line = great_circle(one, other)
    for end, point in ((one, line[0]), (other, line[-1])):
        assert (point.lat, point.lon) == pytest.approx((end.lat, end.lon))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LISBON, LISBON),
        (Coordinates(0, 0), Coordinates(0, 180)),
        (Coordinates(90, 0), Coordinates(-90, 0)),
        (LISBON, Coordinates(-38.7167, 170.8667)),
    ],
)
def test_where_every_way_is_the_shortest_the_line_is_still_on_the_earth(one: Coordinates, other: Coordinates) -> None:
    for point in great_circle(one, other):
        assert math.isfinite(point.lat) and -90 <= point.lat <= 90 and -180 <= point.lon <= 180
    last = great_circle(one, other)[-1]
    assert distance_km(last, other) < 1


@pytest.mark.parametrize(
    "point", [Coordinates(0, 0), LISBON, TOKYO, Coordinates(-54.8, -68.3), Coordinates(MAX_MERCATOR_LAT, -180)]
)
def test_mercator_there_and_back_is_the_same_point(point: Coordinates) -> None:
    back = from_mercator(*to_mercator(point))
    assert (back.lat, back.lon) == pytest.approx((point.lat, point.lon), abs=1e-7)


def test_the_mercator_square_has_its_corners_where_maps_have_them() -> None:
    assert to_mercator(Coordinates(0, 0)) == pytest.approx((0.5, 0.5))
    assert to_mercator(Coordinates(MAX_MERCATOR_LAT, -180)) == pytest.approx((0, 0), abs=1e-9)
    assert to_mercator(Coordinates(90, 0)) == to_mercator(Coordinates(MAX_MERCATOR_LAT, 0)), "the poles are at the edge"
    assert to_mercator(Coordinates(-90, 0))[1] == pytest.approx(1)


def test_a_map_that_goes_round_comes_back_to_the_same_longitude() -> None:
    for x in (0.25, 1.25, -0.75):
        assert from_mercator(x, 0.5).lon == pytest.approx(-90)
    assert from_mercator(1.0, 0.5).lon == -180
