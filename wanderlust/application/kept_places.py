"""The areas taken along on a thread of their own, asked before the internet is."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from wanderlust.application.place_service import PlaceService
from wanderlust.domain.kept_area import KeptArea, MapElement
from wanderlust.domain.places import Coordinates, Place, PlaceAnswer
from wanderlust.domain.point_kinds import PointKind
from wanderlust.domain.points import PointsAnswer, PriceWish

if TYPE_CHECKING:
    from wanderlust.geo.kept_areas import KeptAreas
    from wanderlust.web.kept_search import KeptSearch

Result = TypeVar("Result")


@dataclass(slots=True)
class _Opened:
    """What the thread works with; the file is opened at the first question."""

    areas: KeptAreas
    search: KeptSearch


class KeptPlaces:
    """Finds places in the areas kept, and keeps more.

    Args:
        path: The file of areas, which need not be there.
        towns: Knows the country and the clock of a point.
    """

    def __init__(self, path: Path, towns: PlaceService) -> None:
        self._path, self._towns = path, towns
        self._thread = ThreadPoolExecutor(1, "areas")
        self._opened: _Opened | None = None

    @property
    def any(self) -> bool:
        """Whether an area may be kept: without its file nothing is imported or asked."""
        return self._opened is not None or self._path.is_file()

    async def points(
        self,
        kind: PointKind,
        centre: Place,
        radius_km: float,
        now: datetime,
        *,
        name: str = "",
        open_now: bool = False,
        price: PriceWish | None = None,
    ) -> PointsAnswer | None:
        """The best points near a place; None where no area reaches. Raises StorageFailed."""
        if not self.any:
            return None
        return await self._do(
            lambda o: o.search.points(kind, centre, radius_km, now, price=price, name=name, open_now=open_now)
        )

    async def find(self, name: str, near: Coordinates | None, limit: int) -> PlaceAnswer:
        """Streets and places of this name in any area, with their towns. Raises StorageFailed."""
        if not self.any:
            return PlaceAnswer(name, ())
        answer = await self._do(lambda o: o.search.find(name, near, limit))
        from wanderlust.web.kept_search import located

        towns = {m.place.id: await self._towns.nearest(m.place.coordinates) for m in answer.matches}
        return located(answer, towns)

    async def areas(self) -> tuple[KeptArea, ...]:
        return await self._do(lambda o: o.areas.areas()) if self.any else ()

    async def keep(self, name: str, elements: Sequence[MapElement], now: datetime, needed: int) -> KeptArea:
        """Keep an area; raises BadInput, StorageFailed."""
        return await self._do(lambda o: o.areas.add(name, elements, now, needed))

    async def forget(self) -> None:
        """Delete every area; raises StorageFailed."""

        def remove_all(opened: _Opened) -> None:
            for area in opened.areas.areas():
                opened.areas.remove(str(area.id))

        if self.any:
            await self._do(remove_all)

    def close(self) -> None:
        self._thread.submit(self._close)
        self._thread.shutdown(wait=True)

    async def _do(self, ask: Callable[[_Opened], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: ask(self._open()))

    def _open(self) -> _Opened:
        if self._opened is None:
            from wanderlust.web.kept_search import KeptSearch

            areas = kept_areas(self._path)
            self._opened = _Opened(areas, KeptSearch(areas))
        return self._opened

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.areas.close()
            self._opened = None


def kept_areas(path: Path) -> KeptAreas:
    """The file of areas with the room on its own disk."""
    from wanderlust.geo.kept_areas import KeptAreas

    return KeptAreas(path, lambda folder: shutil.disk_usage(folder).free)
