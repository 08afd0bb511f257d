"""Holds the conversation on the embedded engine: starts it, warms it in advance, and starts it again when it dies."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from wanderlust.application.services import ENGINE_MODEL
from wanderlust.assistant.ports import EventSink
from wanderlust.assistant.session import Session
from wanderlust.assistant.session_setup import SessionOptions
from wanderlust.domain import events as ev
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.errors import ConnectionFailed, EngineFailed, WanderlustError
from wanderlust.realtime.connection import RealtimeConnection, open_connection
from wanderlust.realtime.engine_process import EngineProcess

log = logging.getLogger(__name__)

RESTART_SECONDS = (0.2, 1.0, 3.0)  # waited before each restart; after the last the traveller is asked
OPTIONS = SessionOptions("engine")


class EngineLine:
    """The way to the embedded engine.

    Args:
        session: The conversation.
        sink: Takes notices and states.
        make_engine: Makes an engine that is not yet started.
    """

    def __init__(self, session: Session, sink: EventSink, make_engine: Callable[[], EngineProcess]) -> None:
        self._session = session
        self._sink = sink
        self._make_engine = make_engine
        self._starting = asyncio.Lock()
        self._retry = asyncio.Event()
        self._link: RealtimeConnection | None = None
        self._renewing = False
        self._stale = False
        self._was_ready = False
        self.engine: EngineProcess | None = None
        """The engine's process, or None before it was first wanted."""

    async def warm(self) -> EngineProcess:
        """A running engine, started now if there is none; raises EngineFailed."""
        async with self._starting:
            if self._stale and self.engine is not None:
                await self.engine.stop()
            self._stale = False
            if self.engine is None or not self.engine.running:
                self.engine = self._make_engine()
                await self.engine.start()
            return self.engine

    async def cool(self) -> None:
        """End the engine: nobody needs it."""
        async with self._starting:
            if self.engine is not None:
                await self.engine.stop()
                self.engine = None

    async def hold(self) -> None:
        """Hold the conversation for good; ends only by being cancelled."""
        failures = 0
        while True:
            try:
                while True:
                    await self._hold_once(await self.warm())
                    failures = 0
            except (EngineFailed, ConnectionFailed) as error:
                failures = 1 if self._was_ready else failures + 1
                await self._explain(error, failures)
                await self.cool()
                if failures > len(RESTART_SECONDS):
                    self._retry.clear()
                    await self._retry.wait()
                    failures = 0
                    self._sink(ev.StateChanged(AssistantState.CONNECTING))
                else:
                    await asyncio.sleep(RESTART_SECONDS[failures - 1])

    async def hold_once(self) -> None:
        """Hold the conversation until the engine ends.

        Raises:
            EngineFailed: It does not start.
            ConnectionFailed: It ended.
        """
        await self._hold_once(await self.warm())

    async def renew(self, engine: bool = False) -> None:
        """Begin a new connection on purpose, with the same engine or a new one; it is told what is to be known."""
        self._stale = self._stale or engine
        if self._link is not None:
            self._renewing = True
            await self._link.close()
        elif engine:
            self.retry()  # it may have failed for the want of what is there now

    def retry(self) -> None:
        """Try again to start an engine that did not."""
        self._retry.set()

    async def _hold_once(self, engine: EngineProcess) -> None:
        self._was_ready = False
        link = self._link = await open_connection(engine.url, engine.token, ENGINE_MODEL)
        holding = asyncio.ensure_future(self._session.hold(link, OPTIONS))
        try:
            await until_ready_or_over(self._session, holding)
            if self._session.ready:
                self._was_ready = True
                self._sink(ev.NoticeCleared("engine"))
            await holding
        except ConnectionFailed:
            if not self._renewing:
                raise
        finally:
            self._renewing = False
            self._link = None
            holding.cancel()
            await asyncio.gather(holding, return_exceptions=True)
            await link.close()

    async def _explain(self, error: WanderlustError, failures: int) -> None:
        farewell = await self.engine.farewell() if self.engine is not None else ""
        reason = farewell or error.sentence
        log.warning("engine: %s", reason)
        if failures <= len(RESTART_SECONDS):
            follow_up = (
                "I start it again." if self._session.lost_words else "I start it again. Nothing you said is lost."
            )
            self._sink(ev.Notice("warning", "The voice on this computer stopped.", follow_up, "engine", reason))
            self._sink(ev.StateChanged(AssistantState.CONNECTING))
            return
        self._sink(ev.Notice("error", "The voice on this computer does not start.", reason, "engine", reason))
        self._sink(ev.StateChanged(AssistantState.TROUBLE, "Run wanderlust doctor, or try again."))


async def until_ready_or_over(session: Session, holding: asyncio.Future[None]) -> None:
    """Wait until the server took the settings, or the link ended before it did."""
    ready = asyncio.create_task(session.wait_ready())
    await asyncio.wait((ready, holding), return_when=asyncio.FIRST_COMPLETED)
    ready.cancel()
