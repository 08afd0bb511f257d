"""One WebSocket: what comes out of it, and in which words it fails."""

from __future__ import annotations

import http
import json
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response

from tests.fakes.scripted_peer import Expect, Hang, ScriptedPeer, Send, Step
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.realtime.connection import RealtimeConnection, open_connection
from wanderlust.wire import client_events as cl
from wanderlust.wire.server_events import ServerEvent, SessionCreated, UnknownEvent

SESSION = {"type": "session.created", "session": {"type": "realtime"}}
Answer = Callable[[ServerConnection, Request], Response | None]
Door = Callable[[Answer], Awaitable[str]]


async def until_ended(link: RealtimeConnection) -> tuple[list[ServerEvent], ConnectionFailed]:
    """All events, and what ended them."""
    seen: list[ServerEvent] = []
    with pytest.raises(ConnectionFailed) as caught:
        async for event in link.events():
            seen.append(event)
    return seen, caught.value


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    """Serve handshakes with the test's own answer to them; gives the address."""
    servers: list[Server] = []

    async def open_door(answer: Answer) -> str:
        async def hold(socket: ServerConnection) -> None:
            await socket.wait_closed()

        server = await serve(hold, "127.0.0.1", 0, process_request=answer)
        servers.append(server)
        return f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}/v1/realtime"

    yield open_door
    for server in servers:
        server.close()
        await server.wait_closed()


async def test_events_come_in_order_and_ours_go_out() -> None:
    script: list[Step] = [
        Send([SESSION]),
        Expect("response.create", lambda e: e["event_id"] == "evt_1"),
        Hang(1000, "bye"),
    ]
    async with ScriptedPeer([script]) as peer:
        link = await open_connection(peer.url, "token", "gpt-realtime-2.1")
        await link.send(cl.ResponseCreate(event_id="evt_1"))
        seen, end = await until_ended(link)
        assert [type(event) for event in seen] == [SessionCreated]
        assert end.code == 1000 and "bye" in end.sentence
        await peer.finished()


async def test_a_message_that_cannot_be_read_is_counted_and_passed_over() -> None:
    async def talk(socket: ServerConnection) -> None:
        for message in ("not json", "[]", b"\xff\xfe", json.dumps({"type": "response.done"}), json.dumps(SESSION)):
            await socket.send(message)
        await socket.send(json.dumps({"type": "weather.changed", "sky": "blue"}))
        await socket.close(1000)

    async with serve(talk, "127.0.0.1", 0) as server:
        url = f"ws://127.0.0.1:{next(iter(server.sockets)).getsockname()[1]}"
        link = await open_connection(url, "token", "x")
        seen, _ = await until_ended(link)
        assert [type(event) for event in seen] == [SessionCreated, UnknownEvent]
        assert link.bad_messages == 4


async def test_the_key_and_the_model_are_told_at_the_door(door: Door) -> None:
    asked: list[Request] = []

    def note(_: ServerConnection, request: Request) -> None:
        asked.append(request)

    link = await open_connection(await door(note), "secret", "a model&b")
    await link.close()
    assert asked[0].headers["Authorization"] == "Bearer secret"
    assert asked[0].path == "/v1/realtime?model=a%20model%26b"


@pytest.mark.parametrize(
    ("status", "sentence", "remedy"),
    [
        (401, "refused this key", "Check the key"),
        (403, "not allow this key", "Check the key"),
        (503, "problem of its own", "I try again"),
    ],
)
async def test_a_refusal_says_whose_fault_it_is_and_keeps_the_key_to_itself(
    door: Door, status: int, sentence: str, remedy: str
) -> None:
    def refuse(socket: ServerConnection, _: Request) -> Response:
        return socket.respond(http.HTTPStatus(status), "no\n")

    url = await door(refuse)
    with pytest.raises(ConnectionFailed) as caught:
        await open_connection(url, "sk-secret", "x")
    assert sentence in caught.value.sentence and remedy in caught.value.remedy
    assert caught.value.code == status and "sk-secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("ws://127.0.0.1:1/v1/realtime", "Nobody answers"),
        ("nonsense", "not a Realtime server"),
        ("http://127.0.0.1:1", "not a Realtime server"),
    ],
)
async def test_an_address_where_nobody_answers_is_said_so(url: str, sentence: str) -> None:
    with pytest.raises(ConnectionFailed, match=sentence):
        await open_connection(url, "token", "x")


async def test_who_sends_after_the_end_is_told() -> None:
    async with ScriptedPeer([[Send([SESSION]), Hang(1011, "going down")]]) as peer:
        link = await open_connection(peer.url, "token", "x")
        _, end = await until_ended(link)
        assert (end.code, end.sentence) == (1011, "The connection ended. It said: going down")
        with pytest.raises(ConnectionFailed, match="going down"):
            await link.send(cl.ResponseCreate())


async def test_closing_ends_the_events_too() -> None:
    async with ScriptedPeer([[Send([SESSION])]]) as peer:
        link = await open_connection(peer.url, "token", "x")
        events = link.events()
        assert isinstance(await anext(events), SessionCreated)
        await link.close()
        with pytest.raises(ConnectionFailed, match="connection ended"):
            await anext(events)
