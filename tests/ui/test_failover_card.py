"""The card at the interchange: what happened, one way on, and whether to go back without asking."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from tests.fakes import scripted_talk as talk
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.events import BackendChanged, CloudChanged, DomainEvent, TurnFinished
from wanderlust.ui.main_window import MainWindow

LOST = CloudChanged("lost", "The network is gone.", "I carry on here.", "no answer to pings", "no_network")


def said(turn_id: str, words: str, backend: str) -> DomainEvent:
    return TurnFinished(Turn(turn_id, Speaker.USER, words, talk.NOON, backend=backend))


def cut(window: MainWindow, lost: CloudChanged = LOST) -> None:
    window.apply([BackendChanged("openai"), CloudChanged("held"), said("a", "Where is Kyoto?", "openai")])
    window.apply([CloudChanged("trying"), lost, BackendChanged("engine"), said("b", "And Osaka?", "engine")])


def links(window: MainWindow) -> list[str]:
    """Every address in the transcript."""
    found, block = list[str](), window.panel.transcript.document().begin()
    while block.isValid():
        forms = (fragment.fragment().charFormat() for fragment in block)  # type: ignore[attr-defined]
        found += [form.anchorHref() for form in forms if form.anchorHref()]
        block = block.next()
    return found


def test_a_change_of_voice_in_the_talk_is_said_in_the_talk(window: MainWindow) -> None:
    cut(window)
    shown = window.panel.transcript.toPlainText()
    assert "The network is gone. I carry on here." in shown and "I ask you before I go back." in shown
    assert shown.index("Kyoto") < shown.index("gone") < shown.index("Osaka")
    assert window.stage.notices.cards == [] and links(window) == ["fix:cloud_lost", "unasked:"]


def test_its_button_tries_again_and_its_box_goes_back_without_asking(qtbot: QtBot, window: MainWindow) -> None:
    cut(window)
    view = window.panel.transcript
    with qtbot.waitSignal(window.intents.fix) as asked:
        view.anchorClicked.emit(QUrl("fix:cloud_lost"))
    assert asked.args == ["cloud_lost"]
    with qtbot.waitSignal(window.intents.prefer) as preferred:
        view.anchorClicked.emit(QUrl("unasked:"))
    assert preferred.args == ["cloud_unasked", True]
    window.set_unasked(True)
    with qtbot.waitSignal(window.intents.prefer) as preferred:
        view.anchorClicked.emit(QUrl("unasked:"))
    assert preferred.args == ["cloud_unasked", False]


def test_once_back_the_words_stay_and_the_buttons_go(window: MainWindow) -> None:
    cut(window)
    window.apply([CloudChanged("held"), BackendChanged("openai")])
    assert links(window) == [] and "I carry on here." in window.panel.transcript.toPlainText()


@pytest.mark.parametrize(
    ("trouble", "words", "mend"),
    [
        ("key_refused", "OpenAI refused this key. I carry on here.", "fix:cloud"),
        ("no_model", "OpenAI does not know this model. I carry on here.", "fix:cloud"),
        ("limit", "That was $3.00 for today, your limit. I go on here, free.", "fix:cloud"),
        ("idle", "Nobody spoke for 5 minutes. I listen here until you go back.", "fix:cloud_lost"),
    ],
)
def test_each_trouble_has_its_way_on(window: MainWindow, trouble: str, words: str, mend: str) -> None:
    remedy = {"limit": "I go on here, free.", "idle": "I listen here until you go back."}.get(trouble, "Mend it.")
    sentence = words.removesuffix(f" {remedy}").removesuffix(" I carry on here.")
    cut(window, CloudChanged("lost", sentence, remedy, "", trouble))
    assert words in window.panel.transcript.toPlainText() and links(window)[0] == mend


def test_before_anything_was_said_it_is_a_notice_on_the_map(window: MainWindow) -> None:
    window.apply([BackendChanged("openai"), LOST])
    assert len(window.stage.notices.cards) == 1
