"""Over which link a talk is held: by the settings, the key, the limits, the languages, and what the network allows."""

from __future__ import annotations

import asyncio
import http
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from tests.conftest import RunningEngine
from tests.fakes.fault_proxy import FaultProxy
from tests.fakes.hand_clock import HandClock
from tests.fakes.living_peer import LivingPeer
from tests.fakes.online_talk import SENTENCE, SILENCE, OnlineTalk
from tests.fakes.translation_peer import TranslationPeer
from wanderlust.application.cloud_choice import Choice
from wanderlust.application.cloud_line import Cloud
from wanderlust.application.interpreter_links import InterpreterLinks, with_online
from wanderlust.application.metering import CloudMetering
from wanderlust.assistant.recent_sound import RecentSound
from wanderlust.assistant.session_setup import cloud_options
from wanderlust.domain import events as ev
from wanderlust.domain.cloud_settings import CloudSettings
from wanderlust.domain.cost.caps import Caps
from wanderlust.domain.cost.usage import ModelUsage
from wanderlust.domain.errors import ConnectionFailed, EngineFailed
from wanderlust.domain.interpreting import Direction, InterpreterNotice, Means
from wanderlust.realtime.endpoint import Endpoint
from wanderlust.settings.paths import PROJECT, Paths
from wanderlust.wire import translation_events as tr


class Engine:
    """As much of an ``EngineProcess`` as is asked for."""

    def __init__(self, engine: RunningEngine) -> None:
        self.port, self.token, self.url = engine.port, engine.token, engine.realtime_url


@dataclass
class Links:
    """The links of a run, and what it told."""

    links: InterpreterLinks
    metering: CloudMetering
    told: list[ev.DomainEvent] = field(default_factory=list)

    @asynccontextmanager
    async def talk(self, *pair: str) -> AsyncIterator[OnlineTalk]:
        link = await self.links.open_link((pair[0], pair[1]))
        talk: Any = OnlineTalk(link, RecentSound(), self.metering.meter, None, self.told)  # type: ignore[arg-type]
        listening = asyncio.create_task(talk.listen())
        try:
            yield talk
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            await link.close()

    def notices(self) -> list[dict[str, str]]:
        return [event.sentences for event in self.told if isinstance(event, InterpreterNotice)]


@asynccontextmanager
async def run(
    folder: Path, base_url: str | None, engine: RunningEngine | None = None, caps: Caps | None = None
) -> AsyncIterator[Links]:
    """One run of the app with this server, or with none."""
    told: list[ev.DomainEvent] = []
    settings = CloudSettings(address=base_url or "https://api.openai.com/v1", caps=caps or Caps())
    paths = Paths(folder, None, PROJECT / "resources", folder, folder, folder)
    metering = CloudMetering(paths, HandClock(), told.append, settings, "talk_1")
    cloud = None if base_url is None else Cloud(Endpoint(base_url, "sk-1"), cloud_options(settings.model, False))

    async def choose() -> Choice:
        return Choice(cloud, settings)

    async def warm() -> Any:
        if engine is None:
            raise EngineFailed("The voice on this computer did not start.")
        return Engine(engine)

    links = InterpreterLinks(choose, metering, warm, HandClock(), told.append, lost_after_s=1.0, spread=lambda: 0.0)
    try:
        yield Links(links, metering, told)
    finally:
        await metering.close()


@pytest.mark.engine
async def test_with_a_server_the_engine_hears_who_speaks_and_openai_translates(
    tmp_path: Path, engine: RunningEngine
) -> None:
    async with (
        TranslationPeer() as peer,
        run(tmp_path, peer.base_url, engine) as it,
        it.talk("pt", "en") as talk,
    ):
        await talk.hear(SILENCE, SENTENCE, SILENCE)
        done = await talk.until(tr.UtteranceDone, seconds=60)
        assert (done.speaker_language, done.witness, done.route) == ("en", "speech", "openai")
        assert done.target == "Onde fica a estação?" and peer.problems == []
        await it.metering.meter.settled()
        assert it.metering.meter.spending.talk.nanodollars > 0


@pytest.mark.engine
async def test_without_a_server_this_computer_does_what_it_can(tmp_path: Path, engine: RunningEngine) -> None:
    async with run(tmp_path, None, engine) as it:
        async with it.talk("en", "pt") as talk:
            await talk.hear(SILENCE, SENTENCE, SILENCE * 2)
            assert (await talk.until(tr.UtteranceDone, seconds=60)).route == "local"
        with pytest.raises(ConnectionFailed) as refused:
            await it.links.open_link(("en", "ja"))
        assert refused.value.code == 400 and it.notices() == []


