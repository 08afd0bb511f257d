"""The names on the map: chosen in short steps for one zoom, and moved along while the map is dragged."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace

from PySide6.QtGui import QPainter

from wanderlust.domain.geodesy import to_mercator
from wanderlust.domain.places import Coordinates
from wanderlust.ui.map.basemap import Country
from wanderlust.ui.map.cities import Cities, City, Town
from wanderlust.ui.map.label_sprites import HALO, LabelSprites, at, ring_box
from wanderlust.ui.map.labels import Box, PlacedLabel, country_candidates, meet, placing, thinned, town_candidate
from wanderlust.ui.map.viewport import Viewport

_TOWNS_A_STEP = 100
_AROUND = 0.3  # share of the view's size laid out beyond each edge, so that short drags need no new layout


class LabelLayer:
    """Names of countries and towns.

    ``want`` says what is looked at, ``step`` works on it, ``draw`` copies the names of the last finished layout.
    """

    def __init__(self, countries: tuple[Country, ...], sprites: LabelSprites, language: str = "en") -> None:
        self._countries = countries
        self._country_places = [to_mercator(Coordinates(c.lat, c.lon)) for c in countries]
        self._language = language
        self._sprites = sprites
        self._cities = Cities()
        self._placed: list[PlacedLabel] = []
        self._laid_out: Viewport | None = None  # the view, with its surroundings, that was laid out
        self._valid = False
        self._arrangement: object = None
        self._loading: Iterator[None] | None = None
        self._job: Iterator[None] | None = None
        self._job_view: Viewport | None = None
        self._thin: tuple[float, list[PlacedLabel]] | None = None

    @property
    def pending(self) -> bool:
        """Whether names are still being chosen."""
        return self._loading is not None or self._job is not None

    @property
    def placed(self) -> tuple[PlacedLabel, ...]:
        """Names of the last finished layout, the most important first."""
        return tuple(self._placed)

    def set_sprites(self, sprites: LabelSprites) -> None:
        self._sprites = sprites
        self._thin = None

    def set_cities(self, rows: Iterable[City]) -> None:
        """Replace all towns; they are taken in bit by bit."""
        cities = Cities()

        def load() -> Iterator[None]:
            yield from cities.adding(rows)
            self._cities = cities
            self.forget()

        self._loading = load()

    def forget(self) -> None:
        """Lay out again at the next ``want``: pins have changed, or the font."""
        self._valid = False
        self._job = None

    def want(
        self,
        view: Viewport,
        obstacles: Iterable[Box],
        arrangement: object,
        known: Container[str],
        line: Callable[[Viewport], list[Box]],
    ) -> None:
        """Start a new layout when the last one does not serve this view.

        Args:
            view: What is on screen, its zoom at rest.
            obstacles: Boxes of pins and their names on screen.
            arrangement: Any value that is equal as long as the same obstacles lie at the same places.
            known: Names of pins, which need no second label.
            line: Gives small boxes along the line on screen for a view.
        """
        if arrangement != self._arrangement:
            self._arrangement = arrangement
            self.forget()
        if self._valid and self._serves(self._laid_out, view):
            return
        if self._job is not None and self._serves(self._job_view, view):
            return
        wide = replace(view, width=view.width * (1 + 2 * _AROUND), height=view.height * (1 + 2 * _AROUND))
        shift_x, shift_y = (wide.width - view.width) / 2, (wide.height - view.height) / 2
        boxes = tuple((b[0] + shift_x, b[1] + shift_y, b[2] + shift_x, b[3] + shift_y) for b in obstacles)
        self._job_view = wide
        self._job = self._lay_out(wide, boxes, known, line(wide))

    def step(self) -> bool:
        """Work a little, at most about 1 ms; true when a new layout or more towns can be shown."""
        if self._loading is not None:
            if next(self._loading, self) is self:
                self._loading = None
                return True
            return False
        if self._job is not None and next(self._job, self) is self:
            self._job = None
            return True
        return False

    def draw(
        self,
        painter: QPainter,
        view: Viewport,
        ratio: float,
        obstacles: Iterable[Box],
        kept_clear: Box,
        named: Callable[[float, float], bool] = lambda _x, _y: False,
    ) -> None:
        """Copy the names that do not reach into ``kept_clear``; the painter counts logical pixels.

        ``named`` says whether another map names what lies at a point of the screen.
        """
        ring = self._sprites.ring
        for label in self._visible(view, obstacles):
            x, y = view.to_screen((label.x, label.y))
            if not (-200 < x < view.width + 200 and -30 < y < view.height + 30):
                continue
            if meet(label.footprint(view), kept_clear) or named(x, y):
                continue
            if label.ring:
                painter.drawPixmap(at(ring_box(x, y).x(), ring_box(x, y).y(), ratio), ring)
            picture = self._sprites.picture(label.text, label.style)
            painter.drawPixmap(at(x + label.dx - HALO, y + label.dy - HALO, ratio), picture)

    def _visible(self, view: Viewport, obstacles: Iterable[Box]) -> list[PlacedLabel]:
        if self._laid_out is None or abs(view.zoom - self._laid_out.zoom) < 1e-6:
            return self._placed
        if self._thin is None or abs(self._thin[0] - view.zoom) > 1e-6:
            self._thin = view.zoom, thinned(self._placed, view, obstacles)
        return self._thin[1]

    @staticmethod
    def _serves(wide: Viewport | None, view: Viewport) -> bool:
        if wide is None or abs(wide.zoom - view.zoom) > 1e-6:
            return False
        reach_x = (wide.width - view.width) / 2 / view.scale
        reach_y = (wide.height - view.height) / 2 / view.scale
        return reach_x > 0 and abs(wide.x - view.x) <= reach_x and abs(wide.y - view.y) <= reach_y

    def _lay_out(
        self, wide: Viewport, obstacles: tuple[Box, ...], known: Container[str], line: list[Box]
    ) -> Iterator[None]:
        left, top = wide.to_world((0, 0))
        right, bottom = wide.to_world((wide.width, wide.height))
        shown = [
            (country, (x, place[1]))
            for country, place in zip(self._countries, self._country_places, strict=True)
            for x in _copies(place[0], left, right)
            if top <= place[1] <= bottom
        ]
        yield
        towns: list[Town] = []
        yield from self._cities.finding(left, top, right, bottom, wide.zoom, towns)
        wanted = country_candidates(shown, wide.zoom, self._language)
        for number, town in enumerate(towns, start=1):
            if town.name not in known:  # a pin names it already
                wanted.append(town_candidate(town, wide.zoom))
            if number % _TOWNS_A_STEP == 0:
                yield
        wanted.sort(key=lambda candidate: candidate.priority)
        yield
        placed: list[PlacedLabel] = []
        yield from placing(wanted, wide, self._sprites.measure, obstacles, placed, line)
        for label in placed:
            if not self._sprites.has(label.text, label.style):
                self._sprites.picture(label.text, label.style)
                yield
        self._placed, self._laid_out, self._valid, self._thin = placed, wide, True, None


def _copies(x: float, left: float, right: float) -> list[float]:
    """All copies of a world x between two ends."""
    first = x + round(left - x) - 1
    return [first + turn for turn in range(round(right - left) + 3) if left <= first + turn <= right]
