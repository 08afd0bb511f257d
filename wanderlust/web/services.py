"""The services of the settings put together: who is asked for what, and who after whom."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from wanderlust.domain.errors import WebFailed
from wanderlust.domain.exchange import Rate
from wanderlust.domain.forecast import Forecast
from wanderlust.domain.online import Provenance
from wanderlust.domain.places import Coordinates
from wanderlust.domain.routes import Route, RouteMode
from wanderlust.web.answer_cache import AnswerCache
from wanderlust.web.client import WebClient
from wanderlust.web.frankfurter import Frankfurter
from wanderlust.web.geocoders import geocoders
from wanderlust.web.open_meteo import OpenMeteo
from wanderlust.web.osrm import Osrm
from wanderlust.web.overpass import Overpass
from wanderlust.web.place_chain import NearestTown, PlaceChain
from wanderlust.web.sentences import sentence_for
from wanderlust.web.service_file import ServiceTable
from wanderlust.web.summaries import Summaries
from wanderlust.web.tiles import Tiles

log = logging.getLogger(__name__)

Result = TypeVar("Result")
Asked = TypeVar("Asked")


class WebServices:
    """Every service, over one client.

    Args:
        client: Carries the questions.
        table: Which services, in which order.
        towns: The table of towns on this computer: it knows time zones and countries.
        pieces: Where the pieces of the street map are kept; without, none is shown.
    """

    def __init__(
        self, client: WebClient, table: ServiceTable, towns: NearestTown, pieces: AnswerCache | None = None
    ) -> None:
        self.client, self.table, self._pieces = client, table, pieces
        self.tiles = Tiles(client, table.of("tiles"), pieces) if pieces is not None else None
        self.summaries = Summaries(client, table.of("summary"), table.of("picture"))
        self.places = PlaceChain(towns, geocoders(client, table.of("geocoder")))
        self.points = Overpass(client, table.of("points"))
        self._weather = [OpenMeteo(client, service) for service in table.of("weather")]
        self._money = [Frankfurter(client, service) for service in table.of("money")]
        self._ways = [Osrm(client, service) for service in table.of("route")]

    async def close(self) -> None:
        """Close every connection, and what is kept."""
        await self.client.close()
        if self._pieces is not None:
            self._pieces.close()

    async def forecast(self, point: Coordinates) -> Forecast:
        """What is forecast there; raises WebFailed."""
        return await _first(self._weather, lambda each: each.forecast(point), "weather")

    async def rate(self, base: str, quote: str) -> tuple[Rate, Provenance]:
        """What a currency is worth; raises WebFailed."""
        return await _first(self._money, lambda each: each.rate(base, quote), "money")

    async def route(self, origin: Coordinates, destination: Coordinates, mode: RouteMode) -> Route | None:
        """The way there, None when there is none; raises WebFailed."""
        return await _first(self._ways, lambda each: each.route(origin, destination, mode), "route")


async def _first(services: Sequence[Asked], ask: Callable[[Asked], Awaitable[Result]], purpose: str) -> Result:
    """The answer of the first service that gives one."""
    failure = WebFailed("refused", sentence_for("refused", purpose), "", "no such service in the settings")
    for service in services:
        try:
            return await ask(service)
        except WebFailed as error:
            log.info("%s: %s", error.service, error)
            failure = error
    raise failure
