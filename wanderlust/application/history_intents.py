"""What the traveller wants of the past, brought to the history on the conversation's thread."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from wanderlust.ui.history.history_intents import HistoryIntents
from wanderlust.ui.preferences.privacy_desk import PrivacyDesk

if TYPE_CHECKING:
    from wanderlust.application.history_line import HistoryLine

Order = Callable[[Callable[[Any], None]], None]
"""Has the conversation's worker do something, now or once it is there."""


def connect_history(intents: HistoryIntents, order: Order) -> None:
    """Bring every intent of the history to the worker."""

    def line(action: Callable[[HistoryLine], Awaitable[None] | None]) -> None:
        order(lambda worker: worker.history(action))

    intents.shown.connect(lambda words, skip: line(lambda one: one.show(words, skip)))
    intents.reopened.connect(lambda key, moment: line(lambda one: one.reopen(key, moment)))
    intents.renamed.connect(lambda key, name: line(lambda one: one.rename(key, name)))
    intents.deleted.connect(lambda keys: line(lambda one: one.delete(keys)))
    intents.all_deleted.connect(lambda: line(lambda one: one.delete_all()))
    intents.exported.connect(lambda key, title, path: line(lambda one: one.export(key, title, path)))
    intents.talk_exported.connect(lambda title, path: line(lambda one: one.export_open(title, path)))
    intents.older.connect(lambda first: line(lambda one: one.older(first)))
    intents.gone_to.connect(lambda first, moment: line(lambda one: one.go_to(first, moment)))
    intents.sought.connect(lambda words: line(lambda one: one.find(words)))


def connect_privacy(desk: PrivacyDesk, order: Order, key_names: Callable[[], tuple[str, ...]]) -> None:
    """Bring what the page of privacy asks for to the worker; ``key_names`` tells under which keys may be kept."""

    def line(action: Callable[[HistoryLine], Awaitable[None] | None]) -> None:
        order(lambda worker: worker.history(action))

    def erase() -> None:
        names = key_names()
        line(lambda one: one.erase_everything(names))

    desk.measured.connect(lambda: line(lambda one: one.measure()))
    desk.caches_deleted.connect(lambda: line(lambda one: one.delete_caches()))
    desk.everything_erased.connect(erase)
