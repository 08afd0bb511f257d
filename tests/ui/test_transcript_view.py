"""The transcript on screen: streaming, struck words, links, cards, the window of turns."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fakes import scripted_talk as talk
from wanderlust.domain.conversation import Card, Conversation, Speaker, Turn
from wanderlust.domain.events import TurnFinished, TurnRemoved, TurnStarted, TurnText
from wanderlust.domain.places import Place
from wanderlust.ui.main_window import MainWindow
from wanderlust.ui.transcript_document import BODY, ROLE, TURN
from wanderlust.ui.transcript_view import TranscriptView
from wanderlust.ui.view_models.transcript import WINDOW


@pytest.fixture
def view(window: MainWindow) -> TranscriptView:
    return window.panel.transcript


def body(view: TranscriptView, turn_id: str) -> str:
    """Text of a turn's body as laid out."""
    block = view.document().begin()
    while block.isValid():
        form = block.blockFormat()
        if (form.property(TURN), form.property(ROLE)) == (turn_id, BODY):
            return block.text()
        block = block.next()
    return ""


def look_of(view: TranscriptView, words: str) -> QTextCharFormat:
    """Format in the middle of some words."""
    found = view.document().find(words)
    assert not found.isNull(), words
    probe = QTextCursor(view.document())
    probe.setPosition(found.selectionStart() + 1)
    return probe.charFormat()


def ink(view: TranscriptView, words: str) -> QColor:
    return look_of(view, words).foreground().color()


def click(qtbot: QtBot, view: TranscriptView, href: str) -> None:
    """Click where a link or card is painted."""
    step = 6
    for y in range(0, view.viewport().height(), step):
        for x in range(80, view.viewport().width(), step * 4):
            if view.anchorAt(QPoint(x, y)) == href:
                QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x + 2, y + 2))
                return
    raise AssertionError(f"{href} is nowhere on screen")


def test_words_stream_in_settled_in_ink_and_the_rest_paler(window: MainWindow, view: TranscriptView) -> None:
    window.apply([TurnStarted("u", Speaker.USER, talk.NOON), TurnText("u", "", "wear is")])
    assert body(view, "u") == "wear is"
    window.apply([TurnText("u", "where ", "is kyo")])
    window.apply([TurnText("u", "where is ", "kyoto")])
    assert body(view, "u") == "where is kyoto"
    assert ink(view, "where is") == QColor("#14211E")
    assert ink(view, "kyoto") == QColor("#5E6D67")


def test_a_word_changes_only_what_changed(window: MainWindow, view: TranscriptView) -> None:
    window.apply([TurnStarted("u", Speaker.USER, talk.NOON), TurnText("u", "where is ", "kyo")])
    edits: list[tuple[int, int]] = []
    view.document().contentsChange.connect(lambda at, gone, came: edits.append((gone, came)))
    window.apply([TurnText("u", "where is ", "kyoto")])
    assert max(came for _, came in edits) < 10


def test_letters_outside_the_basic_plane_do_not_shift_the_words(window: MainWindow, view: TranscriptView) -> None:
    window.apply([TurnStarted("u", Speaker.USER, talk.NOON), TurnText("u", "🗺️🗾 where ", "is kyo")])
    window.apply([TurnText("u", "🗺️🗾 where is ", "kyoto")])
    window.apply([TurnText("u", "🗺️🗾 where is kyoto", "")])
    assert body(view, "u") == "🗺️🗾 where is kyoto"
    assert ink(view, "kyoto") == QColor("#14211E")


def test_two_turns_stream_at_once_without_mixing(window: MainWindow, view: TranscriptView) -> None:
    window.apply(talk.interrupted())
    window.apply([TurnText("a2", "The second one is in Massachusetts, next to Boston. The third", " is far.")])
    window.apply([TurnText("u3", "wait, ", "how far is it")])
    assert body(view, "a2").endswith("The third is far.")
    assert body(view, "u3") == "wait, how far is it"


def test_the_unheard_tail_is_struck_and_can_be_asked_for(
    qtbot: QtBot, window: MainWindow, view: TranscriptView
) -> None:
    window.apply(talk.interrupted()[:6])
    assert look_of(view, "there is one in Massachusetts").fontStrikeOut()
    assert not look_of(view, "The largest is in England").fontStrikeOut()
    assert "You cut in here. You did not hear the rest." in view.toPlainText()
    with qtbot.waitSignal(window.intents.say_rest) as asked:
        click(qtbot, view, "rest:a1")
    assert asked.args == ["a1", "there is one in Massachusetts with a famous university."]


