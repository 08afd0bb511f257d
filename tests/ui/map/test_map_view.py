"""The map on screen, by its pixels and by what hands do to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QImage, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.map.conftest import TOWNS, pin
from wanderlust.domain.geodesy import to_mercator
from wanderlust.domain.places import Coordinates
from wanderlust.ui.map.map_view import MapView
from wanderlust.ui.map.palette import MapPalette

Settle = Callable[[MapView], None]
LIGHT, DARK = MapPalette.light(), MapPalette.dark()
KANSAI = [
    pin(1, "Fushimi Inari", 34.967, 135.773),
    pin(2, "Byodo-in", 34.889, 135.808),
    pin(3, "Todai-ji", 34.689, 135.84),
]
SAHARA, ATLANTIC, PACIFIC = (23.0, 10.0), (30.0, -40.0), (-30.0, -130.0)


def picture(view: MapView) -> QImage:
    return view.grab().toImage()


def colour(view: MapView, point: QPointF) -> str:
    return picture(view).pixelColor(point.toPoint() * view.devicePixelRatio()).name().upper()


def wheel(view: MapView, at: QPointF, notches: float, pixels: QPoint | None = None) -> None:
    phase = Qt.ScrollPhase.NoScrollPhase if pixels is None else Qt.ScrollPhase.ScrollUpdate
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        pixels or QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        phase,
        False,
    )
    QApplication.sendEvent(view, event)


def drag(qtbot: QtBot, view: MapView, start: QPoint, end: QPoint) -> None:
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for i in range(1, 6):
        QTest.mouseMove(view, start + (end - start) * i / 5)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=end)


# Pixels


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_sahara_is_land_and_the_mid_atlantic_is_sea(view: MapView, settle: Settle, palette: MapPalette) -> None:
    view.set_palette(palette)
    settle(view)
    assert colour(view, view.to_screen(*SAHARA)) == palette.land
    assert colour(view, view.to_screen(*ATLANTIC)) == palette.sea


@pytest.mark.parametrize("zoom", [2.7, 5.31, 8.0, 11.9])
def test_the_land_is_painted_at_every_zoom(view: MapView, settle: Settle, zoom: float) -> None:
    view.fly_to(*SAHARA, zoom)
    settle(view)
    assert colour(view, view.to_screen(*SAHARA)) == LIGHT.land


def test_the_world_goes_on_beyond_the_date_line(view: MapView, settle: Settle) -> None:
    view.fly_to(0, 179.9, 2.2)
    settle(view)
    siberia, alaska = view.to_screen(66, 175), view.to_screen(66, -150)
    assert siberia.x() < alaska.x()
    assert colour(view, siberia) == colour(view, alaska) == LIGHT.land
    assert colour(view, view.to_screen(*PACIFIC)) == LIGHT.sea


def test_a_pin_is_painted_at_its_place(view: MapView, settle: Settle) -> None:
    view.set_pins([pin(1, "", *ATLANTIC)])
    view.fly_to(*ATLANTIC, 5)
    settle(view)
    assert colour(view, QPointF(400, 300 - 5)) == LIGHT.pin
    view.choose(0)
    settle(view)
    assert colour(view, QPointF(400, 300 - 8)) == LIGHT.chosen


def test_the_line_is_painted_on_its_great_circle(view: MapView, settle: Settle) -> None:
    view.set_line([Coordinates(0, -40), Coordinates(0, -20)])
    view.fly_to(0, -30, 5)
    settle(view)
    row = {picture(view).pixelColor(x, 300).name().upper() for x in range(300, 500)}
    assert {LIGHT.line, LIGHT.casing} <= row
    view.set_line([])
    assert LIGHT.line not in {picture(view).pixelColor(x, 300).name().upper() for x in range(300, 500)}


def test_no_hole_shows_while_the_view_is_not_painted_yet(view: MapView) -> None:
    view.fly_to(*SAHARA, 7)
    assert view.busy
    assert colour(view, QPointF(400, 300)) == LIGHT.land, "the coarser world stands in"


def test_right_to_left_layout_does_not_mirror_the_map(view: MapView, settle: Settle) -> None:
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle(view)
    assert view.to_screen(0, -60).x() < view.to_screen(0, 60).x()
    assert colour(view, view.to_screen(*SAHARA)) == LIGHT.land


def test_the_sources_are_named_in_the_lower_right_corner(view: MapView) -> None:
    assert view.attribution == "Natural Earth · GeoNames"
    view.resize(1200, 600)
    assert view.attribution == "Made with Natural Earth · GeoNames"
    corner = picture(view).copy(1010, 580, 180, 18)
    dark = sum(corner.pixelColor(x, y).lightness() < 140 for x in range(corner.width()) for y in range(corner.height()))
    assert dark > 150


# Names


def test_large_towns_of_the_view_are_named_and_pins_keep_their_own_name(view: MapView, settle: Settle) -> None:
    view.set_cities(TOWNS)
    view.fly_to(34.85, 135.7, 9)
    settle(view)
    assert {"Kyoto", "Osaka", "Kobe"} <= {label.text for label in view.labels}
    view.set_pins([pin(1, "Osaka", 34.694, 135.502)])
    settle(view)
    assert "Osaka" not in {label.text for label in view.labels}


def test_countries_are_named_from_far_and_not_from_near(view: MapView, settle: Settle) -> None:
    view.fly_to(46, 3, 4.5)
    settle(view)
    assert "France" in {label.text for label in view.labels}
    view.fly_to(46, 3, 10)
    settle(view)
    assert view.labels == ()


# Moving


def test_flying_without_motion_arrives_at_once_in_the_middle(view: MapView) -> None:
    view.fly_to(35.01, 135.77, 10)
    assert view.to_screen(35.01, 135.77).toPoint() == QPoint(400, 300)
    assert view.view.zoom == 10


def test_a_flight_ends_at_its_target(qtbot: QtBot, view: MapView) -> None:
    view.set_reduced_motion(False)
    view.fly_to(35.01, 135.77, 10)
    assert view.view.zoom < 3, "it has only taken off"
    qtbot.waitUntil(lambda: view.view.zoom == 10, timeout=5_000)
    assert view.to_screen(35.01, 135.77).toPoint() == QPoint(400, 300)


def test_any_input_cancels_a_flight(qtbot: QtBot, view: MapView, settle: Settle) -> None:
    view.set_reduced_motion(False)
    view.fly_to(35.01, 135.77, 10)
    QTest.keyClick(view, Qt.Key.Key_Left)
    settle(view)
    assert view.view.zoom < 10


def test_a_flight_centres_in_what_a_card_leaves_free(view: MapView) -> None:
    view.set_obstructed(380, 60, 50, 0)
    view.fly_to(35.01, 135.77, 10)
    assert view.to_screen(35.01, 135.77).toPoint() == QPoint(565, 330)


def test_fitting_shows_every_point(view: MapView) -> None:
    points = [p.place.coordinates for p in KANSAI]
    view.fit(points, 40)
    for point in points:
        assert view.rect().adjusted(39, 39, -39, -39).contains(view.to_screen(point.lat, point.lon).toPoint())


def test_screen_points_come_back_from_the_world(view: MapView) -> None:
    place = view.to_world(QPointF(123, 234))
    assert view.to_screen(place.lat, place.lon).toPoint() == QPoint(123, 234)


def test_a_resized_window_keeps_its_centre(view: MapView, settle: Settle) -> None:
    view.fly_to(35.01, 135.77, 8)
    view.resize(640, 700)
    settle(view)
    assert view.to_screen(35.01, 135.77).toPoint() == QPoint(320, 350)


def test_a_fresh_map_shows_the_inhabited_world(view: MapView) -> None:
    for lat, lon in ((40.7, -74.0), (-33.9, 18.4), (35.7, 139.7), (59.3, 18.1)):
        assert view.rect().contains(view.to_screen(lat, lon).toPoint())


# Mouse and trackpad


def test_dragging_moves_the_place_with_the_pointer(qtbot: QtBot, view: MapView) -> None:
    view.fly_to(35, 135, 8)
    place = view.to_world(QPointF(300, 300))
    drag(qtbot, view, QPoint(300, 300), QPoint(420, 260))
    assert view.to_screen(place.lat, place.lon).toPoint() == QPoint(420, 260)


def test_the_wheel_zooms_and_keeps_the_place_under_the_pointer(view: MapView, settle: Settle) -> None:
    view.set_reduced_motion(False)
    place = view.to_world(QPointF(250, 180))
    before = view.view.zoom
    wheel(view, QPointF(250, 180), 2)
    settle(view)
    assert view.view.zoom == pytest.approx(before + 1, abs=0.002)
    assert view.to_screen(place.lat, place.lon).toPoint() == QPoint(250, 180)


def test_two_fingers_on_a_trackpad_move_the_map(view: MapView) -> None:
    view.fly_to(35, 135, 8)
    wheel(view, QPointF(200, 200), 0, pixels=QPoint(15, -25))
    assert view.to_screen(35, 135).toPoint() == QPoint(415, 275)
    assert view.view.zoom == 8


def test_pinching_zooms_about_the_fingers(view: MapView) -> None:
    place = view.to_world(QPointF(500, 200))
    before = view.view.zoom
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        QPointF(500, 200),
        QPointF(500, 200),
        view.mapToGlobal(QPointF(500, 200)),
        1.0,
        QPointF(),
    )
    QApplication.sendEvent(view, event)
    assert view.view.zoom == pytest.approx(before + 1, abs=0.002)
    assert view.to_screen(place.lat, place.lon).toPoint() == QPoint(500, 200)


def test_a_double_click_comes_closer(qtbot: QtBot, view: MapView) -> None:
    before = view.view.zoom
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert view.view.zoom == pytest.approx(before + 1, abs=0.002)


def test_a_click_on_a_pin_chooses_it(qtbot: QtBot, view: MapView) -> None:
    view.set_pins(KANSAI)
    view.fit_pins()
    head = view.marks[0].head(view.view)
    index = view.marks[0].pins[0]
    with qtbot.waitSignal(view.pinChosen) as chosen:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPointF(*head).toPoint())
    assert chosen.args == [index]
    assert view.chosen == index


def test_a_drag_that_starts_on_a_pin_chooses_nothing(qtbot: QtBot, view: MapView) -> None:
    view.set_pins(KANSAI)
    view.fit_pins()
    head = QPointF(*view.marks[0].head(view.view)).toPoint()
    with qtbot.assertNotEmitted(view.pinChosen):
        drag(qtbot, view, head, head + QPoint(80, 40))


def test_a_click_on_a_cluster_comes_closer_until_its_pins_part(qtbot: QtBot, view: MapView) -> None:
    view.set_pins(KANSAI)
    view.fly_to(34.9, 135.8, 5)
    assert [mark.pins for mark in view.marks] == [(0, 1, 2)]
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPointF(*view.marks[0].head(view.view)).toPoint())
    assert len(view.marks) == 3


def test_hovering_a_pin_is_told_and_forgotten(qtbot: QtBot, view: MapView) -> None:
    view.set_pins(KANSAI)
    view.fit_pins()
    mark = view.marks[-1]
    with qtbot.waitSignal(view.placeHovered) as hovered:
        QTest.mouseMove(view, QPointF(*mark.head(view.view)).toPoint())
    assert hovered.args == [mark.pins[0]]
    with qtbot.waitSignal(view.placeHovered) as hovered:
        QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert hovered.args == [-1]


# Keyboard


@pytest.mark.parametrize(
    ("key", "dx", "dy"),
    [(Qt.Key.Key_Left, 80, 0), (Qt.Key.Key_Right, -80, 0), (Qt.Key.Key_Up, 0, 80), (Qt.Key.Key_Down, 0, -80)],
)
def test_arrows_move_the_view(qtbot: QtBot, view: MapView, key: Qt.Key, dx: int, dy: int) -> None:
    view.fly_to(35, 135, 8)
    QTest.keyClick(view, key)
    assert view.to_screen(35, 135).toPoint() == QPoint(400 + dx, 300 + dy)


def test_plus_and_minus_zoom_and_zero_shows_all_pins(qtbot: QtBot, view: MapView) -> None:
    view.set_pins(KANSAI)
    view.fly_to(0, 0, 6)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.view.zoom == 7
    QTest.keyClick(view, Qt.Key.Key_Minus)
    assert view.view.zoom == 6
    QTest.keyClick(view, Qt.Key.Key_0)
    assert all(view.rect().contains(view.to_screen(p.place.lat, p.place.lon).toPoint()) for p in KANSAI)


def test_a_digit_chooses_the_pin_of_that_number_and_brings_it_into_view(qtbot: QtBot, view: MapView) -> None:
    view.set_pins(KANSAI)
    view.fly_to(0, 0, 9)
    with qtbot.waitSignal(view.pinChosen) as chosen:
        QTest.keyClick(view, Qt.Key.Key_2)
    assert chosen.args == [1]
    assert view.rect().contains(view.to_screen(34.889, 135.808).toPoint())
    with qtbot.assertNotEmitted(view.pinChosen):
        QTest.keyClick(view, Qt.Key.Key_5)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_M])
def test_keys_of_the_window_are_left_to_it(view: MapView, qtbot: QtBot, key: Qt.Key) -> None:
    before = view.view
    QTest.keyClick(view, key)
    assert view.view == before


def test_keyboard_focus_is_shown_and_a_click_shows_none(view: MapView, settle: Settle) -> None:
    view.fly_to(*PACIFIC, 8)
    settle(view)
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert colour(view, QPointF(2, 300)) == LIGHT.line
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    assert colour(view, QPointF(2, 300)) == LIGHT.sea


# Manners


def test_choosing_by_program_emits_nothing_and_unknown_pins_are_refused(qtbot: QtBot, view: MapView) -> None:
    view.set_pins(KANSAI)
    with qtbot.assertNotEmitted(view.pinChosen):
        view.choose(2)
        view.choose(None)
    with pytest.raises(IndexError, match="no pin 3"):
        view.choose(3)


def test_screen_readers_hear_the_pins_and_which_is_chosen(view: MapView) -> None:
    assert view.accessibleName() == "Map"
    assert view.accessibleDescription() == "No pins."
    view.set_pins(KANSAI)
    view.choose(1)
    assert view.accessibleDescription() == "1 Fushimi Inari; 2 Byodo-in; 3 Todai-ji; chosen: Byodo-in"


def test_a_map_at_rest_paints_no_frames(qtbot: QtBot, view: MapView, settle: Settle) -> None:
    view.set_cities(TOWNS)
    view.set_pins(KANSAI)
    view.fit_pins()
    settle(view)
    qtbot.waitUntil(lambda: not frames_follow(view), timeout=5_000)


def frames_follow(view: MapView) -> bool:
    """Whether the map still asks for frames when nothing happens to it."""
    asked: list[QEvent.Type] = []
    original = view.event

    def watch(event: QEvent) -> bool:
        asked.append(event.type())
        return original(event)

    view.event = watch  # type: ignore[method-assign]
    for _ in range(20):
        QApplication.processEvents()
    view.event = original  # type: ignore[method-assign]
    return QEvent.Type.Paint in asked or QEvent.Type.UpdateRequest in asked


def test_the_palette_holds_only_colours() -> None:
    for palette in (LIGHT, DARK):
        for name in palette.__slots__:
            value = getattr(palette, name)
            assert isinstance(value, int) or QColor(value).isValid(), name


def test_world_units_and_the_view_agree(view: MapView) -> None:
    view.fly_to(35, 135, 8)
    x, y = view.view.to_screen(view.view.nearest_copy(to_mercator(Coordinates(35, 135))))
    assert QPointF(x, y).toPoint() == view.to_screen(35, 135).toPoint()
