"""Tests of the window run without a display; one look for all of them, as fonts load once."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.plain_map import PlainMap
from tests.fakes.scripted_talk import NOON
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.main_window import MainWindow

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def _loaded(qapp: QApplication) -> Appearance:
    return Appearance(RESOURCES, preference="light")


@pytest.fixture
def appearance(_loaded: Appearance) -> Appearance:
    """The light look at 100 %."""
    _loaded.set_preference("light")
    _loaded.set_text_factor(1.0)
    _loaded.reduced_motion = False
    return _loaded


@pytest.fixture
def settings() -> dict[str, Any]:
    """What the window remembers."""
    return {}


@pytest.fixture
def plain_map(qapp: QApplication) -> PlainMap:
    """A map that records what it is asked."""
    return PlainMap()


@pytest.fixture
def announcements() -> list[tuple[str, bool]]:
    """What screen readers were told: words, and whether urgently."""
    return []


@pytest.fixture
def window(
    qtbot: QtBot,
    appearance: Appearance,
    settings: dict[str, Any],
    plain_map: PlainMap,
    announcements: list[tuple[str, bool]],
) -> MainWindow:
    """The window at 1280x800, on screen."""

    def announce(_widget: QWidget, words: str, urgent: bool) -> None:
        announcements.append((words, urgent))

    window = MainWindow(appearance, settings, plain_map, now=lambda: NOON, announcer=announce)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window
