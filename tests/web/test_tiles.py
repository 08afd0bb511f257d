"""Pieces of the street map: asked for by the provider's rules, kept as long as it says, and never a wrong one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.strict_service import Picture, raw
from tests.fakes.tile_world import TileBench, by_place, plain_png, tile_bench
from wanderlust.domain.errors import WebFailed
from wanderlust.domain.map_tiles import Tile
from wanderlust.domain.service_settings import ServiceSettings
from wanderlust.web.tiles import address_of, offered

HERE = Tile(15, 16597, 11272)


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[TileBench]:
    async with tile_bench(tmp_path) as ready:
        yield ready


async def failed(bench: TileBench, tile: Tile = HERE) -> WebFailed:
    with pytest.raises(WebFailed) as caught:
        await bench.source.fetch("streets", tile)
    return caught.value


async def test_a_piece_comes_as_it_was_drawn_and_is_listed_as_sent(bench: TileBench) -> None:
    assert await bench.source.fetch("streets", HERE) == by_place(HERE)
    assert [(record.host, record.purpose) for record in bench.sent] == [("127.0.0.1", "map")]
    assert bench.server.asked[0].headers["user-agent"].startswith("Wanderlust/")
    assert "image/png" in bench.server.asked[0].headers["accept"]


async def test_a_fine_screen_gets_fine_pieces(bench: TileBench) -> None:
    fine = Tile(HERE.z, HERE.x, HERE.y, double=True)
    assert await bench.source.fetch("streets", fine) == by_place(fine)
    assert bench.server.asked[0].path.endswith("@2x.png")


async def test_a_piece_is_asked_for_once_a_week_and_then_only_whether_it_changed(bench: TileBench) -> None:
    first = await bench.source.fetch("streets", HERE)
    bench.clock.advance(6 * 86_400)
    assert await bench.source.fetch("streets", HERE) == first and len(bench.server.asked) == 1
    bench.clock.advance(2 * 86_400)
    kept = await bench.source.kept("streets", HERE)
    assert kept is not None and not kept.fresh and kept.picture == first
    assert await bench.source.fetch("streets", HERE) == first
    assert bench.server.asked[1].headers["if-none-match"]
    fresh = await bench.source.kept("streets", HERE)
    assert fresh is not None and fresh.fresh and bench.server.broken == []


async def test_the_servers_own_date_may_be_later_than_a_week(bench: TileBench) -> None:
    bench.server.rules.max_age_s = 20 * 86_400
    await bench.source.fetch("streets", HERE)
    bench.clock.advance(15 * 86_400)
    await bench.source.fetch("streets", HERE)
    assert len(bench.server.asked) == 1


async def test_offline_shows_what_was_seen_and_asks_for_nothing(bench: TileBench) -> None:
    seen = await bench.source.fetch("streets", HERE)
    bench.client.offline = True
    bench.clock.advance(100 * 86_400)
    assert await bench.source.fetch("streets", HERE) == seen
    assert (await failed(bench, Tile(15, 1, 1))).reason == "offline"
    assert len(bench.server.asked) == 1


async def test_pieces_asked_for_at_once_keep_the_pace(bench: TileBench) -> None:
    tiles = [Tile(12, 2000 + n, 1400) for n in range(24)]
    begun = bench.clock.monotonic()
    await asyncio.gather(*(bench.source.fetch("streets", tile) for tile in tiles))
    assert bench.clock.monotonic() - begun >= 23 * 0.125
    assert bench.server.broken == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!DOCTYPE html><html>Sign in to this network</html>", "page"),
        (by_place(HERE)[:-20], "garbled"),
        (by_place(HERE)[:200] + b"\0\0\0" + by_place(HERE)[203:], "garbled"),
        (plain_png(100, 1, 2, 3), "garbled"),
        (plain_png(256, 1, 2, 3, noise=1_200_000), "too_large"),
        (b"", "garbled"),
        (b"\x89PNG\r\n\x1a\n", "garbled"),
        (b'{"message": "no tiles today"}', "garbled"),
    ],
    ids=["page", "torn", "damaged", "wrong size", "huge", "empty", "head alone", "json"],
)
async def test_what_is_no_piece_is_neither_shown_nor_kept(bench: TileBench, body: bytes, reason: str) -> None:
    bench.server.answer = lambda _asked: Picture(body)
    assert (await failed(bench)).reason == reason
    assert await bench.source.kept("streets", HERE) is None


async def test_a_broken_answer_leaves_the_piece_that_was_there(bench: TileBench) -> None:
    seen = await bench.source.fetch("streets", HERE)
    bench.clock.advance(10 * 86_400)
    bench.server.troubles.append(raw("200 OK", b"<html>", "text/html"))
    assert await bench.source.fetch("streets", HERE) == seen


async def test_a_server_that_says_when_is_left_alone_until_then(bench: TileBench) -> None:
    bench.server.troubles.append(raw("429 Too Many", b"", "text/plain", "Retry-After: 300"))
    assert (await failed(bench)).reason == "busy"
    bench.clock.advance(200)
    assert (await failed(bench, Tile(15, 3, 3))).reason == "busy"
    assert len(bench.server.asked) == 1
    bench.clock.advance(200)
    assert await bench.source.fetch("streets", HERE) == by_place(HERE)


async def test_a_server_out_of_order_is_tried_three_times_and_then_rests(bench: TileBench) -> None:
    bench.server.troubles.extend([raw("503 Out", b"")] * 20)
    for number in range(8):
        await failed(bench, Tile(15, number, 1))
    assert len(bench.server.asked) == 6  # two tries each


async def test_a_server_that_hangs_is_not_waited_for(tmp_path: Path) -> None:
    async with tile_bench(tmp_path, limit_s=0.2) as bench:
        bench.server.troubles.append("hang")
        assert (await failed(bench)).reason == "timeout"


async def test_what_lies_outside_the_world_is_not_asked_for(bench: TileBench) -> None:
    for tile in (Tile(3, 8, 0), Tile(3, -1, 0), Tile(25, 0, 0), Tile(-1, 0, 0)):
        assert (await failed(bench, tile)).reason == "refused"
    assert bench.server.asked == []


async def test_the_pieces_least_lately_looked_at_go_first(tmp_path: Path) -> None:
    def heavy(tile: Tile) -> bytes:
        return plain_png(256, tile.x % 256, 0, 0, noise=20_000)

    async with tile_bench(tmp_path, draw=heavy, kept=220_000) as bench:
        for number in range(14):
            await bench.source.fetch("streets", Tile(14, number, 5))
            await bench.source.kept("streets", Tile(14, 0, 5))
            bench.clock.advance(1)
        held = [n for n in range(14) if await bench.source.kept("streets", Tile(14, n, 5)) is not None]
    assert 0 in held and 13 in held and 1 not in held
    assert len(held) * 20_000 < 220_000


async def test_a_damaged_file_is_set_aside_and_filled_again(tmp_path: Path) -> None:
    (tmp_path / "tiles.sqlite").write_bytes(b"no database" * 1000)
    async with tile_bench(tmp_path) as bench:
        await bench.source.fetch("streets", HERE)
        await bench.source.fetch("streets", HERE)
        assert await bench.source.kept("streets", HERE) is not None
        assert len(bench.server.asked) <= 2
    assert (tmp_path / "tiles.sqlite.damaged").read_bytes().startswith(b"no database")


def test_nothing_is_offered_that_was_not_chosen() -> None:
    one = ServiceSettings("one", "tiles", "raster", "https://one.example/{z}/{x}/{y}.png", "© one")
    two = ServiceSettings("two", "tiles", "raster", "https://two.example/{z}/{x}/{y}{r}.png?k={key}", "© two", key="s")
    assert offered((), "auto", True) is None and offered((one, two), "off", True) is None
    assert offered((one,), "two", True) is None
    first, second = offered((one, two), "auto", True), offered((one, two), "two", False)
    assert first is not None and (first.provider, first.double, first.live) == ("one", False, True)
    assert second is not None and (second.attribution, second.double, second.live) == ("© two", True, False)
    assert address_of(two, Tile(3, 1, 2, True)) == "https://two.example/3/1/2@2x.png?k=s"
