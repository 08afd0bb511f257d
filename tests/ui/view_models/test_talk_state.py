"""The talk bar's states: word, icon, gold, button."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wanderlust.domain.assistant_state import AssistantState as S
from wanderlust.ui.view_models.talk_state import TalkState, TalkStateModel


@pytest.fixture
def model(qapp: QApplication) -> TalkStateModel:
    return TalkStateModel(quiet_ms=1, still_ms=1)


def shown(model: TalkStateModel, state: S, *, opened: bool = False, muted: bool = False, hint: str = "") -> TalkState:
    model.set_microphone(opened, muted)
    model.set_state(state, hint)
    model.refresh()
    return model.current


@pytest.mark.parametrize(
    ("state", "opened", "word", "ring", "action"),
    [
        (S.CONNECTING, False, "Getting ready", False, ""),
        (S.READY, False, "Ready", False, ""),
        (S.LISTENING, True, "Listening", True, "mute"),
        (S.HEARING, True, "Hearing you", True, "mute"),
        (S.HELD, False, "Hold and talk", True, ""),
        (S.THINKING, True, "Thinking", True, "stop"),
        (S.THINKING, False, "Thinking", False, "stop"),
        (S.TOOL_RUNNING, False, "Looking it up", False, "stop"),
        (S.SPEAKING, True, "Speaking", True, "stop"),
        (S.SPEAKING, False, "Speaking", False, "stop"),
        (S.TROUBLE, False, "Trouble", False, "fix"),
    ],
)
def test_each_state_has_its_word_ring_and_button(
    model: TalkStateModel, state: S, opened: bool, word: str, ring: bool, action: str
) -> None:
    current = shown(model, state, opened=opened)
    assert (current.word, current.ring, current.action) == (word, ring, action)


def test_muted_shows_no_gold_and_offers_unmute(model: TalkStateModel) -> None:
    current = shown(model, S.LISTENING, opened=True, muted=True)
    assert (current.word, current.ring, current.action) == ("Muted", False, "unmute")


def test_no_gold_ring_while_it_speaks_and_is_muted(model: TalkStateModel) -> None:
    assert not shown(model, S.SPEAKING, opened=True, muted=True).ring


def test_without_a_microphone_typing_is_named_instead(model: TalkStateModel) -> None:
    model.set_devices(None)
    current = shown(model, S.READY)
    assert (current.word, current.hint) == ("No microphone", "Plug one in, or type below.")
    assert model.trouble_topic == "microphone"


def test_without_a_microphone_typed_questions_still_show_thinking(model: TalkStateModel) -> None:
    model.set_devices(None)
    assert shown(model, S.THINKING).word == "Thinking"


def test_a_running_tool_says_what_it_does(model: TalkStateModel) -> None:
    model.tool_started("c1", "Time in Kyoto.")
    assert shown(model, S.TOOL_RUNNING).hint == "Time in Kyoto."


def test_a_slow_tool_counts_its_seconds(model: TalkStateModel, qtbot: QtBot) -> None:
    model.tool_started("c1", "Time in Kyoto.")
    shown(model, S.TOOL_RUNNING)
    qtbot.waitUntil(lambda: model.current.hint.startswith("Still looking, 3"))
    shown(model, S.THINKING)
    assert model.current.hint == "One moment."


def test_hearing_nothing_is_said_after_a_while(model: TalkStateModel, qtbot: QtBot) -> None:
    assert shown(model, S.LISTENING, opened=True).hint == "Just talk. Esc stops me."
    qtbot.waitUntil(lambda: model.current.hint == "I heard nothing. Closer, or type.")
    assert shown(model, S.HEARING, opened=True).hint == "Pause when you are done."


def test_the_trouble_names_what_failed(model: TalkStateModel) -> None:
    model.trouble("engine", "The voice stopped.", "I start it again.")
    current = shown(model, S.TROUBLE)
    assert (current.word, current.hint) == ("Not connected", "I start it again.")
    model.trouble_over("engine")
    assert shown(model, S.TROUBLE).word == "Trouble"


def test_a_hint_of_the_session_replaces_the_usual_one(model: TalkStateModel) -> None:
    assert shown(model, S.CONNECTING, hint="Unpacking a voice.").hint == "Unpacking a voice."


def test_the_same_state_again_tells_nobody(model: TalkStateModel) -> None:
    shown(model, S.THINKING)
    told: list[bool] = []
    model.changed.connect(lambda: told.append(True))
    shown(model, S.THINKING)
    assert told == []
