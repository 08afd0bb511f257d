"""A picture is pasted, dropped or picked, held with the words, shown small, and honestly refused without eyes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes import scripted_talk as talk
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.events import BackendChanged, PictureShown, TurnFinished, TurnStarted
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.transcript_objects import SHARPNESS, THUMBNAIL, rounded


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    image = QImage(1200, 600, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(tmp_path / "menu.jpg"))
    return tmp_path / "menu.jpg"


def carried(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def drop(window: MainWindow, data: QMimeData) -> bool:
    """Drop on the middle of the map; whether it was taken."""
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    point, copy = QPointF(400, 300), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(point.toPoint(), copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(window, QDropEvent(point, copy, data, left, none))
    return enter.isAccepted()


def test_a_dropped_file_waits_for_its_words_and_goes_with_them(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    window.apply([BackendChanged("openai")])
    assert drop(window, carried(photo))
    bar = window.panel.talk_bar
    assert bar.picture.isVisible() and bar.field.placeholderText() == "Ask about this picture"
    bar.field.setText("What is this?")
    with qtbot.waitSignal(window.intents.picture) as sent:
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert sent.args == ["What is this?", photo.read_bytes()]
    assert not bar.picture.isVisible() and bar.field.text() == ""


def test_a_picture_needs_no_words_and_can_be_left_out(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    window.apply([BackendChanged("openai")])
    bar = window.panel.talk_bar
    drop(window, carried(photo))
    QTest.mouseClick(bar.picture, Qt.MouseButton.LeftButton)
    assert bar.picture.data == b"" and not bar.picture.isVisible()
    drop(window, carried(photo))
    with qtbot.waitSignal(window.intents.picture) as sent:
        QTest.mouseClick(bar.send, Qt.MouseButton.LeftButton)
    assert sent.args == ["", photo.read_bytes()]


def test_pasting_takes_a_picture_and_leaves_words_to_the_field(window: MainWindow, photo: Path) -> None:
    window.apply([BackendChanged("openai")])
    bar = window.panel.talk_bar
    QApplication.clipboard().setText("Kyoto")
    bar.field.setFocus()
    QTest.keyClick(bar.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (bar.field.text(), bar.picture.data) == ("Kyoto", b"")
    QApplication.clipboard().setImage(QImage(str(photo)))
    QTest.keyClick(bar.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bar.field.text() == "Kyoto" and bar.picture.data.startswith(b"\x89PNG")


def test_without_eyes_that_is_said_before_anything_is_held(window: MainWindow, photo: Path) -> None:
    drop(window, carried(photo))
    assert window.panel.talk_bar.picture.data == b""
    assert [card.notice.sentence for card in window.stage.notices.cards] == [
        "I cannot look at pictures on this computer."
    ]


def test_what_is_no_picture_is_not_taken_and_a_lost_file_is_said(window: MainWindow, tmp_path: Path) -> None:
    window.apply([BackendChanged("openai")])
    assert not drop(window, carried(tmp_path / "song.mp3"))
    assert drop(window, carried(tmp_path / "gone.jpg"))
    assert window.stage.notices.cards[0].notice.sentence == "I cannot read gone.jpg: No such file or directory."


def test_the_transcript_shows_it_small_and_says_what_was_removed(window: MainWindow, photo: Path) -> None:
    words = "What is this? (a picture, location removed)"
    window.apply([TurnStarted("p", Speaker.USER, talk.NOON), PictureShown("p", photo.read_bytes())])
    window.apply([TurnFinished(Turn("p", Speaker.USER, words, talk.NOON))])
    lines = window.panel.transcript.toPlainText().splitlines()
    assert lines[1:] == ["What is this?", "\ufffc", "location removed"] and window.model.title == "What is this"
    small = rounded(photo.read_bytes())
    assert (small.width(), small.height()) == (THUMBNAIL * SHARPNESS, THUMBNAIL * SHARPNESS // 2)
    assert small.pixelColor(0, 0).alpha() == 0 and small.pixelColor(50, 50).alpha() == 255


def test_the_menu_writes_answers_instead_of_speaking_them(qtbot: QtBot, window: MainWindow) -> None:
    action = next(a for a in window._menu.actions() if a.text() == "Write answers, do not speak")
    with qtbot.waitSignal(window.intents.prefer) as preferred:
        action.trigger()
    assert preferred.args == ["quiet", True]
    window.set_quiet(False)
    assert not action.isChecked()
