"""Ctrl+F in the talk: counted, gone through, marked, in what is on disk too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.fakes import scripted_talk as talk
from wanderlust.domain.conversation import Conversation, Speaker, Turn
from wanderlust.domain.history import FoundInTalk, Moment, OlderTurns
from wanderlust.ui.find_bar import FindBar
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.view_models.transcript import WINDOW


def turn(number: int, text: str = "") -> Turn:
    return Turn(f"t{number}", Speaker.USER, text or f"Saying {number}.", talk.NOON + timedelta(seconds=number))


def moment(number: int) -> Moment:
    return Moment(f"t{number}", talk.NOON + timedelta(seconds=number))


def sought(window: MainWindow, words: str) -> FindBar:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = window.panel.find_bar
    bar.entry.field.setText(words)
    QTest.keyClick(bar.entry.field, Qt.Key.Key_Return)  # at once, not after a pause
    return bar


def marked(window: MainWindow) -> list[str]:
    return [selection.cursor.selectedText() for selection in window.panel.transcript.extraSelections()]


def test_places_are_counted_and_gone_through(qtbot: QtBot, window: MainWindow) -> None:
    said = (turn(1, "To Kyoto."), turn(2, "To Oslo."), turn(3, "Back to Kyoto."))
    window.show_conversation(Conversation(5, "", talk.NOON, said))
    with qtbot.waitSignal(window.intents.history.sought) as asked:
        bar = sought(window, "kyoto")
    assert asked.args == ["kyoto"]
    window.apply([FoundInTalk("kyoto", 5, (moment(1), moment(3)))])
    assert bar.count.text() == "2 of 2" and marked(window) == ["Kyoto", "Kyoto"]
    QTest.keyClick(bar.entry.field, Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 2" and window.panel.transcript.found.turn == "t1"
    QTest.keyClick(bar.entry.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "2 of 2"
    QTest.keyClick(bar.entry.field, Qt.Key.Key_Escape)
    assert bar.isHidden() and marked(window) == []


def test_what_nobody_stored_is_found_too(window: MainWindow) -> None:
    window.apply([talk.user("n1", "To 東京都, please.")])
    bar = sought(window, "京都")
    window.apply([FoundInTalk("京都", 0, ())])
    assert bar.count.text() == "1 of 1" and marked(window) == ["京都"]


def test_nothing_found_is_said(window: MainWindow) -> None:
    window.apply([talk.user("n1", "Hello")])
    bar = sought(window, "zebra")
    window.apply([FoundInTalk("zebra", 0, ())])
    assert bar.count.text() == "Nothing found" and not bar.next.isEnabled()


def test_a_place_on_disk_is_asked_for_and_then_shown(qtbot: QtBot, window: MainWindow) -> None:
    last = tuple(turn(n) for n in range(1000, 1000 + WINDOW))
    window.show_conversation(Conversation(5, "", talk.NOON, last), older=True)
    bar = sought(window, "saying 500")
    with qtbot.waitSignal(window.intents.history.gone_to) as wanted:
        window.apply([FoundInTalk("saying 500", 5, (moment(500),))])
    assert wanted.args == [moment(1000), moment(500)]
    window.apply([OlderTurns(5, tuple(turn(n) for n in range(440, 1000)), True, moment(500))])
    assert "t500" in window.model.transcript.entries and bar.count.text() == "1 of 1"
    assert len(window.model.transcript.entries) == WINDOW and marked(window) == ["Saying", "500"]
    assert not window.panel.transcript.at_end()
    window.apply([talk.user("new", "Just said.")])
    assert "new" not in window.model.transcript.entries
    window.panel.transcript.to_latest()
    assert "new" in window.model.transcript.entries and window.panel.transcript.at_end()


def test_in_an_empty_talk_there_is_nothing_to_find(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.panel.find_bar.isHidden()


def test_ctrl_e_exports_the_talk(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/tmp/kept.md", "Markdown (*.md)"))
    window.apply([talk.user("n1", "Where is Kyoto?")])
    with qtbot.waitSignal(window.intents.history.talk_exported) as wanted:
        QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == ["Where is Kyoto", "/tmp/kept.md"]


def test_older_turns_are_asked_for_before_they_are_needed(qtbot: QtBot, window: MainWindow) -> None:
    last = tuple(turn(n) for n in range(1000, 1000 + WINDOW))
    window.show_conversation(Conversation(5, "", talk.NOON, last), older=True)
    asked: list[Moment] = []
    window.intents.history.older.connect(asked.append)
    view = window.panel.transcript
    view.verticalScrollBar().setValue(0)
    assert asked == [moment(1000)]
    window.apply([OlderTurns(5, tuple(turn(n) for n in range(700, 1000)), True)])
    for _ in range(4):
        view.verticalScrollBar().setValue(1)
        view.verticalScrollBar().setValue(0)
    assert "t880" in window.model.transcript.entries and asked == [moment(1000), moment(700)]
    assert len(window.model.transcript.entries) <= WINDOW + 120
    while window.model.transcript.newer:
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() - 1)
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert next(reversed(window.model.transcript.entries)) == f"t{999 + WINDOW}"


def test_turns_of_another_talk_that_come_late_are_left(window: MainWindow) -> None:
    window.show_conversation(Conversation(6, "", talk.NOON, (turn(1),)))
    window.apply([OlderTurns(5, (turn(0),), False)])
    assert [entry.id for entry in window.model.transcript.in_order()] == ["t1"]
