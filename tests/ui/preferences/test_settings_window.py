"""The frame: pages, search, keys, names, sizes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QLabel, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.settings_rows import row_of
from wanderlust.settings.preferences import Preferences
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.page import Page, Section, Setting
from wanderlust.ui.preferences.switch import Switch, switch
from wanderlust.ui.preferences.window import PreferencesWindow

PAGES = ("general", "voice", "sound", "downloads")


class CallsPage(Page):
    """A page another part of the app might bring."""

    def __init__(self) -> None:
        super().__init__()
        ring = Setting("Ring aloud", "A call rings here too.", switch("reduced_motion"), "reduced_motion", "bell")
        self.describe("calls", "Calls", "Who I may call.", "gear-six", (Section("Ringing", (ring,)),))


def test_a_part_of_the_app_adds_its_page_without_touching_the_frame(
    qtbot: QtBot, appearance: Appearance, model: PreferencesModel
) -> None:
    window = PreferencesWindow(appearance, model, (CallsPage(),))
    qtbot.addWidget(window)
    window.show()
    assert [entry.words for entry in window.list.entries()] == ["Calls"]
    control = row_of(window, "Ring aloud").control
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)
    assert model.preferences.reduced_motion


def test_the_list_goes_to_pages_by_arrow_and_by_click(settings_window: PreferencesWindow) -> None:
    settings_window.list.setFocus()
    QTest.keyClick(settings_window.list, Qt.Key.Key_Down)
    assert settings_window.page is not None and settings_window.page.name == "voice"
    spot = settings_window.list.visualItemRect(settings_window.list.item(2)).center()
    QTest.mouseClick(settings_window.list.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert settings_window.page.name == "sound"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dark", ["Theme"]),
        ("slow", ["Speaking speed", "Pauses while you talk"]),
        ("german", ["Languages you speak"]),
        ("ECHO", ["Echo control"]),
        ("licence", ["What I can do more with", "What I run on"]),
    ],
)
def test_search_finds_settings_on_every_page(settings_window: PreferencesWindow, typed: str, found: list[str]) -> None:
    QTest.keyClicks(settings_window.search.field, typed)
    assert [entry.words for entry in settings_window.list.entries()] == found


def test_enter_goes_to_the_first_setting_found_and_marks_it(settings_window: PreferencesWindow) -> None:
    QTest.keyClicks(settings_window.search.field, "echo")
    QTest.keyClick(settings_window.search.field, Qt.Key.Key_Return)
    row = row_of(settings_window, "Echo control")
    assert settings_window.page is not None and settings_window.page.name == "sound"
    assert settings_window.focusWidget() is row.control
    assert settings_window.isVisible()


def test_a_search_for_nothing_known_says_so(settings_window: PreferencesWindow) -> None:
    QTest.keyClicks(settings_window.search.field, "xylophone")
    assert settings_window.list.count() == 0
    words = [label.text() for label in settings_window.findChildren(QLabel) if label.isVisible()]
    assert "I found no setting with “xylophone”." in words


def test_escape_empties_the_search_and_then_closes(settings_window: PreferencesWindow) -> None:
    QTest.keyClick(settings_window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert settings_window.focusWidget() is settings_window.search.field
    QTest.keyClicks(settings_window.search.field, "voice")
    QTest.keyClick(settings_window.search.field, Qt.Key.Key_Escape)
    assert settings_window.search.field.text() == ""
    assert len(settings_window.list.entries()) == len(PAGES)
    assert settings_window.isVisible()
    QTest.keyClick(settings_window.search.field, Qt.Key.Key_Escape)
    assert not settings_window.isVisible()


def test_f6_goes_round_search_list_and_page(settings_window: PreferencesWindow) -> None:
    settings_window.search.field.setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(settings_window, Qt.Key.Key_F6)
        seen.append(settings_window.focusWidget())
    first = row_of(settings_window, "Language of the window").control
    assert seen == [settings_window.list, first, settings_window.search.field]


# -- for everyone


def controls(page: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QListWidget)
    return [w for kind in kinds for w in page.findChildren(kind) if w.isVisible()]


@pytest.mark.parametrize("page", PAGES)
def test_every_control_has_a_name_and_every_setting_an_explanation(
    settings_window: PreferencesWindow, model: PreferencesModel, page: str
) -> None:
    model.set("languages", ("en", "de", "ko"))
    settings_window.show_page(page)
    assert [type(w).__name__ for w in controls(settings_window) if not w.accessibleName()] == []
    for row in settings_window.view(page).rows:
        assert row.setting.explanation.endswith(".") and "\n" not in row.setting.explanation


@pytest.mark.parametrize("page", PAGES)
def test_every_control_of_a_page_is_reached_by_tab(settings_window: PreferencesWindow, page: str) -> None:
    settings_window.show_page(page)
    settings_window.search.field.setFocus()
    able = [w for w in controls(settings_window.view(page)) if w.isEnabled()]
    wanted = {w for w in able if w.focusPolicy() & Qt.FocusPolicy.TabFocus}
    seen = set()
    for _ in range(40):
        QTest.keyClick(settings_window.focusWidget(), Qt.Key.Key_Tab)
        seen.add(settings_window.focusWidget())
    assert wanted - seen == set()


def cut_off(sheet: QWidget) -> list[str]:
    """What does not fit: controls and texts beyond the page's edges, and texts that need more lines."""
    labels = [label for label in sheet.findChildren(QLabel) if label.isVisible()]
    found = []
    for widget in (*controls(sheet), *labels):
        if not sheet.rect().contains(QRect(widget.mapTo(sheet, widget.rect().topLeft()), widget.size())):
            found.append(widget.accessibleName() or type(widget).__name__)
    for label in labels:
        flags = int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0
        needed = QFontMetrics(label.font()).boundingRect(QRect(0, 0, label.width(), 10_000), flags, label.text())
        if needed.height() > label.height() + 1 or (not flags and needed.width() > label.width() + 1):
            found.append(label.text())
    return found


