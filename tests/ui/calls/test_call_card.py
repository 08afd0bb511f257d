"""The card of a running call: words, form, question, hang-up, and how it ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import shown_calls as calls
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.calls import events as ev
from wanderlust.domain.events import DomainEvent, StateChanged
from wanderlust.ui.calls.call_card import CallCard
from wanderlust.ui.calls.words import price_share
from wanderlust.ui.main_window import MainWindow


def shown(window: MainWindow, events: list[DomainEvent]) -> CallCard:
    window.apply(events)
    assert window.calls.layer is not None
    return window.calls.layer.call


def fired(window: MainWindow) -> list[tuple[object, ...]]:
    seen: list[tuple[object, ...]] = []
    wishes = window.intents.calls
    wishes.hang_up.connect(lambda: seen.append(("hang_up",)))
    wishes.reply.connect(lambda *args: seen.append(("reply", *args)))
    wishes.keys.connect(lambda key: seen.append(("keys", key)))
    wishes.say.connect(lambda words: seen.append(("say", words)))
    wishes.take_over.connect(lambda taken: seen.append(("take_over", taken)))
    return seen


def test_a_rehearsal_and_a_real_call_are_told_apart_in_words(window: MainWindow) -> None:
    card = shown(window, calls.begun(calls.card()))
    assert card.band.words.startswith("Rehearsal. Nobody is called.")
    window.apply([calls.ended(calls.card())])
    shown(window, calls.begun(calls.card("sip", card_id="2")))
    assert card.band.words.startswith("Real call.")


def test_the_timer_counts_from_the_answer(window: MainWindow) -> None:
    card = shown(window, calls.begun(calls.card()))
    assert card.head.timer == "Dialling"
    window.apply([ev.CallStateChanged("card-1", ev.CallState.RINGING, calls.NOW)])
    assert card.head.timer == "It rings"
    model = window.calls.model
    window.apply([ev.CallStateChanged("card-1", ev.CallState.TALKING, calls.NOW)])
    window.apply([ev.CallStateChanged("card-1", ev.CallState.ON_HOLD, calls.NOW.replace(minute=14))])
    assert model.answered == calls.NOW


def test_words_of_both_sides_grow_and_settle(window: MainWindow) -> None:
    card = shown(window, calls.talking(calls.card()))
    window.apply([ev.CallCaption("card-1", 2, "them", "", "Sure, go")])
    assert (card.captions.lines[-1].settled, card.captions.lines[-1].tentative) == ("", "Sure, go")
    window.apply([ev.CallCaption("card-1", 2, "them", "Sure, go ahead.")])
    assert [line.settled for line in card.captions.lines][-1] == "Sure, go ahead."
    assert len(card.captions.lines) == 3


def test_words_of_another_call_are_not_shown(window: MainWindow) -> None:
    card = shown(window, calls.talking(calls.card()))
    window.apply([ev.CallCaption("card-9", 2, "them", "Ignore me.")])
    assert len(card.captions.lines) == 2


def test_the_price_is_shown_against_its_limit(window: MainWindow) -> None:
    form = calls.card().goal.form().filled("price", "$1,380")
    share = price_share(form)
    assert share is not None and round(share, 2) == 0.92
    card = shown(window, [*calls.talking(calls.card()), ev.CallFormChanged("card-1", form)])
    assert "Price: $1,380, done." in card.form.accessibleDescription()
    assert "What: Chocolate-covered strawberries, to confirm, open." in card.form.accessibleDescription()


def test_a_price_in_other_money_is_not_measured() -> None:
    assert price_share(calls.card().goal.form().filled("price", "€1,380")) is None


def test_the_question_offers_answers_and_ones_own_words(window: MainWindow) -> None:
    seen = fired(window)
    card = shown(window, calls.asked(calls.card(), "dark", "milk"))
    question = card.question
    assert question.isVisible() and [b.text() for b in question.choices] == ["Dark", "Milk"]
    QTest.mouseClick(question.choices[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(question.own, Qt.MouseButton.LeftButton)
    QTest.keyClicks(question.entry.field, "half and half")
    QTest.keyClick(question.entry.field, Qt.Key.Key_Return)
    assert seen == [("reply", "q-1", "milk"), ("reply", "q-1", "half and half")]
    window.apply([ev.CallAskEnded("card-1", "q-1")])
    assert question.isHidden()


def test_a_question_without_answers_opens_its_field(window: MainWindow) -> None:
    card = shown(window, calls.asked(calls.card()))
    assert card.question.entry.isVisible() and not card.question.own.isVisible()


def test_no_more_than_four_answers_are_offered(window: MainWindow) -> None:
    card = shown(window, calls.asked(calls.card(), "1", "2", "3", "4", "5", "6"))
    assert len(card.question.choices) == 4


def test_hang_up_fires_when_it_is_pressed_down_and_once(window: MainWindow) -> None:
    seen = fired(window)
    card = shown(window, calls.talking(calls.card()))
    QTest.mousePress(card.hang_up, Qt.MouseButton.LeftButton)
    assert seen == [("hang_up",)]
    QTest.mouseRelease(card.hang_up, Qt.MouseButton.LeftButton)
    assert seen == [("hang_up",)]


def test_hang_up_is_in_one_place_in_every_state(window: MainWindow) -> None:
    of = calls.card()
    card = shown(window, calls.begun(of))
    place = card.hang_up.geometry()
    steps: list[list[DomainEvent]] = [
        calls.talking(of)[4:],
        calls.asked(of, "dark", "milk")[-2:],
        [ev.CallAskEnded(of.id, "q-1"), ev.CallStateChanged(of.id, ev.CallState.TAKEN_OVER, calls.NOW)],
        [ev.CallStateChanged(of.id, ev.CallState.ON_HOLD, calls.NOW)],
        [calls.ended(of)],
    ]
    for step in steps:
        window.apply(step)
        assert card.hang_up.isVisible() and card.hang_up.geometry() == place
    assert place.right() > max(b.geometry().right() for b in (card.take_over, card.keys, card.mute))


def test_its_keys_hang_up_from_any_window_of_the_app(qtbot: QtBot, window: MainWindow) -> None:
    seen = fired(window)
    shown(window, calls.talking(calls.card()))
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitActive(other)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(other, Qt.Key.Key_H, modifiers)
    assert seen == [("hang_up",)]


def test_escape_never_ends_a_call(window: MainWindow) -> None:
    seen = fired(window)
    card = shown(window, [StateChanged(AssistantState.READY), *calls.talking(calls.card())])
    card.hang_up.setFocus()
    QTest.keyClick(card.hang_up, Qt.Key.Key_Escape)
    assert seen == [] and card.isVisible()


def test_keys_are_pressed_by_mouse_and_by_keyboard(window: MainWindow) -> None:
    seen = fired(window)
    card = shown(window, calls.talking(calls.card()))
    QTest.mouseClick(card.keys, Qt.MouseButton.LeftButton)
    QTest.mouseClick(card.keypad.keys["1"], Qt.MouseButton.LeftButton)
    QTest.keyClicks(card.keypad, "#")
    assert seen == [("keys", "1"), ("keys", "#")]
    QTest.keyClick(card.keypad, Qt.Key.Key_Escape)
    assert card.keypad.isHidden() and card.isVisible()


def test_who_takes_over_may_speak_to_them(window: MainWindow) -> None:
    seen = fired(window)
    card = shown(window, calls.talking(calls.card()))
    assert card.say.isHidden()
    QTest.mouseClick(card.take_over, Qt.MouseButton.LeftButton)
    window.apply([ev.CallStateChanged("card-1", ev.CallState.TAKEN_OVER, calls.NOW)])
    assert card.say.isVisible() and card.take_over.text() == "Give back"
    QTest.keyClicks(card.say.field, "Good morning")
    QTest.keyClick(card.say.field, Qt.Key.Key_Return)
    QTest.mouseClick(card.take_over, Qt.MouseButton.LeftButton)
    assert seen == [("take_over", True), ("say", "Good morning"), ("take_over", False)]


def test_the_card_says_where_the_sound_goes_and_not_what_was_clicked(window: MainWindow) -> None:
    card = shown(window, calls.talking(calls.card()))
    wanted: list[tuple[str, bool]] = []
    window.intents.calls.mute.connect(lambda on: wanted.append(("mute", on)))
    window.intents.calls.listen.connect(lambda on: wanted.append(("listen", on)))
    QTest.mouseClick(card.mute, Qt.MouseButton.LeftButton)
    QTest.mouseClick(card.listen, Qt.MouseButton.LeftButton)
    assert wanted == [("mute", True), ("listen", True)]
    window.apply([ev.CallSoundChanged("card-1", listening=True, muted=True)])
    assert card.mute.isChecked() and card.mute.text() == "Muted" and card.listen.isChecked()
    assert card.accessibleDescription() == "On the line, muted"
    window.apply([ev.CallSoundChanged("card-1")])
    assert not card.mute.isChecked() and not card.listen.isChecked()
    assert card.accessibleDescription() == "On the line"


def test_after_a_rehearsal_of_a_real_call_the_one_way_on_is_the_real_card(window: MainWindow) -> None:
    of = replace(calls.card(), rehearses="sip")
    card = shown(window, [*calls.talking(of), calls.ended(of)])
    away: list[bool] = []
    window.intents.calls.put_away.connect(lambda: away.append(True))
    assert card.close_button.text() == "To the real call"
    QTest.mouseClick(card.close_button, Qt.MouseButton.LeftButton)
    assert away == [True] and card.isHidden()


def test_the_end_says_what_happened_and_stays_until_closed(window: MainWindow) -> None:
    of = calls.card()
    card = shown(window, [*calls.talking(of), calls.ended(of)])
    assert card.outcome.accessibleName().startswith("Done 400 strawberries: agreed for $1,380.")
    assert "rehearsal" in card.outcome.accessibleName() and not card.hang_up.isEnabled()
    assert card.head.timer == "02:28"
    QTest.mouseClick(card.close_button, Qt.MouseButton.LeftButton)
    assert card.isHidden() and window.calls.layer is not None and window.calls.layer.isHidden()


def test_the_talk_goes_on_beside_a_call(window: MainWindow) -> None:
    window.apply([StateChanged(AssistantState.READY)])
    shown(window, calls.talking(calls.card(), seconds=0))
    assert window.panel.talk_bar.word == "On the phone"
    assert "You talk to me" in window.panel.talk_bar.hint
    window.apply([StateChanged(AssistantState.SPEAKING)])
    assert window.panel.talk_bar.word == "Speaking"
    window.apply([StateChanged(AssistantState.READY), calls.ended(calls.card())])
    assert window.panel.talk_bar.word == "Ready"


@pytest.mark.parametrize("size", [(1000, 650), (1280, 800), (1600, 1000)])
@pytest.mark.parametrize("text", [1.0, 1.6])
def test_the_buttons_and_the_question_are_in_sight_at_every_size(
    window: MainWindow, size: tuple[int, int], text: float
) -> None:
    window.resize(*size)
    window.rail._look.set_text_factor(text)
    card = shown(window, calls.asked(calls.card("sip", calls.LONG), "dark", "milk", "half and half"))
    inside = card.surface().toRect()
    for widget in (card.hang_up, card.take_over, card.keys, card.mute, card.question):
        assert inside.contains(widget.geometry()), widget
    for button in (*card.question.choices, card.question.own):
        assert card.question.rect().contains(button.geometry())
    assert not card.mute.geometry().intersects(card.hang_up.geometry())


def test_the_form_stands_under_the_captions_in_the_smallest_window(window: MainWindow) -> None:
    window.resize(1000, 650)
    card = shown(window, calls.talking(calls.card()))
    assert card.form.y() > card.captions.geometry().bottom()
    assert card.surface().width() == window.stage.width()
    window.resize(1280, 800)
    assert card.form.y() == card.captions.y() and card.form.x() > card.captions.geometry().right() - 20
