"""The app's worker interprets two people with the real engine, and the conversation knows of it afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from tests.application.two_speakers import RATE, TwoSpeakers
from wanderlust.application.conversation_worker import ConversationWorker
from wanderlust.application.services import build_services
from wanderlust.application.sound import RecordedSound
from wanderlust.application.wishes import Wishes
from wanderlust.domain import events as ev
from wanderlust.domain import interpreting as it
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.settings.paths import Paths
from wanderlust.store.conversations import SqliteConversations

pytestmark = pytest.mark.engine

LIMIT_S = 60.0


@dataclass(slots=True)
class App:
    """A worker whose microphone plays a recording as soon as it is opened."""

    worker: ConversationWorker
    sound: RecordedSound
    events: list[ev.DomainEvent] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def sink(self, event: ev.DomainEvent) -> None:
        with self.changed:
            self.events.append(event)
            self.changed.notify_all()

    def until(self, seen: Callable[[], object]) -> None:
        with self.changed:
            assert self.changed.wait_for(seen, LIMIT_S), [type(event).__name__ for event in self.events]

    def said(self) -> list[it.InterpretedUtterance]:
        """Utterances whose translation was said to its end."""
        told = [event.utterance for event in self.events if isinstance(event, it.UtteranceInterpreted)]
        return [utterance for utterance in told if utterance.said_aloud]

    def has(self, kind: type) -> bool:
        return any(isinstance(event, kind) for event in self.events)


@pytest.fixture
def app(paths: Paths, tmp_path: Path, two_speakers: TwoSpeakers) -> Iterator[App]:
    pause = np.zeros(6 * RATE, np.int16)
    talk = np.concatenate([pause[: RATE // 2], two_speakers.english, pause, two_speakers.portuguese, pause])
    services = build_services(paths)
    sound = RecordedSound(talk.astype("<i2").tobytes())
    store = SqliteConversations(tmp_path / "talk.sqlite", services.clock.now)
    app: App
    worker = ConversationWorker(services, store, sound, lambda event: app.sink(event))
    app = App(worker, sound)
    worker.adopt(Wishes(llm="off"))
    worker.start()
    yield app
    assert worker.stop()


def test_two_people_are_interpreted_aloud_and_the_conversation_is_told(app: App, tmp_path: Path) -> None:
    app.until(lambda: any(e == ev.StateChanged(AssistantState.READY) for e in app.events))
    app.worker.interpret(lambda line: line.open("en", "pt"))
    app.until(lambda: len(app.said()) == 2)
    assert [(one.speaker, one.listener, one.route) for one in app.said()] == [
        ("en", "pt", "local"),
        ("pt", "en", "local"),
    ]
    assert "Kyoto" in app.said()[0].target and "museum" in app.said()[1].target
    assert len(app.sound.played) > 2 * RATE, "both translations were heard"
    app.worker.interpret(lambda line: line.export(str(tmp_path / "talk.md")))
    app.worker.interpret(lambda line: line.leave())
    app.until(lambda: app.has(it.InterpreterClosed))
    known: list[str] = []
    asked = threading.Event()

    def look(session: object) -> None:
        items = session._answer.history.items((), True, False)  # type: ignore[attr-defined]
        known.extend(str(item.content[0].text) for item in items)
        asked.set()

    app.worker.do(look)
    assert asked.wait(LIMIT_S)
    assert len(known) == 1 and "Portuguese: O museu" in known[0]
    assert "museum" in (tmp_path / "talk.md").read_text(encoding="utf-8")


def test_asked_for_in_words_it_opens_once_the_answer_was_given(app: App) -> None:
    app.until(lambda: any(e == ev.StateChanged(AssistantState.READY) for e in app.events))
    app.worker.do(lambda session: session.say("Interpret between English and Portuguese"))
    app.until(lambda: app.has(it.InterpreterOpened))
    kinds = [type(event) for event in app.events]
    assert kinds.index(ev.AnswerFinished) < kinds.index(it.InterpreterOpened)
