"""Holds the conversation on a server of the Realtime wire: one connection after the other, watched and rotated."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from wanderlust.application.engine_line import until_ready_or_over
from wanderlust.application.metering import CloudMetering
from wanderlust.application.services import new_id
from wanderlust.assistant.metered_link import MeteredLink, limit_reached
from wanderlust.assistant.ports import RealtimeLink
from wanderlust.assistant.session import Session
from wanderlust.assistant.session_setup import SessionOptions, TalkSettings
from wanderlust.domain import connection_trouble
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.realtime.connection import RealtimeConnection, open_endpoint
from wanderlust.realtime.endpoint import Endpoint
from wanderlust.realtime.heartbeat import Heartbeat
from wanderlust.realtime.liveness import LOST_AFTER_S, Pulse
from wanderlust.realtime.rotation import SESSION_S, Rotation
from wanderlust.wire.server_events import SessionCreated

log = logging.getLogger(__name__)

SETTINGS_S = 5.0
"""Within which a server greets and takes the settings; a longer wait is a line on which nothing gets through."""


@dataclass(frozen=True, slots=True)
class Cloud:
    """The server the traveller chose.

    Attributes:
        endpoint: Where it is, and the key.
        options: What it is told.
        session_s: How long it lets a session live.
    """

    endpoint: Endpoint
    options: SessionOptions
    session_s: float = SESSION_S


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection: ``wire`` as it is watched, ``link`` as the session speaks over it, counted where that is wanted."""

    wire: RealtimeConnection
    metered: MeteredLink[RealtimeConnection] | None = None

    @property
    def link(self) -> RealtimeLink:
        return self.metered if self.metered is not None else self.wire

    async def close(self) -> None:
        await self.link.close()


