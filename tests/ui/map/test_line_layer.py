"""The line that shows a distance or a way."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from wanderlust.domain.geodesy import from_mercator, to_mercator
from wanderlust.domain.places import Coordinates
from wanderlust.ui.map.line_layer import visible_runs, world_line

TOKYO, LOS_ANGELES, LONDON = Coordinates(35.69, 139.69), Coordinates(34.05, -118.24), Coordinates(51.5, -0.12)


def test_the_line_begins_and_ends_at_its_points() -> None:
    line = world_line([LONDON, TOKYO, LOS_ANGELES])
    assert line[0] == pytest.approx(to_mercator(LONDON))
    assert line[-1][1] == pytest.approx(to_mercator(LOS_ANGELES)[1])


def test_the_line_takes_the_great_circle_far_north_of_both_ends() -> None:
    assert max(from_mercator(*point).lat for point in world_line([LONDON, TOKYO])) > 65


def test_the_line_runs_on_across_the_date_line_instead_of_back_around_the_world() -> None:
    line = world_line([TOKYO, LOS_ANGELES])
    assert all(abs(b[0] - a[0]) < 0.02 for a, b in pairwise(line))
    assert line[-1][0] > 1


def test_only_what_is_near_the_window_is_stroked() -> None:
    runs = visible_runs([(-5000.0, 50.0), (5000.0, 50.0)], 200, 100)
    ((points, gone),) = runs
    assert points == [pytest.approx((-30, 50)), pytest.approx((230, 50))]
    assert gone == pytest.approx(4970), "dashes are counted from the line's own start"


def test_a_line_that_leaves_and_comes_back_is_two_runs() -> None:
    zigzag = [(50.0, 50.0), (50.0, -900.0), (150.0, -900.0), (150.0, 50.0)]
    runs = visible_runs(zigzag, 200, 100)
    assert len(runs) == 2
    assert runs[1][0][-1] == (150.0, 50.0)


def test_a_line_out_of_sight_is_not_stroked_at_all() -> None:
    assert visible_runs([(-500.0, -500.0), (-400.0, 900.0)], 200, 100) == []
    assert math.isclose(sum(len(points) for points, _ in visible_runs([(1.0, 1.0), (2.0, 2.0)], 9, 9)), 2)
