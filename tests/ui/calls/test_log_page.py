"""The log of calls: opened, searched, read, exported, deleted after a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.fakes import shown_calls as calls
from wanderlust.domain.calls import events as ev
from wanderlust.ui.calls.log_page import LogPage
from wanderlust.ui.main_window import MainWindow


def opened(window: MainWindow, count: int = 2) -> LogPage:
    window.calls.open_log()
    window.apply([ev.CallLogShown(tuple(calls.logged(number) for number in range(1, count + 1)))])
    assert window.calls.log is not None
    return window.calls.log


def test_ctrl_4_and_the_rail_open_it_and_ask_for_all_calls(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.intents.calls.log_shown) as wanted:
        QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == [""] and window.rail.calls.isChecked()
    assert window.calls.log is not None and window.calls.log.isVisible()
    QTest.mouseClick(window.rail.talk, Qt.MouseButton.LeftButton)
    assert window.calls.log.isHidden()


def test_escape_leaves_it(window: MainWindow) -> None:
    page = opened(window)
    page.rows.setFocus()
    QTest.keyClick(page.rows, Qt.Key.Key_Escape)
    assert page.isHidden() and window.rail.talk.isChecked()


def test_the_first_call_is_open_with_form_and_words(window: MainWindow) -> None:
    page = opened(window)
    said = page.view.accessibleDescription()
    assert "How many: 400." in said and "Wanderlust: Hello." in said and "Sure, go ahead." in said


def test_without_calls_it_says_how_the_first_one_is_made(window: MainWindow) -> None:
    page = opened(window, 0)
    assert page.rows.isHidden() and page.delete_all.isHidden() and page.search.isVisible()


def test_typing_searches(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window)
    with qtbot.waitSignal(window.intents.calls.log_shown) as wanted:
        QTest.keyClicks(page.search.field, "straw")
    assert wanted.args == ["straw"]


def test_deleting_is_asked_about_first(window: MainWindow) -> None:
    page = opened(window)
    gone: list[tuple[int, ...]] = []
    window.intents.calls.log_deleted.connect(gone.append)
    QTest.mouseClick(page.delete_all, Qt.MouseButton.LeftButton)
    assert gone == [] and page.keep.hasFocus()
    QTest.mouseClick(page.keep, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.delete, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.sure, Qt.MouseButton.LeftButton)
    assert gone == [(1,)]
    QTest.mouseClick(page.delete_all, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.sure, Qt.MouseButton.LeftButton)
    assert gone[1:] == [(1, 2)]


def test_the_open_call_is_exported(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = opened(window)
    chosen = (str(tmp_path / "call"), "JSON (*.json)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: chosen)
    with qtbot.waitSignal(window.intents.calls.log_exported) as wanted:
        QTest.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert wanted.args == [(1,), str(tmp_path / "call.json")]