def test_an_answer_that_broke_off_is_not_said_to_be_cut_in_on(window: MainWindow, view: TranscriptView) -> None:
    finished = talk.answer("a1", "Kyoto is in Japan, north of Osaka.", heard=18)
    window.apply([*talk.ready(), TurnFinished(replace(finished.turn, lost=True))])
    assert "My voice broke off here." in view.toPlainText()
    assert "You cut in" not in view.toPlainText()
    assert look_of(view, "north of Osaka").fontStrikeOut()


def test_a_card_clicked_chooses_its_pin(qtbot: QtBot, window: MainWindow, view: TranscriptView) -> None:
    window.apply(talk.lisbon_porto())
    with qtbot.waitSignal(window.intents.choose_place) as chosen:
        click(qtbot, view, "card:a2/0")
    assert chosen.args == [0]
    assert window.model.map.card == talk.LISBON


def test_a_digit_chooses_the_result_of_that_number(qtbot: QtBot, window: MainWindow, view: TranscriptView) -> None:
    window.apply(talk.lisbon_porto())
    QTest.keyClick(view, Qt.Key.Key_1)
    assert window.model.map.card == talk.LISBON


def test_a_place_name_is_a_link_that_flies_there(qtbot: QtBot, window: MainWindow, view: TranscriptView) -> None:
    window.apply(talk.lisbon_porto())
    click(qtbot, view, "place:a1/0")
    assert window.model.map.card == talk.KYOTO


def test_a_link_can_be_reached_and_followed_by_keyboard(qtbot: QtBot, window: MainWindow, view: TranscriptView) -> None:
    window.apply(talk.kyoto())
    window.model.choose(None)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.focused_link() == "place:a1/0"
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.model.map.card == talk.KYOTO


def test_a_longer_name_is_linked_before_the_shorter_inside_it(window: MainWindow, view: TranscriptView) -> None:
    york = Place("a", "York", "city", 54, -1)
    new_york = Place("b", "New York", "city", 41, -74)
    window.apply([talk.answer("a1", "New York is not York.", places=(york, new_york))])
    assert look_of(view, "New York").anchorHref() == "place:a1/1"


def test_more_shows_the_cards_after_the_fifth(qtbot: QtBot, window: MainWindow, view: TranscriptView) -> None:
    cards = tuple(Card(f"Result {i}") for i in range(7))
    window.apply([talk.answer("a1", "Seven.", cards=cards)])
    assert view.toPlainText().count("\ufffc") == 5
    click(qtbot, view, "more:a1")
    assert view.toPlainText().count("\ufffc") == 7


def test_a_card_without_a_place_is_no_pin(qtbot: QtBot, window: MainWindow, view: TranscriptView) -> None:
    window.apply([talk.answer("a1", "It is noon.", cards=(Card("12:00", "Sydney", icon="clock"),))])
    click(qtbot, view, "card:a1/0")
    assert window.model.map.card is None


def test_a_right_to_left_turn_stands_at_the_right_with_its_time_at_the_left(
    window: MainWindow, view: TranscriptView
) -> None:
    window.apply(talk.arabic())
    directions = {}
    block = view.document().begin()
    while block.isValid():
        form = block.blockFormat()
        if form.property(ROLE) == BODY:
            directions[form.property(TURN)] = form.layoutDirection()
        block = block.next()
    assert directions["u1"] is Qt.LayoutDirection.RightToLeft
    assert directions["a0"] is Qt.LayoutDirection.LeftToRight
    header = view.document().find("Arabic").block()
    line = header.layout().lineAt(0)
    assert header.layout().lineCount() == 1
    name, time = (cast(tuple[float, int], line.cursorToX(i))[0] for i in (1, len(header.text()) - 1))
    assert time < 60 < name


def test_the_window_of_turns_holds_300_and_older_ones_come_when_scrolled_up(
    qtbot: QtBot, window: MainWindow, view: TranscriptView
) -> None:
    turns = tuple(Turn(f"t{i}", Speaker.USER, f"Saying {i}.", talk.NOON) for i in range(WINDOW + 80))
    window.show_conversation(Conversation(1, "Long", talk.NOON, turns))
    assert body(view, "t79") == ""
    assert body(view, "t80") == "Saying 80."
    assert view.at_end()
    view.verticalScrollBar().setValue(0)
    assert body(view, "t20") == "Saying 20."
    assert view.verticalScrollBar().value() > 0  # what was read stays where it was
    window.apply([talk.user("new", "One more.")])
    assert body(view, "new") == "One more."
    assert len(set(turns_of(view))) == WINDOW


def turns_of(view: TranscriptView) -> list[str]:
    found, block = [], view.document().begin()
    while block.isValid():
        found.append(str(block.blockFormat().property(TURN)))
        block = block.next()
    return found


