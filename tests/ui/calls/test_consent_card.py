"""The card before a call: what it says, what answers it, and what does not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.fakes import shown_calls as calls
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.calls import events as ev
from wanderlust.domain.events import MicrophoneChanged, StateChanged
from wanderlust.ui.calls.consent_card import ConsentCard
from wanderlust.ui.main_window import MainWindow


def shown(window: MainWindow, *events: object) -> ConsentCard:
    window.apply([*events])  # type: ignore[list-item]
    assert window.calls.layer is not None
    return window.calls.layer.consent


def answers(window: MainWindow) -> list[tuple[str, bool, bool]]:
    seen: list[tuple[str, bool, bool]] = []
    window.intents.calls.answered.connect(lambda *answer: seen.append(answer))
    return seen


def test_everything_that_was_agreed_to_is_on_the_card(window: MainWindow) -> None:
    consent = shown(window, ev.CallProposed(calls.card("twilio")))
    said = consent.body.spoken()
    for words in (
        "Golden Gate Strawberries",
        "+1 415 555 0134",
        "400 chocolate-covered strawberries",
        "the Gateway Pavilion",
        "Maya",
        "An assistant calls",
        "Not your number",
        "At most $1,500",
        "5 minutes",
        "$0.07 to $0.20",
        "Not recorded",
    ):
        assert words in said, words


def test_no_and_yes_are_of_one_height_and_large(window: MainWindow) -> None:
    consent = shown(window, ev.CallProposed(calls.card()))
    assert consent.no.height() == consent.yes.height() >= 44


def test_the_title_has_the_focus_and_enter_answers_nothing(window: MainWindow) -> None:
    seen = answers(window)
    consent = shown(window, ev.CallProposed(calls.card()))
    assert consent.title.hasFocus()
    QTest.keyClick(consent.title, Qt.Key.Key_Return)
    QTest.keyClick(consent.title, Qt.Key.Key_Enter)
    assert seen == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_focused_button_is_pressed_by_keys(window: MainWindow, key: Qt.Key) -> None:
    seen = answers(window)
    consent = shown(window, ev.CallProposed(calls.card()))
    consent.yes.setFocus()
    QTest.keyClick(consent.yes, key)
    assert seen == [("card-1", True, False)]


def test_escape_says_no_wherever_the_focus_is(window: MainWindow) -> None:
    seen = answers(window)
    consent = shown(window, ev.CallProposed(calls.card()))
    QTest.keyClick(consent.title, Qt.Key.Key_Escape)
    window.panel.transcript.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert seen == [("card-1", False, False)] * 2


def test_a_number_that_may_be_private_needs_its_tick_first(window: MainWindow) -> None:
    seen = answers(window)
    consent = shown(window, ev.CallProposed(calls.card("sip", private=True)))
    assert not consent.yes.isEnabled()
    QTest.mouseClick(consent.yes, Qt.MouseButton.LeftButton)
    assert seen == []
    QTest.mouseClick(consent.tick, Qt.MouseButton.LeftButton)
    QTest.mouseClick(consent.yes, Qt.MouseButton.LeftButton)
    assert seen == [("card-1", True, True)]


def test_another_card_begins_unticked(window: MainWindow) -> None:
    consent = shown(window, ev.CallProposed(calls.card("sip", private=True)))
    consent.tick.setChecked(True)
    shown(window, ev.CallCardClosed("card-1", False), ev.CallProposed(calls.card("sip", card_id="2", private=True)))
    assert consent.card is not None and consent.card.id == "2"
    assert not consent.tick.isChecked() and not consent.yes.isEnabled()


def test_only_a_real_call_can_be_rehearsed_first(qtbot: QtBot, window: MainWindow) -> None:
    consent = shown(window, ev.CallProposed(calls.card()))
    assert not consent.rehearse.isVisible()
    shown(window, ev.CallProposed(calls.card("sip", card_id="2")))
    with qtbot.waitSignal(window.intents.calls.rehearse) as wanted:
        QTest.mouseClick(consent.rehearse, Qt.MouseButton.LeftButton)
    assert wanted.args == ["2", "business"]


def test_a_card_that_is_gone_gives_the_focus_back(window: MainWindow) -> None:
    window.panel.talk_bar.field.setFocus()
    consent = shown(window, ev.CallProposed(calls.card()))
    window.apply([ev.CallCardClosed("card-1", False)])
    assert consent.isHidden() and window.panel.talk_bar.field.hasFocus()


def test_the_talk_bar_waits_for_the_yes_and_stays_lit(window: MainWindow) -> None:
    window.apply([StateChanged(AssistantState.LISTENING), MicrophoneChanged(True)])
    shown(window, ev.CallProposed(calls.card()))
    bar = window.panel.talk_bar
    assert (bar.word, bar.hint) == ("Waiting for your yes", "Say “yes, call” or “no”.")
    assert bar.isEnabled() and bar.field.isEnabled() and window.model.talk.current.ring


def test_no_gold_where_the_microphone_is_closed(window: MainWindow) -> None:
    window.apply([StateChanged(AssistantState.READY)])
    shown(window, ev.CallProposed(calls.card()))
    state = window.model.talk.current
    assert state.word == "Waiting for your yes" and not state.ring and state.look == "idle"


@pytest.mark.parametrize("size", [(1000, 650), (1280, 800), (1600, 1000)])
@pytest.mark.parametrize("text", [1.0, 1.6])
def test_the_buttons_are_in_sight_at_every_size(window: MainWindow, size: tuple[int, int], text: float) -> None:
    window.resize(*size)
    window.rail._look.set_text_factor(text)
    consent = shown(window, ev.CallProposed(calls.card("sip", calls.LONG, private=True)))
    for button in (consent.no, consent.yes, consent.rehearse):
        assert consent.surface().toRect().contains(button.geometry())
        assert button.visibleRegion().boundingRect() == button.rect()
    assert not consent.no.geometry().intersects(consent.yes.geometry())
    assert not consent.no.geometry().intersects(consent.rehearse.geometry())
