"""Batches of domain events become transcript, map, badge, notices and title."""

from __future__ import annotations

from typing import Literal

import pytest
from PySide6.QtWidgets import QApplication

from tests.fakes import scripted_talk as talk
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.conversation import Conversation, Speaker, Turn
from wanderlust.domain.events import (
    BackendChanged,
    CloudChanged,
    LevelChanged,
    Notice,
    NoticeCleared,
    PlacesShown,
    StateChanged,
    TurnStarted,
    TurnText,
)
from wanderlust.ui.badges import badge_of
from wanderlust.ui.view_models.conversation import ConversationViewModel


@pytest.fixture
def model(qapp: QApplication) -> ConversationViewModel:
    return ConversationViewModel()


def test_one_batch_is_one_signal(model: ConversationViewModel) -> None:
    told: list[str] = []
    model.transcript_changed.connect(lambda _: told.append("transcript"))
    model.map_changed.connect(lambda reason: told.append(reason))
    model.apply(talk.lisbon_porto())
    assert told == ["transcript", "shown"]


def test_only_the_last_level_of_a_batch_is_shown(model: ConversationViewModel) -> None:
    levels: list[tuple[float, float]] = []
    model.levels_changed.connect(lambda m, s: levels.append((m, s)))
    model.apply([LevelChanged(0.1, 0.0), LevelChanged(0.5, 0.25)])
    assert levels == [(0.5, 0.25)]


def test_shown_places_are_numbered_from_one_and_one_is_chosen(model: ConversationViewModel) -> None:
    model.apply([PlacesShown((talk.LISBON, talk.PORTO), 1)])
    assert [(pin.number, pin.chosen) for pin in model.map.pins] == [(1, False), (2, True)]
    assert model.map.card == talk.PORTO


def test_choosing_by_hand_tells_the_assistant(model: ConversationViewModel) -> None:
    told: list[int] = []
    model.place_chosen.connect(told.append)
    model.apply(talk.lisbon_porto())
    model.choose_card("a2", 0)
    assert model.map.chosen == 0
    model.choose(None)
    model.choose(7)
    assert (model.map.card, told) == (None, [0])


def test_a_card_of_an_older_answer_flies_there_without_taking_a_number(model: ConversationViewModel) -> None:
    reasons: list[str] = []
    model.apply(talk.lisbon_porto())
    model.map_changed.connect(reasons.append)
    model.choose_card("a1", 0)
    assert (model.map.card, model.map.chosen, reasons) == (talk.KYOTO, None, ["visited"])
    assert model.is_chosen(model.transcript.entries["a1"].cards[0])
    assert not model.is_pinned(model.transcript.entries["a1"].cards[0])


def test_the_talk_is_named_by_its_first_words(model: ConversationViewModel) -> None:
    model.apply([TurnStarted("u", Speaker.USER, talk.NOON), TurnText("u", "where", "")])
    assert model.title == ""
    model.apply([talk.user("u", "Where is Kyoto?"), talk.user("u2", "And Nara?")])
    assert model.title == "Where is Kyoto"


def test_a_stored_talk_comes_back_with_its_title_and_without_pins(model: ConversationViewModel) -> None:
    model.apply(talk.kyoto())
    turn = Turn("x", Speaker.USER, "Hello", talk.NOON)
    model.load(Conversation(1, "Kyoto, tonight", talk.NOON, (turn,)))
    assert (model.title, list(model.transcript.entries), model.map.places) == ("Kyoto, tonight", ["x"], ())


def test_the_badge_says_who_answers(model: ConversationViewModel) -> None:
    assert badge_of(model)[0] == "Connecting"
    model.apply([StateChanged(AssistantState.READY)])
    assert badge_of(model)[0] == "On this computer"
    model.apply([BackendChanged("openai")])
    assert badge_of(model)[0] == "OpenAI"


def test_a_turn_keeps_the_backend_it_began_with(model: ConversationViewModel) -> None:
    model.apply([TurnStarted("a", Speaker.ASSISTANT, talk.NOON), BackendChanged("openai")])
    model.apply([TurnStarted("b", Speaker.ASSISTANT, talk.NOON)])
    assert [entry.backend for entry in model.transcript.entries.values()] == ["engine", "openai"]


def test_a_notice_replaces_the_one_of_its_topic(model: ConversationViewModel) -> None:
    model.apply([Notice("info", "First.", topic="disk"), Notice("error", "Second.", topic="disk")])
    assert [notice.sentence for notice in model.notices] == ["Second."]
    model.apply([NoticeCleared("disk")])
    assert model.notices == ()


def test_at_most_two_notices_show_and_errors_outlast_news(model: ConversationViewModel) -> None:
    model.apply([Notice("error", "Broken.", topic="a"), Notice("info", "News."), Notice("info", "More news.")])
    assert [notice.sentence for notice in model.notices] == ["Broken.", "More news."]


@pytest.mark.parametrize(
    ("backend", "cloud", "words"),
    [
        ("openai", CloudChanged("held"), "OpenAI"),
        ("openai", CloudChanged("trying", trouble="lost"), "Connecting"),
        ("engine", CloudChanged("lost", "Gone.", trouble="no_network"), "On this computer, network lost"),
        ("engine", CloudChanged("lost", "No.", trouble="key_refused"), "On this computer"),
        ("engine", CloudChanged("back", "There."), "On this computer"),
    ],
)
def test_the_badge_says_why_this_computer_answers(
    model: ConversationViewModel, backend: Literal["engine", "openai"], cloud: CloudChanged, words: str
) -> None:
    model.apply([StateChanged(AssistantState.READY), BackendChanged(backend), cloud])
    assert badge_of(model)[0] == words


def test_while_a_server_is_reached_the_window_says_so(model: ConversationViewModel) -> None:
    model.apply([StateChanged(AssistantState.CONNECTING)])
    assert model.talk.current.hint == "The voice on this computer starts."
    model.apply([CloudChanged("reaching")])
    assert model.talk.current.hint == "Reaching OpenAI." and badge_of(model)[0] == "Connecting"
    model.apply([CloudChanged("lost", "The network is gone.", trouble="no_network")])
    assert model.talk.current.hint == "The voice on this computer starts."


def test_a_server_reached_from_this_computer_leaves_its_badge_until_it_answers(model: ConversationViewModel) -> None:
    model.apply([StateChanged(AssistantState.READY), CloudChanged("reaching")])
    assert badge_of(model)[0] == "On this computer"
    model.apply([BackendChanged("openai"), StateChanged(AssistantState.CONNECTING)])
    assert badge_of(model)[0] == "Connecting"
    model.apply([CloudChanged("held"), StateChanged(AssistantState.READY)])
    assert badge_of(model)[0] == "OpenAI"
