"""The services on the internet for one run: opened at the first question, off when the traveller wants none."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from wanderlust import __version__
from wanderlust.application.kept_places import KeptPlaces
from wanderlust.application.place_service import PlaceService
from wanderlust.assistant.ports import Clock
from wanderlust.domain.cost.ledger import SentRecord
from wanderlust.domain.errors import StorageFailed, WebFailed
from wanderlust.domain.exchange import Rate
from wanderlust.domain.forecast import Forecast
from wanderlust.domain.kept_area import Bounds, MapElement
from wanderlust.domain.map_tiles import TileOffer
from wanderlust.domain.online import Provenance
from wanderlust.domain.place_details import PlaceDetails, PlaceSummary
from wanderlust.domain.places import Coordinates, Place, PlaceAnswer, PlaceKind
from wanderlust.domain.point_kinds import PointKind
from wanderlust.domain.points import PointOfInterest, PointsAnswer, PriceWish
from wanderlust.domain.routes import Route, RouteMode
from wanderlust.settings.paths import Paths

if TYPE_CHECKING:
    from wanderlust.store.spending import SqliteSpending
    from wanderlust.web.service_file import ServiceTable
    from wanderlust.web.services import WebServices
    from wanderlust.web.tiles import Tiles

log = logging.getLogger(__name__)

Result = TypeVar("Result")

KEPT_FRESH = timedelta(days=30)  # an area is asked before the internet as long as a service's own answer would hold
REMEMBERED = 200  # points of interest whose hours and telephone the place card can show
BUDGET_S = 9.0  # for all services asked for one answer; a tool is stopped after ten, and then has nothing to say


class Online:
    """Fills ``web_ports.OnlineServices``.

    Args:
        paths: Where the settings of the services, their kept answers and the record of what was sent lie.
        clock: The time.
        places: The table on this computer, which is asked first.
        barred: Whether the internet is never asked, whatever is wished.
        web: The services, where they are built already.
        kept: The areas taken along, asked first while they are fresh, and when nobody else can be.
    """

    def __init__(
        self,
        paths: Paths,
        clock: Clock,
        places: PlaceService,
        barred: bool = False,
        web: WebServices | None = None,
        kept: KeptPlaces | None = None,
    ) -> None:
        self.kept = kept or KeptPlaces(paths.areas, places)
        self.contact = ""  # how services may reach the traveller
        self._barred = barred
        self._paths, self._clock, self._places = paths, clock, places
        self._web = web
        self._opening: asyncio.Lock | None = None
        self._ledger: SqliteSpending | None = None
        self._wished = False
        self._table: ServiceTable | None = None
        self._points: OrderedDict[str, tuple[PointOfInterest, Provenance]] = OrderedDict()

    @property
    def wished(self) -> bool:
        """Whether the internet may be asked."""
        return self._wished

    def wish(self, online: bool) -> None:
        """Ask the internet from now on, or no longer; on the loop's thread, or before it runs."""
        self._wished = online and not self._barred
        if self._web is not None:
            self._web.client.offline = not self._wished

    async def use_contact(self, contact: str) -> None:
        """Name this address to the services from now on; those that want one are asked only with one."""
        if contact != self.contact:
            self.contact, self._table = contact, None
            await self.hang_up()  # the next question opens them anew

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
        now = self._clock.now()
        kept = await self._kept_points(kind, centre, radius_km, name=name, open_now=open_now, price=price)
        fresh = kept is not None and now - kept.provenance.fetched_at < KEPT_FRESH
        if kept is not None and (not self._wished or (fresh and kept.points)):
            return self._remembered(kept)
        try:
            web = await self._opened()
            wishes = web.points.near(kind, centre, radius_km, now, name=name, open_now=open_now, price=price)
            return self._remembered(await _in_time(wishes, "points"))
        except WebFailed as failure:
            if kept is None:
                raise
            log.info("%s", failure)
            return self._remembered(kept)

    def _remembered(self, answer: PointsAnswer) -> PointsAnswer:
        """The answer, whose hours and telephones the place card can show from now on."""
        for point in answer.points:
            self._points[point.place.id] = (point, answer.provenance)
            self._points.move_to_end(point.place.id)
        while len(self._points) > REMEMBERED:
            self._points.popitem(last=False)
        return answer

    async def _kept_points(
        self, kind: PointKind, centre: Place, radius_km: float, *, name: str, open_now: bool, price: PriceWish | None
    ) -> PointsAnswer | None:
        try:
            now = self._clock.now()
            wishes = self.kept.points(kind, centre, radius_km, now, name=name, open_now=open_now, price=price)
            return await wishes
        except StorageFailed as error:
            log.warning("%s", error)
            return None

    async def area(self, bounds: Bounds, progress: Callable[[float], None]) -> AsyncIterator[MapElement]:
        """Everything in an area, from the internet; raises WebFailed."""
        from wanderlust.web.area_download import AreaDownload

        web = await self._opened()
        async for element in AreaDownload(web.client, web.table.of("points")).elements(bounds, progress):
            yield element

    async def forecast(self, point: Coordinates) -> Forecast:
        return await _in_time((await self._opened()).forecast(point), "weather")

    async def rate(self, base: str, quote: str) -> tuple[Rate, Provenance]:
        return await _in_time((await self._opened()).rate(base, quote), "money")

    async def route(self, origin: Coordinates, destination: Coordinates, mode: RouteMode) -> Route | None:
        return await _in_time((await self._opened()).route(origin, destination, mode), "route")

    async def tile_offer(self, choice: str) -> TileOffer | None:
        """The street map of this choice (``auto``, ``off`` or a provider), or None where none may be shown."""
        from wanderlust.web.tiles import offered

        table = await asyncio.to_thread(self._services)
        return offered(table.of("tiles"), choice, self._wished)

    async def tiles(self) -> Tiles | None:
        """Where its pieces come from; raises WebFailed when nothing may be asked and nothing was ever kept."""
        return (await self._opened()).tiles

    async def details(self, place: Place) -> PlaceDetails:
        """What was found out about a place so far, with its hours as of now."""
        known = self._points.get(place.id)
        if known is None:
            return PlaceDetails(place.id)
        return await asyncio.to_thread(_told_now, *known, self._clock.now())

    async def summary(self, place: Place) -> PlaceSummary | None:
        """What an encyclopedia says of a place, None when nothing; raises WebFailed."""
        return await _in_time((await self._opened()).summaries.about(place), "summary")

    async def find(self, name: str, near: Coordinates | None, limit: int, local: PlaceAnswer) -> PlaceAnswer:
        """What a name may mean, when the table on this computer has no place of exactly that name."""
        try:
            kept = await self.kept.find(name, near, limit)
        except StorageFailed as error:
            log.warning("%s", error)
            kept = PlaceAnswer(name, ())
        if kept.exact or (kept.matches and not local.matches and not self._wished):
            return kept
        try:
            web = await self._opened()
            return await _in_time(web.places.beyond(name, near, limit, local), "places")
        except WebFailed as failure:
            log.info("%s", failure)
            return local

    async def hang_up(self) -> None:
        """Close the connections, on the loop they were made on."""
        if self._web is not None:
            web, self._web = self._web, None
            await web.close()

    def close(self) -> None:
        """Let go of the record of what was sent, after its last line."""
        self.kept.close()
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None

    async def _opened(self) -> WebServices:
        """The services; raises WebFailed at once when nothing may be asked and nothing was ever kept."""
        if self._web is None:
            if not self._wished and not await asyncio.to_thread(self._anything_kept):
                raise WebFailed("offline", "I stay off the internet, as you chose.")
            self._opening = self._opening or asyncio.Lock()
            async with self._opening:
                if self._web is None:
                    # 0.5 s of imports: not before they are wanted, and not on the thread of the voice.
                    self._web = await asyncio.to_thread(self._build)
        return self._web

    def _build(self) -> WebServices:
        from wanderlust.web.answer_cache import AnswerCache
        from wanderlust.web.client import WebClient
        from wanderlust.web.services import WebServices
        from wanderlust.web.tiles import KEPT

        table = self._services()
        contact = f"; {table.contact}" if table.contact else ""
        client = WebClient(
            f"Wanderlust/{__version__} (desktop travel companion{contact})",
            self._clock,
            random.random,
            self._record,
            AnswerCache(self._paths.answers),
        )
        client.offline = not self._wished
        return WebServices(client, table, self._places, AnswerCache(self._paths.tiles, KEPT, packed=False))

    def _services(self) -> ServiceTable:
        """Which services there are, as the files say."""
        from wanderlust.web.service_file import read_services

        if self._table is None:
            table = read_services(
                self._paths.resources / "services" / "services.toml", self._paths.services, self.contact
            )
            for note in table.notes:
                log.warning("%s", note)
            self._table = table
        return self._table

    def _anything_kept(self) -> bool:
        return self._paths.answers.exists() or self._paths.tiles.exists()

    def _record(self, record: SentRecord) -> None:
        from wanderlust.store.spending import SqliteSpending

        if self._ledger is None:
            self._ledger = SqliteSpending(self._paths.conversations, self._clock.now)
        self._ledger.note_sent(record)


