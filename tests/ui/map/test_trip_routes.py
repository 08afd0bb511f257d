"""The trip on the map: a line a day in its own dash, rings with numbers, several too near as one, all to be clicked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wanderlust.domain.geodesy import to_mercator
from wanderlust.domain.places import Coordinates
from wanderlust.ui.map.basemap import Basemap
from wanderlust.ui.map.map_view import MapView
from wanderlust.ui.map.palette import MapPalette
from wanderlust.ui.map.trip_routes import DASHES, DayRoute, RouteStop, TripLayer
from wanderlust.ui.map.viewport import Margins, Viewport

FLORENCE, UFFIZI = (
    RouteStop(1, "Florence", "f", Coordinates(43.77, 11.25)),
    RouteStop(2, "Uffizi", "u", Coordinates(43.7678, 11.2553)),
)
PISA, SIENA = (
    RouteStop(3, "Pisa", "p", Coordinates(43.72, 10.40)),
    RouteStop(4, "Siena", "s", Coordinates(43.32, 11.33)),
)


@pytest.fixture
def layer(qapp: QApplication) -> TripLayer:
    return TripLayer(MapPalette.light(), QFont(), 1.0, 1.0)


def view(zoom: float) -> Viewport:
    return Viewport(width=800, height=600).centred(to_mercator(Coordinates(43.6, 11.0)), zoom, Margins())


def painted(layer: TripLayer, zoom: float) -> QPixmap:
    picture = QPixmap(800, 600)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    layer.draw_lines(painter, view(zoom))
    layer.draw_rings(painter, view(zoom))
    painter.end()
    return picture


def colours(picture: QPixmap) -> set[str]:
    image = picture.toImage()
    return {image.pixelColor(x, y).name().upper() for x in range(0, 800, 1) for y in range(0, 600, 2)}


def test_every_day_has_a_dash_of_its_own() -> None:
    assert len(set(DASHES)) == 4 and DASHES[0] == ()


def test_each_day_is_drawn_in_its_colour(layer: TripLayer) -> None:
    layer.set_days([DayRoute(0, (FLORENCE, PISA)), DayRoute(1, (PISA, SIENA)), DayRoute(2, (SIENA, FLORENCE))])
    palette = MapPalette.light()
    assert {palette.line, palette.indigo, palette.rust} <= colours(painted(layer, 7.5))


def test_a_chosen_stop_is_gold(layer: TripLayer) -> None:
    layer.set_days([DayRoute(0, (FLORENCE, PISA))])
    assert MapPalette.light().chosen not in colours(painted(layer, 7.5))
    layer.chosen = "p"
    assert MapPalette.light().chosen in colours(painted(layer, 7.5))


def test_stops_too_near_to_be_told_apart_are_one_mark_and_each_click_takes_the_next(layer: TripLayer) -> None:
    layer.set_days([DayRoute(0, (FLORENCE, UFFIZI, PISA))])
    spot = view(7.5).to_screen(to_mercator(FLORENCE.point))
    assert len(layer.boxes(view(7.5))) == 2 and layer.stop_at(view(7.5), *spot) == "f"
    layer.chosen = "f"
    assert layer.stop_at(view(7.5), *spot) == "u"
    assert layer.stop_at(view(7.5), 5, 5) is None


def test_no_days_leave_nothing_to_click(layer: TripLayer) -> None:
    layer.set_days([DayRoute(0, (FLORENCE,))])
    layer.set_days([])
    assert layer.boxes(view(7.5)) == [] and layer.points == []


def test_a_click_on_a_ring_tells_its_stop(qtbot: QtBot, basemap: Basemap) -> None:
    shown = MapView(basemap, MapPalette.light())
    qtbot.addWidget(shown)
    shown.resize(800, 600)
    shown.show()
    qtbot.waitExposed(shown)
    shown.set_trip([DayRoute(0, (FLORENCE, PISA))])
    shown.fit_pins()
    qtbot.waitUntil(lambda: not shown.busy, timeout=10_000)
    spot = shown.to_screen(PISA.point.lat, PISA.point.lon)
    with qtbot.waitSignal(shown.stopChosen) as told:
        QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=QPoint(round(spot.x()), round(spot.y())))
    assert told.args == ["p"]
