"""Pins, clusters and their names."""

from __future__ import annotations

import math
import random
from itertools import combinations

from wanderlust.ui.map.labels import Box
from wanderlust.ui.map.pins import CLUSTER_WITHIN, Mark, bubbles, marks
from wanderlust.ui.map.viewport import Margins, Viewport

VIEW = Viewport(0.5, 0.4, 6, 1000, 700)
OPEN = Margins()


def at(x: float, y: float) -> tuple[float, float]:
    return VIEW.to_world((x, y))


def measure(name: str, strong: bool) -> tuple[float, float]:
    return 8.0 * len(name) + 16, 26.0 if strong else 23.0


def meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def test_pins_nearer_than_24_pixels_become_one_cluster() -> None:
    found = marks([at(100, 100), at(120, 100), at(300, 300)], None, VIEW.scale)
    assert sorted(mark.pins for mark in found) == [(0, 1), (2,)]
    cluster = next(mark for mark in found if mark.cluster)
    assert cluster.head(VIEW)[0] == 110


def test_pins_24_pixels_apart_stay_apart() -> None:
    assert len(marks([at(100, 100), at(124.1, 100)], None, VIEW.scale)) == 2


def test_the_chosen_pin_stays_out_of_the_cluster_and_on_top() -> None:
    found = marks([at(100, 100), at(105, 100), at(110, 100)], 1, VIEW.scale)
    assert [mark.pins for mark in found] == [(0, 2), (1,)]
    assert found[-1].chosen


def test_every_pin_is_in_exactly_one_mark_and_first_pins_keep_their_distance() -> None:
    dice = random.Random(11)
    places = [at(dice.uniform(0, 300), dice.uniform(0, 300)) for _ in range(80)]
    found = marks(places, 5, VIEW.scale)
    assert sorted(i for mark in found for i in mark.pins) == list(range(80))
    firsts = [VIEW.to_screen(places[mark.pins[0]]) for mark in found if not mark.chosen]
    assert all(math.dist(a, b) >= CLUSTER_WITHIN - 1e-6 for a, b in combinations(firsts, 2))


def test_no_number_lies_under_another_head() -> None:
    dice = random.Random(4)
    places = [at(dice.uniform(0, 500), dice.uniform(0, 400)) for _ in range(60)]
    found = marks(places, None, VIEW.scale)
    assert sorted(i for mark in found for i in mark.pins) == list(range(60))
    for one, other in combinations(found, 2):
        apart = math.dist(one.head(VIEW), other.head(VIEW))
        assert apart >= max(one.radius, other.radius) + 8 - 1e-6


def test_a_pin_just_south_of_a_cluster_joins_it() -> None:
    found = marks([at(100, 100), at(110, 100), at(105, 124)], None, VIEW.scale)
    assert [mark.pins for mark in found] == [(0, 1, 2)]


def test_pins_on_both_sides_of_the_date_line_cluster_too() -> None:
    (mark,) = marks([(0.9999, 0.5), (0.0001, 0.5)], None, VIEW.scale)
    assert mark.pins == (0, 1)
    assert abs(mark.x - round(mark.x)) < 1e-6


def test_the_tip_of_a_pin_points_at_its_place() -> None:
    mark = Mark(*at(400, 300), (0,))
    left, _, right, bottom = mark.box(VIEW)
    assert (round((left + right) / 2, 6), round(bottom, 6)) == (400, 300)
    assert right - left == 27
    assert Mark(*at(400, 300), (0,), chosen=True).radius * 2 == 34


def test_a_pin_is_hit_on_its_head_but_not_beside_its_tip() -> None:
    mark = Mark(*at(400, 300), (0,))
    assert mark.hit(VIEW, *mark.head(VIEW))
    assert mark.hit(VIEW, 400, 299)
    assert not mark.hit(VIEW, 414, 299)


def test_bubbles_overlap_neither_pins_nor_each_other() -> None:
    dice = random.Random(2)
    places = [at(dice.uniform(50, 950), dice.uniform(50, 650)) for _ in range(40)]
    shown = marks(places, None, VIEW.scale)
    named = bubbles(shown, [f"Place {i}" for i in range(40)], measure, VIEW, OPEN, None)
    boxes = [bubble.box(VIEW) for bubble in named]
    assert len(boxes) > 10
    assert not any(meet(a, b) for a, b in combinations(boxes, 2))
    assert not any(meet(box, mark.box(VIEW)) for box in boxes for mark in shown)


def test_the_chosen_and_the_hovered_pin_always_carry_their_names() -> None:
    places = [at(500 + 25 * (i % 3), 300 + 25 * (i // 3)) for i in range(9)]
    shown = marks(places, 4, VIEW.scale)
    named = bubbles(shown, [f"A rather long name {i}" for i in range(9)], measure, VIEW, OPEN, 0)
    assert {4, 0} <= {bubble.mark.pins[0] for bubble in named}
    assert named[0].strong


def test_the_hovered_name_does_not_lie_on_the_chosen_one() -> None:
    shown = marks([at(500, 300), at(560, 300)], 0, VIEW.scale)
    names = ["A rather long name of a place", "Another long name"]
    chosen, hovered = bubbles(shown, names, measure, VIEW, OPEN, 1)
    assert not meet(chosen.box(VIEW), hovered.box(VIEW))


def test_a_name_goes_left_where_the_window_or_a_card_is_in_the_way() -> None:
    shown = marks([at(950, 300)], None, VIEW.scale)
    (bubble,) = bubbles(shown, ["Menya Takeda"], measure, VIEW, OPEN, None)
    assert bubble.box(VIEW)[2] < 950
    shown = marks([at(500, 300)], None, VIEW.scale)
    (bubble,) = bubbles(shown, ["Menya Takeda"], measure, VIEW, Margins(right=450), None)
    assert bubble.box(VIEW)[2] < 500
