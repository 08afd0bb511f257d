"""Where names go: the most important first, each beside its place, and none over another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from wanderlust.ui.map.basemap import Country
from wanderlust.ui.map.cities import Town, seen_from
from wanderlust.ui.map.viewport import Viewport

Box = tuple[float, float, float, float]  # left, top, right, bottom in logical pixels

RING = 3.5  # radius of the marker beside a town's name
_GAP = 4.0  # from the ring to the name
_AIR_X, _AIR_Y = 9.0, 5.0  # free space around each name: less looks crowded at a glance
_EARLY_AIR_X, _EARLY_AIR_Y = 34.0, 20.0  # more for each zoom a town comes early: fills deserts, not the Ruhr
_WIDEST_PIN = 40.0
_CELL = 96.0
_CANDIDATES_A_STEP = 12


class LabelStyle(Enum):
    """How a name is written; sizes and weights are in ``label_sprites``."""

    BIG_COUNTRY = "big country"
    COUNTRY = "country"
    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"

    @property
    def of_country(self) -> bool:
        return self in (LabelStyle.BIG_COUNTRY, LabelStyle.COUNTRY)


Measure = Callable[[str, LabelStyle], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that would like to be shown; the lower ``priority`` is, the earlier it chooses its place."""

    text: str
    style: LabelStyle
    x: float
    y: float
    priority: float
    early: float = 0.0  # zooms to go until towns of this size are usual; until then it asks for more free space


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A name and its place: (dx, dy) is its upper left corner in pixels from the point it names."""

    text: str
    style: LabelStyle
    x: float
    y: float
    dx: float
    dy: float
    width: float
    height: float
    ring: bool

    def box(self, view: Viewport) -> Box:
        """The text's box on screen."""
        x, y = view.to_screen((self.x, self.y))
        return x + self.dx, y + self.dy, x + self.dx + self.width, y + self.dy + self.height

    def footprint(self, view: Viewport) -> Box:
        """The text's box together with its ring."""
        left, top, right, bottom = self.box(view)
        if not self.ring:
            return left, top, right, bottom
        x, y = view.to_screen((self.x, self.y))
        return min(left, x - RING), min(top, y - RING), max(right, x + RING), max(bottom, y + RING)


class Occupied:
    """Boxes already taken, kept in a coarse grid."""

    def __init__(self, boxes: Iterable[Box] = ()) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        for cell in self._touched(box):
            self._cells.setdefault(cell, []).append(box)

    def free(self, box: Box) -> bool:
        """Whether a box meets none of those taken."""
        return not any(meet(box, other) for cell in self._touched(box) for other in self._cells.get(cell, ()))

    @staticmethod
    def _touched(box: Box) -> Iterator[tuple[int, int]]:
        for column in range(math.floor(box[0] / _CELL), math.floor(box[2] / _CELL) + 1):
            for row in range(math.floor(box[1] / _CELL), math.floor(box[3] / _CELL) + 1):
                yield column, row


def country_candidates(
    countries: Iterable[tuple[Country, tuple[float, float]]], zoom: float, language: str
) -> list[Candidate]:
    """Names of countries, each with its place in world units, that are shown at a zoom."""
    return [
        Candidate(
            broken(country.name(language)),
            LabelStyle.BIG_COUNTRY if country.rank <= 3 else LabelStyle.COUNTRY,
            *place,
            priority=0.6 * country.rank,
        )
        for country, place in countries
        if country.min_zoom - 0.2 <= zoom <= country.max_zoom + 0.5
    ]


def town_candidate(town: Town, zoom: float) -> Candidate:
    """A town's name as it would be shown at a zoom."""
    style = LabelStyle.CITY if town.important else LabelStyle.VILLAGE
    if style is LabelStyle.VILLAGE and town.population >= 15_000:
        style = LabelStyle.TOWN
    # From 1 for the largest cities to 8; a capital counts as if it had six times the people.
    people = math.log10(max(1, town.population)) + (0.8 if town.capital else 0.0)
    early = min(2.0, max(0.0, seen_from(town.population, town.capital) - zoom))
    return Candidate(town.name, style, town.x, town.y, 8.6 - people, early)


def broken(name: str) -> str:
    """A long country name on two lines, broken at the space nearest to its middle."""
    if len(name) < 14 or " " not in name:
        return name
    middle = min((i for i, c in enumerate(name) if c == " "), key=lambda i: abs(i - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def placing(
    wanted: Iterable[Candidate],
    view: Viewport,
    measure: Measure,
    obstacles: Iterable[Box],
    placed: list[PlacedLabel],
    line: Iterable[Box] = (),
) -> Iterator[None]:
    """Fill ``placed`` with names that overlap neither each other nor an obstacle, yielding after short steps.

    Names keep off the ``line`` too, but a ring may lie on it.
    """
    blocked = tuple(obstacles)
    taken, on_line = Occupied(blocked), Occupied(line)
    for number, candidate in enumerate(wanted, start=1):
        width, height = measure(candidate.text, candidate.style)
        air_x = _AIR_X + _EARLY_AIR_X * candidate.early
        air_y = _AIR_Y + _EARLY_AIR_Y * candidate.early
        for dx, dy, ring in _offsets(candidate, width, height, view, blocked):
            label = PlacedLabel(candidate.text, candidate.style, candidate.x, candidate.y, dx, dy, width, height, ring)
            left, top, right, bottom = footprint = label.footprint(view)
            aired = (left - air_x, top - air_y, right + air_x, bottom + air_y)
            if taken.free(aired) and on_line.free(label.box(view)):
                taken.add(footprint)
                placed.append(label)
                break
        if number % _CANDIDATES_A_STEP == 0:
            yield


def thinned(placed: Iterable[PlacedLabel], view: Viewport, obstacles: Iterable[Box]) -> list[PlacedLabel]:
    """Those of the placed names that still have room at another zoom, the most important kept."""
    taken = Occupied(obstacles)
    kept = []
    for label in placed:
        box = label.footprint(view)
        if taken.free(box):
            taken.add(box)
            kept.append(label)
    return kept


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes overlap."""
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def _offsets(
    candidate: Candidate, width: float, height: float, view: Viewport, obstacles: Iterable[Box]
) -> Iterator[tuple[float, float, bool]]:
    """Upper left corners to try, and whether the ring is drawn.

    A country's name sits on its point; a town's goes right, left, above or below. A city whose own spot lies
    under a pin is named above or below that pin instead.
    """
    if candidate.style.of_country:
        yield -width / 2, -height / 2, False
        return
    x, y = view.to_screen((candidate.x, candidate.y))
    ring = (x - RING, y - RING, x + RING, y + RING)
    over = [box for box in obstacles if meet(box, ring)]
    if over:
        under_pin = all(box[2] - box[0] <= _WIDEST_PIN for box in over)  # under a bubble it would stray too far
        if candidate.style is LabelStyle.CITY and under_pin:
            middle = (over[0][0] + over[0][2]) / 2 - x - width / 2
            yield middle, min(b[1] for b in over) - y - height - _AIR_Y - 1, False
            yield middle, max(b[3] for b in over) - y + _AIR_Y + 1, False
        return
    beside = RING + _GAP
    yield beside, -height / 2, True
    yield -beside - width, -height / 2, True
    yield -width / 2, -beside - height + 2, True
    yield -width / 2, beside - 2, True
