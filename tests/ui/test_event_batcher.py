"""Events from other threads reach the GUI thread in order and in few batches."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from wanderlust.domain.events import DomainEvent, NoticeCleared
from wanderlust.ui.event_batcher import BATCH_MS, EventBatcher


def event(number: int, who: str = "") -> NoticeCleared:
    return NoticeCleared(f"{who}{number}")


class Taken:
    """What was delivered, batch by batch, and on which thread."""

    def __init__(self) -> None:
        self.batches: list[tuple[DomainEvent, ...]] = []
        self.threads: set[QThread] = set()

    def __call__(self, batch: tuple[DomainEvent, ...]) -> None:
        self.batches.append(batch)
        self.threads.add(QThread.currentThread())

    @property
    def events(self) -> list[DomainEvent]:
        return [event for batch in self.batches for event in batch]


def test_what_is_posted_together_is_delivered_together_and_in_order(qtbot: QtBot) -> None:
    taken = Taken()
    batcher = EventBatcher(taken)
    posted = [event(number) for number in range(100)]
    for one in posted:
        batcher.post(one)
    assert taken.batches == [], "nothing is delivered inside post"
    qtbot.waitUntil(lambda: len(taken.events) == 100)
    assert taken.batches == [tuple(posted)]


def test_threads_post_and_the_gui_thread_is_given(qtbot: QtBot) -> None:
    taken = Taken()
    batcher = EventBatcher(taken)

    def post_all(who: str) -> None:
        for number in range(500):
            batcher.post(event(number, who))

    threads = [threading.Thread(target=post_all, args=(who,)) for who in "abcd"]
    for thread in threads:
        thread.start()
    qtbot.waitUntil(lambda: len(taken.events) == 2000)
    for thread in threads:
        thread.join()
    assert taken.threads == {QThread.currentThread()}
    for who in "abcd":
        mine = [e for e in taken.events if isinstance(e, NoticeCleared) and e.topic.startswith(who)]
        assert mine == [event(number, who) for number in range(500)], "each thread's order is kept"


def test_a_storm_comes_in_few_batches(qtbot: QtBot) -> None:
    taken = Taken()
    batcher = EventBatcher(taken)
    began = time.monotonic()

    def storm() -> None:
        for number in range(10_000):
            batcher.post(event(number))

    thread = threading.Thread(target=storm)
    thread.start()
    qtbot.waitUntil(lambda: len(taken.events) == 10_000)
    thread.join()
    most = (time.monotonic() - began) * 1000 / (BATCH_MS - 1) + 2  # however slow the machine: one in every 33 ms
    assert len(taken.batches) <= most
    assert taken.events == [event(number) for number in range(10_000)]


def test_what_a_delivery_posts_comes_in_the_next_batch(qtbot: QtBot) -> None:
    batches: list[tuple[DomainEvent, ...]] = []

    def deliver(batch: tuple[DomainEvent, ...]) -> None:
        batches.append(batch)
        if len(batches) < 3:
            batcher.post(event(len(batches)))

    batcher = EventBatcher(deliver)
    batcher.post(event(0))
    qtbot.waitUntil(lambda: len(batches) == 3)
    assert batches == [(event(0),), (event(1),), (event(2),)]


def test_idle_costs_nothing(qtbot: QtBot) -> None:
    taken = Taken()
    batcher = EventBatcher(taken)
    assert not batcher._timer.isActive()
    batcher.post(event(0))
    qtbot.waitUntil(lambda: bool(taken.batches))
    assert not batcher._timer.isActive(), "no timer runs once all is delivered"
