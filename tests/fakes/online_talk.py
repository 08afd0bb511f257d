"""A talk through the online interpreter against a peer of the test's: what goes in, what comes out, what it costs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TypeVar

from tests.fakes.hand_clock import HandClock
from tests.fakes.memory_ledger import MemoryLedger
from wanderlust.assistant.cost import CostMeter
from wanderlust.assistant.metered_link import MeteredLink, Metering
from wanderlust.assistant.online.asked_talk import AskedSettings, AskedTalk
from wanderlust.assistant.online.cloud_talk import CloudParts, CloudTalk
from wanderlust.assistant.online.heard_talk import HearingParts
from wanderlust.assistant.online.minutes import Billing, SessionMinutes
from wanderlust.assistant.online.ports import InterpreterLink, Pair, SideOpinion, SideWitness
from wanderlust.assistant.recent_sound import RecentSound
from wanderlust.domain.cost.caps import Caps
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.domain.events import DomainEvent
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.realtime.cloud_translation import TRANSLATE_MODEL, open_translation
from wanderlust.realtime.connection import open_endpoint
from wanderlust.realtime.endpoint import Endpoint
from wanderlust.settings.paths import PROJECT
from wanderlust.settings.price_tables import load_prices
from wanderlust.wire import translation_events as tr

QUESTION = to_int16(read_wav(PROJECT / "resources" / "speech" / "where_is_kyoto.wav", 24_000)).tobytes()[9_600:52_800]
"""0.9 s of a voice, without the silence around it."""
BREATH = bytes(9_600)  # 0.2 s
SENTENCE = QUESTION + BREATH + QUESTION
"""2.1 s, with a pause in it."""
SILENCE = bytes(48_000)
CHUNK = 1_920  # 40 ms, as the microphone sends

Event = TypeVar("Event", bound=tr.TranslationServerEvent)


class ToldWitness:
    """Fills ``SideWitness``: gives the opinions it was told, the last one for good."""

    def __init__(self, *opinions: SideOpinion) -> None:
        self._opinions = list(opinions)
        self.heard: list[tuple[int, str]] = []

    async def side(self, pcm: bytes, pair: Pair, before: str) -> SideOpinion:
        self.heard.append((len(pcm), before))
        return self._opinions.pop(0) if len(self._opinions) > 1 else self._opinions[0]


def sure(language: str) -> SideOpinion:
    return SideOpinion(language, True, "speech", 3.0)


def unsure(guess: str) -> SideOpinion:
    return SideOpinion(guess, False, "none", 0.1, {"en": "where", "pt": "onde"})


def price_meter(caps: Caps, sink: Callable[[DomainEvent], None]) -> tuple[CostMeter, MemoryLedger]:
    """A meter by the bundled prices."""
    ledger = MemoryLedger()
    prices, _ = load_prices(PROJECT / "resources", PROJECT / "no such file")
    return CostMeter(ledger, HandClock(), sink, prices, caps, "talk_1"), ledger


@dataclass
class OnlineTalk:
    """One talk.

    Attributes:
        link: The interpreter.
        events: What came of it.
        failed: How it broke, if it did.
    """

    link: InterpreterLink
    recent: RecentSound
    meter: CostMeter
    ledger: MemoryLedger
    told: list[DomainEvent]
    events: list[tr.TranslationServerEvent] = field(default_factory=list)
    failed: ConnectionFailed | None = None
    _grew: asyncio.Event = field(default_factory=asyncio.Event)

    async def hear(self, *sounds: bytes) -> None:
        """Give it sound as a microphone does, only faster."""
        for sound in sounds:
            for start in range(0, len(sound), CHUNK):
                chunk = sound[start : start + CHUNK]
                self.recent.hear(chunk)
                with suppress(ConnectionFailed):  # the microphone goes on when the line is gone
                    await self.link.send(tr.TranslationAppend(chunk))
                await asyncio.sleep(0)

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.events if isinstance(event, kind)]

    async def until(self, kind: type[Event], count: int = 1, seconds: float = 10.0) -> Event:
        """Wait for the so-many-th event of a type."""
        await self.met(lambda: len(self.of(kind)) >= count, seconds)
        return self.of(kind)[count - 1]

    async def met(self, condition: Callable[[], bool], seconds: float = 10.0) -> None:
        async with asyncio.timeout(seconds):
            while not condition():
                self._grew.clear()
                with suppress(TimeoutError):  # what is waited for may be no event
                    async with asyncio.timeout(0.02):
                        await self._grew.wait()

    async def listen(self) -> None:
        try:
            async for event in self.link.events():
                self.events.append(event)
                self._grew.set()
        except ConnectionFailed as error:
            self.failed = error
            self._grew.set()


Make = Callable[[HearingParts, RecentSound, CostMeter], Awaitable[InterpreterLink]]


@asynccontextmanager
async def talk_over(
    make: Make, witness: SideWitness | None, caps: Caps | None = None, frame_s: float = 0.2
) -> AsyncIterator[OnlineTalk]:
    """Talk over a link."""
    told: list[DomainEvent] = []
    meter, ledger = price_meter(caps or Caps(), told.append)
    recent, numbers = RecentSound(), iter(range(1, 1000))
    hearing = HearingParts(lambda: meter.spending, lambda prefix: f"{prefix}_{next(numbers)}", witness, frame_s=frame_s)
    talk = OnlineTalk(await make(hearing, recent, meter), recent, meter, ledger, told)
    listening = asyncio.create_task(talk.listen())
    try:
        yield talk
    finally:
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        await talk.link.close()
        await meter.settled()


@asynccontextmanager
async def online_talk(
    base_url: str,
    witness: SideWitness | None,
    *,
    pair: Pair = ("en", "pt"),
    caps: Caps | None = None,
    frame_s: float = 0.2,
    drain_s: float = 6.0,
) -> AsyncIterator[OnlineTalk]:
    """Talk through the translation sessions of the peer at this address."""
    endpoint = Endpoint(base_url, "sk-test", TRANSLATE_MODEL)
    billing = Billing("127.0.0.1", TRANSLATE_MODEL, "gpt-realtime-whisper")

    async def make(hearing: HearingParts, recent: RecentSound, meter: CostMeter) -> InterpreterLink:
        parts = CloudParts(
            lambda: open_translation(endpoint),
            lambda name: SessionMinutes(meter, HandClock(), billing, name),
            drain_s=drain_s,
        )
        return CloudTalk(pair, hearing, recent, parts)

    async with talk_over(make, witness, caps, frame_s) as talk:
        yield talk


@asynccontextmanager
async def asked_talk(
    url: str, witness: SideWitness | None, *, pair: Pair = ("en", "pl"), caps: Caps | None = None
) -> AsyncIterator[OnlineTalk]:
    """Talk through a conversation session of the peer at this address."""

    async def make(hearing: HearingParts, recent: RecentSound, meter: CostMeter) -> InterpreterLink:
        wire = await open_endpoint(Endpoint(url, "sk-test", "gpt-realtime-2.1"))
        about = Metering("link_1", "127.0.0.1", "gpt-realtime-2.1", "gpt-live-transcribe", "interpreter", 0.0)
        link = AskedTalk(pair, hearing, recent, MeteredLink(wire, meter, HandClock(), about), AskedSettings())
        await link.begin()
        return link

    async with talk_over(make, witness, caps) as talk:
        yield talk
