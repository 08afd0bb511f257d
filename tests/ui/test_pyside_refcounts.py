"""Guards the pin of PySide6: 6.12.0 on Python 3.11 drops a reference to True and None on every call."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication


class Sender(QObject):
    sent = Signal(bool)
    bare = Signal()


def test_two_thousand_signals_leave_the_constants_alone(qapp: QApplication) -> None:
    sender = Sender()
    sender.sent.connect(lambda value: None)
    sender.bare.connect(lambda: None)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(2_000):
        sender.sent.emit(True)
        sender.bare.emit()
    after = sys.getrefcount(True), sys.getrefcount(None)
    # A few references come and go with the loop itself; a leak or a loss is one a call.
    assert abs(after[0] - before[0]) < 100
    assert abs(after[1] - before[1]) < 100
