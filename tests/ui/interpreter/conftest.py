"""The window with the interpreter open between English and Portuguese."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import interpreted_talk as talk
from wanderlust.ui.interpreter.pane import SpeakerPane
from wanderlust.ui.interpreter.view import InterpreterView
from wanderlust.ui.main_window import MainWindow


@pytest.fixture
def view(qtbot: QtBot, window: MainWindow) -> InterpreterView:
    window.apply([talk.OPENED])
    view = window.interpreter.view
    assert view is not None
    window.activateWindow()
    qtbot.waitUntil(lambda: view.isVisible() and view.width() > 1000)
    return view


@pytest.fixture
def near(view: InterpreterView) -> SpeakerPane:
    assert view.near is not None
    return view.near


@pytest.fixture
def far(view: InterpreterView) -> SpeakerPane:
    """Turned to the person across the table."""
    assert view.far is not None
    assert view.far.turned
    return view.far


@pytest.fixture
def other_window(qtbot: QtBot) -> QWidget:
    other = QWidget()
    qtbot.addWidget(other)
    return other
