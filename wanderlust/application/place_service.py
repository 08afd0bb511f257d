"""The gazetteer on a thread of its own, awaited by the session's tools."""

from __future__ import annotations

import asyncio
from array import array
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from wanderlust.domain.errors import DataMissing, ToolFailed
from wanderlust.domain.events import LabelTownsLoaded
from wanderlust.domain.places import Coordinates, Place, PlaceAnswer, PlaceKind
from wanderlust.geo.gazetteer import Gazetteer, LabelCity

T = TypeVar("T")

TIME_LIMIT_S = 5.0


class PlaceService:
    """Fills ``ports.PlaceIndex``; the file is opened at the first question, on the thread that will use it."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, "places")
        self._gazetteer: Gazetteer | None = None

    async def find(
        self,
        name: str,
        *,
        near: Coordinates | None = None,
        country: str | None = None,
        kinds: Collection[PlaceKind] | None = None,
        limit: int = 5,
    ) -> PlaceAnswer:
        return await self._ask(lambda g: g.find(name, near=near, country=country, kinds=kinds, limit=limit))

    async def around(
        self, point: Coordinates, kinds: Collection[PlaceKind], radius_km: float, limit: int
    ) -> tuple[Place, ...]:
        return await self._ask(lambda g: g.around(point, kinds, radius_km, limit))

    async def nearest(self, point: Coordinates) -> Place | None:
        return await self._ask(lambda g: g.nearest(point))

    async def label_towns(self, least_population: int) -> LabelTownsLoaded:
        """Towns for the map's labels, largest first."""
        return await self._ask(lambda g: _in_columns(g.cities_for_labels(least_population)))

    def close(self) -> None:
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    async def _ask(self, question: Callable[[Gazetteer], T]) -> T:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(TIME_LIMIT_S):
                return await loop.run_in_executor(self._thread, lambda: question(self._opened()))
        except TimeoutError as error:
            raise ToolFailed("Looking up the place took too long.") from error

    def _opened(self) -> Gazetteer:
        if self._path is None:
            raise DataMissing("places", "The table of places is not here.", "Run `wanderlust setup` once.")
        if self._gazetteer is None:
            self._gazetteer = Gazetteer(self._path)
        return self._gazetteer

    def _close(self) -> None:
        if self._gazetteer is not None:
            self._gazetteer.close()
            self._gazetteer = None


def _in_columns(towns: Iterable[LabelCity]) -> LabelTownsLoaded:
    names: list[str] = []
    lats, lons, populations, capitals = array("d"), array("d"), array("I"), array("b")
    for town in towns:
        names.append(town.name)
        lats.append(town.lat)
        lons.append(town.lon)
        populations.append(town.population)
        capitals.append(town.capital)
    return LabelTownsLoaded(tuple(names), lats, lons, populations, capitals)
