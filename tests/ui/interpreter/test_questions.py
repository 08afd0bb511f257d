"""Who spoke, and may this be said: asked in the right pane, answered by one tap, in nobody's way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fakes import interpreted_talk as talk
from wanderlust.domain.interpreting import (
    AskEnded,
    CareAsked,
    InterpretedUtterance,
    InterpreterEvent,
    SideChanged,
    SideState,
    UtteranceInterpreted,
)
from wanderlust.ui.interpreter.pane import SpeakerPane
from wanderlust.ui.interpreter.view import InterpreterView
from wanderlust.ui.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
ASKS: list[InterpreterEvent] = [UtteranceInterpreted(talk.PEANUTS), talk.CARE]


def test_both_are_asked_who_spoke_with_what_was_heard(window: MainWindow, near: SpeakerPane, far: SpeakerPane) -> None:
    window.apply([talk.WHO])
    assert near.question.me.text() == "I did"
    assert near.question.me.accessibleDescription() == "English: “No, see senior”"
    assert far.question.me.text() == "Eu"
    assert far.question.me.accessibleDescription() == "Português: “Não sei, senhor”"
    assert near.question.isVisible()
    assert far.question.isVisible()


def test_either_can_answer_for_either(qtbot: QtBot, window: MainWindow, near: SpeakerPane, far: SpeakerPane) -> None:
    window.apply([talk.WHO])
    for button, language in (
        (near.question.me, "en"),
        (near.question.them, "pt"),
        (far.question.me, "pt"),
        (far.question.them, "en"),
    ):
        with qtbot.waitSignal(window.intents.side_chosen) as chosen:
            QTest.mouseClick(button, LEFT)
        assert chosen.args == ["u4", language]


def test_the_question_blocks_nothing_and_goes_when_it_is_settled(
    qtbot: QtBot, window: MainWindow, near: SpeakerPane
) -> None:
    window.apply([talk.PHARMACY, talk.WHO])
    with qtbot.waitSignal(window.intents.side_key_down):
        QTest.mousePress(near.key, LEFT)
    QTest.mouseRelease(near.key, LEFT)
    window.apply([SideChanged("en", SideState.HEARING)])
    assert near.key.heard
    window.apply([talk.ASK_ENDED])
    assert not near.question.isVisible()
    assert near.spoken.isVisible()


def test_a_careful_sentence_is_shown_to_its_speaker_alone(
    window: MainWindow, near: SpeakerPane, far: SpeakerPane
) -> None:
    window.apply(ASKS)
    assert near.care.isVisible()
    assert [p.text for p in near.care.text.paragraphs()] == [
        "I understood  I am allergic to peanuts, and I take 30 mg a day.",
        "I will say  Sou alérgico a amendoim e tomo 30 mg por dia.",
        "What I think you said  I am allergic to peanuts and I take 30 mg per day.",
    ]
    assert not far.care.isVisible()
    assert far.state.words == "Estão a verificar a frase"


def test_yes_and_change_answer_it(qtbot: QtBot, window: MainWindow, near: SpeakerPane) -> None:
    window.apply(ASKS)
    with qtbot.waitSignal(window.intents.care_answered) as answered:
        QTest.mouseClick(near.care.yes, LEFT)
    assert answered.args == ["u5", True]
    with qtbot.waitSignal(window.intents.care_answered) as answered:
        QTest.mouseClick(near.care.change, LEFT)
    assert answered.args == ["u5", False]


def test_escape_means_change_and_enter_means_nothing_until_a_button_has_the_focus(
    qtbot: QtBot, window: MainWindow, view: InterpreterView, near: SpeakerPane
) -> None:
    window.apply(ASKS)
    with qtbot.assertNotEmitted(window.intents.care_answered):
        QTest.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(window.intents.care_answered) as answered:
        QTest.keyClick(view, Qt.Key.Key_Escape)
    assert answered.args == ["u5", False]
    near.care.yes.setFocus()
    with qtbot.waitSignal(window.intents.care_answered) as answered:
        QTest.keyClick(near.care.yes, Qt.Key.Key_Return)
    assert answered.args == ["u5", True]


def test_escape_stops_a_voice_before_it_answers(qtbot: QtBot, window: MainWindow, view: InterpreterView) -> None:
    window.apply([*ASKS, SideChanged("en", SideState.SPEAKING)])
    with qtbot.waitSignal(window.intents.stop), qtbot.assertNotEmitted(window.intents.care_answered):
        QTest.keyClick(view, Qt.Key.Key_Escape)


def test_the_turned_speaker_answers_too(qtbot: QtBot, window: MainWindow, far: SpeakerPane) -> None:
    theirs = InterpretedUtterance(
        "u6", "pt", "São trinta euros.", "en", "It is 30 euros.", "local", talk.EVENING, 1.0, ("money",), ("number 30",)
    )
    window.apply([CareAsked(theirs)])
    assert far.care.isVisible()
    assert list(far.care.text.paragraphs())[-1].text == "Verifique  number 30"
    with qtbot.waitSignal(window.intents.care_answered) as answered:
        QTest.mouseClick(far.care.yes, LEFT)
    assert answered.args == ["u6", True]


def test_what_is_taken_back_is_struck(window: MainWindow, near: SpeakerPane, far: SpeakerPane) -> None:
    window.apply(ASKS)
    QTest.mouseClick(near.care.change, LEFT)
    window.apply([AskEnded("u5")])
    assert all(run.struck for run in list(far.spoken.paragraphs())[-1].runs)


def test_the_focus_of_a_card_that_goes_falls_on_no_button(
    window: MainWindow, view: InterpreterView, near: SpeakerPane
) -> None:
    window.apply(ASKS)
    near.care.yes.setFocus()
    window.apply([AskEnded("u5")])
    assert window.focusWidget() is view


def test_questions_are_told_to_a_screen_reader_at_once(
    window: MainWindow, view: InterpreterView, announcements: list[tuple[str, bool]]
) -> None:
    announcements.clear()
    window.apply([talk.WHO])
    window.apply([talk.ASK_ENDED, *ASKS])
    window.apply([SideChanged("pt", SideState.TRANSLATING)])
    assert announcements == [("Who spoke?", True), (f"Say this? {talk.PEANUTS.target}", True)]
