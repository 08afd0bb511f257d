"""The page of the history: by day, searched, opened, renamed, exported, deleted after a question."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import scripted_talk as talk
from wanderlust.domain.history import HistoryChanged, HistoryEntry, HistoryShown, Key, Kind, Moment
from wanderlust.ui.entry_list import HELD
from wanderlust.ui.history.page import HistoryPage
from wanderlust.ui.main_window import MainWindow

KYOTO = HistoryEntry(Key.of(Kind.TALK, 3), "Where is Kyoto?", talk.NOON, 4)
SHOP = HistoryEntry(Key.of(Kind.INTERPRETED, 3), "", talk.NOON - timedelta(days=1), 8, ("en", "pt"))
CALL = HistoryEntry(Key.of(Kind.CALL, 7), "Luigi", talk.NOON - timedelta(days=9), 2, (), "done", True)


def opened(window: MainWindow, *entries: HistoryEntry, words: str = "", more: bool = False) -> HistoryPage:
    window.history.open()
    page = window.history.page
    assert page is not None
    page.search.field.setText(words)
    window.apply([HistoryShown(entries, words, 0, more)])
    return page


def listed(page: HistoryPage) -> list[str]:
    """Headings and titles."""
    held = [page.rows.item(row).data(HELD) for row in range(page.rows.count())]
    return [entry if isinstance(entry, str) else entry.title for entry in held]


def test_ctrl_h_and_the_rail_open_it_and_ask_for_the_first_page(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.intents.history.shown) as asked:
        QTest.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["", 0] and window.rail.history.isChecked()
    page = window.history.page
    assert page is not None and page.isVisible() and page.search.field.hasFocus()
    QTest.mouseClick(window.rail.talk, Qt.MouseButton.LeftButton)
    assert page.isHidden()


def test_entries_stand_under_their_days(window: MainWindow) -> None:
    page = opened(window, KYOTO, SHOP, CALL)
    assert listed(page) == ["Today", "Where is Kyoto?", "Yesterday", "", "Friday, 13 November 2026", "Luigi"]
    assert page.rows.current() == KYOTO
    said = [page.rows.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(page.rows.count())]
    assert said[3].startswith("Interpreted talk: English – Portuguese. Yesterday") and "8 turns" in said[3]
    assert said[5].endswith("Call · Done · rehearsal")


def test_headings_cannot_be_chosen(window: MainWindow) -> None:
    page = opened(window, KYOTO, SHOP)
    page.rows.setFocus()
    QTest.keyClick(page.rows, Qt.Key.Key_Down)
    assert page.rows.current() == SHOP


def test_typing_searches_and_marks_what_it_found(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window, KYOTO)
    with qtbot.waitSignal(window.intents.history.shown) as asked:
        QTest.keyClicks(page.search.field, "s")
    assert asked.args == ["Kyotos"[5:], 0]
    found = HistoryEntry(
        KYOTO.key, "Kyoto", talk.NOON, words="in Kyoto", marks=((3, 8),), moment=Moment("a", talk.NOON)
    )
    window.apply([HistoryShown((found,), "s", 0, False)])
    assert page.rows.current() == found
    window.apply([HistoryShown((KYOTO,), "older words", 0, False)])
    assert page.rows.current() == found  # an answer that came too late


def test_nothing_found_says_so(window: MainWindow) -> None:
    page = opened(window, words="zebra")
    assert page.rows.isHidden() and page.search.isVisible()
    assert not page.grab().isNull()


def test_enter_opens_a_talk_at_the_moment_found(qtbot: QtBot, window: MainWindow) -> None:
    moment = Moment("a1", talk.NOON)
    found = HistoryEntry(KYOTO.key, "Kyoto", talk.NOON, words="in Kyoto", marks=((3, 8),), moment=moment)
    page = opened(window, found, words="kyoto")
    with qtbot.waitSignal(window.intents.history.reopened) as wanted:
        QTest.keyClick(page.search.field, Qt.Key.Key_Return)
    assert wanted.args == [KYOTO.key, moment]
    assert window.panel.find_bar.words == "kyoto" and window.panel.find_bar.isVisible()


def test_a_call_opens_in_the_log_of_calls(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window, CALL)
    with qtbot.waitSignal(window.intents.calls.log_shown):
        QTest.mouseClick(page.go_on, Qt.MouseButton.LeftButton)
    assert window.calls.log is not None and window.calls.log.isVisible() and page.isHidden()


def test_deleting_asks_once_and_the_safe_answer_has_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window, KYOTO, SHOP)
    page.rows.setFocus()
    QTest.keyClick(page.rows, Qt.Key.Key_Delete)
    assert page.keep.hasFocus() and page.question.text() == "Delete this talk? It is gone for good."
    QTest.keyClick(page.keep, Qt.Key.Key_Escape)
    assert not page.sure.isVisible() and page.rows.hasFocus() and page.isVisible()
    QTest.keyClick(page.rows, Qt.Key.Key_Delete)
    with qtbot.waitSignal(window.intents.history.deleted) as gone:
        QTest.mouseClick(page.sure, Qt.MouseButton.LeftButton)
    assert gone.args == [(KYOTO.key,)]


def test_all_is_deleted_after_a_question(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window, KYOTO)
    QTest.mouseClick(page.delete_all, Qt.MouseButton.LeftButton)
    assert "every talk and call" in page.question.text()
    with qtbot.waitSignal(window.intents.history.all_deleted):
        QTest.mouseClick(page.sure, Qt.MouseButton.LeftButton)


def test_f2_renames(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window, KYOTO)
    page.rows.setFocus()
    QTest.keyClick(page.rows, Qt.Key.Key_F2)
    assert page.name.field.hasFocus() and page.name.field.text() == "Where is Kyoto?"
    page.name.field.setText("Autumn in Japan")
    with qtbot.waitSignal(window.intents.history.renamed) as named:
        QTest.keyClick(page.name.field, Qt.Key.Key_Return)
    assert named.args == [KYOTO.key, "Autumn in Japan"] and not page.name.isVisible()


def test_the_next_page_is_asked_for_once_when_the_end_is_near(qtbot: QtBot, window: MainWindow) -> None:
    entries = [HistoryEntry(Key.of(Kind.TALK, n), f"Talk {n}", talk.NOON - timedelta(hours=n)) for n in range(200)]
    page = opened(window, *entries[:100], more=True)
    asked: list[int] = []
    window.intents.history.shown.connect(lambda _words, skip: asked.append(skip))
    bar = page.rows.verticalScrollBar()
    bar.setValue(bar.maximum() - 5)
    bar.setValue(bar.maximum())
    assert asked == [100]
    window.apply([HistoryShown(tuple(entries[100:]), "", 100, False)])
    assert page.rows.shown() == entries
    bar.setValue(bar.maximum())
    assert asked == [100]


def test_what_changed_is_asked_for_again_and_the_chosen_one_stays(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window, KYOTO, SHOP)
    page.rows.setFocus()
    QTest.keyClick(page.rows, Qt.Key.Key_Down)
    with qtbot.waitSignal(window.intents.history.shown):
        window.apply([HistoryChanged()])
    window.apply([HistoryShown((CALL, SHOP), "", 0, False)])
    assert page.rows.current() == SHOP


def test_export_offers_four_forms(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[str] = []

    def choose(_parent: QWidget, _title: str, name: str, kinds: str) -> tuple[str, str]:
        offered.extend((Path(name).name, kinds))
        return "/tmp/kept", kinds.split(";;")[2]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    page = opened(window, KYOTO)
    with qtbot.waitSignal(window.intents.history.exported) as wanted:
        QTest.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert wanted.args == [KYOTO.key, "Where is Kyoto?", "/tmp/kept.srt"]
    assert offered == ["Where is Kyoto.md", "Markdown (*.md);;Text (*.txt);;Subtitles (*.srt);;JSON (*.json)"]


def test_escape_empties_the_search_then_shows_the_map(window: MainWindow) -> None:
    page = opened(window, KYOTO, words="kyoto")
    QTest.keyClick(page.search.field, Qt.Key.Key_Escape)
    assert page.isVisible() and page.search.field.text() == ""
    QTest.keyClick(page.search.field, Qt.Key.Key_Escape)
    assert page.isHidden() and window.rail.talk.isChecked()


def test_in_a_narrow_window_the_icons_say_it_and_have_their_words_as_tooltips(window: MainWindow) -> None:
    page = opened(window, KYOTO)
    window.resize(1000, 650)
    assert page.delete.width() < page.delete.width_with_words() and page.delete.toolTip() == "Delete"
    buttons = (page.go_on, page.rename, page.export, page.delete, page.delete_all)
    assert all(button.accessibleName() for button in buttons)
    assert page.delete_all.geometry().right() < page.width()


def test_what_is_said_meanwhile_comes_into_the_list(qtbot: QtBot, window: MainWindow) -> None:
    opened(window)
    with qtbot.waitSignal(window.intents.history.shown) as asked:
        window.apply([talk.user("u1", "Where is Nara?")])
    assert asked.args == ["", 0]
