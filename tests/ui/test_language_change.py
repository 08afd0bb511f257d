"""The window built anew in another language: the talk, the map and what is typed stay, and every key works once."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import interpreted_talk, shown_calls, shown_screens
from tests.fakes import scripted_talk as talk
from tests.fakes.plain_map import PlainMap
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.events import DevicesChanged, MicrophoneChanged, StateChanged
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.translations import WindowLanguage

GERMAN = {"Talk": "Gespräch", "Listening": "Ich höre", "Conversation": "Unterhaltung", "Type instead": "Oder tippen"}


@pytest.fixture
def language(qapp: QApplication, tmp_path: Path) -> Iterator[WindowLanguage]:
    for code, words in (("de", GERMAN), ("ar", {"Talk": "محادثة"})):
        catalog = Catalog(locale=code, charset="utf-8", fuzzy=False)
        for english, said in words.items():
            catalog.add(english, said)
        out = BytesIO()
        write_mo(out, catalog)
        (tmp_path / f"{code}.mo").write_bytes(out.getvalue())
    before = QLocale()
    language = WindowLanguage(tmp_path)
    yield language
    language.use("en")
    QLocale.setDefault(before)


def test_the_words_change_and_the_talk_stays(window: MainWindow, language: WindowLanguage, plain_map: PlainMap) -> None:
    window.apply([*talk.kyoto(), *talk.listening()])
    window.panel.talk_bar.field.setText("half a sent")
    pins = plain_map.pins
    said = window.panel.transcript.toPlainText()
    language.use("de")
    window.say_anew()
    bar = window.panel.talk_bar
    assert (window.rail.talk.text(), bar.word, bar.field.text()) == ("Gespräch", "Ich höre", "half a sent")
    assert "Kyoto is a city" in said and "Kyoto is a city" in window.panel.transcript.toPlainText()
    assert plain_map.pins == pins and plain_map.parentWidget() is window.stage
    assert not window.stage.card.isHidden() and window.panel.isVisible()
    language.use("en")
    window.say_anew()
    assert (window.rail.talk.text(), window.panel.talk_bar.word) == ("Talk", "Listening")
    assert window.panel.transcript.toPlainText() == said


def test_what_happens_afterwards_is_shown_once(window: MainWindow, language: WindowLanguage, qtbot: QtBot) -> None:
    window.apply(talk.kyoto())
    language.use("de")
    window.say_anew()
    window.apply([talk.user("u7", "And Osaka?"), StateChanged(AssistantState.READY), MicrophoneChanged(False)])
    window.apply([DevicesChanged(None, None)])
    assert window.panel.transcript.toPlainText().count("And Osaka?") == 1
    sent: list[str] = []
    window.intents.text.connect(sent.append)
    field = window.panel.talk_bar.field
    field.setText("hello")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert sent == ["hello"]


def test_every_key_has_one_shortcut_as_before(window: MainWindow, language: WindowLanguage) -> None:
    def keys() -> list[str]:
        made = window.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return sorted(shortcut.key().toString() for shortcut in made)

    before, parts = keys(), len(window.children())
    assert len(before) > 8 and len(set(before)) == len(before)
    language.use("de")
    window.say_anew()
    assert keys() == before and len(window.children()) == parts


def test_the_keys_work_and_the_size_is_kept(qtbot: QtBot, window: MainWindow, language: WindowLanguage) -> None:
    window.resize(1100, 700)
    width = window.panel.width()
    language.use("de")
    window.say_anew()
    qtbot.waitUntil(lambda: window.panel.width() == width and window.panel.isVisible())
    assert (window.width(), window.height()) == (1100, 700)
    with qtbot.waitSignal(window.intents.mute_toggled):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_M)
    window.panel.talk_bar.field.setFocus()
    window.say_anew()
    assert window.focusWidget() is window.panel.talk_bar.field


def test_arabic_mirrors_the_window_that_is_open(window: MainWindow, language: WindowLanguage, qtbot: QtBot) -> None:
    language.use("ar")
    window.say_anew()
    qtbot.waitUntil(lambda: _left(window.rail, window) > _left(window.panel, window))
    language.use("en")
    window.say_anew()
    qtbot.waitUntil(lambda: _left(window.rail, window) < _left(window.panel, window))


def _left(widget: QWidget, window: MainWindow) -> int:
    return widget.mapTo(window, widget.rect().topLeft()).x()


def test_a_call_and_the_interpreter_occupy_the_window(window: MainWindow) -> None:
    assert not window.occupied
    card = shown_calls.card()
    window.apply(shown_calls.begun(card))
    assert window.occupied


def test_the_trip_and_the_mode_that_was_open_are_still_there(window: MainWindow, language: WindowLanguage) -> None:
    window.apply([shown_screens.TRIP])
    window.trip.enter()
    language.use("de")
    window.say_anew()
    assert window.rail.trip.isChecked() and window.trip.active
    assert window.trip.model.state == shown_screens.TRIP


def test_the_interpreter_keeps_what_it_was_told(window: MainWindow, language: WindowLanguage) -> None:
    window.set_far_turned(False)
    window.set_quiet(True)
    language.use("de")
    window.say_anew()
    assert not window.interpreter.turned
    window.apply([interpreted_talk.OPENED])
    assert window.occupied and window.interpreter.active
