"""The Protocol through which tools reach the services on the internet; the composition root fills it."""

from __future__ import annotations

from typing import Protocol

from wanderlust.domain.exchange import Rate
from wanderlust.domain.forecast import Forecast
from wanderlust.domain.online import Provenance
from wanderlust.domain.places import Coordinates, Place
from wanderlust.domain.point_kinds import PointKind
from wanderlust.domain.points import PointsAnswer, PriceWish
from wanderlust.domain.routes import Route, RouteMode


class OnlineServices(Protocol):
    """Asks the internet, or remembers what it said; every method raises WebFailed when it can do neither."""

    @property
    def wished(self) -> bool:
        """Whether the traveller lets the internet be asked."""
        ...

    async def points(
        self,
        kind: PointKind,
        centre: Place,
        radius_km: float,
        *,
        name: str = "",
        open_now: bool = False,
        price: PriceWish | None = None,
    ) -> PointsAnswer:
        """The best points of a kind near a place, at most five."""
        ...

    async def forecast(self, point: Coordinates) -> Forecast: ...

    async def rate(self, base: str, quote: str) -> tuple[Rate, Provenance]:
        """What one unit of a currency is worth, by ISO 4217 codes, and who says so."""
        ...

    async def route(self, origin: Coordinates, destination: Coordinates, mode: RouteMode) -> Route | None:
        """The quickest way; None when no street leads there."""
        ...
