"""The ways in and out of the interpreter, and the keys two people hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import interpreted_talk as talk
from wanderlust.domain.events import Notice
from wanderlust.domain.interpreting import (
    Direction,
    InterpreterClosed,
    InterpreterOpened,
    LanguagesOffered,
    Means,
    SideChanged,
    SideState,
)
from wanderlust.ui.interpreter.side_keys import shift_side
from wanderlust.ui.interpreter.view import InterpreterView
from wanderlust.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
Press, Release = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


@pytest.fixture
def holds(window: MainWindow) -> list[str]:
    seen: list[str] = []
    window.intents.side_key_down.connect(lambda language: seen.append(f"{language} down"))
    window.intents.side_key_up.connect(lambda language: seen.append(f"{language} up"))
    return seen


# -- in and out


@pytest.mark.parametrize(
    "enter",
    [
        lambda window: QTest.keyClick(window, Qt.Key.Key_T, CTRL),
        lambda window: QTest.keyClick(window, Qt.Key.Key_3, CTRL),
        lambda window: QTest.mouseClick(window.rail.interpret, LEFT),
        lambda window: next(a for a in window._menu.actions() if "Interpret" in a.text()).trigger(),
    ],
    ids=["ctrl_t", "ctrl_3", "rail", "menu"],
)
def test_it_is_asked_for_and_shown_once_it_opens(
    qtbot: QtBot, window: MainWindow, enter: Callable[[MainWindow], None]
) -> None:
    with qtbot.waitSignal(window.intents.interpret) as asked:
        enter(window)
    assert asked.args == ["", ""]
    assert window.rail.talk.isChecked(), "nothing is open yet"
    window.apply([talk.OPENED])
    assert window.rail.interpret.isChecked()
    assert window.interpreter.active
    assert not window.panel.isVisible()


@pytest.mark.parametrize(
    "leave",
    [
        lambda window: QTest.keyClick(window, Qt.Key.Key_T, CTRL),
        lambda window: QTest.keyClick(window, Qt.Key.Key_1, CTRL),
        lambda window: QTest.mouseClick(window.rail.talk, LEFT),
        lambda window: QTest.mouseClick(window.interpreter.view.strip.leave, LEFT),
    ],
    ids=["ctrl_t", "ctrl_1", "rail", "button"],
)
def test_it_is_left_for_the_conversation(
    qtbot: QtBot, window: MainWindow, view: InterpreterView, leave: Callable[[MainWindow], None]
) -> None:
    with qtbot.waitSignal(window.intents.interpret_left):
        leave(window)
    assert window.rail.interpret.isChecked(), "it is still open"
    window.apply([InterpreterClosed(0)])
    assert window.rail.talk.isChecked()
    assert window.panel.isVisible()


def test_the_focus_returns_where_it_came_from(window: MainWindow) -> None:
    window.activateWindow()
    window.panel.talk_bar.field.setFocus()
    window.apply([talk.OPENED])
    assert window.focusWidget() is window.interpreter.view
    window.apply([InterpreterClosed(0)])
    assert window.focusWidget() is window.panel.talk_bar.field


def test_the_interpreter_is_made_only_when_it_is_wanted(window: MainWindow) -> None:
    assert window.interpreter.view is None


def test_trouble_is_shown_over_the_panes_too(qtbot: QtBot, window: MainWindow, view: InterpreterView) -> None:
    window.apply([Notice("error", "I cannot hear the microphone.", "", "microphone")])
    (card,) = view.notices.cards
    assert card.isVisible()
    assert card._fix is not None
    with qtbot.waitSignal(window.intents.fix):
        QTest.mouseClick(card._fix, LEFT)


# -- keys


def test_the_first_letters_of_the_languages_are_the_keys(qtbot: QtBot, view: InterpreterView, holds: list[str]) -> None:
    QTest.keyClick(view, Qt.Key.Key_E)
    QTest.keyClick(view, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: holds == ["en down", "en up", "pt down", "pt up"])


def test_a_key_that_seems_to_come_up_between_two_repeats_is_held_all_the_time(
    qtbot: QtBot, window: MainWindow, view: InterpreterView, holds: list[str]
) -> None:
    QTest.keyPress(view, Qt.Key.Key_E)
    for _ in range(3):  # as X11 tells a repeat, where Qt did not see that it is one
        window.keyReleaseEvent(QKeyEvent(Release, Qt.Key.Key_E, NONE))
        window.keyPressEvent(QKeyEvent(Press, Qt.Key.Key_E, NONE))
    assert holds == ["en down"] and not window.interpreter.keys._up.isActive()
    QTest.keyRelease(view, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: holds == ["en down", "en up"])


def test_a_key_that_repeats_holds_once_and_of_two_keys_the_first_counts(
    qtbot: QtBot, window: MainWindow, view: InterpreterView, holds: list[str]
) -> None:
    for key, repeats in ((Qt.Key.Key_E, False), (Qt.Key.Key_E, True), (Qt.Key.Key_P, False)):
        window.keyPressEvent(QKeyEvent(Press, key, NONE, "", repeats))
    window.keyReleaseEvent(QKeyEvent(Release, Qt.Key.Key_E, NONE, "", True))
    window.keyReleaseEvent(QKeyEvent(Release, Qt.Key.Key_P, NONE))
    assert holds == ["en down"]
    window.keyReleaseEvent(QKeyEvent(Release, Qt.Key.Key_E, NONE))
    qtbot.waitUntil(lambda: holds == ["en down", "en up"])


def test_a_held_key_is_let_go_with_the_window_and_with_the_mode(
    qtbot: QtBot, window: MainWindow, view: InterpreterView, holds: list[str], other_window: QWidget
) -> None:
    QTest.keyPress(view, Qt.Key.Key_E)
    window.apply([InterpreterClosed(0)])
    assert holds == ["en down", "en up"]
    window.apply([talk.OPENED])
    QTest.keyPress(view, Qt.Key.Key_P)
    other_window.show()
    other_window.activateWindow()
    qtbot.waitUntil(lambda: holds[2:] == ["pt down", "pt up"])


def test_the_keys_work_while_a_button_has_the_focus(qtbot: QtBot, view: InterpreterView, holds: list[str]) -> None:
    view.strip.turn.setFocus()
    QTest.keyClick(view.strip.turn, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: holds == ["pt down", "pt up"])


def test_languages_with_one_letter_share_the_shift_keys(qtbot: QtBot, window: MainWindow, holds: list[str]) -> None:
    window.apply([InterpreterOpened(Direction("es", "sv", Means.ONLINE), Direction("sv", "es", Means.ONLINE))])
    view = window.interpreter.view
    assert view is not None and view.near is not None and view.far is not None
    assert "Mayús izquierda" in view.near.key.hint
    for code in (0xFFE1, 0xFFE2):
        for kind in (Press, Release):
            event = QKeyEvent(kind, Qt.Key.Key_Shift, NONE, 50, code, 0)
            assert shift_side(event, "linux") == ("left" if code == 0xFFE1 else "right")
            (window.keyPressEvent if kind is Press else window.keyReleaseEvent)(event)
    qtbot.waitUntil(lambda: holds == ["es down", "es up", "sv down", "sv up"])


def test_space_does_not_talk_to_wanderlust_and_m_still_mutes(
    qtbot: QtBot, window: MainWindow, view: InterpreterView
) -> None:
    with qtbot.assertNotEmitted(window.intents.hold_started):
        QTest.keyClick(view, Qt.Key.Key_Space)
        QTest.keyClick(view, Qt.Key.Key_F8)
    with qtbot.waitSignal(window.intents.mute_toggled):
        QTest.keyClick(view, Qt.Key.Key_M)


def test_in_the_talk_the_letters_hold_nothing(window: MainWindow, view: InterpreterView, holds: list[str]) -> None:
    window.apply([InterpreterClosed(0)])
    QTest.keyClick(window, Qt.Key.Key_E)
    assert holds == []


def test_escape_stops_then_closes_then_leaves_the_control_but_not_the_interpreter(
    qtbot: QtBot, window: MainWindow, view: InterpreterView
) -> None:
    view.open_chooser()
    window.apply([SideChanged("pt", SideState.SPEAKING)])
    with qtbot.waitSignal(window.intents.stop):
        QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.chooser.isVisible()
    window.apply([SideChanged("pt", SideState.READY)])
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.chooser.isVisible()
    assert window.focusWidget() is view.strip.pair
    with qtbot.assertNotEmitted(window.intents.interpret_left):
        QTest.keyClick(view.strip.pair, Qt.Key.Key_Escape)
        QTest.keyClick(view, Qt.Key.Key_Escape)
    assert window.focusWidget() is view


def test_f6_goes_round_near_pane_strip_far_pane_and_rail(window: MainWindow, view: InterpreterView) -> None:
    assert view.near is not None and view.far is not None
    seen = []
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    assert seen == [window.rail.talk, view.near.key, view.strip.pair, view.far.key]


def test_the_languages_there_is_something_for_can_be_chosen(window: MainWindow, view: InterpreterView) -> None:
    window.apply([LanguagesOffered(("en", "pt", "ru"))])
    assert [view.chooser.far.itemData(i) for i in range(view.chooser.far.count())] == ["en", "pt", "ru"]
