"""The worker thread: one asyncio loop that holds the conversation, restarts the engine, and reports events."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from enum import IntEnum
from typing import Protocol

from wanderlust.application.services import ENGINE_MODEL, Services, engine_process, new_id
from wanderlust.application.wishes import Wishes
from wanderlust.assistant.ports import EventSink, Microphone, Speaker, VoiceWatch
from wanderlust.assistant.session import Session
from wanderlust.assistant.session_parts import SessionParts
from wanderlust.domain import events as ev
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.conversation import Speaker as Who
from wanderlust.domain.errors import ConnectionFailed, EngineFailed, StorageFailed, WanderlustError
from wanderlust.realtime.connection import RealtimeConnection, open_connection
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_speech import spoken
from wanderlust.settings.preferences import EchoMode
from wanderlust.store.conversations import SqliteConversations

log = logging.getLogger(__name__)

SHOWN_TURNS = 300
LABEL_POPULATION = 1000
LEVEL_SECONDS = 1 / 30
RESTART_SECONDS = (0.2, 1.0, 3.0)  # waited before each restart; after the last the traveller is asked
STOP_LIMIT_S = 5.0
BUSY = frozenset(
    {
        AssistantState.HEARING,
        AssistantState.HELD,
        AssistantState.THINKING,
        AssistantState.TOOL_RUNNING,
        AssistantState.SPEAKING,
    }
)


class Renewal(IntEnum):
    """What is made anew on purpose when a connection ends: nothing, the connection, or the engine as well."""

    NONE = 0
    LINK = 1
    ENGINE = 2


class Sound(Protocol):
    """A speaker and a microphone with one life."""

    @property
    def speaker(self) -> Speaker: ...

    @property
    def microphone(self) -> Microphone | None: ...

    @property
    def full_duplex(self) -> bool:
        """Whether the microphone hears only the traveller."""
        ...

    @property
    def voice(self) -> VoiceWatch | None:
        """Tells when the traveller speaks over an answer, where anything does."""
        ...

    def set_echo_control(self, mode: EchoMode) -> None:
        """Take the voice played out of what is recorded, or not; from any thread."""
        ...

    def start(self, sink: EventSink) -> None: ...

    def close(self) -> None: ...


class ConversationWorker:
    """Runs the session off the GUI thread.

    Args:
        services: Places, tools, clock.
        store: Where finished turns go.
        sound: Speaker and microphone.
        sink: Takes domain events, called on the worker thread (and on the sound thread for devices).
    """

    def __init__(self, services: Services, store: SqliteConversations, sound: Sound, sink: EventSink) -> None:
        self._services = services
        self._store = store
        self._sound = sound
        self._sink = sink
        self._thread = threading.Thread(target=self._main, name="conversation", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._session: Session | None = None
        self._link: RealtimeConnection | None = None
        self._engine: EngineProcess | None = None
        self._ended: asyncio.Event | None = None
        self._retry: asyncio.Event | None = None
        self._renewing = Renewal.NONE
        self._wishes = Wishes()
        self._idle: asyncio.Event | None = None
        self._started = threading.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin; returns after a few milliseconds, when orders are taken."""
        self._thread.start()
        self._started.wait(STOP_LIMIT_S)

    def stop(self) -> bool:
        """End the conversation and the engine; False when that took more than five seconds."""
        if not self._thread.is_alive():
            return True
        self._started.wait(STOP_LIMIT_S)
        loop, ended = self._loop, self._ended
        if loop is not None and ended is not None:
            loop.call_soon_threadsafe(ended.set)
        self._thread.join(STOP_LIMIT_S)
        return not self._thread.is_alive()

    def do(self, action: Callable[[Session], Awaitable[None] | None]) -> None:
        """Have the session do something, from any thread; errors become notices."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(lambda: self._keep(asyncio.ensure_future(self._act(action))))

    def adopt(self, wishes: Wishes) -> None:
        """Hold the conversation like this from now on, from any thread, before the start or after."""
        loop = self._loop
        if loop is None:
            self._wishes = wishes
            self._sound.set_echo_control(wishes.echo)
        elif not loop.is_closed():
            loop.call_soon_threadsafe(self._adopt, wishes)

    def restart_engine(self) -> None:
        """Start the engine anew as soon as nothing is being said, from any thread: its packs are others."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._renew, Renewal.ENGINE)

    def new_talk(self) -> None:
        """Begin a new conversation, from any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(lambda: self._keep(asyncio.ensure_future(self._begin_anew())))

    def search(self, name: str) -> None:
        """Show a typed place on the map without a word, from any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(lambda: self._keep(asyncio.ensure_future(self._search(name))))

    def say_rest(self, words: str) -> None:
        """Say the words of an answer that were cut off, from any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(lambda: self._keep(asyncio.ensure_future(self._say_rest(words))))

    def retry(self) -> None:
        """Try again to start the engine, from any thread."""
        loop, retry = self._loop, self._retry
        if loop is not None and retry is not None and not loop.is_closed():
            loop.call_soon_threadsafe(retry.set)

    # -- on the worker thread ---------------------------------------------------------------------------------

    def _keep(self, task: asyncio.Task[None]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _main(self) -> None:
        asyncio.run(self._run())

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ended, self._retry, self._idle = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._idle.set()
        self._session = Session(
            SessionParts(
                dispatch=self._services.dispatch,
                speaker=self._sound.speaker,
                microphone=self._sound.microphone,
                store=self._store,
                clock=self._services.clock,
                sink=self._watched,
                new_id=new_id,
                full_duplex=self._sound.full_duplex,
                voice=self._sound.voice,
                talk=self._wishes.talk,
            )
        )
        self._started.set()
        self._sink(ev.StateChanged(AssistantState.CONNECTING))
        work = [asyncio.create_task(job) for job in (self._converse(), self._tell_levels(), self._load_labels())]
        self._sound.start(self._sink)
        try:
            await self._ended.wait()
        finally:
            for task in (*work, *self._tasks):
                task.cancel()
            await asyncio.gather(*work, *self._tasks, return_exceptions=True)
            self._sound.close()
            try:
                await self._store.close()
            except StorageFailed as error:
                log.error("%s", error)
            self._services.close()

    async def _act(self, action: Callable[[Session], Awaitable[None] | None]) -> None:
        assert self._session is not None
        try:
            result = action(self._session)
            if result is not None:
                await result
        except WanderlustError as error:
            self._sink(ev.Notice("warning", error.sentence, error.remedy, "input"))

    def _watched(self, event: ev.DomainEvent) -> None:
        """Hand the session's events on, and know when nothing is being said."""
        if isinstance(event, ev.StateChanged) and self._idle is not None:
            if event.state in BUSY:
                self._idle.clear()
            else:
                self._idle.set()
        self._sink(event)

    def _adopt(self, wishes: Wishes) -> None:
        assert self._session is not None
        before, self._wishes = self._wishes, wishes
        if wishes.echo != before.echo:
            self._sound.set_echo_control(wishes.echo)
        self._session.adopt(wishes.talk)
        if wishes.llm != before.llm:
            self._renew(Renewal.ENGINE)
        elif wishes.talk.voice != before.talk.voice:
            self._renew(Renewal.LINK)  # a connection that has spoken keeps its voice

    def _renew(self, what: Renewal) -> None:
        self._keep(asyncio.ensure_future(self._renew_when_idle(what)))

    async def _renew_when_idle(self, what: Renewal) -> None:
        assert self._idle is not None and self._retry is not None
        await self._idle.wait()
        if self._link is not None:
            self._renewing = max(self._renewing, what)
            await self._link.close()
        elif what is Renewal.ENGINE:
            self._retry.set()  # it may have failed for the want of what is there now

    async def _begin_anew(self) -> None:
        assert self._session is not None
        await self._session.stop()
        self._services.dispatch.context.focus.show((), None)
        try:
            await self._store.new_conversation()
        except StorageFailed as error:
            self._sink(ev.Notice("error", error.sentence, error.remedy, "disk"))
        self._sink(ev.ConversationOpened(""))
        self._sink(ev.PlacesShown(()))
        if self._link is not None:
            self._renewing = max(self._renewing, Renewal.LINK)
            await self._link.close()

    async def _search(self, name: str) -> None:
        try:
            answer = await self._services.places.find(name)
        except WanderlustError as error:
            self._sink(ev.Notice("warning", error.sentence, error.remedy, "search"))
            return
        places = tuple(match.place for match in answer.matches)
        if not places:
            self._sink(ev.Notice("info", f"I do not know “{name}”.", "Try its full name, or its country.", "search"))
            return
        shown = places if answer.ambiguous else places[:1]
        self._services.dispatch.context.focus.show(shown, 0)
        self._sink(ev.NoticeCleared("search"))
        self._sink(ev.PlacesShown(shown, 0))

    async def _say_rest(self, words: str) -> None:
        assert self._session is not None
        if self._engine is None or not self._engine.running:
            self._sink(ev.Notice("warning", "The voice on this computer is not ready yet.", "Try again.", "engine"))
            return
        try:
            pcm = await spoken(self._engine, words)
        except WanderlustError as error:
            self._sink(ev.Notice("warning", error.sentence, error.remedy, "engine"))
            return
        await self._session.recite(words, pcm)

    async def _converse(self) -> None:
        await self._restore()
        assert self._session is not None and self._retry is not None
        failures = 0
        while True:
            started_with = self._wishes.llm
            engine = self._engine = engine_process(started_with)
            self._renewing = Renewal.NONE
            try:
                await engine.start()
                self._services.translator.use(engine)
                while self._renewing is not Renewal.ENGINE and self._wishes.llm == started_with:
                    self._renewing = Renewal.NONE
                    self._link = await open_connection(engine.url, engine.token, ENGINE_MODEL)
                    holding = asyncio.ensure_future(self._session.hold(self._link))
                    try:
                        await self._until_ready_or_over(holding)
                        if self._session.ready:
                            failures = 0
                            self._sink(ev.NoticeCleared("engine"))
                        await holding
                    except ConnectionFailed:
                        if self._renewing is Renewal.NONE:
                            raise
                    finally:
                        link, self._link = self._link, None
                        holding.cancel()
                        await asyncio.gather(holding, return_exceptions=True)
                        await link.close()
            except (EngineFailed, ConnectionFailed) as error:
                failures += 1
                await self._explain(error, engine, failures)
                if failures > len(RESTART_SECONDS):
                    self._retry.clear()
                    await self._retry.wait()
                    failures = 0
                    self._sink(ev.StateChanged(AssistantState.CONNECTING))
                else:
                    await asyncio.sleep(RESTART_SECONDS[failures - 1])
            finally:
                await engine.stop()

    async def _until_ready_or_over(self, holding: asyncio.Future[None]) -> None:
        assert self._session is not None
        ready = asyncio.create_task(self._session.wait_ready())
        await asyncio.wait((ready, holding), return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()

    async def _explain(self, error: WanderlustError, engine: EngineProcess, failures: int) -> None:
        reason = await engine.farewell() or error.sentence
        log.warning("engine: %s", reason)
        if failures <= len(RESTART_SECONDS):
            sentence, follow_up = "The voice on this computer stopped.", "I start it again. Nothing you said is lost."
            self._sink(ev.Notice("warning", sentence, follow_up, "engine", reason))
            self._sink(ev.StateChanged(AssistantState.CONNECTING))
            return
        self._sink(ev.Notice("error", "The voice on this computer does not start.", reason, "engine", reason))
        self._sink(ev.StateChanged(AssistantState.TROUBLE, "Run wanderlust doctor, or try again."))

    async def _restore(self) -> None:
        try:
            warning = await self._store.start()
            if warning:
                self._sink(ev.Notice("warning", warning, "", "disk"))
            turns = await self._store.last(SHOWN_TURNS)
        except StorageFailed as error:
            self._sink(ev.Notice("error", error.sentence, error.remedy, "disk"))
            return
        if not turns:
            return
        self._sink(ev.ConversationOpened("", turns))
        shown = next((t.places for t in reversed(turns) if t.speaker is Who.ASSISTANT and t.places), ())
        if shown:
            self._services.dispatch.context.focus.show(shown, len(shown) - 1)
            self._sink(ev.PlacesShown(shown, len(shown) - 1))

    async def _load_labels(self) -> None:
        try:
            towns = await self._services.places.label_towns(LABEL_POPULATION)
        except WanderlustError as error:
            self._sink(ev.Notice("warning", error.sentence, error.remedy, "places"))
            return
        self._sink(towns)

    async def _tell_levels(self) -> None:
        silent = True
        while True:
            await asyncio.sleep(LEVEL_SECONDS if not silent else 4 * LEVEL_SECONDS)
            microphone = self._sound.microphone
            heard = microphone.level if microphone is not None else 0.0
            spoken = self._sound.speaker.level
            if heard > 0 or spoken > 0 or not silent:
                self._sink(ev.LevelChanged(heard, spoken))
            silent = heard == 0 and spoken == 0
