"""Streets over the painted world: what is asked for, what is drawn, and that there is never a hole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.fakes.tile_world import plain_png
from wanderlust.domain.map_tiles import Tile, TileOffer
from wanderlust.ui.map.map_view import MapView
from wanderlust.ui.map.night import at_night
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map.tile_pictures import painted
from wanderlust.ui.map.viewport import MAX_ZOOM

OFFER = TileOffer("streets", "© test streets", 19, double=True)
RED = (200, 30, 30)
KYOTO = (35.021, 135.754)


@pytest.fixture
def asked(view: MapView) -> list[tuple[Tile, ...]]:
    """Every wish of the map, in order; streets are offered."""
    wishes: list[tuple[Tile, ...]] = []
    view.tilesWanted.connect(wishes.append)
    view.set_street_map(OFFER)
    return wishes


def pixel(view: MapView, x: int, y: int) -> QColor:
    return view.grab().toImage().pixelColor(x, y)


def is_red(colour: QColor) -> bool:
    return colour.red() > 180 and colour.green() < 60


Settle = Callable[[MapView], None]


def test_only_what_is_looked_at_is_asked_for_the_middle_first(
    view: MapView, asked: list[tuple[Tile, ...]], settle: Settle
) -> None:
    view.fly_to(*KYOTO, 14)
    settle(view)
    (wish,) = asked
    count = 2**14
    x, y = view.view.x * count, view.view.y * count
    assert wish[0] == Tile(14, int(x), int(y))
    for tile in wish:
        assert abs(tile.x + 0.5 - x) <= 400 / 256 + 0.5 and abs(tile.y + 0.5 - y) <= 300 / 256 + 0.5
    assert len(wish) == len(set(wish)) <= 20


def test_far_away_no_streets_are_asked_for(view: MapView, asked: list[tuple[Tile, ...]], settle: Settle) -> None:
    view.fly_to(*KYOTO, 7)
    settle(view)
    assert asked == [] and view.attribution.endswith("GeoNames")


def test_streets_cover_the_painted_world_and_are_credited(
    qtbot: QtBot, view: MapView, asked: list[tuple[Tile, ...]], settle: Settle
) -> None:
    view.fly_to(*KYOTO, 14)
    settle(view)
    for tile in asked[-1]:
        view.take_tile("streets", tile, plain_png(256, *RED))
    settle(view)
    assert all(is_red(pixel(view, x, y)) for x, y in ((5, 5), (400, 300), (790, 5)))
    assert view.attribution == "© test streets"
    assert view.missing_tiles == ()


def test_what_is_missing_shows_the_painted_world_with_its_names(
    view: MapView, asked: list[tuple[Tile, ...]], settle: Settle
) -> None:
    view.fly_to(*KYOTO, 12)
    settle(view)
    bare = pixel(view, 20, 300)
    middle = asked[-1][0]
    view.take_tile("streets", middle, plain_png(256, *RED))
    settle(view)
    assert is_red(pixel(view, 400, 300))
    assert pixel(view, 20, 300) == bare
    assert "© test streets" in view.attribution and "Natural Earth" in view.attribution


def test_coming_closer_keeps_the_coarser_streets_until_the_finer_come(
    view: MapView, asked: list[tuple[Tile, ...]], settle: Settle
) -> None:
    view.fly_to(*KYOTO, 13)
    settle(view)
    for tile in asked[-1]:
        view.take_tile("streets", tile, plain_png(256, *RED))
    settle(view)
    view.fly_to(*KYOTO, 15)
    settle(view)
    assert all(is_red(pixel(view, x, y)) for x, y in ((5, 5), (400, 300), (790, 5)))
    assert {tile.z for tile in asked[-1]} == {15}


def test_a_picture_that_cannot_be_read_leaves_the_painted_world(
    view: MapView, asked: list[tuple[Tile, ...]], settle: Settle
) -> None:
    view.fly_to(*KYOTO, 14)
    settle(view)
    bare = pixel(view, 400, 300)
    view.take_tile("streets", asked[-1][0], b"\x89PNG\r\n\x1a\nno picture at all")
    settle(view)
    assert pixel(view, 400, 300) == bare


def test_pieces_of_another_map_are_not_mixed_in(view: MapView, asked: list[tuple[Tile, ...]], settle: Settle) -> None:
    view.fly_to(*KYOTO, 14)
    settle(view)
    bare = pixel(view, 400, 300)
    view.take_tile("another", asked[-1][0], plain_png(256, *RED))
    settle(view)
    assert pixel(view, 400, 300) == bare
    view.take_tile("streets", asked[-1][0], plain_png(256, *RED))
    settle(view)
    view.set_street_map(TileOffer("second", "© second", 18))
    settle(view)
    assert pixel(view, 400, 300) == bare and len(asked) == 2


def test_without_a_street_map_the_view_comes_as_close_as_before(
    view: MapView, asked: list[tuple[Tile, ...]], settle: Settle
) -> None:
    view.fly_to(*KYOTO, 18)
    assert view.view.zoom == 18
    view.set_street_map(None)
    settle(view)
    assert view.view.zoom == MAX_ZOOM and not view.streets


def test_a_piece_fades_in_and_is_there_at_once_with_reduced_motion(
    qtbot: QtBot, view: MapView, asked: list[tuple[Tile, ...]], settle: Settle
) -> None:
    view.fly_to(*KYOTO, 14)
    settle(view)
    view.set_reduced_motion(False)
    view.take_tile("streets", asked[-1][0], plain_png(256, *RED))
    qtbot.waitUntil(lambda: pixel(view, 400, 300).red() > pixel(view, 400, 300).blue() + 5)
    first = pixel(view, 400, 300)
    settle(view)
    assert is_red(pixel(view, 400, 300)) and not is_red(first)


def test_a_fine_screen_asks_for_fine_pieces_where_they_are_drawn(
    view: MapView, asked: list[tuple[Tile, ...]], settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: 2.0)
    view.set_palette(MapPalette.light())
    view.fly_to(*KYOTO, 14)
    assert all(tile.double for tile in asked[-1])
    view.set_street_map(TileOffer("coarse", "© coarse", 19, double=False))
    assert not any(tile.double for tile in asked[-1])


def test_in_the_dark_light_becomes_dark_and_colours_stay(view: MapView) -> None:
    land = QColor(MapPalette.dark().land)
    day = QImage(4, 1, QImage.Format.Format_RGB32)
    for x, colour in enumerate(("#F2EFE9", "#000000", "#AAD3DF", "#ADD19E")):
        day.setPixelColor(x, 0, QColor(colour))
    ground, letters, water, park = (at_night(day, land).pixelColor(x, 0) for x in range(4))
    assert ground.lightness() < 60 and 170 < letters.lightness() < 230
    assert abs(water.hue() - QColor("#AAD3DF").hue()) < 25 and water.lightness() < 110
    assert park.green() > park.red() and park.green() > park.blue()


def test_a_picture_is_brought_to_the_size_of_the_screen_and_a_giant_is_refused() -> None:
    assert painted(plain_png(256, 1, 2, 3), 181, 182, None).size().toTuple() == (181, 182)
    assert painted(plain_png(2048, 1, 2, 3), 256, 256, None).isNull()
    assert painted(b"", 256, 256, None).isNull()
