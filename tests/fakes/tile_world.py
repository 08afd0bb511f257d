"""A street map's server on this computer: it keeps a real one's rules, and misbehaves to order."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.fakes.hand_clock import HandClock
from tests.fakes.strict_service import Asked, Picture, Rules, StrictService
from wanderlust.domain.cost.ledger import SentRecord
from wanderlust.domain.map_tiles import Tile, TileOffer
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.web.answer_cache import AnswerCache
from wanderlust.web.client import WebClient
from wanderlust.web.tiles import KEPT, Tiles, offered

AGENT = "Wanderlust/test (tests; maintainers@wanderlust.example)"
GAP_S = 0.125
WEEK_S = 604_800.0
_PATH = re.compile(r"/(\d+)/(\d+)/(\d+)(@2x)?\.png")

Drawing = Callable[[Tile], bytes]


def plain_png(side: int, red: int, green: int, blue: int, noise: int = 0) -> bytes:
    """A square of one colour; ``noise`` bytes of a comment make the file longer."""
    row = b"\0" + bytes((red, green, blue)) * side
    parts = [(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))]
    if noise:
        parts.append((b"teXt", b"noise\0" + bytes(noise)))
    parts += [(b"IDAT", zlib.compress(row * side, 1)), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def by_place(tile: Tile) -> bytes:
    """Another colour for each tile, so that one can be told from the other."""
    return plain_png(512 if tile.double else 256, tile.x * 37 % 256, tile.y * 59 % 256, tile.z * 11 % 256)


def tile_of(asked: Asked) -> Tile | None:
    """The tile a path names; None for what is no tile of the world."""
    found = _PATH.fullmatch(asked.path)
    if found is None:
        return None
    z, x, y = (int(part) for part in found.groups()[:3])
    return Tile(z, x, y, found[4] is not None) if z <= 19 and x < 2**z and y < 2**z else None


def tile_server(monotonic: Callable[[], float], draw: Drawing = by_place) -> StrictService:
    """The server, not yet listening: two connections, ten requests a second, a week for each tile, a contact."""

    def answer(asked: Asked) -> Picture | None:
        tile = tile_of(asked)
        return None if tile is None else Picture(draw(tile))

    return StrictService(answer, monotonic, Rules(0.0, 2, WEEK_S, contact=True, most_a_day=5000, most_a_second=10))


def provider(
    address: str, *, fine: bool = True, limit_s: float = 8.0, per_second: float = 1 / GAP_S
) -> ServiceSettings:
    """Settings for the server at an address."""
    return ServiceSettings(
        "streets",
        "tiles",
        "raster",
        f"{address}/{{z}}/{{x}}/{{y}}{'{r}' if fine else ''}.png",
        "© test streets",
        per_second,
        limit_s,
        WEEK_S,
        31_536_000,
        5000,
        needs_contact=True,
        at_once=2,
    )


@dataclass(slots=True)
class TileBench:
    """The server, what asks it, and the clock; stands in for the internet's services too."""

    clock: HandClock
    server: StrictService
    client: WebClient
    source: Tiles
    service: ServiceSettings
    sent: list[SentRecord] = field(default_factory=list)

    @property
    def wished(self) -> bool:
        return not self.client.offline

    async def tile_offer(self, choice: str) -> TileOffer | None:
        return offered((self.service,), choice, self.wished)

    async def tiles(self) -> Tiles | None:
        return self.source

    def asked(self) -> list[Tile]:
        """Every tile the server was asked for, in order."""
        return [tile for asked in self.server.asked if (tile := tile_of(asked)) is not None]


@asynccontextmanager
async def tile_bench(
    folder: Path, *, draw: Drawing = by_place, kept: int = KEPT, limit_s: float = 8.0, fine: bool = True
) -> AsyncIterator[TileBench]:
    """A server that listens, over a cache in the folder and a clock that only waiting moves."""
    clock = HandClock()
    async with tile_server(clock.monotonic, draw) as server:
        sent: list[SentRecord] = []

        async def sleep(seconds: float) -> None:
            clock.advance(seconds)

        answers = AnswerCache(folder / "answers.sqlite")
        pieces = AnswerCache(folder / "tiles.sqlite", kept, packed=False)
        client = WebClient(AGENT, clock, lambda: 0.5, sent.append, answers, sleep)
        service = provider(server.address, limit_s=limit_s, fine=fine)
        try:
            yield TileBench(clock, server, client, Tiles(client, (service,), pieces), service, sent)
        finally:
            await client.close()
            pieces.close()
