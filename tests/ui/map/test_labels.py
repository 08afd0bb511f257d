"""Where names go on the map."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from wanderlust.ui.map.cities import Cities, City, Town, seen_from
from wanderlust.ui.map.labels import (
    Box,
    Candidate,
    LabelStyle,
    PlacedLabel,
    broken,
    placing,
    thinned,
    town_candidate,
)
from wanderlust.ui.map.viewport import Viewport

VIEW = Viewport(0.5, 0.4, 6, 1000, 700)


def measure(text: str, style: LabelStyle) -> tuple[float, float]:
    return 7.0 * len(text), 16.0


def meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def placed(wanted: list[Candidate], obstacles: list[Box] | None = None) -> list[PlacedLabel]:
    found: list[PlacedLabel] = []
    for _ in placing(wanted, VIEW, measure, obstacles or [], found):
        pass
    return found


def crowd(count: int) -> list[Candidate]:
    dice = random.Random(3)
    return [
        Candidate(
            f"Town {i}",
            dice.choice(list(LabelStyle)),
            *VIEW.to_world((dice.uniform(0, 1000), dice.uniform(0, 700))),
            priority=i,
        )
        for i in range(count)
    ]


def city(x: float, y: float, priority: float = 1.0, text: str = "Kyoto") -> Candidate:
    return Candidate(text, LabelStyle.CITY, *VIEW.to_world((x, y)), priority)


def town(population: int, *, capital: bool = False) -> Town:
    return Town("Town", 0.5, 0.5, population, capital)


def test_no_two_names_overlap_in_a_crowd() -> None:
    boxes = [label.footprint(VIEW) for label in placed(crowd(400))]
    assert len(boxes) > 30
    assert not any(meet(a, b) for a, b in combinations(boxes, 2))


def test_no_name_covers_a_pin_or_its_bubble() -> None:
    obstacles: list[Box] = [(100, 100, 130, 150), (400, 200, 560, 230), (700, 50, 720, 600)]
    labels = placed(crowd(400), obstacles)
    assert not any(meet(label.footprint(VIEW), box) for label in labels for box in obstacles)


def test_the_more_important_name_gets_the_place() -> None:
    labels = placed([city(500, 300, text="First"), *(city(500, 300, i, f"Later {i}") for i in range(2, 9))])
    assert labels[0].text == "First"
    assert (labels[0].dx > 0, labels[0].ring) == (True, True)
    assert len(labels) == 1, "rings at the very same spot would overlap"


def test_a_name_moves_to_the_left_when_something_is_on_its_right() -> None:
    (label,) = placed([city(500, 300)], [(516, 290, 600, 310)])
    assert label.box(VIEW)[2] < 500


def test_a_city_under_a_pin_is_named_above_the_pin_without_a_ring() -> None:
    pin: Box = (485, 250, 519, 300)
    (label,) = placed([city(500, 295)], [pin])
    assert not label.ring
    assert label.box(VIEW)[3] < pin[1]


def test_a_city_under_another_places_bubble_is_not_named_elsewhere() -> None:
    assert placed([city(500, 295)], [(430, 280, 560, 306)]) == []


def test_a_village_under_a_pin_is_not_named() -> None:
    village = Candidate("Hamlet", LabelStyle.VILLAGE, *VIEW.to_world((500, 295)), 5)
    assert placed([village], [(485, 250, 519, 300)]) == []


def test_while_zooming_out_names_that_would_collide_leave_first_the_lesser() -> None:
    labels = placed(crowd(400))
    out = Viewport(VIEW.x, VIEW.y, VIEW.zoom - 1, VIEW.width, VIEW.height)
    kept = thinned(labels, out, [])
    assert 0 < len(kept) < len(labels)
    assert kept[0] == labels[0]
    assert not any(meet(a.footprint(out), b.footprint(out)) for a, b in combinations(kept, 2))


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Japan", "Japan"),
        ("Netherlands Antilles", "Netherlands\nAntilles"),
        ("Bosnia and Herzegovina", "Bosnia and\nHerzegovina"),
        ("Liechtensteinland", "Liechtensteinland"),
    ],
)
def test_long_country_names_break_near_their_middle(name: str, lines: str) -> None:
    assert broken(name) == lines


@pytest.mark.parametrize(
    ("population", "capital", "style"),
    [
        (500_000, False, LabelStyle.CITY),
        (499_999, False, LabelStyle.TOWN),
        (9_000, True, LabelStyle.CITY),
        (9_000, False, LabelStyle.VILLAGE),
    ],
)
def test_half_a_million_people_or_a_capital_are_written_bold(population: int, capital: bool, style: LabelStyle) -> None:
    assert town_candidate(town(population, capital=capital), 10).style is style


def test_larger_towns_are_seen_from_further_away() -> None:
    sizes = [10_000_000, 3_000_000, 1_000_000, 500_000, 200_000, 90_000, 50_000, 30_000, 13_000, 5_000, 1_500, 10]
    zooms = [seen_from(size, False) for size in sizes]
    assert zooms == sorted(zooms)
    assert seen_from(30_000, True) == 4


def test_towns_are_found_in_any_copy_of_the_world() -> None:
    cities = Cities()
    rows: list[City] = [("Suva", -18.14, 178.44, 3_000_000, True), ("Apia", -13.83, -171.76, 3_000_000, True)]
    for _ in cities.adding(rows):
        pass
    found: list[Town] = []
    for _ in cities.finding(0.95, 0.4, 1.1, 0.7, 5, found):
        pass
    assert {(t.name, round(t.x, 3)) for t in found} == {("Suva", 0.996), ("Apia", 1.023)}


def test_towns_outside_the_box_or_too_small_are_not_found() -> None:
    cities = Cities()
    rows: list[City] = [("Far", 0, 0, 3_000_000, False), ("Hamlet", 50, 50, 90, False), ("Near", 50, 50, 90_000, False)]
    for _ in cities.adding(rows):
        pass
    found: list[Town] = []
    for _ in cities.finding(0.6, 0.2, 0.7, 0.4, 8, found):
        pass
    assert [t.name for t in found] == ["Near"]
