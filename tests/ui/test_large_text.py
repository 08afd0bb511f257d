"""Words for someone else to read fill the window."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fakes import scripted_talk as talk
from wanderlust.domain.conversation import Speaker
from wanderlust.domain.events import TurnStarted, TurnText, WordsShownLarge
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.large_text import LARGEST, MARGIN, LargeText
from wanderlust.ui.main_window import MainWindow

SHORT = "역이 어디예요?"
LONG = "My daughter is allergic to milk, eggs and peanuts, so please tell me what is in this dish. " * 4


def talk_of_two(window: MainWindow) -> None:
    window.apply([TurnStarted("t1", Speaker.USER, talk.NOON), TurnText("t1", "Where is the station?", "")])
    window.apply([TurnStarted("t2", Speaker.ASSISTANT, talk.NOON), TurnText("t2", SHORT, "")])


def test_short_words_are_as_large_as_they_go_and_long_ones_still_fit(window: MainWindow) -> None:
    large = window.large
    large.show_words(SHORT)
    assert large.geometry() == window.rect() and not large.isHidden()
    short = large.font_that_fits().pixelSize()
    large.show_words(LONG)
    font = large.font_that_fits()
    assert font.pixelSize() < short <= LARGEST
    room = window.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    taken = QFontMetrics(font).boundingRect(QRect(room), int(Qt.TextFlag.TextWordWrap.value), large.words)
    assert taken.height() <= room.height() and taken.width() <= room.width()


def test_it_follows_light_and_dark(window: MainWindow, appearance: Appearance) -> None:
    window.large.show_words(SHORT)
    grounds = []
    for theme in ("light", "dark"):
        appearance.set_preference(theme)
        grounds.append(window.large.grab().toImage().pixelColor(2, 2))
        assert grounds[-1] == appearance.color("surface")
    assert grounds[0] != grounds[1]


def test_hebrew_and_arabic_begin_at_the_right(window: MainWindow) -> None:
    large: LargeText = window.large
    for words, at_right in (("איפה התחנה?", True), ("أين المحطة؟", True), ("Where?", False)):
        large.show_words(words)
        assert large.right_to_left() is at_right
        picture = large.grab().toImage()
        ground = picture.pixelColor(2, 2)
        inked = [x for x in range(0, picture.width(), 2) for y in range(0, picture.height(), 4)
                 if picture.pixelColor(x, y) != ground]  # fmt: skip
        nearest_left, nearest_right = min(inked), picture.width() - max(inked)
        assert (nearest_right < nearest_left) is at_right


def test_a_key_or_a_click_brings_the_window_back(qtbot: QtBot, window: MainWindow) -> None:
    window.large.show_words(SHORT)
    QTest.keyClick(window.large, Qt.Key.Key_Escape)
    assert window.large.isHidden()
    window.large.show_words(SHORT)
    QTest.mouseClick(window.large, Qt.MouseButton.LeftButton)
    assert window.large.isHidden()


def test_the_newest_words_of_the_talk_are_shown_by_a_key(window: MainWindow) -> None:
    window.show_last_large()
    assert window.large.isHidden()
    talk_of_two(window)
    window.show_last_large()
    assert window.large.words == SHORT


def test_a_turn_in_the_transcript_gives_its_words(window: MainWindow) -> None:
    talk_of_two(window)
    view = window.panel.transcript
    block = view.document().begin()
    seen = set()
    while block.isValid():
        middle = view.document().documentLayout().blockBoundingRect(block).center().toPoint()
        middle.setY(middle.y() - view.verticalScrollBar().value())
        seen.add(view.words_at(middle))
        block = block.next()
    assert {"Where is the station?", SHORT} <= seen


def test_words_that_nobody_can_say_are_shown_by_themselves(window: MainWindow) -> None:
    window.apply([WordsShownLarge("도와주세요!")])
    assert window.large.isVisible() and window.large.words == "도와주세요!"
