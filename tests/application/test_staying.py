"""Closing the window: asked once where there is a tray, then done as said."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.plain_map import PlainMap
from wanderlust.application.staying import Staying
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.events import DevicesChanged, MicrophoneChanged, StateChanged
from wanderlust.settings.preferences import Preferences
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.closing import ClosingQuestion
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.preferences.model import PreferencesModel

# The platform without a screen has neither a tray nor windows to raise, and says so each time.
pytestmark = pytest.mark.qt_log_ignore(
    "systemTrayWindowChanged", "does not support propagateSizeHints", "does not support raise"
)

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def model(qapp: QApplication) -> PreferencesModel:
    return PreferencesModel(Preferences())


@pytest.fixture
def saved() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow(Appearance(RESOURCES, preference="light"), {}, PlainMap())
    window.show()
    return window


def staying(
    qapp: QApplication, window: MainWindow, model: PreferencesModel, saved: list[str], *, tray: bool
) -> Staying:
    look = Appearance(RESOURCES, preference="light")
    made = Staying(qapp, look, window, model, lambda: saved.append("saved"), has_tray=lambda: tray)
    made.start()
    return made


def asking(made: Staying) -> ClosingQuestion | None:
    """The question, while it is asked."""
    return made.question


def closed(window: MainWindow) -> bool:
    """Whether closing closed it."""
    return window.close() and not window.isVisible()


def test_without_a_tray_closing_is_the_end(
    qapp: QApplication, window: MainWindow, model: PreferencesModel, saved: list[str]
) -> None:
    staying(qapp, window, model, saved, tray=False)
    assert closed(window)


def test_with_a_tray_it_asks_and_does_nothing_without_an_answer(
    qapp: QApplication, window: MainWindow, model: PreferencesModel, saved: list[str]
) -> None:
    made = staying(qapp, window, model, saved, tray=True)
    assert not closed(window)
    question = asking(made)
    assert question is not None
    question.reject()
    assert window.isVisible()
    assert model.value("on_close") == "ask"
    made.end()


def test_quit_is_remembered_and_ends_it(
    qapp: QApplication, window: MainWindow, model: PreferencesModel, saved: list[str]
) -> None:
    made = staying(qapp, window, model, saved, tray=True)
    window.close()
    question = asking(made)
    assert question is not None
    question.quit.click()
    assert model.value("on_close") == "quit"
    assert not window.isVisible()


def test_the_tray_is_remembered_and_a_second_start_brings_the_window_back(
    qapp: QApplication, window: MainWindow, model: PreferencesModel, saved: list[str]
) -> None:
    made = staying(qapp, window, model, saved, tray=True)
    window.close()
    question = asking(made)
    assert question is not None
    question.stay.click()
    assert model.value("on_close") == "tray"
    assert not window.isVisible()
    made.come_forward()
    assert window.isVisible()
    assert not window.close()
    assert asking(made) is None
    made.end()


def test_in_the_tray_the_microphone_is_closed(
    qapp: QApplication, window: MainWindow, model: PreferencesModel, saved: list[str], qtbot: QtBot
) -> None:
    model.set("on_close", "tray")
    made = staying(qapp, window, model, saved, tray=True)
    window.apply([DevicesChanged("Built-in", "Speakers"), MicrophoneChanged(True, False)])
    with qtbot.waitSignal(window.intents.talk_toggled):
        window.close()
    made.end()


def test_the_end_of_the_session_saves_and_asks_nothing(
    qapp: QApplication, window: MainWindow, model: PreferencesModel, saved: list[str]
) -> None:
    made = staying(qapp, window, model, saved, tray=True)
    made.session_ends()
    assert saved == ["saved"]
    assert closed(window)
    assert asking(made) is None


def test_a_window_that_was_made_small_comes_forward(
    qapp: QApplication, window: MainWindow, model: PreferencesModel, saved: list[str]
) -> None:
    made = staying(qapp, window, model, saved, tray=False)
    window.showMinimized()
    made.come_forward()
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    made.end()


def test_the_tray_s_menu_talks_mutes_and_quits(
    qapp: QApplication, window: MainWindow, model: PreferencesModel, saved: list[str], qtbot: QtBot
) -> None:
    made = staying(qapp, window, model, saved, tray=True)
    tray = made.tray
    assert tray is not None
    window.apply([DevicesChanged("Built-in", "Speakers"), StateChanged(AssistantState.READY)])
    with qtbot.waitSignal(window.intents.hold_started):
        tray.talk_action.trigger()
    assert tray.talk_action.text() == "Send what I said"
    with qtbot.waitSignal(window.intents.hold_ended):
        tray.talk_action.trigger()
    window.apply([MicrophoneChanged(True, True)])
    assert tray.mute_action.text() == "Unmute"
    assert tray.icon.toolTip() == "Wanderlust: Muted"
    with qtbot.waitSignal(window.intents.mute_toggled):
        tray.mute_action.trigger()
    tray.quit_action.trigger()
    assert not window.isVisible()
