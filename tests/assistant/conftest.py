"""A session over a real WebSocket to a scripted peer, with real tools and a speaker of memory."""

from __future__ import annotations

import asyncio
import itertools
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.fakes.hand_clock import HandClock
from tests.fakes.scripted_peer import ScriptedPeer, Step
from tests.fakes.watched_microphone import WatchedMicrophone
from wanderlust.application.place_service import PlaceService
from wanderlust.assistant.focus import Focus
from wanderlust.assistant.session import Session
from wanderlust.assistant.session_parts import SessionParts
from wanderlust.assistant.tool_dispatch import ToolDispatch
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.assistant.trips.desk import TripDesk
from wanderlust.audio.wave_sound import WaveMicrophone, WaveSpeaker
from wanderlust.domain.events import DomainEvent
from wanderlust.realtime.connection import open_connection
from wanderlust.settings.paths import PROJECT, discover_paths
from wanderlust.store.memory import MemoryConversation
from wanderlust.store.trips import SqliteTrips
from wanderlust.travel.climate import BundledClimate
from wanderlust.travel.countries import BundledCountries
from wanderlust.travel.currency import BundledRates
from wanderlust.travel.foreign_names import read_foreign_names

RESOURCES = PROJECT / "resources"


@pytest.fixture
def places() -> Iterator[PlaceService]:
    found = discover_paths(os.environ).find("places.sqlite")
    assert found is not None, "run `make setup` first: the table of places is not there"
    service = PlaceService(found)
    yield service
    service.close()


@pytest.fixture
def context(places: PlaceService, tmp_path: Path) -> Iterator[ToolContext]:
    clock = HandClock()
    trips = SqliteTrips(tmp_path / "trip.sqlite", clock.now)
    numbers = itertools.count(1)
    yield ToolContext(
        places,
        BundledRates(RESOURCES / "currency" / "rates.json"),
        clock,
        Focus(),
        BundledCountries(RESOURCES / "facts"),
        BundledClimate(RESOURCES / "facts" / "climate.npz"),
        TripDesk(trips, clock, lambda prefix: f"{prefix}_{next(numbers)}"),
        names=read_foreign_names(RESOURCES / "facts" / "names.json"),
    )
    trips.close()


@dataclass(slots=True)
class Talk:
    """A running session and what it reported."""

    session: Session
    peer: ScriptedPeer
    speaker: WaveSpeaker
    store: MemoryConversation
    events: list[DomainEvent] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    holding: asyncio.Task[None] | None = None

    def take(self, event: DomainEvent) -> None:
        self.events.append(event)
        self.changed.set()

    def of(self, kind: type) -> list[DomainEvent]:
        return [e for e in self.events if isinstance(e, kind)]

    async def until(self, seen: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait until the condition holds, looking whenever an event came."""
        async with asyncio.timeout(seconds):
            while not seen():
                self.changed.clear()
                await self.changed.wait()

    async def until_event(self, kind: type, count: int = 1) -> DomainEvent:
        await self.until(lambda: len(self.of(kind)) >= count)
        return self.of(kind)[count - 1]


StartTalk = Callable[..., Awaitable[Talk]]


@pytest.fixture
async def start_talk(context: ToolContext, tmp_path: Path) -> AsyncIterator[StartTalk]:
    """Start a session against these scripts.

    ``pcm`` is what the microphone hears, or ``ears`` is the microphone and tells of the voice before it; ``write_down``
    writes down a word said over an answer.
    """
    open_talks: list[tuple[Talk, ScriptedPeer]] = []

    async def start(
        *scripts: list[Step],
        pcm: bytes | None = None,
        fast: bool = True,
        ears: WatchedMicrophone | None = None,
        write_down: Callable[[bytes], Awaitable[str]] | None = None,
    ) -> Talk:
        peer = await ScriptedPeer(list(scripts)).__aenter__()
        speaker = WaveSpeaker(fast=fast)
        numbers = iter(range(1, 10_000))
        store = MemoryConversation()
        talk: Talk

        session = Session(
            SessionParts(
                dispatch=ToolDispatch(standard_tools(), context),
                speaker=speaker,
                microphone=WaveMicrophone(pcm, fast=True) if pcm is not None else ears,
                voice=ears,
                write_down=write_down,
                store=store,
                clock=context.clock,
                sink=lambda event: talk.take(event),
                new_id=lambda prefix: f"{prefix}_{next(numbers)}",
                full_duplex=True,
            )
        )
        talk = Talk(session, peer, speaker, store)
        open_talks.append((talk, peer))
        await connect(talk)
        return talk

    yield start
    for talk, peer in open_talks:
        if talk.holding is not None:
            talk.holding.cancel()
            await asyncio.gather(talk.holding, return_exceptions=True)
        talk.speaker.close()
        await peer.__aexit__()


async def connect(talk: Talk) -> None:
    """Hold the session over a fresh connection to its peer."""
    link = await open_connection(talk.peer.url, "token", "gpt-realtime-2.1")

    async def hold() -> None:
        try:
            await talk.session.hold(link)
        finally:
            await link.close()
            talk.changed.set()

    talk.holding = asyncio.ensure_future(hold())