def _told_now(point: PointOfInterest, provenance: Provenance, now: datetime) -> PlaceDetails:
    from wanderlust.web.opening import openness, week

    place = point.place
    where = (place.timezone, place.country, place.lat, place.lon)
    state, changes = openness(point.hours, now, *where)
    point = replace(point, openness=state, changes_at=changes)
    return PlaceDetails(place.id, point, provenance, week(point.hours, now, *where))


async def _in_time(asking: Awaitable[Result], purpose: str) -> Result:
    try:
        async with asyncio.timeout(BUDGET_S):
            return await asking
    except TimeoutError:
        from wanderlust.web.sentences import sentence_for

        raise WebFailed("timeout", sentence_for("timeout", purpose)) from None


class OnlinePlaces:
    """Fills ``ports.PlaceIndex``: the table on this computer, and for what it lacks the internet."""

    def __init__(self, local: PlaceService, online: Online) -> None:
        self._local, self._online = local, online

    async def find(
        self,
        name: str,
        *,
        near: Coordinates | None = None,
        country: str | None = None,
        kinds: Collection[PlaceKind] | None = None,
        limit: int = 5,
    ) -> PlaceAnswer:
        """What the name may mean; asked of the internet only when no place here is called exactly so."""
        local = await self._local.find(name, near=near, country=country, kinds=kinds, limit=limit)
        if local.exact or country or kinds:
            return local
        return await self._online.find(name, near, limit, local)

    async def around(
        self, point: Coordinates, kinds: Collection[PlaceKind], radius_km: float, limit: int
    ) -> tuple[Place, ...]:
        return await self._local.around(point, kinds, radius_km, limit)

    async def nearest(self, point: Coordinates) -> Place | None:
        return await self._local.nearest(point)
