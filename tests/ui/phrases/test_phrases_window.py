"""The phrasebook's window: browsing, searching, filling gaps, showing and saying."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from wanderlust.domain.phrases import TOPICS
from wanderlust.travel.phrases import Phrasebook
from wanderlust.ui.appearance import Appearance
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.phrases.window import PhrasesWindow
from wanderlust.ui.preferences.choice_box import ChoiceBox
from wanderlust.ui.preferences.entry_box import EntryBox

FOLDER = Path(__file__).parents[3] / "resources" / "phrases"


@pytest.fixture(scope="session")
def book() -> Phrasebook:
    return Phrasebook.read(FOLDER)


@pytest.fixture
def phrases(qtbot: QtBot, appearance: Appearance, book: Phrasebook) -> PhrasesWindow:
    """The window from English to Japanese; Korean has no voice."""
    window = PhrasesWindow(appearance, book, lambda language: language != "ko", ("en", "ja"))
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def shown(window: PhrasesWindow) -> list[str]:
    return [entry.key for entry in window.phrases.entries()]


def test_a_topic_shows_its_phrases_in_both_languages(phrases: PhrasesWindow, book: Phrasebook) -> None:
    phrases.topics.setCurrentRow(TOPICS.index("restaurant"))
    assert shown(phrases) == [phrase.key for phrase in book.phrases("restaurant")]
    bill = next(entry for entry in phrases.phrases.entries() if entry.key == "bill_please")
    assert (bill.first, bill.second) == ("The bill, please.", "お会計をお願いします。")


def test_a_search_in_any_language_finds_phrases_of_all_topics(phrases: PhrasesWindow) -> None:
    phrases.search.field.setText("banheiro")
    assert shown(phrases) == ["where_toilet"]
    assert phrases.card.words.text() == "トイレはどこですか。"
    phrases.search.field.setText("xyzzy")
    assert shown(phrases) == []
    assert phrases.nothing.text() == "I have no phrase with “xyzzy”."
    assert not phrases.card.isVisible()


def test_escape_empties_the_search_before_it_closes_the_window(phrases: PhrasesWindow) -> None:
    phrases.search.field.setText("bill")
    QTest.keyClick(phrases.search.field, Qt.Key.Key_Escape)
    assert phrases.search.field.text() == "" and phrases.isVisible()
    QTest.keyClick(phrases.search.field, Qt.Key.Key_Escape)
    assert not phrases.isVisible()


def test_enter_shows_the_phrase_as_large_as_the_window_until_a_key(phrases: PhrasesWindow) -> None:
    phrases.search.field.setText("ambulance")
    QTest.keyClick(phrases.search.field, Qt.Key.Key_Return)
    QTest.keyClick(phrases.phrases, Qt.Key.Key_Return)
    assert phrases.large.isVisible() and phrases.large.words == "救急車を呼んでください。"
    QTest.keyClick(phrases.large, Qt.Key.Key_Escape)
    assert not phrases.large.isVisible() and phrases.isVisible()


def test_gaps_are_filled_by_choice_and_by_typing(phrases: PhrasesWindow) -> None:
    phrases.topics.setCurrentRow(TOPICS.index("allergy"))
    allergen = phrases.card.gaps["allergen"]
    assert isinstance(allergen, ChoiceBox)
    allergen.choose("peanuts")
    assert phrases.card.filled() == "私はピーナッツアレルギーがあります。"
    phrases.search.field.setText("a table for")
    number = phrases.card.gaps["number"]
    assert isinstance(number, EntryBox)
    number.field.setText("three")
    assert phrases.card.filled() == "3名ですが、席はありますか。"


def test_an_empty_gap_is_asked_for_and_nothing_is_shown(phrases: PhrasesWindow) -> None:
    phrases.search.field.setText("how do i get to")
    assert phrases.card.filled() == ""
    assert phrases.card.note.text().startswith("Fill the gap first.")
    assert not phrases.card.large.isEnabled()
    phrases.card.show_large()
    assert not phrases.large.isVisible()
    assert phrases.focusWidget() is phrases.card.gaps["place"].focusProxy()


def test_a_phrase_is_said_in_its_language_where_there_is_a_voice(phrases: PhrasesWindow, qtbot: QtBot) -> None:
    phrases.search.field.setText("bill please")
    with qtbot.waitSignal(phrases.say_wanted) as said:
        QTest.mouseClick(phrases.card.say, Qt.MouseButton.LeftButton)
    assert said.args == ["お会計をお願いします。", "ja"]
    phrases.target.choose("ko")
    assert not phrases.card.say.isVisible()
    assert "I have no clear voice for 한국어 here. Show it." in phrases.card.note.text()


def test_a_cell_nobody_checked_says_so(phrases: PhrasesWindow) -> None:
    assert "No speaker of 日本語 has checked this yet." in phrases.card.note.text()


def test_languages_are_swapped_with_one_click(phrases: PhrasesWindow) -> None:
    QTest.mouseClick(phrases.swap, Qt.MouseButton.LeftButton)
    assert (phrases.source.currentData(), phrases.target.currentData()) == ("ja", "en")
    assert phrases.card.words.text() == "Help!"


def test_everything_that_takes_the_focus_has_a_name(phrases: PhrasesWindow) -> None:
    phrases.search.field.setText("a table for")
    kinds = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QListWidget)
    for control in phrases.findChildren(QWidget):
        if isinstance(control, kinds) and control.isVisible():
            assert control.accessibleName(), control


def test_large_text_and_a_mirrored_window_leave_every_word_whole(
    qtbot: QtBot, appearance: Appearance, book: Phrasebook
) -> None:
    appearance.set_text_factor(1.6)
    window = PhrasesWindow(appearance, book, lambda _language: False, ("en", "ko"))
    qtbot.addWidget(window)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window.resize(window.minimumSize())
    window.show()
    qtbot.waitExposed(window)
    note, large = window.card.note, window.card.large
    qtbot.waitUntil(lambda: note.height() >= note.heightForWidth(note.width()))
    assert large.x() + large.width() > window.card.width() / 2


def test_the_rail_and_a_key_ask_for_the_book(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.intents.phrases):
        QTest.mouseClick(window.rail.phrases, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.intents.phrases):
        QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.rail.talk.isChecked()
