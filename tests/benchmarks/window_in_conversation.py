"""Runs ``wanderlust run`` with an open microphone, moves the map after every answer, and prints what happens.

Started by ``bench_memory``, which speaks the questions; a JSON line says that the window is ready, and that an answer
was given and the map moved. Ends with its standard input.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from wanderlust.application import window
from wanderlust.cli import run
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.events import AnswerFinished, MicrophoneChanged, Notice, StateChanged, TurnFinished

KEY = Qt.Key
# From the answer's place outwards and back in, a look around at each height.
MOVES = (
    *(KEY.Key_Plus,) * 6,
    *(KEY.Key_Left,) * 12,
    *(KEY.Key_Up,) * 8,
    *(KEY.Key_Minus,) * 12,
    *(KEY.Key_Right,) * 16,
    *(KEY.Key_Down,) * 8,
    *(KEY.Key_Plus,) * 8,
    *(KEY.Key_Left,) * 12,
)
MOVE_MS = 40


def say(what: str, **more: object) -> None:
    """One line of JSON on stdout, at once."""
    sys.stdout.write(json.dumps({"at": what, **more}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


class ConversingApplication(window.WindowApplication):
    """The window's application, talked to and moved about from outside."""

    def __init__(self, paths: Any, make_worker: Any, on_event: Callable[[Any], None] | None = None) -> None:
        super().__init__(paths, make_worker, self._watch)
        self._opened = False
        self._moves: Iterator[Qt.Key] = iter(())
        self._mover = QTimer(interval=MOVE_MS)
        self._mover.timeout.connect(self._move)
        threading.Thread(target=self._end_with_stdin, daemon=True).start()

    def _end_with_stdin(self) -> None:
        sys.stdin.read()
        QTimer.singleShot(0, self.qt, self.qt.quit)

    def _watch(self, event: Any) -> None:
        match event:
            case StateChanged(state=AssistantState.READY) if not self._opened:
                self._opened = True
                self.window.intents.talk_toggled.emit()
            case MicrophoneChanged(open=True):
                say("ready")
            case TurnFinished(turn):
                say("turn", speaker=turn.speaker.value, text=turn.text)
            case AnswerFinished():
                self._moves = iter(MOVES)
                self._mover.start()
            case Notice(kind="error"):
                say("trouble", sentence=event.sentence)

    def _move(self) -> None:
        key = next(self._moves, None)
        if key is None:
            self._mover.stop()
            say("answered")
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.postEvent(self._map, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


window.WindowApplication = ConversingApplication  # type: ignore[misc]
sys.exit(run(["run"]))