class CloudLine:
    """The way to that server.

    Args:
        session: The conversation.
        cloud: The server.
        on_held: Told when it has taken the session's settings.
        on_pulse: Told when the line falls silent, and when it is heard again.
        lost_after_s: Silence after which the line counts as lost; may be set anew, for the next connection.
        now: Clock in seconds.
        metering: Counts what is sent and paid, and hangs up at a limit; None counts nothing.
    """

    def __init__(
        self,
        session: Session,
        cloud: Cloud,
        on_held: Callable[[], None],
        on_pulse: Callable[[Pulse], None],
        lost_after_s: float = LOST_AFTER_S,
        now: Callable[[], float] = time.monotonic,
        metering: CloudMetering | None = None,
    ) -> None:
        self._session = session
        self._cloud = cloud
        self._on_held = on_held
        self._on_pulse = on_pulse
        self.lost_after_s = lost_after_s
        self._now = now
        self._metering = metering
        self._open_now: Opened | None = None
        self._prepared: Opened | None = None
        self._renewing = False
        self._rotate_now = asyncio.Event()
        self.silent_s = 0.0
        """How long the last connection had not been heard when it ended."""

    async def hold(self, timeout_s: float) -> None:
        """Connect and hold the conversation; returns only where a new connection is wanted.

        Raises:
            ConnectionFailed: It cannot be reached within ``timeout_s``, or was lost.
        """
        self.silent_s = 0.0
        began = self._now()
        opened, self._prepared = self._prepared, None
        introduced = opened is not None
        try:
            opened = opened or await self._open(timeout_s)
        except ConnectionFailed:
            self.silent_s = self._now() - began
            raise
        while True:
            successor = await self._hold_link(opened, introduced)
            if successor is None:
                return
            opened, introduced = successor, True

    async def prepare(self, timeout_s: float) -> None:
        """Connect and tell it all, while another still holds the conversation; ``hold`` then goes on with it.

        Raises:
            ConnectionFailed: It is not there, or does not take the settings.
        """
        opened = await self._open(timeout_s)
        try:
            async with asyncio.timeout(timeout_s):
                await self._session.introduce(opened.link, self._cloud.options)
        except TimeoutError as error:
            await opened.close()
            raise ConnectionFailed.by(connection_trouble.TIMEOUT) from error
        except BaseException:
            await opened.close()
            raise
        self._prepared = opened

    async def leave(self) -> None:
        """This server is wanted no more: close what was prepared for it."""
        prepared, self._prepared = self._prepared, None
        if prepared is not None:
            await prepared.close()

    def quiet(self) -> None:
        """Nothing is being said now: at a limit of spending, the moment to hang up."""
        if self._open_now is not None and self._open_now.metered is not None:
            self._open_now.metered.quiet()

    async def probe(self, timeout_s: float) -> None:
        """See whether it greets, and leave; raises ConnectionFailed when it does not."""
        wire = (await self._open(timeout_s)).wire
        try:
            async with asyncio.timeout(timeout_s):
                async for event in wire.events():
                    if isinstance(event, SessionCreated):
                        return
        except TimeoutError as error:
            raise ConnectionFailed.by(connection_trouble.TIMEOUT) from error
        finally:
            await wire.close()

    async def renew(self) -> None:
        """Begin a new connection on purpose."""
        if self._open_now is not None:
            self._renewing = True
            await self._open_now.wire.close()

    def rotate(self) -> None:
        """Change to a new session now, whatever its age."""
        self._rotate_now.set()

    async def _open(self, timeout_s: float) -> Opened:
        metering = self._metering
        if metering is not None and metering.meter.spending.reached:
            raise limit_reached(metering.meter.spending)
        wire = await open_endpoint(self._cloud.endpoint, self._now, timeout_s)
        if metering is None:
            return Opened(wire)
        return Opened(wire, metering.on(wire, new_id("link"), TalkSettings().transcription_model))

    async def _hold_link(self, opened: Opened, introduced: bool) -> Opened | None:
        """Hold the conversation on this link; gives the link that follows, or None where a fresh one is wanted."""
        session, self._open_now = self._session, opened
        heartbeat = Heartbeat(
            opened.wire,
            lambda: session.unsent_s,
            lambda: session.waiting_s,
            self._on_pulse,
            self.lost_after_s,
            self._now,
        )
        holding = asyncio.ensure_future(session.hold(opened.link, self._cloud.options))
        beating = asyncio.create_task(heartbeat.run())
        rotating: asyncio.Task[Opened] | None = None
        try:
            if not introduced:
                await self._until_ready(holding)
            self._on_held()
            rotating = asyncio.create_task(self._successor())
            await asyncio.wait((holding, rotating), return_when=asyncio.FIRST_COMPLETED)
            if not holding.done():
                successor = rotating.result()
                session.hand_over()
                return successor
            holding.result()
        except ConnectionFailed:
            if not self._renewing:
                self.silent_s = self._now() - opened.wire.heard_at
                raise
        finally:
            self._renewing = False
            self._open_now = None
            tasks = [task for task in (holding, beating, rotating) if task is not None]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await opened.close()
        return None

    async def _until_ready(self, holding: asyncio.Future[None]) -> None:
        try:
            async with asyncio.timeout(min(SETTINGS_S, self.lost_after_s)):
                await until_ready_or_over(self._session, holding)
        except TimeoutError as error:
            raise ConnectionFailed.by(connection_trouble.TIMEOUT.detailed("no session.updated")) from error
        if holding.done():
            holding.result()

    async def _successor(self) -> Opened:
        """A new session that knows everything, opened when this one is due to end."""
        rotation = Rotation(self._now(), self._cloud.session_s)
        self._rotate_now.clear()
        while True:
            forced = await self._rotation_due(rotation)
            try:
                opened = await self._open(SETTINGS_S)
            except ConnectionFailed as error:
                log.warning("rotation: %s", error)
                await asyncio.sleep(SETTINGS_S)
                continue
            try:
                async with asyncio.timeout(SETTINGS_S):
                    await self._session.introduce(opened.link, self._cloud.options)
                if forced or self._session.idle:
                    return opened
                await opened.close()
            except (ConnectionFailed, TimeoutError) as error:
                log.warning("rotation: %s", error)
                await opened.close()
            except asyncio.CancelledError:
                await opened.close()
                raise

    async def _rotation_due(self, rotation: Rotation) -> bool:
        while True:
            if rotation.due(self._now(), self._session.idle):
                return not self._session.idle
            try:
                async with asyncio.timeout(min(5.0, self._cloud.session_s / 100)):
                    await self._rotate_now.wait()
            except TimeoutError:
                continue
            if self._session.idle:
                self._rotate_now.clear()
                return False
            await asyncio.sleep(0.05)
