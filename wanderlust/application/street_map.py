"""Brings the pieces of the street map that are looked at: from memory at once, and from the internet as rules allow."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from typing import Protocol

from wanderlust.assistant.ports import EventSink
from wanderlust.domain.errors import WebFailed
from wanderlust.domain.events import MapOffered, TileCame
from wanderlust.domain.map_tiles import AUTO, KeptTile, Tile, TileOffer

log = logging.getLogger(__name__)

AT_ONCE = 2  # questions under way; the provider's own limit may be lower


class TileSource(Protocol):
    """Where pieces come from."""

    async def kept(self, provider: str, tile: Tile) -> KeptTile | None: ...

    async def fetch(self, provider: str, tile: Tile) -> bytes: ...


class StreetMaps(Protocol):
    """What this needs of the internet's services."""

    @property
    def wished(self) -> bool: ...

    async def tile_offer(self, choice: str) -> TileOffer | None: ...

    async def tiles(self) -> TileSource | None: ...


class StreetMap:
    """Serves one map on the conversation's loop.

    What is wanted is always the newest wish: what has left the window is not asked for any more, and nothing is asked
    for that was not looked at.

    Args:
        services: The internet.
        sink: Takes the pieces.
    """

    def __init__(self, services: StreetMaps, sink: EventSink) -> None:
        self._services, self._sink = services, sink
        self._choice = AUTO
        self._offer: TileOffer | None = None
        self._wish: tuple[Tile, ...] | None = None
        self._queue: deque[tuple[Tile, bytes | None]] = deque()
        self._under_way: set[Tile] = set()
        self._serving: asyncio.Task[None] | None = None
        self._fetching: set[asyncio.Task[None]] = set()

    async def choose(self, choice: str) -> None:
        """Show this provider's map: ``auto``, ``off`` or a name; also after the internet was allowed or forbidden."""
        self._choice = choice
        offer = await self._services.tile_offer(choice)
        if offer != self._offer:
            self._queue.clear()
            self._offer = offer
            self._sink(MapOffered(offer))

    def want(self, tiles: tuple[Tile, ...]) -> None:
        """These are looked at and missing, the most urgent first."""
        self._wish = tiles
        if self._serving is None or self._serving.done():
            self._serving = asyncio.ensure_future(self._serve())

    async def close(self) -> None:
        """Ask for nothing more."""
        tasks = [*self._fetching, *([self._serving] if self._serving is not None else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def settled(self) -> None:
        """Wait until everything wanted has come, or cannot be had."""
        while (self._serving is not None and not self._serving.done()) or self._fetching:
            tasks = [*self._fetching, *([self._serving] if self._serving is not None else [])]
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self) -> None:
        while self._wish is not None and self._offer is not None:
            wish, self._wish, offer = self._wish, None, self._offer
            source = await self._source()
            if source is None:
                self._missed(offer, wish)
                continue
            queue: list[tuple[Tile, bytes | None]] = []
            for tile in wish:
                if self._wish is not None or self._offer is not offer:
                    break  # the map has moved on
                kept = await self._kept(source, offer, tile)
                if kept is not None:
                    self._sink(TileCame(offer.provider, tile, kept.picture))
                if kept is None or not kept.fresh:
                    queue.append((tile, kept.picture if kept is not None else None))
            self._queue = deque(each for each in queue if each[0] not in self._under_way)
            if not self._services.wished:
                self._missed(offer, [tile for tile, before in self._queue if before is None])
                self._queue.clear()
            while self._queue and len(self._fetching) < AT_ONCE and self._offer is offer:
                task = asyncio.ensure_future(self._fetch(source, offer))
                self._fetching.add(task)
                task.add_done_callback(self._fetching.discard)
                await asyncio.sleep(0)  # it takes its piece

    async def _fetch(self, source: TileSource, offer: TileOffer) -> None:
        while self._queue and self._offer is offer:
            tile, before = self._queue.popleft()
            self._under_way.add(tile)
            try:
                picture = await source.fetch(offer.provider, tile)
            except WebFailed as failure:
                log.info("%s: %s %s", failure.service, failure.reason, failure.detail)
                if before is None:
                    self._missed(offer, (tile,))
                if failure.reason in ("busy", "unreachable", "offline", "timeout"):
                    self._missed(offer, [other for other, kept in self._queue if kept is None])
                    self._queue.clear()  # what is wanted still is wanted again after a while
            else:
                if picture != before:
                    self._sink(TileCame(offer.provider, tile, picture))
            finally:
                self._under_way.discard(tile)

    async def _source(self) -> TileSource | None:
        try:
            return await self._services.tiles()
        except WebFailed as failure:
            log.info("%s", failure)
            return None

    async def _kept(self, source: TileSource, offer: TileOffer, tile: Tile) -> KeptTile | None:
        try:
            return await source.kept(offer.provider, tile)
        except WebFailed as failure:
            log.info("A piece kept of the map cannot be read: %s", failure)
            return None

    def _missed(self, offer: TileOffer, tiles: tuple[Tile, ...] | list[Tile]) -> None:
        for tile in tiles:
            self._sink(TileCame(offer.provider, tile, None))
