"""Towns to be named on the map, kept so that those of one view are found without looking at the others."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wanderlust.domain.geodesy import to_mercator
from wanderlust.domain.places import Coordinates

City = tuple[str, float, float, int, bool]  # name, latitude, longitude, population, capital of its country

BIG = 500_000
# A town is considered from the zoom where its neighbours of the same size no longer fill the map.
_SEEN_FROM = ((5_000_000, 2), (2_000_000, 3), (1_000_000, 4), (400_000, 5), (180_000, 6), (80_000, 7))
_SEEN_FROM_SMALL = ((40_000, 8), (25_000, 9), (12_000, 10), (4_000, 11), (1_000, 12))
_FINEST_GRID = 9  # 512 by 512 cells of 78 km; finer ones would cost more in bookkeeping than they save
_ROWS_A_STEP = 400
_ENOUGH = 700  # towns looked at for one view, which has room for about 100 names


@dataclass(frozen=True, slots=True)
class Town:
    """A town ready to be labelled, in world units."""

    name: str
    x: float
    y: float
    population: int
    capital: bool

    @property
    def important(self) -> bool:
        """Whether its name is bold."""
        return self.capital or self.population >= BIG


def seen_from(population: int, capital: bool) -> int:
    """The zoom from which a town of this size is considered for a label."""
    zoom = next((z for least, z in (*_SEEN_FROM, *_SEEN_FROM_SMALL) if population >= least), 13)
    return min(zoom, 4) if capital else zoom


class Cities:
    """A grid of towns for each zoom they are first seen from; numbers live in flat arrays, 85 bytes a town."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._xs, self._ys = array("d"), array("d")
        self._populations, self._capitals = array("I"), array("b")
        self._cells: dict[tuple[int, int, int], array[int]] = {}

    def __len__(self) -> int:
        return len(self._names)

    def adding(self, rows: Iterable[City]) -> Iterator[None]:
        """Take towns in, yielding after each short step."""
        for number, (name, lat, lon, population, capital) in enumerate(rows, start=1):
            x, y = to_mercator(Coordinates(lat, lon))
            tier = seen_from(population, capital)
            cells = 2 ** min(tier, _FINEST_GRID)
            cell = (tier, math.floor(x * cells) % cells, math.floor(y * cells))
            self._cells.setdefault(cell, array("I")).append(len(self._names))
            self._names.append(name)
            self._xs.append(x)
            self._ys.append(y)
            self._populations.append(max(0, population))
            self._capitals.append(capital)
            if number % _ROWS_A_STEP == 0:
                yield

    def finding(
        self, left: float, top: float, right: float, bottom: float, zoom: float, found: list[Town]
    ) -> Iterator[None]:
        """Fill ``found`` with towns inside a box of world units, yielding after each short step.

        West and east may lie outside [0, 1]. Towns usual at the zoom come first, then those of one step earlier,
        for where there is nothing else to name; once there are more than can be shown, smaller ones are left out.
        """
        seen = 0
        for tier in range(2, math.floor(zoom + 1.5) + 1):
            if len(found) > _ENOUGH:
                return
            cells = 2 ** min(tier, _FINEST_GRID)
            columns = range(math.floor(left * cells), math.floor(right * cells) + 1)
            rows = range(max(0, math.floor(top * cells)), min(cells - 1, math.floor(bottom * cells)) + 1)
            for column in columns:
                turn = math.floor(column / cells)  # which copy of the world this column lies in
                for row in rows:
                    for town in self._cells.get((tier, column % cells, row), ()):
                        x, y = self._xs[town] + turn, self._ys[town]
                        if left <= x <= right and top <= y <= bottom:
                            found.append(self._town(town, x, y))
                        seen += 1
                        if seen % _ROWS_A_STEP == 0:
                            yield

    def _town(self, index: int, x: float, y: float) -> Town:
        return Town(self._names[index], x, y, self._populations[index], bool(self._capitals[index]))
