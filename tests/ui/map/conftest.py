"""The bundled world, and a map on screen that has finished painting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from wanderlust.domain.places import Pin, Place
from wanderlust.ui.map.basemap import Basemap
from wanderlust.ui.map.map_view import MapView
from wanderlust.ui.map.palette import MapPalette

BASEMAP = Path(__file__).parents[3] / "resources" / "basemap" / "world.basemap"

TOWNS = [
    ("Kyoto", 35.021, 135.754, 1_464_000, False),
    ("Osaka", 34.694, 135.502, 2_753_000, False),
    ("Kobe", 34.691, 135.183, 1_525_000, False),
    ("Nara", 34.685, 135.805, 367_000, False),
    ("Otsu", 35.004, 135.868, 345_000, False),
    ("Uji", 34.883, 135.8, 184_000, False),
    ("Kameoka", 35.013, 135.573, 89_000, False),
    ("Takatsuki", 34.849, 135.617, 352_000, False),
    ("Hirakata", 34.814, 135.65, 397_000, False),
    ("Ibaraki", 34.816, 135.568, 282_000, False),
    ("Tokyo", 35.69, 139.692, 9_733_000, True),
    ("Paris", 48.853, 2.349, 2_139_000, True),
    ("Reykjavik", 64.136, -21.895, 118_000, True),
]


def pin(number: int, name: str, lat: float, lon: float, *, chosen: bool = False) -> Pin:
    return Pin(number, Place(f"test:{number}", name, "landmark", lat, lon), chosen)


@pytest.fixture(scope="session")
def basemap() -> Basemap:
    return Basemap(BASEMAP)


@pytest.fixture
def settle(qtbot: QtBot) -> Callable[[MapView], None]:
    """Waits until the map has nothing left to paint and does not move."""

    def wait(view: MapView) -> None:
        qtbot.waitUntil(lambda: not view.busy, timeout=20_000)

    return wait


@pytest.fixture
def view(qtbot: QtBot, basemap: Basemap, settle: Callable[[MapView], None]) -> MapView:
    """A light map of 800 by 600 pixels on screen, showing the world, that jumps instead of flying."""
    found = MapView(basemap, MapPalette.light())
    qtbot.addWidget(found)
    found.resize(800, 600)
    found.set_reduced_motion(True)
    found.show()
    settle(found)
    return found
