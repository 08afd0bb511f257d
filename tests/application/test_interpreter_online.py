"""The app's worker interprets two people through a server's translation sessions, and here when that is cut."""

from __future__ import annotations

import asyncio
import http
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from websockets.asyncio.server import ServerConnection
from websockets.http11 import Request, Response

from tests.application.test_interpreter_in_the_app import App
from tests.application.two_speakers import RATE, TwoSpeakers
from tests.fakes.fault_proxy import FaultProxy
from tests.fakes.translation_peer import TranslationPeer
from wanderlust.application.cloud_choice import Choice
from wanderlust.application.cloud_line import Cloud
from wanderlust.application.conversation_worker import ConversationWorker
from wanderlust.application.services import build_services
from wanderlust.application.sound import RecordedSound
from wanderlust.application.wishes import Wishes
from wanderlust.assistant.session_setup import cloud_options
from wanderlust.domain import events as ev
from wanderlust.domain import interpreting as it
from wanderlust.domain.assistant_state import AssistantState
from wanderlust.domain.cloud_settings import CloudSettings
from wanderlust.realtime.endpoint import Endpoint
from wanderlust.settings.paths import Paths
from wanderlust.store.conversations import SqliteConversations

pytestmark = [pytest.mark.engine, pytest.mark.timeout(240)]


@dataclass
class Server:
    """The peer, its proxy and its loop, on a thread of their own."""

    peer: TranslationPeer
    proxy: FaultProxy
    loop: asyncio.AbstractEventLoop


def only_translations(socket: ServerConnection, request: Request) -> Response | None:
    """The conversation beside it is held on this computer."""
    if request.path.startswith("/v1/realtime/translations"):
        return None
    return socket.respond(http.HTTPStatus.SERVICE_UNAVAILABLE, "")


@contextmanager
def server() -> Iterator[Server]:
    started, made, ended = threading.Event(), list[Server](), list[asyncio.Event]()

    async def live() -> None:
        ended.append(asyncio.Event())
        async with TranslationPeer(refuse=only_translations) as peer, FaultProxy(peer.port) as proxy:
            made.append(Server(peer, proxy, asyncio.get_running_loop()))
            started.set()
            await ended[0].wait()

    thread = threading.Thread(target=lambda: asyncio.run(live()), daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield made[0]
    finally:
        made[0].loop.call_soon_threadsafe(ended[0].set)
        thread.join(10)


@contextmanager
def running(paths: Paths, folder: Path, talk: np.ndarray, at: Server) -> Iterator[App]:
    services = build_services(paths)
    sound = RecordedSound(talk.astype("<i2").tobytes())
    store = SqliteConversations(folder / "talk.sqlite", services.clock.now)
    settings = CloudSettings(address=at.proxy.base_url)
    cloud = Cloud(Endpoint(at.proxy.base_url, "ek_test"), cloud_options(settings.model, False))

    async def choose(_: Wishes) -> Choice:
        return Choice(cloud, settings)

    app: App
    worker = ConversationWorker(services, store, sound, lambda event: app.sink(event), choose)
    app = App(worker, sound)
    worker.adopt(Wishes(llm="off", patience_s=0.5, cloud=True, server=settings))
    worker.start()
    try:
        yield app
    finally:
        assert worker.stop()


def test_with_a_key_openai_interprets_and_its_minutes_are_counted(
    paths: Paths, tmp_path: Path, two_speakers: TwoSpeakers
) -> None:
    pause = np.zeros(6 * RATE, np.int16)
    talk = np.concatenate([pause[: RATE // 2], two_speakers.english, pause, two_speakers.portuguese, pause])
    with server() as at, running(paths, tmp_path, talk, at) as app:
        app.until(lambda: any(e == ev.StateChanged(AssistantState.READY) for e in app.events))
        app.worker.interpret(lambda line: line.open("en", "pt"))
        app.until(lambda: len(app.said()) == 2)
        told = [(one.speaker, one.listener, one.route, one.target) for one in app.said()]
        assert told == [
            ("en", "pt", "openai", "Onde fica a estação?"),
            ("pt", "en", "openai", "Where is the station?"),
        ]
        assert [session.language for session in at.peer.used] == ["pt", "en"]
        assert {session.key for session in at.peer.used} == {"ek_test"} and at.peer.problems == []
        spent = [e.spending.talk.nanodollars for e in app.events if isinstance(e, ev.SpendingChanged)]
        assert spent == sorted(spent) and spent[-1] > 0


def test_a_cut_in_the_middle_of_a_sentence_is_finished_here(
    paths: Paths, tmp_path: Path, two_speakers: TwoSpeakers
) -> None:
    pause = np.zeros(8 * RATE, np.int16)
    talk = np.concatenate([pause[: RATE // 2], two_speakers.portuguese, pause])
    with server() as at, running(paths, tmp_path, talk, at) as app:
        app.until(lambda: any(e == ev.StateChanged(AssistantState.READY) for e in app.events))
        at.peer.on_frame = lambda session: at.proxy.shut() or "" if session.frames == 3 else ""  # type: ignore[func-returns-value]
        app.worker.interpret(lambda line: line.open("en", "pt"))
        app.until(lambda: len(app.said()) == 1)
        (said,) = app.said()
        assert (said.speaker, said.listener, said.route) == ("pt", "en", "local") and "museum" in said.target
        notices = [event for event in app.events if isinstance(event, it.InterpreterNotice)]
        assert notices[0].sentences["pt"].startswith("A rede caiu")
