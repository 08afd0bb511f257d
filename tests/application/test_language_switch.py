"""The preference for the window's language works at once, and after a call where one is on the screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.fakes import scripted_talk as talk
from tests.fakes import shown_calls
from wanderlust.application.window import WindowApplication
from wanderlust.domain.calls import events as calls
from wanderlust.domain.events import Notice
from wanderlust.settings.paths import PROJECT, Paths

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # raising, off the screen

GERMAN = {"Talk": "Gespräch", "Settings": "Einstellungen", "Language of the window": "Sprache des Fensters"}


def no_worker(_sink: object) -> object:
    raise AssertionError("the conversation is not begun here")


@pytest.fixture
def app(qtbot: QtBot, tmp_path: Path) -> Iterator[WindowApplication]:
    """The whole window with one German catalogue; its conversation is never begun."""
    resources = tmp_path / "resources"
    resources.mkdir()
    for part in (PROJECT / "resources").iterdir():
        if part.name != "translations":
            (resources / part.name).symlink_to(part)
    catalog = Catalog(locale="de", charset="utf-8", fuzzy=False)
    for english, said in GERMAN.items():
        catalog.add(english, said)
    out = BytesIO()
    write_mo(out, catalog)
    (resources / "translations").mkdir()
    (resources / "translations" / "de.mo").write_bytes(out.getvalue())
    before = QLocale()
    paths = Paths(tmp_path / "data", None, resources, tmp_path / "config", tmp_path / "cache", tmp_path / "log")
    app = WindowApplication(paths, no_worker)
    app.settings.model.set("window_language", "en")
    app.window.show()
    yield app
    app.settings.model.set("window_language", "en")
    qtbot.waitUntil(lambda: app.window.rail.talk.text() == "Talk")
    app.close()
    app.window.close()
    app.window.deleteLater()
    QLocale.setDefault(before)
    shutil.rmtree(resources)


def test_a_choice_in_the_settings_changes_all_that_is_open(qtbot: QtBot, app: WindowApplication) -> None:
    app.window.apply(talk.kyoto())
    settings = app.settings.show("general", app.window)
    settings.move(40, 30)
    row = next(row for row in settings.view("general").rows if row.setting.name == "window_language")
    assert isinstance(row.control, QComboBox)
    row.control.activated.emit(row.control.findData("de"))
    qtbot.waitUntil(lambda: app.window.rail.talk.text() == "Gespräch")
    opened = app.settings.show("", app.window)
    assert opened is not settings and opened.windowTitle() == "Einstellungen" and opened.isVisible()
    assert opened.page is not None and opened.page.name == "general"
    again = next(row for row in opened.view("general").rows if row.setting.name == "window_language")
    assert again.setting.label == "Sprache des Fensters" and opened.focusWidget() is again.control
    assert "Kyoto is a city" in app.window.panel.transcript.toPlainText()


def test_settings_that_were_closed_stay_closed(qtbot: QtBot, app: WindowApplication) -> None:
    app.settings.show("voice", app.window).hide()
    app.settings.model.set("window_language", "de")
    qtbot.waitUntil(lambda: app.window.rail.talk.text() == "Gespräch")
    opened = app.settings.show("", app.window)
    assert opened.page is not None and opened.page.name == "voice"


def test_a_call_is_not_disturbed(qtbot: QtBot, app: WindowApplication) -> None:
    card = shown_calls.card()
    app.window.apply([calls.CallProposed(card)])
    app.settings.model.set("window_language", "de")
    qtbot.waitUntil(lambda: any("new language" in notice.sentence for notice in app.window.model.notices))
    assert app.window.rail.talk.text() == "Talk"
    app._batcher.post(calls.CallCardClosed(card.id, False))
    qtbot.waitUntil(lambda: app.window.rail.talk.text() == "Gespräch")
    qtbot.waitUntil(lambda: not any(isinstance(n, Notice) and n.topic == "language" for n in app.window.model.notices))


def test_words_that_are_missing_are_said(qtbot: QtBot, app: WindowApplication) -> None:
    app.settings.model.set("window_language", "fr")
    qtbot.waitUntil(lambda: any("stay in English" in notice.sentence for notice in app.window.model.notices))
