"""Pairs of languages on the page of downloads: asked for by a button, found by name, brought one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fakes.pack_orders import Orders
from tests.fakes.settings_rows import row_of
from wanderlust.domain.packs import LANGUAGE_LIST, PackEnded, PackFailed, PackInfo, PacksListed
from wanderlust.ui.preferences.downloads import Downloads
from wanderlust.ui.preferences.downloads_page import PackList
from wanderlust.ui.preferences.language_packs import LanguagePacks
from wanderlust.ui.preferences.model import PreferencesModel
from wanderlust.ui.preferences.text_entry import TextEntry
from wanderlust.ui.preferences.window import PreferencesWindow

VOICE = PackInfo("kokoro", "the natural voice", 94_000_000, ("Apache-2.0",), "missing", needed=False)
EARS = PackInfo("whisper-base", "speech recognition", 148_000_000, ("MIT",), "installed", needed=True)
GERMAN = PackInfo(
    "translation-de-en",
    "translation between German and English",
    45_000_000,
    ("MPL-2.0 (Mozilla)",),
    "missing",
    needed=False,
    language=True,
    download=33_000_000,
)
NAMES = ("Bulgarian", "Catalan", "Czech", "Danish", "Dutch", "Estonian")
OTHERS = tuple(
    replace(GERMAN, name=f"translation-{place}-en", title=f"translation between {name} and English")
    for place, name in enumerate(NAMES)
)
LISTED_ON = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def listed(qtbot: QtBot, downloads: Downloads, *packs: PackInfo) -> None:
    with qtbot.waitSignal(downloads.listed):
        downloads.post(PacksListed(packs))


def language_packs(window: PreferencesWindow) -> LanguagePacks:
    control = row_of(window, "Languages I translate here").control
    assert isinstance(control, LanguagePacks)
    return control


def test_languages_are_asked_for_only_by_the_button(
    qtbot: QtBot, settings_window: PreferencesWindow, downloads: Downloads, orders: Orders
) -> None:
    settings_window.show_page("downloads")
    languages = language_packs(settings_window)
    assert "only when you press this" in languages.state.text() and not languages.rows
    assert ("fetch languages", "") not in orders.given
    QTest.mouseClick(languages.ask, Qt.MouseButton.LeftButton)
    assert orders.given[-1] == ("fetch languages", "")
    assert languages.state.text() == "I ask for the list." and not languages.ask.isEnabled()
    with qtbot.waitSignal(downloads.listed):
        downloads.post(PackEnded(LANGUAGE_LIST))
        downloads.post(PacksListed((GERMAN, EARS), LISTED_ON))
    assert languages.ask.isEnabled() and "2026" in languages.state.text()
    assert list(languages.rows) == ["translation-de-en"]
    assert languages.rows["translation-de-en"].facts.text().startswith("33 MB to download, 45 MB here")


def test_a_list_that_cannot_be_had_says_why(
    qtbot: QtBot, settings_window: PreferencesWindow, downloads: Downloads
) -> None:
    languages = language_packs(settings_window)
    QTest.mouseClick(languages.ask, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(downloads.moved):
        downloads.post(PackFailed(LANGUAGE_LIST, "The mirror answered 404.", "Check the mirror."))
    assert languages.state.text() == "The mirror answered 404. Check the mirror."
    assert languages.ask.isEnabled()


def test_pairs_stand_apart_from_the_other_downloads_and_are_installed_from_their_row(
    qtbot: QtBot, settings_window: PreferencesWindow, downloads: Downloads, orders: Orders
) -> None:
    listed(qtbot, downloads, VOICE, GERMAN)
    others = row_of(settings_window, "What I can do more with").control
    assert isinstance(others, PackList) and list(others.rows) == ["kokoro"]
    QTest.mouseClick(language_packs(settings_window).rows["translation-de-en"].action, Qt.MouseButton.LeftButton)
    assert orders.given[-1] == ("install", "translation-de-en")


def test_a_long_list_is_searched_by_the_name_of_a_language(
    qtbot: QtBot, settings_window: PreferencesWindow, downloads: Downloads
) -> None:
    languages = language_packs(settings_window)
    listed(qtbot, downloads, GERMAN)
    assert languages.search.isHidden()
    listed(qtbot, downloads, *OTHERS, GERMAN)
    assert not languages.search.isHidden()
    QTest.keyClicks(languages.search.field, "dan")
    shown = [name for name, row in languages.rows.items() if not row.isHidden()]
    assert shown == ["translation-3-en"] and languages.nothing.isHidden()
    QTest.keyClicks(languages.search.field, "xyz")
    assert all(row.isHidden() for row in languages.rows.values()) and not languages.nothing.isHidden()


def test_the_mirror_is_a_whole_address_or_nothing(settings_window: PreferencesWindow, model: PreferencesModel) -> None:
    entry = row_of(settings_window, "Where languages come from").control
    assert isinstance(entry, TextEntry)
    QTest.keyClicks(entry.entry.field, "mirror.example")
    QTest.keyClick(entry.entry.field, Qt.Key.Key_Return)
    assert model.value("language_mirror") == "" and "with https" in entry.complaint.text()
    entry.entry.field.clear()
    QTest.keyClicks(entry.entry.field, "https://mirror.example/records.json")
    QTest.keyClick(entry.entry.field, Qt.Key.Key_Return)
    assert model.value("language_mirror") == "https://mirror.example/records.json"
