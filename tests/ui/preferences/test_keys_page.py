"""The page of keys: every shortcut is on it, and what is chosen there decides which keys do something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wanderlust.settings.preferences import HOLD_KEYS, Preferences
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.intents import Intents
from wanderlust.ui.interpreter.side_keys import SideKeys
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.preferences.key_table import key_groups
from wanderlust.ui.preferences.keys_page import KeysPage
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.window import PreferencesWindow
from wanderlust.ui.talk_keys import TalkKeys

UI = Path(__file__).parents[3] / "wanderlust" / "ui"


@pytest.fixture
def heard(window: MainWindow) -> list[str]:
    """What the window's keys asked for."""
    heard: list[str] = []
    window.intents.hold_started.connect(lambda: heard.append("hold"))
    window.intents.hold_ended.connect(lambda: heard.append("let go"))
    window.intents.mute_toggled.connect(lambda: heard.append("mute"))
    return heard


def tap(window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window, key)


def test_every_shortcut_in_the_window_is_on_the_page(qapp: object) -> None:
    listed = {keys for group in key_groups() for keys, _words in group.keys}
    code = "".join(path.read_text(encoding="utf-8") for path in UI.rglob("*.py"))
    used = set(re.findall(r'\(\s*"((?:Ctrl\+(?:Shift\+)?[A-Z0-9,]|F\d+))"', code))
    assert used - listed == set()
    assert {"Ctrl+N", "Ctrl+T", "Ctrl+,", "F1", "F6"} <= listed


def test_f1_opens_the_page_of_keys(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.intents.settings) as told:
        tap(window, Qt.Key.Key_F1)
    assert told.args == ["keys"]


def test_another_key_can_be_held_to_talk(window: MainWindow, heard: list[str]) -> None:
    window.use_keys(True, "F9", True)
    tap(window, Qt.Key.Key_F8)
    assert heard == []
    tap(window, Qt.Key.Key_F9)
    tap(window, Qt.Key.Key_Space)
    assert heard == ["hold", "let go", "hold", "let go"]


def test_space_and_the_hold_key_can_both_be_switched_off(window: MainWindow, heard: list[str]) -> None:
    window.use_keys(False, "", True)
    tap(window, Qt.Key.Key_Space)
    tap(window, Qt.Key.Key_F8)
    assert heard == []


def test_letters_can_be_switched_off(window: MainWindow, heard: list[str]) -> None:
    window.use_keys(True, "F8", False)
    tap(window, Qt.Key.Key_M)
    assert heard == []
    window.use_keys(True, "F8", True)
    tap(window, Qt.Key.Key_M)
    assert heard == ["mute"]


def test_a_key_that_is_taken_away_while_it_is_held_is_let_go(qapp: object) -> None:
    intents = Intents()
    heard: list[str] = []
    intents.hold_started.connect(lambda: heard.append("hold"))
    intents.hold_ended.connect(lambda: heard.append("let go"))
    keys = TalkKeys(intents)
    keys.pressed(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier))
    keys.set_hold_keys(True, "F9")
    assert heard == ["hold", "let go"]


@pytest.mark.parametrize("key", [key for key in HOLD_KEYS if key])
def test_every_key_offered_is_one_that_can_be_held(key: str, qapp: object) -> None:
    keys = TalkKeys(Intents())
    keys.set_hold_keys(False, key)
    assert keys.hold_keys == (Qt.Key[f"Key_{key}"],)


def test_the_hint_names_the_key_that_talks(window: MainWindow) -> None:
    talk = window.model.talk
    talk.set_devices("Built-in")
    assert talk._begin() == "Hold Space, or click once."
    window.use_keys(False, "F9", True)
    assert talk._begin() == "Hold F9, or click once."
    window.use_keys(False, "", True)
    assert talk._begin() == "Click once, then talk."


def test_without_letters_the_interpreter_has_the_shift_keys(qapp: object) -> None:
    keys = SideKeys(Intents())
    keys.set_pair("en", "pt", ("", ""))
    assert not keys.pressed(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_E, Qt.KeyboardModifier.NoModifier, "e"))


def test_the_page_changes_the_preferences_and_is_searched(appearance: Appearance, qtbot: QtBot) -> None:
    model = PreferencesModel(Preferences())
    settings = PreferencesWindow(appearance, model, (KeysPage(),))
    qtbot.addWidget(settings)
    page = settings.pages[0]
    assert [s.label for s in page.settings() if s.found_by("mute")] == ["Single letters", "Talk"]
    space = settings.view("keys").row(next(page.settings())).control
    QTest.mouseClick(space, Qt.MouseButton.LeftButton)
    assert model.value("space_talks") is False


def test_the_system_s_font_takes_the_place_of_ours(appearance: Appearance) -> None:
    ours = appearance.font("body").families()
    assert ours[0] == "Inter"
    appearance.set_system_font(True)
    try:
        assert "Inter" not in appearance.font("body").families()[0]
    finally:
        appearance.set_system_font(False)
    assert appearance.font("body").families() == ours
