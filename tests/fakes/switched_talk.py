"""A session between a cloud behind a fault proxy and an engine, all on loopback, with real tools and a trip on disk."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from tests.fakes.fault_proxy import FaultProxy
from tests.fakes.living_peer import LivingPeer
from tests.fakes.peer_engine import PeerEngine
from tests.fakes.watched_microphone import WatchedMicrophone
from wanderlust.application.backend_switch import BackendSwitch
from wanderlust.application.cloud_line import Cloud
from wanderlust.application.engine_line import EngineLine
from wanderlust.application.metering import CloudMetering
from wanderlust.application.place_service import PlaceService
from wanderlust.application.services import new_id
from wanderlust.assistant.focus import Focus
from wanderlust.assistant.ports import Microphone, Speaker
from wanderlust.assistant.session import Session
from wanderlust.assistant.session_parts import SessionParts
from wanderlust.assistant.session_setup import cloud_options
from wanderlust.assistant.tool_dispatch import ToolDispatch
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.assistant.trips.desk import TripDesk
from wanderlust.audio.wave_sound import WaveSpeaker
from wanderlust.domain import events as ev
from wanderlust.domain.conversation import Turn
from wanderlust.realtime.endpoint import Endpoint
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.settings.paths import PROJECT, discover_paths
from wanderlust.store.memory import MemoryConversation
from wanderlust.store.trips import SqliteTrips
from wanderlust.travel.climate import BundledClimate
from wanderlust.travel.clock import SystemClock
from wanderlust.travel.countries import BundledCountries
from wanderlust.travel.currency import BundledRates

RESOURCES = PROJECT / "resources"


@dataclass(slots=True)
class SwitchedTalk:
    """A running conversation and everything around it; ``times`` tells when each of its events came."""

    cloud: LivingPeer
    engine: LivingPeer
    proxy: FaultProxy
    session: Session
    switch: BackendSwitch
    store: MemoryConversation
    trips: TripDesk
    ears: WatchedMicrophone
    speaker: WaveSpeaker
    running: asyncio.Task[None]
    events: list[ev.DomainEvent] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def until(self, seen: Callable[[], bool], seconds: float = 15.0) -> None:
        """Wait until the condition holds, looking whenever an event came and ten times a second."""
        async with asyncio.timeout(seconds):
            while not seen():
                if self.running.done():
                    self.running.result()
                self.changed.clear()
                try:
                    async with asyncio.timeout(0.1):
                        await self.changed.wait()
                except TimeoutError:
                    continue

    def of(self, kind: type) -> list[ev.DomainEvent]:
        return [event for event in self.events if isinstance(event, kind)]

    def backends(self) -> list[str]:
        return [event.backend for event in self.events if isinstance(event, ev.BackendChanged)]

    def cloud_states(self) -> list[str]:
        return [event.state for event in self.events if isinstance(event, ev.CloudChanged)]

    def texts(self) -> list[str]:
        return [turn.text for turn in self.store.turns]

    def use(self, endpoint: Endpoint) -> None:
        """The next connection goes there."""
        line = self.switch._line
        assert line is not None
        line._cloud = replace(line._cloud, endpoint=endpoint)

    async def ready(self) -> None:
        await self.until(lambda: self.session.ready)

    async def ask(self, words: str) -> None:
        """Ask and wait until the answer is over."""
        before = len(self.of(ev.AnswerFinished))
        await self.session.say(words)
        await self.until(lambda: len(self.of(ev.AnswerFinished)) > before)


def _tool_context(folder: Path) -> tuple[PlaceService, SqliteTrips, ToolContext]:
    places = PlaceService(discover_paths(os.environ).find("places.sqlite"))
    clock = SystemClock()
    trips = SqliteTrips(folder / "trip.sqlite", clock.now)
    facts = RESOURCES / "facts"
    context = ToolContext(
        places,
        BundledRates(RESOURCES / "currency" / "rates.json"),
        clock,
        Focus(),
        BundledCountries(facts),
        BundledClimate(facts / "climate.npz"),
        TripDesk(trips, clock, new_id),
    )
    return places, trips, context


@asynccontextmanager
async def bare_session(
    folder: Path, speaker: Speaker, sink: Callable[[ev.DomainEvent], None], microphone: Microphone | None = None
) -> AsyncIterator[Session]:
    """A session that nobody holds yet, with real tools."""
    places, trips, context = _tool_context(folder)
    dispatch = ToolDispatch(standard_tools(), context)
    yield Session(
        SessionParts(dispatch, speaker, microphone, ForgetfulStore(), context.clock, sink, new_id, full_duplex=True)
    )
    trips.close()
    places.close()


class ForgetfulStore:
    """Fills ``ports.ConversationStore`` for runs so long that even finished turns would fill the memory."""

    async def append(self, turn: Turn) -> None:
        return

    async def last(self, limit: int) -> tuple[Turn, ...]:
        return ()


@asynccontextmanager
async def switched_talk(
    folder: Path,
    *,
    patience_s: float = 4.0,
    unasked: bool = False,
    session_s: float = 3600.0,
    fast: bool = True,
    tool: Callable[[str], tuple[str, str] | None] = lambda _: None,
    pace_s: float = 0.0,
    make_engine: Callable[[], EngineProcess] | None = None,
    model: str = "gpt-realtime-2.1",
    metering: CloudMetering | None = None,
) -> AsyncIterator[SwitchedTalk]:
    """Run one; the cloud is reached through the proxy. ``make_engine`` replaces the engine's peer by a real engine."""
    places, trips, context = _tool_context(folder)
    async with (
        LivingPeer("cloud", tool=tool, pace_s=pace_s) as cloud,
        LivingPeer("engine", tool=tool) as engine,
        FaultProxy(cloud.port) as proxy,
    ):
        ears, speaker, store = WatchedMicrophone(), WaveSpeaker(fast=fast), MemoryConversation()
        talk: SwitchedTalk

        def sink(event: ev.DomainEvent) -> None:
            talk.events.append(event)
            talk.times.append(time.monotonic())
            talk.changed.set()

        dispatch = ToolDispatch(standard_tools(), context)
        session = Session(SessionParts(dispatch, speaker, ears, store, context.clock, sink, new_id, full_duplex=True))
        make = make_engine or (lambda: cast(EngineProcess, PeerEngine(engine)))
        switch = BackendSwitch(
            session,
            EngineLine(session, sink, make),
            Cloud(Endpoint(proxy.base_url, "sk-canary", model), cloud_options(model, False), session_s),
            sink,
            patience_s,
            unasked,
            metering=metering,
        )
        talk = SwitchedTalk(
            cloud, engine, proxy, session, switch, store, context.trips, ears, speaker, cast("asyncio.Task[None]", None)
        )
        talk.running = asyncio.create_task(switch.run())
        try:
            yield talk
        finally:
            talk.running.cancel()
            await asyncio.gather(talk.running, return_exceptions=True)
            speaker.close()
            trips.close()
            places.close()
