"""Which link a talk between two languages is held over: OpenAI while there is a key, a network and money, else here."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from wanderlust.application.cloud_choice import Choice
from wanderlust.application.cloud_line import Cloud
from wanderlust.application.metering import CloudMetering
from wanderlust.application.services import new_id
from wanderlust.assistant.metered_link import limit_reached
from wanderlust.assistant.online.asked_talk import AskedSettings, AskedTalk
from wanderlust.assistant.online.changing_link import ChangingLink, WayBack, Ways
from wanderlust.assistant.online.cloud_talk import CloudParts, CloudTalk
from wanderlust.assistant.online.heard_talk import HearingParts
from wanderlust.assistant.online.one_way import Settings
from wanderlust.assistant.online.ports import InterpreterLink, OpenLink, Pair, SideOpinion
from wanderlust.assistant.ports import Clock, EventSink
from wanderlust.assistant.recent_sound import RecentSound
from wanderlust.assistant.session_setup import TalkSettings
from wanderlust.domain.connection_trouble import Recourse, Trouble
from wanderlust.domain.errors import BadInput, ConnectionFailed, WanderlustError
from wanderlust.domain.interpreting import Direction, Means
from wanderlust.engine.translation.kept import losses
from wanderlust.realtime.cloud_translation import (
    OPEN_S,
    SPOKEN_LANGUAGES,
    TRANSCRIPTION_MODEL,
    TRANSLATE_MODEL,
    open_translation,
    speaks,
)
from wanderlust.realtime.connection import open_endpoint
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_side import side_of
from wanderlust.realtime.engine_translation import EngineTalk, open_interpreter
from wanderlust.realtime.liveness import LOST_AFTER_S
from wanderlust.realtime.reconnect import Backoff
from wanderlust.realtime.watched_link import WatchedLink

# Of a server that has no translation sessions, or a key that may not use them: a conversation session does it instead.
WITHOUT_SESSIONS = frozenset({"wrong_address", "no_model", "not_allowed", "bad_settings"})

Warm = Callable[[], Awaitable[EngineProcess]]


def with_online(direction: Direction, online: bool) -> Direction:
    """The direction as it stands when a server is to be had: what this computer can do itself stays as it is."""
    if not online or direction.means.works:
        return direction
    return replace(direction, means=Means.ONLINE, megabytes=0, via="", spoken=True, lacking=())


class EngineWitness:
    """Fills ``SideWitness`` with the embedded engine's ear; raises EngineFailed where there is none."""

    def __init__(self, warm: Warm) -> None:
        self._warm = warm

    async def side(self, pcm: bytes, pair: Pair, before: str) -> SideOpinion:
        """See ``SideWitness``."""
        told = await side_of(await self._warm(), pcm, pair, before)
        return SideOpinion(told.language, told.sure, told.witness, told.margin, told.sources)


