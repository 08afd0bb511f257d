"""Runs ``wanderlust run`` in a talk that never rests, asks on and on, and prints stalls of its GUI and its memory.

Started by ``bench_window_soak``, whose server answers 100 events a second. A stall is a 10 ms timer of the GUI thread
that comes more than 100 ms late; of each it is told how much of it the thread itself was working, since a machine with
other work keeps threads waiting too. One JSON line every 30 seconds; ends with its standard input.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer

from wanderlust.application import window
from wanderlust.cli import run
from wanderlust.domain.events import CloudChanged

TICK_MS = 10
STALL_S = 0.1
ASK_EVERY_S = 6.0
TELL_EVERY_S = 30.0
PLACES = ("Kyoto", "Lisbon", "Oslo", "Lima", "Cairo", "Quito", "Perth", "Hanoi", "Dakar", "Boston")


class BusyApplication(window.WindowApplication):
    """The window's application, asked something every six seconds."""

    def __init__(self, paths: Any, make_worker: Any, on_event: Callable[[Any], None] | None = None) -> None:
        super().__init__(paths, make_worker, self._watch)
        self._events = self._asked = 0
        self._stalls: list[tuple[float, float]] = []
        self._ticked = (time.monotonic(), time.thread_time())
        self._began = self._told = time.monotonic()
        self._tick = QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._note)
        self._ask = QTimer(interval=round(ASK_EVERY_S * 1000))
        self._ask.timeout.connect(self._next_question)
        threading.Thread(target=self._end_with_stdin, daemon=True).start()

    def _end_with_stdin(self) -> None:
        sys.stdin.read()
        QTimer.singleShot(0, self.qt, self.qt.quit)

    def _watch(self, event: Any) -> None:
        self._events += 1
        if isinstance(event, CloudChanged) and event.state == "held" and not self._ask.isActive():
            self._ask.start()
            self._next_question()
            # The window has painted, the map has its labels soon: what starting costs is measured elsewhere.
            QTimer.singleShot(10_000, self._tick, self._start)

    def _start(self) -> None:
        self._ticked = (time.monotonic(), time.thread_time())
        self._began = self._told = time.monotonic()
        self._tell()
        self._tick.start()

    def _next_question(self) -> None:
        place = PLACES[self._asked % len(PLACES)]
        self._asked += 1
        self.window.intents.text.emit(f"Where is {place}? (question {self._asked})")

    def _note(self) -> None:
        now, worked = time.monotonic(), time.thread_time()
        late = now - self._ticked[0] - TICK_MS / 1000
        if late > STALL_S:
            self._stalls.append((late, worked - self._ticked[1]))
        self._ticked = (now, worked)
        if now - self._told >= TELL_EVERY_S:
            self._told = now
            self._tell()

    def _tell(self) -> None:
        resident = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
        told = {
            "minute": round((time.monotonic() - self._began) / 60, 2),
            "rss_mb": round(resident, 1),
            "questions": self._asked,
            "events_shown": self._events,
            "stalls": [{"late_ms": round(late * 1000), "own_work_ms": round(own * 1000)} for late, own in self._stalls],
        }
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


window.WindowApplication = BusyApplication  # type: ignore[misc]
sys.exit(run(["run"]))
