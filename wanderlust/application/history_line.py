"""The history of one run of the app: which conversation is open, what was said in others, and what is forgotten."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from wanderlust.application.cloud_clerk import key_store
from wanderlust.application.erasing import Eraser
from wanderlust.application.history_exports import write_entry
from wanderlust.application.services import Services
from wanderlust.assistant.ports import EventSink
from wanderlust.domain import events as ev
from wanderlust.domain import history as hi
from wanderlust.domain.conversation import Speaker as Who
from wanderlust.domain.conversation import Turn
from wanderlust.domain.errors import StorageFailed
from wanderlust.store.calls import SqliteCalls
from wanderlust.store.conversations import SqliteConversations
from wanderlust.store.history import SqliteHistory
from wanderlust.web.answer_cache import empty

log = logging.getLogger(__name__)

SHOWN_TURNS = 300  # of a conversation that is opened; older ones come when they are scrolled to
PAGE = 100
MONTH = timedelta(days=30)
ROOM = 60  # turns before a moment that is jumped to
UPKEEP_S = 6 * 3600.0

Again = Callable[[], Awaitable[None]]


class Forgetful(Protocol):
    """What holds the conversation."""

    async def begin_anew(self) -> None:
        """Stop, and forget what was said: the next server is told what the store has open by then."""
        ...


class HistoryLine:
    """Every method is called on the conversation's loop.

    Args:
        services: Where data lies, the clock, and what the tools remember of places.
        store: The open conversation.
        session: Forgets what was said when another talk is opened.
        sink: Takes events.
        leave_interpreter: Two people who are being interpreted come to an end first.
        renew: Begins anew with the server, which is told the talk that is open now.
    """

    def __init__(
        self,
        services: Services,
        store: SqliteConversations,
        session: Forgetful,
        sink: EventSink,
        leave_interpreter: Again,
        renew: Again,
    ) -> None:
        self._services, self._store, self._session, self._sink = services, store, session, sink
        self._leave_interpreter, self._renew = leave_interpreter, renew
        paths, now = services.paths, services.clock.now
        self._past = SqliteHistory(paths.conversations, now)
        self._calls = SqliteCalls(paths.conversations, now)
        self._keep: hi.Keep = "always"
        self._upkeep: asyncio.Task[None] | None = None

    # -- which one is open ------------------------------------------------------------------------------------

    async def restore(self) -> None:
        """Open the last conversation of an earlier run, as the app starts."""
        try:
            warning = await self._store.start()
            if warning:
                self._sink(ev.Notice("warning", warning, "", "disk"))
            turns = await self._store.last(SHOWN_TURNS)
            if turns:
                key = hi.Key.of(hi.Kind.TALK, self._store.number)
                await self._show(await self._past.name(key), turns)
        except StorageFailed as error:
            self._sink(ev.Notice("error", error.sentence, error.remedy, "disk"))
        self._upkeep = asyncio.create_task(self._forget_now_and_then())

    async def begin_anew(self) -> None:
        """A new conversation."""
        await self._leave_interpreter()
        await self._session.begin_anew()
        self._services.dispatch.context.focus.show((), None)
        try:
            await self._store.new_conversation()
        except StorageFailed as error:
            self._sink(ev.Notice("error", error.sentence, error.remedy, "disk"))
        self._sink(ev.ConversationOpened(""))
        self._sink(ev.PlacesShown(()))
        await self._renew()

    async def reopen(self, key: hi.Key, moment: hi.Moment | None = None) -> None:
        """Go on with an earlier conversation, perhaps at a moment of it; raises StorageFailed."""
        if key.number == self._store.number:
            if moment is not None:
                await self.go_to(None, moment)
            return
        await self._leave_interpreter()
        title, turns = await self._store.reopen(key.number, SHOWN_TURNS)
        await self._session.begin_anew()
        self._services.dispatch.context.focus.show((), None)
        self._sink(ev.PlacesShown(()))
        if moment is not None and not any(_is(turn, moment) for turn in turns):
            turns = tuple(await self._past.back_to(key.number, None, moment, ROOM))
        await self._show(await self._past.name(hi.Key.of(hi.Kind.TALK, key.number)) or title, turns, moment)
        await self._renew()

    async def _show(self, title: str, turns: Sequence[Turn], moment: hi.Moment | None = None) -> None:
        number = self._store.number
        first = hi.Moment(turns[0].id, turns[0].at) if turns else None
        older = first is not None and bool(number) and bool(await self._past.before(number, first, 1))
        self._sink(ev.ConversationOpened(title, tuple(turns), number, older, moment))
        shown = next((t.places for t in reversed(turns) if t.speaker is Who.ASSISTANT and t.places), ())
        if shown:
            self._services.dispatch.context.focus.show(shown, len(shown) - 1)
            self._sink(ev.PlacesShown(shown, len(shown) - 1))

    # -- reading in the open one ------------------------------------------------------------------------------

    async def older(self, first: hi.Moment) -> None:
        """The turns before the first that the window has; raises StorageFailed."""
        number = self._store.number
        turns = await self._past.before(number, first, SHOWN_TURNS) if number else []
        self._sink(hi.OlderTurns(number, tuple(turns), len(turns) == SHOWN_TURNS))

    async def go_to(self, first: hi.Moment | None, moment: hi.Moment) -> None:
        """Bring a turn of the open conversation into sight; ``first`` is the first the window has."""
        number = self._store.number
        turns = await self._past.back_to(number, first, moment, ROOM) if number and first is not None else []
        begin = hi.Moment(turns[0].id, turns[0].at) if turns else first
        more = begin is not None and number > 0 and bool(await self._past.before(number, begin, 1))
        self._sink(hi.OlderTurns(number, tuple(turns), more, moment))

    async def find(self, words: str) -> None:
        """Where words stand in the open conversation; raises StorageFailed."""
        number = self._store.number
        found = await self._past.find(number, words) if number else []
        self._sink(hi.FoundInTalk(words, number, tuple(found)))

    # -- the list ---------------------------------------------------------------------------------------------

    async def show(self, words: str = "", skip: int = 0) -> None:
        """A page of the history, or of what holds these words; raises StorageFailed."""
        ask = self._past.search(words, skip, PAGE + 1) if words else self._past.page(skip, PAGE + 1)
        entries = await ask
        self._sink(hi.HistoryShown(tuple(entries[:PAGE]), words, skip, len(entries) > PAGE))

    async def rename(self, key: hi.Key, name: str) -> None:
        """Call an entry so; raises StorageFailed."""
        await self._past.rename(key, " ".join(name.split()))
        if key == hi.Key.of(hi.Kind.TALK, self._store.number):
            self._sink(hi.TalkNamed(" ".join(name.split())))
        self._sink(hi.HistoryChanged())

    async def delete(self, keys: Sequence[hi.Key]) -> None:
        """Forget entries, and what their lookups left in the cache; raises StorageFailed."""
        if any(key.kind != hi.Kind.CALL.value and key.number == self._store.number for key in keys):
            await self.begin_anew()
        await self._past.delete(keys)
        await self.empty_cache()
        self._sink(hi.HistoryChanged())

    async def delete_all(self) -> None:
        """Forget every talk and call; raises StorageFailed."""
        await self.begin_anew()
        await self._past.delete_all()
        await self.empty_cache()
        self._sink(hi.HistoryChanged())

    async def export(self, key: hi.Key, title: str, path: str) -> None:
        """Write an entry to a file; raises BadInput and StorageFailed."""
        if key.kind == hi.Kind.CALL.value:
            call = await self._calls.call(key.number)
            await asyncio.to_thread(write_entry, call, title, Path(path))
        else:
            turns = await self._past.turns(key)
            await asyncio.to_thread(write_entry, turns, title, Path(path))
        self._sink(ev.Notice("info", f"It is in {Path(path).name}.", "", "export"))

    async def export_open(self, title: str, path: str) -> None:
        """Write the open conversation to a file; raises BadInput and StorageFailed."""
        number = self._store.number
        if number:
            await self.export(hi.Key.of(hi.Kind.TALK, number), title, path)
            return
        await asyncio.to_thread(write_entry, await self._store.last(1_000_000), title, Path(path))
        self._sink(ev.Notice("info", f"It is in {Path(path).name}.", "", "export"))

    # -- what is kept -----------------------------------------------------------------------------------------

    def keep(self, keep: hi.Keep) -> None:
        """How long talks and calls are kept from now on."""
        changed, self._keep = keep != self._keep, keep
        self._store.set_keeping(keep != "never")
        if changed and self._upkeep is not None:
            self._upkeep.cancel()
            self._upkeep = asyncio.create_task(self._forget_now_and_then())

    async def empty_cache(self) -> None:
        """What was looked up on the internet is forgotten; raises StorageFailed."""
        try:
            await asyncio.to_thread(empty, self._services.paths.answers)
            await asyncio.to_thread(empty, self._services.paths.tiles)
        except sqlite3.Error as error:
            raise StorageFailed(
                f"I cannot empty the cache: {error}.", "Close other windows of mine, and try again."
            ) from error

    async def measure(self) -> None:
        """How much of this computer is in use."""
        self._sink(await asyncio.to_thread(self._eraser().measure))

    async def delete_caches(self) -> None:
        """Everything that can be made again; raises StorageFailed."""
        await self.empty_cache()
        await asyncio.to_thread(self._eraser().delete_caches)
        await self.measure()

    async def erase_everything(self, names: Sequence[str]) -> None:
        """Forget the traveller: talks, calls, plans, costs, caches, logs, preferences and keys.

        Args:
            names: Under which keys may be kept, beside those of the servers that were ever used.

        Raises:
            StorageFailed, KeyringFailed: Something is still there; the rest is gone.
        """
        await self.begin_anew()
        await self._past.delete_all()
        await self.empty_cache()
        try:
            await self._services.online.kept.forget()
            await self._eraser().erase(names, key_store(self._services.paths).forget)
        finally:
            await self._services.trips.forget()
            self._sink(hi.HistoryChanged())
            self._sink(hi.EverythingErased())
            await self.measure()

    def close(self) -> None:
        """The app ends."""
        if self._upkeep is not None:
            self._upkeep.cancel()
        self._past.close()
        self._calls.close()

    def _eraser(self) -> Eraser:
        return Eraser(self._services.paths)

    async def _forget_now_and_then(self) -> None:
        while True:
            await self._forget_old()
            await asyncio.sleep(UPKEEP_S)

    async def _forget_old(self) -> None:
        """What is older than it may be goes; the conversation that is open stays until another one is."""
        now = self._services.clock.now()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        try:
            match self._keep:
                case "always":
                    gone = 0
                case "month":
                    gone = await self._past.forget_before(now - MONTH, self._store.number)
                case "never":  # what a call of today cost counts for the day's limits
                    gone = await self._past.forget_before(midnight, calls_only=True)
            if gone:
                self._sink(hi.HistoryChanged())
        except StorageFailed as error:
            log.warning("old talks could not be forgotten: %s", error)


def _is(turn: Turn, moment: hi.Moment) -> bool:
    return turn.id == moment.turn and turn.at == moment.at
