"""The street map as it is served: from memory first, by the rules, and never more than was looked at."""

from __future__ import annotations

import asyncio
import math
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.strict_service import raw
from tests.fakes.tile_world import TileBench, by_place, plain_png, tile_bench
from wanderlust.application.street_map import StreetMap
from wanderlust.domain.events import DomainEvent, MapOffered, TileCame
from wanderlust.domain.map_tiles import Tile

TILES = tuple(Tile(14, 7800 + x, 6200 + y) for y in range(2) for x in range(3))


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[TileBench]:
    async with tile_bench(tmp_path) as ready:
        yield ready


async def opened(bench: TileBench, choice: str = "auto") -> tuple[StreetMap, list[DomainEvent]]:
    events: list[DomainEvent] = []
    streets = StreetMap(bench, events.append)
    await streets.choose(choice)
    return streets, events


def came(events: list[DomainEvent]) -> list[tuple[Tile, bytes | None]]:
    return [(event.tile, event.picture) for event in events if isinstance(event, TileCame)]


async def test_the_offer_names_the_provider_and_whether_it_may_be_asked(bench: TileBench) -> None:
    streets, events = await opened(bench)
    (first,) = events
    assert isinstance(first, MapOffered) and first.offer is not None
    assert (first.offer.attribution, first.offer.closest, first.offer.live) == ("© test streets", 19, True)
    bench.client.offline = True
    await streets.choose("auto")
    assert isinstance(events[-1], MapOffered) and events[-1].offer is not None and not events[-1].offer.live
    await streets.choose("off")
    assert events[-1] == MapOffered(None)


async def test_what_is_wanted_comes_in_its_order(bench: TileBench) -> None:
    streets, events = await opened(bench)
    streets.want(TILES)
    await streets.settled()
    assert sorted(came(events), key=repr) == sorted(((tile, by_place(tile)) for tile in TILES), key=repr)
    assert bench.asked()[0] == TILES[0] and bench.server.broken == []


async def test_an_area_seen_before_comes_without_a_network(bench: TileBench) -> None:
    streets, events = await opened(bench)
    streets.want(TILES[:4])
    await streets.settled()
    bench.client.offline = True
    await streets.choose("auto")
    events.clear()
    streets.want(TILES)
    await streets.settled()
    told = dict(came(events))
    assert [told[tile] is not None for tile in TILES] == [True] * 4 + [False] * 2
    assert len(bench.server.asked) == 4


async def test_an_old_piece_is_shown_while_it_is_asked_for_again(tmp_path: Path) -> None:
    shade = [10]

    def draw(tile: Tile) -> bytes:
        return plain_png(256, shade[0], 0, 0)

    async with tile_bench(tmp_path, draw=draw) as bench:
        streets, events = await opened(bench)
        streets.want(TILES[:1])
        await streets.settled()
        bench.clock.advance(8 * 86_400)
        shade[0] = 99
        events.clear()
        streets.want(TILES[:1])
        await streets.settled()
        assert came(events) == [(TILES[0], plain_png(256, 10, 0, 0)), (TILES[0], plain_png(256, 99, 0, 0))]


async def test_a_piece_that_did_not_change_is_not_shown_twice(bench: TileBench) -> None:
    streets, events = await opened(bench)
    streets.want(TILES[:1])
    await streets.settled()
    bench.clock.advance(8 * 86_400)
    events.clear()
    streets.want(TILES[:1])
    await streets.settled()
    assert len(bench.server.asked) == 2 and len(came(events)) == 1 and bench.server.broken == []


async def test_a_server_in_trouble_is_not_asked_for_the_rest(bench: TileBench) -> None:
    bench.server.troubles.append(raw("429 Too Many", b"", "text/plain", "Retry-After: 60"))
    streets, events = await opened(bench)
    streets.want(TILES)
    await streets.settled()
    assert {picture for _, picture in came(events)} <= {None, *(by_place(tile) for tile in TILES)}
    assert any(picture is None for _, picture in came(events))
    assert len(bench.server.asked) <= 2  # the one beside it was under way


async def test_no_map_is_asked_for_that_is_switched_off(bench: TileBench) -> None:
    streets, events = await opened(bench, "off")
    streets.want(TILES)
    await streets.settled()
    assert came(events) == [] and bench.server.asked == []


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_day_of_roaming_breaks_no_rule(bench: TileBench, seed: int) -> None:
    dice = random.Random(seed)
    streets, events = await opened(bench)
    looked_at: set[Tile] = set()
    x, y, zoom = 0.4746, 0.3829, 13
    for _ in range(220):
        x, y = x + dice.gauss(0, 3) / 2**zoom, y + dice.gauss(0, 2) / 2**zoom
        zoom = min(17, max(9, zoom + dice.choice((-1, 0, 0, 0, 1))))
        view = seen(x, y, zoom)
        looked_at.update(view)
        streets.want(view)
        if dice.random() < 0.6:
            await streets.settled()
        else:
            await asyncio.sleep(0)  # it moves on before all has come
        bench.clock.advance(dice.choice((1, 20, 300)))
        if dice.random() < 0.05:
            bench.client.offline = not bench.client.offline
            await streets.choose("auto")
        if dice.random() < 0.03:
            bench.server.troubles.append(raw(dice.choice(("503 Busy", "429 Slower")), b"", "text/plain"))
    await streets.settled()
    assert bench.server.broken == []
    assert set(bench.asked()) <= looked_at  # nothing in advance
    assert len(bench.sent) == len(bench.server.asked) > 100


def seen(x: float, y: float, zoom: int) -> tuple[Tile, ...]:
    """What a window of 1000 by 700 pixels shows."""
    wide, high = 1000 / 256, 700 / 256
    columns = range(math.floor(x * 2**zoom - wide / 2), math.ceil(x * 2**zoom + wide / 2))
    rows = range(math.floor(y * 2**zoom - high / 2), math.ceil(y * 2**zoom + high / 2))
    return tuple(Tile(zoom, column, row) for row in rows for column in columns)