class InterpreterLinks:
    """Opens the links of interpreted talks.

    Args:
        choose: Finds the server that is wanted now, with its key.
        metering: Counts what it costs; its ledger is read.
        warm: Gives the running engine.
        clock: Time.
        sink: Is told what both people should know.
        lost_after_s: Silence after which a server counts as lost.
        spread: Uniform in [0, 1).
        way_back: What a talk does that lost its server and went on here.
    """

    def __init__(
        self,
        choose: Callable[[], Awaitable[Choice]],
        metering: CloudMetering,
        warm: Warm,
        clock: Clock,
        sink: EventSink,
        lost_after_s: float = LOST_AFTER_S,
        spread: Callable[[], float] = random.random,
        way_back: Callable[[], WayBack] = lambda: "wait",
    ) -> None:
        self._choose, self._metering, self._warm = choose, metering, warm
        self._clock, self._sink = clock, sink
        self._lost_after_s, self._spread = lost_after_s, spread
        self._way_back = way_back
        self._link: ChangingLink | None = None

    async def open_link(self, pair: Pair) -> ChangingLink:
        """A link for this talk, which changes sides by itself from then on.

        Raises:
            ConnectionFailed: Neither the server nor this computer can interpret between the two; status 400 where no
                server is wanted and this computer cannot.
            EngineFailed: No server is wanted, and the engine does not start.
        """
        choice = await self._choose()
        recent = RecentSound()
        cloud = self._cloud_of(choice, pair, recent)
        ways = Ways(cloud, self._engine_of(pair), Backoff(self._spread).wait_s, self._way_back)
        link = ChangingLink(pair, ways, recent, self._clock, self._sink)
        await link.open()
        self._link = link
        return link

    def network_up(self) -> None:
        """The system says that a network is there: a talk that waits for one tries at once."""
        if self._link is not None:
            self._link.network_up()

    def go_back(self) -> None:
        """The conversation is on the server again: a talk that went on here without it goes back too."""
        if self._link is not None:
            self._link.go_back()

    async def available(self) -> bool:
        """Whether a server may be used now: one is wanted, there is a key for it, and no limit is reached."""
        with suppress(WanderlustError):
            return (await self._choose()).cloud is not None and not self._metering.meter.spending.reached
        return False

    async def languages(self) -> frozenset[str]:
        """The languages a server interprets now; none without one."""
        return SPOKEN_LANGUAGES if await self.available() else frozenset()

    async def directions(self, near: Direction, far: Direction) -> tuple[Direction, Direction]:
        """Both directions as this computer does them, with ``ONLINE`` where only a server can."""
        return (await self.directions_of([(near, far)]))[0]

    async def directions_of(
        self, pairs: Sequence[tuple[Direction, Direction]]
    ) -> tuple[tuple[Direction, Direction], ...]:
        """The same for many pairs."""
        online = await self.available()
        return tuple((with_online(near, online), with_online(far, online)) for near, far in pairs)

    # -- this computer --------------------------------------------------------------------------------------

    def _engine_of(self, pair: Pair) -> OpenLink:
        async def opened() -> InterpreterLink:
            return EngineTalk(await open_interpreter(await self._warm(), *pair))

        return opened

    # -- the server -----------------------------------------------------------------------------------------

    def _cloud_of(self, choice: Choice, pair: Pair, recent: RecentSound) -> OpenLink | None:
        cloud = choice.cloud
        if cloud is None:
            return None
        hearing = HearingParts(lambda: self._metering.meter.spending, new_id, EngineWitness(self._warm), _losses)
        warming: list[asyncio.Task[None]] = []

        async def opened() -> InterpreterLink:
            if (spending := self._metering.meter.spending).reached:
                raise limit_reached(spending)
            try:
                _ = cloud.endpoint.url
            except BadInput as error:  # an address that cannot be one
                trouble = Trouble("settings", Recourse.ASK, error.sentence, error.remedy)
                raise ConnectionFailed.by(trouble) from error
            if not warming:
                warming.append(asyncio.create_task(self._warm_witness()))  # it listens from the first word on
            if speaks(*pair):
                try:
                    return await self._sessions(cloud, pair, hearing, recent)
                except ConnectionFailed as error:
                    if error.trouble is None or error.trouble.name not in WITHOUT_SESSIONS:
                        raise
            return await self._conversation(cloud, choice, pair, hearing, recent)

        return opened

    async def _warm_witness(self) -> None:
        with suppress(WanderlustError):  # asked for its opinion, it meets the same failure; then the people are asked
            await self._warm()

    async def _sessions(self, cloud: Cloud, pair: Pair, hearing: HearingParts, recent: RecentSound) -> CloudTalk:
        """Translation sessions, one an utterance; the first is opened now, to see whether there are any."""
        endpoint = replace(cloud.endpoint, model=TRANSLATE_MODEL)
        settings = Settings(TRANSCRIPTION_MODEL, cloud.options.noise or None)
        parts = CloudParts(
            lambda: open_translation(endpoint, OPEN_S, self._lost_after_s),
            lambda name: self._metering.minutes(f"{name}-{new_id('link')}", TRANSLATE_MODEL, TRANSCRIPTION_MODEL),
            settings,
        )
        return CloudTalk(pair, hearing, recent, parts, await parts.open())

    async def _conversation(
        self, cloud: Cloud, choice: Choice, pair: Pair, hearing: HearingParts, recent: RecentSound
    ) -> AskedTalk:
        """One conversation session that is asked for each translation."""
        writes = TalkSettings().transcription_model
        settings = AskedSettings(writes, cloud.options.noise, choice.settings.voice, cloud.options.effort)
        wire = await open_endpoint(cloud.endpoint, timeout_s=OPEN_S)
        link = self._metering.interpreting(WatchedLink(wire, self._lost_after_s), new_id("link"), writes)
        talk = AskedTalk(pair, hearing, recent, link, settings)
        try:
            await talk.begin()
        except BaseException:
            await talk.close()
            raise
        return talk


def _losses(source: str, target: str, direction: Pair) -> tuple[str, ...]:
    return tuple(f"{loss.kind} {loss.what}" for loss in losses(source, target, direction))
