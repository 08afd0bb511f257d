"""The strip between the panes and the card with the languages."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import interpreted_talk as talk
from wanderlust.domain.interpreting import Direction, InterpreterOpened, Means, RecordChanged
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.interpreter.strip import StripButton
from wanderlust.ui.interpreter.view import InterpreterView
from wanderlust.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def test_the_far_side_is_turned_and_that_is_kept(qtbot: QtBot, window: MainWindow, view: InterpreterView) -> None:
    assert view.far is not None
    for turned in (False, True):
        with qtbot.waitSignal(window.intents.prefer) as kept:
            QTest.mouseClick(view.strip.turn, LEFT)
        assert kept.args == ["far_turned", turned]
        assert view.far.turned is turned


def test_it_opens_as_it_was_kept(window: MainWindow) -> None:
    window.interpreter.set_far_turned(False)
    window.apply([talk.OPENED])
    view = window.interpreter.view
    assert view is not None and view.far is not None and view.near is not None
    assert not view.far.turned
    assert not view.near.turned


def test_hands_free_is_switched_and_the_panes_say_so(qtbot: QtBot, window: MainWindow, view: InterpreterView) -> None:
    assert view.strip.hands_free.isChecked()
    with qtbot.waitSignal(window.intents.interpret_hands_free) as chosen:
        QTest.mouseClick(view.strip.hands_free, LEFT)
    assert chosen.args == [False]
    assert view.near is not None and view.near.key.hint == "Hold E and talk"


def test_off_the_record_is_a_badge_once_the_session_says_so(
    qtbot: QtBot, window: MainWindow, view: InterpreterView
) -> None:
    with qtbot.waitSignal(window.intents.off_the_record) as chosen:
        QTest.mouseClick(view.strip.off, LEFT)
    assert chosen.args == [True]
    window.apply([RecordChanged(True)])
    assert view.strip.off.isChecked()
    window.apply([RecordChanged(False)])
    assert not view.strip.off.isChecked()


def test_deleting_asks_once_and_the_safe_answer_has_the_focus(
    qtbot: QtBot, window: MainWindow, view: InterpreterView
) -> None:
    window.apply(talk.pharmacy())
    strip = view.strip
    with qtbot.assertNotEmitted(window.intents.talk_deleted):
        QTest.mouseClick(strip.delete, LEFT)
        assert window.focusWidget() is strip.keep
        QTest.keyClick(strip.keep, Qt.Key.Key_Escape)
    assert not strip.asking
    QTest.mouseClick(strip.delete, LEFT)
    with qtbot.waitSignal(window.intents.talk_deleted):
        QTest.mouseClick(strip.really, LEFT)
    assert not strip.asking
    assert view.near is not None and view.near.shown is not None
    assert view.near.shown.lines == ()
    assert not strip.delete.isEnabled()


def test_there_is_nothing_to_export_before_somebody_spoke(window: MainWindow, view: InterpreterView) -> None:
    view.export()
    assert view.findChild(QFileDialog) is None
    window.apply([talk.PHARMACY])
    assert view.strip.export.isEnabled()


# The dialog is a window of its own, and the platform without a display says that it gives it no size.
@pytest.mark.qt_log_ignore("propagateSizeHints")
@pytest.mark.parametrize(("chosen", "written"), [("/tmp/talk.srt", "/tmp/talk.srt"), ("/tmp/talk", "/tmp/talk.txt")])
def test_a_talk_is_exported_in_the_form_its_name_ends_in(
    qtbot: QtBot, window: MainWindow, view: InterpreterView, chosen: str, written: str
) -> None:
    window.apply([talk.PHARMACY])
    QTest.keyClick(view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = view.findChild(QFileDialog)
    assert dialog is not None
    with qtbot.waitSignal(window.intents.talk_exported) as told:
        dialog.fileSelected.emit(chosen)
    dialog.close()
    assert told.args == [written]


# -- languages


def test_the_languages_are_chosen_on_a_card_and_hold_at_once(
    qtbot: QtBot, window: MainWindow, view: InterpreterView
) -> None:
    QTest.mouseClick(view.strip.pair, LEFT)
    chooser = view.chooser
    assert chooser.isVisible()
    chooser.far.setCurrentIndex(chooser.far.findData("fr"))
    with qtbot.waitSignal(window.intents.interpret) as asked:
        chooser.far.activated.emit(chooser.far.currentIndex())
    assert asked.args == ["en", "fr"]
    window.apply(
        [InterpreterOpened(Direction("en", "fr", Means.DOWNLOADABLE, 41), Direction("fr", "en", Means.ONLINE))]
    )
    assert chooser.ways[0].text().startswith("English to French · to download, 41 MB.")
    assert chooser.ways[1].text() == "French to English · online"
    assert chooser.get.isVisible()
    assert view.strip.pair.text() == "English and French"
    QTest.mouseClick(chooser.close_button, LEFT)
    assert not chooser.isVisible()


def test_swapping_asks_for_the_pair_the_other_way_round(
    qtbot: QtBot, window: MainWindow, view: InterpreterView
) -> None:
    view.open_chooser()
    with qtbot.waitSignal(window.intents.interpret) as asked:
        QTest.mouseClick(view.chooser.swap, LEFT)
    assert asked.args == ["pt", "en"]


def test_the_same_language_twice_gives_the_other_person_the_one_given_up(
    qtbot: QtBot, window: MainWindow, view: InterpreterView
) -> None:
    view.open_chooser()
    near = view.chooser.near
    near.setCurrentIndex(near.findData("pt"))
    with qtbot.waitSignal(window.intents.interpret) as asked:
        near.activated.emit(near.currentIndex())
    assert asked.args == ["pt", "en"]


def test_more_languages_can_be_offered(window: MainWindow, view: InterpreterView) -> None:
    window.interpreter.set_languages(("en", "pt", "ru"))
    assert [view.chooser.far.itemText(i) for i in range(3)] == ["English", "Português", "Русский"]
    assert view.chooser.far.currentData() == "pt"


# -- its room


@pytest.mark.parametrize("width", [1000, 1280, 1600])
@pytest.mark.parametrize("factor", [1.0, 1.6])
def test_every_button_of_the_strip_stays_on_it(
    window: MainWindow, view: InterpreterView, appearance: Appearance, width: int, factor: float
) -> None:
    appearance.set_text_factor(factor)
    window.resize(width, 800)
    buttons = [b for b in view.strip.findChildren(StripButton) if b.isVisible()]
    assert len(buttons) == 8
    for i, button in enumerate(buttons):
        assert view.strip.rect().contains(button.geometry()), button.text()
        assert not any(other.geometry().intersects(button.geometry()) for other in buttons[i + 1 :]), button.text()
        assert not button.compact or button.toolTip()


def test_every_control_of_the_interpreter_has_a_name(window: MainWindow, view: InterpreterView) -> None:
    window.apply([*talk.pharmacy(), talk.WHO])
    view.open_chooser()
    kinds: tuple[Any, ...] = (QAbstractButton, QAbstractScrollArea)
    found: list[QWidget] = [w for kind in kinds for w in view.findChildren(kind) if w.isVisible()]
    assert len(found) > 20
    assert [type(w).__name__ for w in found if not w.accessibleName()] == []
