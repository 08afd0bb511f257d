"""The page of privacy: what is kept, how large it is, and away with it after one question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from wanderlust.domain.history import StorageUse
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.controls import Button
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.privacy_desk import PrivacyDesk
from wanderlust.ui.preferences.privacy_page import EraseControl, FolderLine, PrivacyPage, StorageList
from wanderlust.ui.preferences.window import PreferencesWindow

USE = StorageUse("/somewhere/wanderlust", (("talks", 4096), ("packs", 620_000_000), ("logs", 0)))


@pytest.fixture
def desk(qapp: object) -> PrivacyDesk:
    return PrivacyDesk()


@pytest.fixture
def page(qtbot: QtBot, appearance: Appearance, model: PreferencesModel, desk: PrivacyDesk) -> PreferencesWindow:
    window = PreferencesWindow(appearance, model, (PrivacyPage(desk),))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_room_in_use_is_asked_for_when_the_page_comes_and_shown_by_kind(
    qtbot: QtBot, page: PreferencesWindow, desk: PrivacyDesk
) -> None:
    with qtbot.waitSignal(desk.measured):
        page.show_page("privacy")
    desk.take(USE)
    (shown,) = page.findChildren(StorageList)
    assert [name for name, _ in shown.lines] == ["Talks", "Voices and models", "Logs"]
    assert shown.lines[1][1].startswith(("591", "620")) and shown.lines[2][1].startswith("0")


def test_the_folder_is_shown_and_opened(
    page: PreferencesWindow, desk: PrivacyDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    (line,) = page.findChildren(FolderLine)
    assert not line.button.isEnabled()
    desk.take(USE)
    assert line.path.text() == "/somewhere/wanderlust"
    QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
    assert opened == [QUrl.fromLocalFile("/somewhere/wanderlust")]


def test_deleting_everything_asks_once_and_the_safe_answer_has_the_focus(
    qtbot: QtBot, page: PreferencesWindow, desk: PrivacyDesk
) -> None:
    (control,) = page.findChildren(EraseControl)
    QTest.mouseClick(control.begin, Qt.MouseButton.LeftButton)
    assert control.keep.hasFocus() and "gone for good" in control.question.text()
    QTest.keyClick(control.keep, Qt.Key.Key_Return)
    assert control.begin.isVisible() and not control.sure.isVisible()
    QTest.mouseClick(control.begin, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(desk.everything_erased):
        QTest.mouseClick(control.sure, Qt.MouseButton.LeftButton)
    assert control.begin.isVisible()


def test_caches_are_deleted_with_one_button(qtbot: QtBot, page: PreferencesWindow, desk: PrivacyDesk) -> None:
    (button,) = [one for one in page.findChildren(Button) if one.text() == "Delete caches"]
    with qtbot.waitSignal(desk.caches_deleted):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_how_long_talks_are_kept_is_a_preference(page: PreferencesWindow, model: PreferencesModel) -> None:
    assert model.value("keep_talks") == "always"
    assert any(setting.name == "keep_talks" for setting in page.pages[0].settings())
