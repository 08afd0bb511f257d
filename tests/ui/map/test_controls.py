"""The buttons that float over the map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wanderlust.ui.appearance import Appearance
from wanderlust.ui.map.controls import MapControls
from wanderlust.ui.map.map_view import MapView

RESOURCES = Path(__file__).parents[3] / "resources"


@pytest.fixture
def controls(view: MapView) -> MapControls:
    found = MapControls(Appearance(RESOURCES, preference="light"), view)
    found.show()
    return found


def test_each_button_has_a_name_and_tells_its_key(controls: MapControls) -> None:
    assert [button.accessibleName() for button in controls.buttons] == ["Zoom in", "Zoom out", "Show everything"]
    assert [button.toolTip() for button in controls.buttons] == [
        "Zoom in (+)",
        "Zoom out (-)",
        "Show everything (0)",
    ]
    assert all(button.height() >= 34 and button.width() >= 34 for button in controls.buttons)


def test_the_buttons_zoom_and_show_everything(
    qtbot: QtBot, controls: MapControls, view: MapView, settle: Callable[[MapView], None]
) -> None:
    home = view.view
    QTest.mouseClick(controls.closer, Qt.MouseButton.LeftButton)
    assert view.view.zoom == pytest.approx(home.zoom + 1)
    QTest.mouseClick(controls.further, Qt.MouseButton.LeftButton)
    assert view.view.zoom == pytest.approx(home.zoom)
    view.fly_to(35, 135, 9)
    QTest.mouseClick(controls.show_all, Qt.MouseButton.LeftButton)
    assert view.view == home


def test_a_click_between_the_buttons_does_not_reach_the_map(qtbot: QtBot, controls: MapControls, view: MapView) -> None:
    before = view.view
    QTest.mouseDClick(controls, Qt.MouseButton.LeftButton, pos=controls.rect().center())
    assert view.view == before
