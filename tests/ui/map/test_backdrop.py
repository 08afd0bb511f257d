"""The cached squares of the painted world."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from wanderlust.domain.geodesy import to_mercator
from wanderlust.domain.places import Coordinates
from wanderlust.ui.map.backdrop import Backdrop, generation_of
from wanderlust.ui.map.basemap import Basemap
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map.viewport import Viewport

LIGHT = MapPalette.light()


def over(lat: float, lon: float, zoom: float, width: float = 500, height: float = 400) -> Viewport:
    return Viewport(*to_mercator(Coordinates(lat, lon)), zoom, width, height).settled()


def work(backdrop: Backdrop) -> int:
    """Paint all that is wanted; returns the number of finished squares."""
    finished = 0
    while backdrop.pending:
        finished += backdrop.step()
    return finished


def shown(backdrop: Backdrop, view: Viewport, ratio: float = 1.0) -> QImage:
    picture = QPixmap(round(view.width * ratio), round(view.height * ratio))
    picture.fill("#FF00FF")
    painter = QPainter(picture)
    backdrop.draw(painter, view)
    painter.end()
    return picture.toImage()


@pytest.fixture
def backdrop(qtbot: QtBot, basemap: Basemap) -> Iterator[Backdrop]:
    yield Backdrop(basemap, LIGHT, 1.0)


def test_before_anything_is_painted_all_is_sea(backdrop: Backdrop) -> None:
    assert shown(backdrop, over(48, 9, 5)).pixelColor(250, 200).name().upper() == LIGHT.sea


def test_a_painted_view_is_covered_and_nothing_is_painted_twice(backdrop: Backdrop) -> None:
    view = over(48, 9, 5.37)
    backdrop.want(view, exact=True)
    assert work(backdrop) > 4
    assert backdrop.covers(view)
    backdrop.want(view, exact=True)
    assert not backdrop.pending


def test_a_short_drag_finds_its_squares_already_painted(backdrop: Backdrop) -> None:
    view = over(48, 9, 5.37)
    backdrop.want(view, exact=True)
    work(backdrop)
    assert backdrop.covers(view.panned(90, -90))


def test_while_zooming_only_the_coarse_world_is_painted(backdrop: Backdrop) -> None:
    view = over(48, 9, 8)
    backdrop.want(view, exact=False)
    work(backdrop)
    assert not backdrop.covers(view)
    assert shown(backdrop, view).pixelColor(250, 200).name().upper() == LIGHT.land


def test_a_flight_finds_its_target_painted(backdrop: Backdrop) -> None:
    target = over(35, 135.77, 10)
    backdrop.want(over(48, 9, 5), exact=False, ahead=(over(40, 70, 3), target))
    work(backdrop)
    assert backdrop.covers(target)


def test_two_device_pixels_a_pixel_show_the_same_places_twice_as_fine(qtbot: QtBot, basemap: Basemap) -> None:
    view = over(40.0, 15.0, 5)  # the toe of Italy, sea and land
    pictures = []
    for ratio in (1.0, 2.0):
        backdrop = Backdrop(basemap, LIGHT, ratio)
        backdrop.want(view, exact=True)
        work(backdrop)
        pictures.append(shown(backdrop, view, ratio))
    single, double = pictures
    assert double.width() == 2 * single.width()
    same = sum(
        single.pixelColor(x, y).name() == double.pixelColor(2 * x, 2 * y).name()
        for x in range(5, 500, 10)
        for y in range(5, 400, 10)
    )
    assert same > 0.9 * 50 * 40, "but for the shore itself, which is drawn finer"


@pytest.mark.parametrize("zoom", [4.0, 5.43, 7.77])
def test_no_seam_shows_inside_a_continent(backdrop: Backdrop, zoom: float) -> None:
    view = over(25, 5, zoom, 300, 300)  # the Sahara, 400 km from the nearest border
    backdrop.want(view, exact=True)
    work(backdrop)
    picture = shown(backdrop, view)
    colours = {picture.pixelColor(x, y).name().upper() for x in range(130, 170) for y in range(130, 170)}
    assert colours == {LIGHT.land}
    sea = over(20, -45, zoom, 200, 200)
    backdrop.want(sea, exact=True)
    work(backdrop)
    picture = shown(backdrop, sea)
    assert {picture.pixelColor(x, y).name().upper() for x in range(200) for y in range(200)} == {LIGHT.sea}


def test_roaming_keeps_a_bounded_number_of_squares(backdrop: Backdrop) -> None:
    for step in range(12):
        view = over(48, -120 + 20 * step, 6 + 0.1 * step, 900, 700)
        backdrop.want(view, exact=True)
        work(backdrop)
        assert backdrop.covers(view)
    assert len(backdrop) <= 220
    assert generation_of(over(0, 0, 6)) == 6 * 1024


def test_flying_round_the_world_again_and_again_keeps_one_world(backdrop: Backdrop) -> None:
    kept = []
    for turn in range(8):
        around = over(35.0, 135.8, 5)
        view = Viewport(around.x + turn, around.y, around.zoom, around.width, around.height)
        backdrop.want(view, exact=True)
        work(backdrop)
        kept.append(len(backdrop))
    # 50 spare squares fill up first; from then on a turn more keeps no square more.
    assert kept[-1] == kept[-2] == kept[-3]
