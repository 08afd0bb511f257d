"""Brings events from other threads to the GUI thread, many at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from wanderlust.domain.events import DomainEvent

BATCH_MS = 33  # one signal an event livelocks the GUI at 1,000 events a second; 30 batches a second do not


class EventBatcher(QObject):
    """Collects events and delivers them in order, at most one batch every 33 ms; idle costs nothing."""

    _posted = Signal()

    def __init__(self, deliver: Callable[[tuple[DomainEvent, ...]], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deliver = deliver
        self._lock = threading.Lock()
        self._waiting: list[DomainEvent] = []
        self._delivered_at = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._flush)
        self._posted.connect(self._schedule, Qt.ConnectionType.QueuedConnection)

    def post(self, event: DomainEvent) -> None:
        """Take an event; from any thread."""
        with self._lock:
            self._waiting.append(event)
            first = len(self._waiting) == 1
        if first:
            self._posted.emit()

    @Slot()
    def _schedule(self) -> None:
        if not self._timer.isActive():
            since = (time.monotonic() - self._delivered_at) * 1000
            self._timer.start(max(0, round(BATCH_MS - since)))

    @Slot()
    def _flush(self) -> None:
        with self._lock:
            batch, self._waiting = tuple(self._waiting), []
        self._delivered_at = time.monotonic()
        if batch:
            self._deliver(batch)