@pytest.mark.engine
@pytest.mark.parametrize("way", ["reset", "black hole"])
async def test_a_cut_in_a_sentence_is_finished_by_the_real_engine(
    tmp_path: Path, engine: RunningEngine, way: str
) -> None:
    async with (
        TranslationPeer() as peer,
        FaultProxy(peer.port) as proxy,
        run(tmp_path, proxy.base_url, engine) as it,
        it.talk("en", "pt") as talk,
    ):
        await talk.hear(SILENCE, SENTENCE)
        shown = await talk.until(tr.Caption)
        if way == "reset":
            proxy.shut()
        else:
            proxy.swallow()
        await talk.hear(SILENCE * 2)
        await talk.met(lambda: bool(talk.of(tr.UtteranceDone)), 60)
        (done,) = talk.of(tr.UtteranceDone)
        assert done.route == "local" and "Kyoto" in done.target and "Onde" in done.target
        assert done.utterance_id == shown.utterance_id and b"".join(s.delta for s in talk.of(tr.TranslatedSound))
        assert it.notices()[0]["en"].startswith("The network is gone.")


async def test_a_language_it_has_no_voice_for_is_asked_of_a_conversation_model(tmp_path: Path) -> None:
    async with LivingPeer("cloud") as peer, run(tmp_path, peer.base_url) as it, it.talk("en", "pl") as talk:
        await talk.link.send(tr.SideHeld("en"))
        await talk.hear(SENTENCE)
        await talk.link.send(tr.SideHeld(""))
        done = await talk.until(tr.UtteranceDone)
        assert (done.speaker_language, done.target_language, done.route) == ("en", "pl", "openai")
        session = peer.conversations[0].session
        assert session["tool_choice"] == "none" and "Polish" in session["instructions"]


async def test_a_server_without_translation_sessions_is_asked_too(tmp_path: Path) -> None:
    def only_conversations(socket: ServerConnection, request: Request) -> Response | None:
        if "/translations" in request.path:
            return socket.respond(http.HTTPStatus.NOT_FOUND, "")
        return None

    async with (
        LivingPeer("cloud", refuse=only_conversations) as peer,
        run(tmp_path, peer.base_url) as it,
        it.talk("en", "pt") as talk,
    ):
        await talk.link.send(tr.SideHeld("pt"))
        await talk.hear(SENTENCE)
        await talk.link.send(tr.SideHeld(""))
        assert (await talk.until(tr.UtteranceDone)).target_language == "en"


async def test_a_refused_key_is_no_reason_to_ask_elsewhere(tmp_path: Path) -> None:
    def refuse(socket: ServerConnection, _: Request) -> Response:
        return socket.respond(http.HTTPStatus.UNAUTHORIZED, '{"error": {"code": "invalid_api_key"}}')

    async with TranslationPeer(refuse=refuse) as peer, run(tmp_path, peer.base_url) as it:
        with pytest.raises(ConnectionFailed) as refused:
            await it.links.open_link(("en", "pt"))
        assert refused.value.trouble is not None and refused.value.trouble.name == "key_refused"
        assert peer.sessions == []


@pytest.mark.engine
async def test_above_a_limit_nothing_is_opened_and_this_computer_does_it(tmp_path: Path, engine: RunningEngine) -> None:
    async with TranslationPeer() as peer, run(tmp_path, peer.base_url, engine, Caps(0.01)) as it:
        it.metering.meter.take(ModelUsage("gpt-realtime-translate", seconds=60.0), "127.0.0.1")
        assert not await it.links.available()
        async with it.talk("en", "pt"):
            assert peer.sessions == []
        assert it.notices()[0]["en"] == "The spending limit is reached. I carry on here."


@pytest.mark.parametrize(
    ("means", "online", "shown"),
    [
        (Means.BUNDLED, True, Means.BUNDLED),
        (Means.DOWNLOADED, True, Means.DOWNLOADED),
        (Means.DOWNLOADABLE, True, Means.ONLINE),
        (Means.PHRASES_ONLY, True, Means.ONLINE),
        (Means.UNAVAILABLE, True, Means.ONLINE),
        (Means.UNAVAILABLE, False, Means.UNAVAILABLE),
        (Means.DOWNLOADABLE, False, Means.DOWNLOADABLE),
    ],
)
def test_online_is_what_only_a_server_can_do(means: Means, online: bool, shown: Means) -> None:
    direction = Direction("en", "ja", means, 37, "", False, ("voice",))
    found = with_online(direction, online)
    assert found.means is shown
    assert found == direction or (found.spoken and not found.lacking and not found.megabytes)