def test_it_follows_new_words_only_when_at_the_end(qtbot: QtBot, window: MainWindow, view: TranscriptView) -> None:
    turns = tuple(Turn(f"t{i}", Speaker.USER, f"Saying {i}.", talk.NOON) for i in range(60))
    window.show_conversation(Conversation(1, "Long", talk.NOON, turns))
    window.apply([talk.user("n1", "One more.")])
    assert view.at_end()
    view.verticalScrollBar().setValue(200)
    window.apply([talk.user("n2", "And another.")])
    assert view.verticalScrollBar().value() == 200
    view.to_latest()
    assert view.at_end()


def test_a_turn_that_came_to_nothing_leaves_no_trace(window: MainWindow, view: TranscriptView) -> None:
    window.apply([talk.user("u1", "Hello.")])
    before = view.toPlainText()
    window.apply([TurnStarted("u2", Speaker.USER, talk.NOON), TurnText("u2", "", "mm")])
    window.apply([TurnRemoved("u2")])
    assert view.toPlainText() == before
    window.apply([TurnRemoved("u1")])
    assert window.panel.is_empty


def test_removing_the_first_turn_leaves_the_second_whole(window: MainWindow, view: TranscriptView) -> None:
    window.apply(talk.lisbon_porto())
    window.apply([TurnRemoved("u1")])
    assert turns_of(view)[0] == "t1"
    assert "Where is Kyoto?" not in view.toPlainText()
    assert "Looked up Kyoto" in view.toPlainText()


def test_a_turn_begun_and_dropped_in_one_batch_is_never_shown(window: MainWindow, view: TranscriptView) -> None:
    window.apply([talk.user("u1", "Hello."), TurnStarted("u2", Speaker.USER, talk.NOON), TurnRemoved("u2")])
    assert "u2" not in turns_of(view)


def test_a_long_name_on_a_card_is_whole_in_its_tooltip(window: MainWindow, view: TranscriptView) -> None:
    window.apply(talk.arabic())
    tips = {view.tip_at(QPoint(200, y)) for y in range(0, view.viewport().height(), 8)}
    assert any(talk.VILLAGE.name in tip for tip in tips)
    assert not any("Louvre" in tip for tip in tips)  # short enough to be seen


def test_a_short_talk_stands_at_the_bottom_beside_the_microphone(window: MainWindow, view: TranscriptView) -> None:
    window.apply([talk.user("u1", "Hello.")])
    last = view.document().lastBlock().layout()
    bottom = last.position().y() + last.boundingRect().height()
    assert 0 < view.viewport().height() - bottom < 40


def test_the_line_is_painted_from_top_to_bottom_in_the_colour_of_who_answers(
    window: MainWindow, view: TranscriptView
) -> None:
    window.apply([talk.user("u1", "Hello.")])
    image = view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    for y in (4, view.viewport().height() - 4):
        assert image.pixelColor(round(41 * ratio), round(y * ratio)) == QColor("#0B5D52")


def test_the_line_turns_indigo_where_openai_takes_over(window: MainWindow, view: TranscriptView) -> None:
    window.apply([talk.answer("a1", "Here."), talk.answer("a2", "There.", backend="openai")])
    image = view.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    bottom = image.pixelColor(round(41 * ratio), image.height() - 4)
    assert (image.pixelColor(round(41 * ratio), 4), bottom) == (QColor("#0B5D52"), QColor("#4A45B8"))


def test_dark_repaints_the_words_too(window: MainWindow, view: TranscriptView) -> None:
    window.apply(talk.kyoto())
    window.stage.appearance.set_preference("dark")
    assert ink(view, "is a city in Japan") == QColor("#ECF2EF")
    image = view.viewport().grab().toImage()
    assert image.pixelColor(2, 2) == QColor("#161F1C")


def test_lines_are_never_longer_than_72_characters(window: MainWindow, view: TranscriptView) -> None:
    window.resize(1920, 1080)
    window.apply([talk.answer("a1", "word " * 60)])
    block = view.document().find("word").block().layout()
    assert max(block.lineAt(i).textLength() for i in range(block.lineCount())) <= 73


def test_a_finished_turn_replaces_what_was_streamed(window: MainWindow, view: TranscriptView) -> None:
    window.apply([TurnStarted("a", Speaker.ASSISTANT, talk.NOON), TurnText("a", "Kyoto is", " in")])
    window.apply([TurnFinished(Turn("a", Speaker.ASSISTANT, "Kyoto is in Japan.", talk.NOON))])
    assert body(view, "a") == "Kyoto is in Japan."
