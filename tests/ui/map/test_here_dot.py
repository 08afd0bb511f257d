"""Where the traveller is on the map, and the map's own menu."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from wanderlust.domain.places import Coordinates
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.intents import Intents
from wanderlust.ui.map.map_menu import MapMenu
from wanderlust.ui.map.map_view import MapView
from wanderlust.ui.map.palette import MapPalette

LISBON = Coordinates(38.72, -9.14)
Menus = Callable[[MapView], tuple[MapMenu, Intents]]


@pytest.fixture
def menu_of(appearance: Appearance) -> Menus:
    def make(view: MapView) -> tuple[MapMenu, Intents]:
        intents = Intents(view)
        return MapMenu(appearance, view, intents), intents

    return make


def spot(view: MapView) -> QPoint:
    return view.to_screen(LISBON.lat, LISBON.lon).toPoint()


def colour(view: MapView, at: QPoint) -> QColor:
    return view.grab(QRect(at, at)).toImage().pixelColor(0, 0)


@pytest.fixture
def at_lisbon(view: MapView, settle: Callable[[MapView], None]) -> MapView:
    view.fly_to(LISBON.lat, LISBON.lon, 9.0)
    settle(view)
    return view


def test_the_dot_is_pine_where_the_traveller_is(at_lisbon: MapView) -> None:
    before = colour(at_lisbon, spot(at_lisbon))
    at_lisbon.set_here(LISBON)
    assert colour(at_lisbon, spot(at_lisbon)) == QColor(MapPalette.light().line) != before
    at_lisbon.set_here(None)
    assert colour(at_lisbon, spot(at_lisbon)) == before


def test_a_guess_is_hollow(at_lisbon: MapView) -> None:
    at_lisbon.set_here(LISBON, guess=True)
    assert colour(at_lisbon, spot(at_lisbon)) == QColor(MapPalette.light().casing)


def test_a_point_of_the_menu_is_where_it_was_opened(at_lisbon: MapView, menu_of: Menus, qtbot: QtBot) -> None:
    menu, intents = menu_of(at_lisbon)
    here = next(action for action in menu.menu(spot(at_lisbon)).actions() if action.text() == "I am here")
    with qtbot.waitSignal(intents.here_chosen) as chosen:
        here.trigger()
    lat, lon = chosen.args
    assert lat == pytest.approx(LISBON.lat, abs=0.02) and lon == pytest.approx(LISBON.lon, abs=0.02)


def test_it_can_be_forgotten_only_once_it_is_known(at_lisbon: MapView, menu_of: Menus) -> None:
    menu, _ = menu_of(at_lisbon)
    assert "Forget where I am" not in [action.text() for action in menu.menu(QPoint(5, 5)).actions()]
    menu.known = True
    assert "Forget where I am" in [action.text() for action in menu.menu(QPoint(5, 5)).actions()]


def test_the_area_to_keep_is_a_few_kilometres_around_the_point(
    at_lisbon: MapView, menu_of: Menus, qtbot: QtBot
) -> None:
    menu, intents = menu_of(at_lisbon)
    spot_shown = at_lisbon.to_world(QPoint(5, 5).toPointF())
    keep = menu.menu(QPoint(5, 5)).actions()[-1]
    with qtbot.waitSignal(intents.keep_area) as wanted:
        keep.trigger()
    south, west, north, east = wanted.args
    # The map shows 150 km there, and four around the point are asked for.
    assert (north - south) * 111.32 == pytest.approx(4.0) and south < spot_shown.lat < north
    assert west < spot_shown.lon < east
