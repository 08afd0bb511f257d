"""The README's conversation where no display is: a recorded question through the real session, engine, map, window."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from PySide6.QtCore import QTimer

from wanderlust.application.conversation_worker import ConversationWorker
from wanderlust.application.event_lines import as_text_lines
from wanderlust.application.services import build_services
from wanderlust.application.sound import RecordedSound
from wanderlust.application.window import WindowApplication, picture
from wanderlust.assistant.ports import EventSink
from wanderlust.domain import events as ev
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav, write_wav
from wanderlust.settings.paths import Paths
from wanderlust.store.conversations import SqliteConversations

RATE = 24_000
TIME_LIMIT_MS = 90_000
SETTLE_MS = 1_500  # the map's flight and its last tiles


class Showcase:
    """Speaks the bundled question once the engine listens, and writes down what came of it."""

    def __init__(self, paths: Paths, out: Path, conversations: Path) -> None:
        question = paths.resources / "speech" / "where_is_kyoto.wav"
        self._sound = RecordedSound(to_int16(read_wav(question, RATE)).tobytes())
        self._out = out
        self._conversations = conversations
        self._paths = paths
        self._asked = False
        self.exit_code = 1
        self.application = WindowApplication(paths, self._make_worker, self._take)
        self.application.window.resize(1280, 800)
        QTimer.singleShot(TIME_LIMIT_MS, self._give_up)

    def _make_worker(self, sink: EventSink) -> ConversationWorker:
        services = build_services(self._paths)
        store = SqliteConversations(self._conversations, services.clock.now)
        self._worker = ConversationWorker(services, store, self._sound, sink)
        return self._worker

    def _take(self, event: ev.DomainEvent) -> None:
        for line in as_text_lines(event):
            sys.stdout.write(line + "\n")
        sys.stdout.flush()
        match event:
            case ev.StateChanged(state=AssistantState.READY) if not self._asked:
                self._asked = True
                self._worker.do(lambda session: session.set_hands_free(True))
            case ev.AnswerFinished():
                self._worker.do(lambda session: session.set_hands_free(False))
                QTimer.singleShot(SETTLE_MS, self._finish)
            case ev.Notice(kind="error"):
                sys.stderr.write(f"{event.sentence} {event.follow_up}\n")
            case ev.StateChanged(state=AssistantState.TROUBLE):
                self.application.qt.quit()

    def _finish(self) -> None:
        reply, window = self._out / "reply.wav", self._out / "window.png"
        self._out.mkdir(parents=True, exist_ok=True)
        write_wav(reply, np.frombuffer(self._sound.played, "<i2"), RATE)
        picture(self.application.window, window)
        sys.stdout.write(f"The spoken answer is in {reply}, a picture of the window in {window}.\n")
        self.exit_code = 0
        self.application.qt.quit()

    def _give_up(self) -> None:
        sys.stderr.write("No answer came within 90 seconds. Run `wanderlust doctor`.\n")
        self.application.qt.quit()


def showcase(paths: Paths, out: Path) -> int:
    """Hold the conversation; 0 when it was answered."""
    sys.stdout.write("There is no display, so I hold one conversation without it.\n")
    with tempfile.TemporaryDirectory(prefix="wanderlust-") as folder:
        show = Showcase(paths, out, Path(folder) / "conversations.sqlite")
        show.application.run()
        return show.exit_code