# Qt's offscreen platform has no window manager to tell the least size to.
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_off_at_160_percent_in_a_small_window(
    qtbot: QtBot,
    settings_window: PreferencesWindow,
    appearance: Appearance,
    model: PreferencesModel,
    page: str,
    direction: Qt.LayoutDirection,
) -> None:
    appearance.set_text_factor(1.6)
    model.set("languages", ("de", "en", "fr"))
    settings_window.setLayoutDirection(direction)
    settings_window.resize(settings_window.minimumSize())
    settings_window.show_page(page)
    view = settings_window.view(page)
    sheet = view.widget()
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.width() <= view.viewport().width() and cut_off(sheet) == [])


def test_mirrored_the_pages_stand_at_the_right(qtbot: QtBot, settings_window: PreferencesWindow) -> None:
    settings_window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    view, corner = settings_window.view("general"), QPoint(0, 0)
    qtbot.waitUntil(
        lambda: settings_window.list.mapTo(settings_window, corner).x() > view.mapTo(settings_window, corner).x()
    )
    title = view.findChildren(QLabel)[0]
    assert title.alignment() & Qt.AlignmentFlag.AlignRight


# -- settings


def test_a_setting_follows_its_field_and_can_be_reset(
    settings_window: PreferencesWindow, model: PreferencesModel
) -> None:
    row = row_of(settings_window, "Reduce motion")
    assert isinstance(row.control, Switch) and row.reset is not None
    assert row.reset.isHidden()
    QTest.keyClick(row.control, Qt.Key.Key_Space)
    assert model.preferences.reduced_motion
    assert row.control.word() == "On"
    assert row.reset.accessibleName() == "Reset: Reduce motion"
    QTest.mouseClick(row.reset, Qt.MouseButton.LeftButton)
    assert model.preferences == Preferences()
    assert row.reset.isHidden() and not row.control.isChecked()


def test_every_setting_with_a_field_has_a_way_back(settings_window: PreferencesWindow) -> None:
    named = [setting.name for page in settings_window.pages for setting in page.settings() if setting.name]
    assert sorted(named) == [
        "ask_before_care",
        "brain",
        "contact",
        "echo",
        "headset",
        "language_mirror",
        "languages",
        "microphone",
        "online",
        "pace",
        "quiet",
        "reduced_motion",
        "release_check",
        "speaker",
        "speed",
        "street_map",
        "text_size",
        "theme",
        "units",
        "voices",
        "window_language",
    ]
    for page in PAGES:
        for row in settings_window.view(page).rows:
            assert (row.reset is not None) == bool(row.setting.name)
