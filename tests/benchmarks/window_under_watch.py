"""Runs ``wanderlust run`` as a user does and prints, as JSON lines, when its window was painted and ready to talk.

Started by ``bench_startup``, which gives the moment of starting in seconds since the epoch; ends when the window is
ready to talk and its map has its labels. Nothing in the app knows that it is watched.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

started = float(sys.argv[1])

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt  # noqa: E402
from PySide6.QtWidgets import QWidget  # noqa: E402

from wanderlust.application import window  # noqa: E402
from wanderlust.cli import run  # noqa: E402
from wanderlust.domain.assistant_state import AssistantState  # noqa: E402
from wanderlust.domain.events import LabelTownsLoaded, StateChanged  # noqa: E402


def stamp(what: str) -> None:
    """Print how long after the start something happened."""
    sys.stdout.write(json.dumps({"at": what, "seconds": round(time.time() - started, 3)}) + "\n")
    sys.stdout.flush()


class PaintWatch(QObject):
    """Tells when a widget of the window has been painted and its frame is with the window system.

    A paint event is seen before it is handled. An event posted then comes after the whole frame: Qt paints every
    widget of a window and hands the frame over before it returns to its loop.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._seen = False
        for widget in (window, *window.findChildren(QWidget)):
            widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._seen:
            self._seen = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
        return False

    def customEvent(self, _event: QEvent) -> None:
        stamp("painted")


class WatchedApplication(window.WindowApplication):
    """The window's application, seen from outside."""

    def __init__(self, paths: Any, make_worker: Any, on_event: Callable[[Any], None] | None = None) -> None:
        super().__init__(paths, make_worker, self._watch)
        self._paint_watch = PaintWatch(self.window)
        self._waits_for = {"ready", "labels"}

    def _watch(self, event: Any) -> None:
        reached = ""
        match event:
            case StateChanged(state=AssistantState.READY):
                reached = "ready"
            case LabelTownsLoaded():
                reached = "labels"
        if reached in self._waits_for:
            stamp(reached)
            self._waits_for.remove(reached)
            if not self._waits_for:
                self.qt.quit()


stamp("imported")
window.WindowApplication = WatchedApplication  # type: ignore[misc]
sys.exit(run(["run"]))
