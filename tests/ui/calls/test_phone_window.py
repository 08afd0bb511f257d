"""The telephone in a second window, for who rehearses as the business."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.fakes import shown_calls as calls
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import CallCard
from wanderlust.ui.calls.phone_window import PhoneWindow
from wanderlust.ui.main_window import MainWindow


def mine() -> CallCard:
    return replace(calls.card(), answered_by="traveller")


def ringing(window: MainWindow) -> PhoneWindow:
    window.apply([*calls.begun(mine()), ev.CallStateChanged("card-1", ev.CallState.RINGING, calls.NOW)])
    assert window.calls.phone is not None
    return window.calls.phone


@pytest.fixture
def wishes(window: MainWindow) -> list[tuple[object, ...]]:
    seen: list[tuple[object, ...]] = []
    intents = window.intents.calls
    intents.phone_picked_up.connect(lambda: seen.append(("up",)))
    intents.phone_put_down.connect(lambda: seen.append(("down",)))
    intents.phone_said.connect(lambda words: seen.append(("said", words)))
    intents.phone_spoken.connect(lambda on: seen.append(("spoken", on)))
    return seen


def test_it_opens_when_it_rings_and_offers_both_answers(window: MainWindow, wishes: list[tuple[object, ...]]) -> None:
    phone = ringing(window)
    assert phone.isVisible() and phone.band.words == "Rehearsal. Nobody is called."
    assert phone.pick_up.isVisible() and phone.decline.isVisible() and not phone.say.isVisible()
    QTest.mouseClick(phone.pick_up, Qt.MouseButton.LeftButton)
    QTest.mouseClick(phone.decline, Qt.MouseButton.LeftButton)
    assert wishes == [("up",), ("down",)]


def test_a_rehearsal_with_a_business_of_this_computer_has_no_telephone(window: MainWindow) -> None:
    window.apply(calls.talking(calls.card()))
    assert window.calls.phone is None


def test_the_business_types_speaks_and_hangs_up(window: MainWindow, wishes: list[tuple[object, ...]]) -> None:
    phone = ringing(window)
    window.apply([*calls.talking(mine())[len(calls.begun(mine())) :]])
    assert phone.say.isVisible() and not phone.pick_up.isVisible()
    QTest.keyClicks(phone.say.field, "Sure, go ahead.")
    QTest.keyClick(phone.say.field, Qt.Key.Key_Return)
    QTest.mouseClick(phone.speak, Qt.MouseButton.LeftButton)
    QTest.mousePress(phone.put_down, Qt.MouseButton.LeftButton)
    assert wishes == [("said", "Sure, go ahead."), ("spoken", True), ("down",)]


def test_both_sides_are_read_there_too(window: MainWindow) -> None:
    phone = ringing(window)
    window.apply([*calls.talking(mine())[len(calls.begun(mine())) :]])
    assert [line.side for line in phone.captions.lines] == ["them", "us"]
    assert "You, as Golden Gate Strawberries: Strawberries, good morning." in phone.captions.accessibleDescription()


def test_an_open_microphone_is_gold_and_said(window: MainWindow) -> None:
    phone = ringing(window)
    window.apply([*calls.talking(mine())[len(calls.begun(mine())) :]])
    window.apply([ev.CallSoundChanged("card-1", answering=True)])
    assert phone.speak.isChecked() and phone.speak.text() == "Speaking"


def test_closing_the_window_is_putting_the_telephone_down(window: MainWindow, wishes: list[tuple[object, ...]]) -> None:
    phone = ringing(window)
    phone.close()
    assert wishes == [("down",)]


def test_after_the_end_it_only_closes(window: MainWindow, wishes: list[tuple[object, ...]]) -> None:
    phone = ringing(window)
    window.apply([calls.ended(mine())])
    assert phone.close_button.isVisible() and not phone.put_down.isVisible()
    QTest.mouseClick(phone.close_button, Qt.MouseButton.LeftButton)
    assert phone.isHidden() and wishes == []


def test_nobody_takes_over_or_listens_in_where_they_are_the_other_side(window: MainWindow) -> None:
    ringing(window)
    assert window.calls.layer is not None
    card = window.calls.layer.call
    assert not card.take_over.isVisible() and not card.listen.isVisible() and card.mute.isVisible()
