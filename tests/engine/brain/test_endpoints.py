"""Servers on this computer are found and proved without a word of the user's; others only where the user says so."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import aiohttp
import pytest

from tests.fakes.chat_server import ChatServer, oslo, text_chunk
from wanderlust.domain.errors import BadInput, BrainFailed
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.brain.endpoints import CANARY, Endpoints, base_of, is_loopback
from wanderlust.engine.brain.question import Question
from wanderlust.engine.router.values import HistoryItem, ToolCall

TOOLS = tuple(spec.definition() for spec in CATALOGUE)
ASKED = Question("And in Oslo?", "en", (HistoryItem("user", text="Rome?"),), TOOLS)


@pytest.fixture
async def server() -> AsyncIterator[ChatServer]:
    made = ChatServer()
    await made.start()
    made.chunks = oslo()
    yield made
    await made.stop()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as made:
        yield made


class Rig:
    def __init__(self, http: aiohttp.ClientSession, folder: Path, ports: Mapping[str, int]) -> None:
        self.kept = folder / "deep" / "endpoints.json"
        self.endpoints = Endpoints(http, self.kept, {}, ports)


async def test_a_local_server_is_found_and_asked_nothing_of_the_users(
    server: ChatServer, http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    model = await Rig(http, tmp_path, {"llama.cpp": server.port, "vLLM": 1}).endpoints.local()
    assert model is not None and model.name == "qwen in llama.cpp on this computer"
    assert [body["messages"][-1]["content"] for body in server.asked] == [CANARY]


async def test_what_was_proved_is_not_asked_again(
    server: ChatServer, http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    for _ in range(2):
        assert await Rig(http, tmp_path, {"llama.cpp": server.port}).endpoints.local() is not None
    assert len(server.asked) == 1 and server.listed == 2


async def test_a_model_that_calls_no_tools_is_held_to_a_schema(
    server: ChatServer, http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    server.chunks = [text_chunk("It is sunny.")]
    call = {"name": "get_weather", "arguments": {"place": "Oslo"}}
    server.by_schema = f"```json\n{json.dumps({'calls': [call], 'say': ''})}\n```"
    model = await Rig(http, tmp_path, {"llama.cpp": server.port}).endpoints.local()
    assert model is not None and model.endpoint.manner == "schema"
    decision = await model.decide(ASKED)
    assert decision.calls == (ToolCall("get_weather", {"place": "Oslo"}),)
    assert "tools" not in server.asked[-1]


async def test_a_model_that_can_do_neither_is_left_alone(
    server: ChatServer, http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    server.chunks = [text_chunk("Hello.")]
    server.by_schema = "no"
    rig = Rig(http, tmp_path, {"llama.cpp": server.port})
    assert await rig.endpoints.local() is None
    with pytest.raises(BrainFailed, match="can choose tools"):
        await rig.endpoints.at(server.base)
    assert not rig.kept.exists()


async def test_models_that_do_not_chat_are_not_tried(
    server: ChatServer, http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    server.models = ("nomic-embed-text", "qwen")
    model = await Rig(http, tmp_path, {"llama.cpp": server.port}).endpoints.local()
    assert model is not None and model.endpoint.model == "qwen"


async def test_nothing_listens_and_nothing_is_found(http: aiohttp.ClientSession, tmp_path: Path) -> None:
    assert await Rig(http, tmp_path, {"llama.cpp": 1}).endpoints.local() is None


async def test_the_users_address_may_name_a_model(
    server: ChatServer, http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    server.models = ("one", "two")
    endpoints = Rig(http, tmp_path, {}).endpoints
    assert (await endpoints.at(f"{server.base}/v1#two")).endpoint.model == "two"
    with pytest.raises(BrainFailed, match="no model three"):
        await endpoints.at(f"{server.base}#three")


async def test_a_users_server_that_is_not_there_is_one_sentence(http: aiohttp.ClientSession, tmp_path: Path) -> None:
    with pytest.raises(BrainFailed, match="No language model answers at"):
        await Rig(http, tmp_path, {}).endpoints.at("http://127.0.0.1:1")


async def test_a_strict_server_gets_only_what_the_contract_has(
    server: ChatServer, http: aiohttp.ClientSession, tmp_path: Path
) -> None:
    server.strict = True
    model = await Rig(http, tmp_path, {"llama.cpp": server.port}).endpoints.local()
    assert model is not None
    asked = len(server.asked)
    await model.decide(ASKED)
    assert "chat_template_kwargs" not in server.asked[-1]
    assert len(server.asked) == asked + 2  # refused once in this conversation, then never again
    await model.decide(ASKED)
    assert len(server.asked) == asked + 3


@pytest.mark.parametrize(
    ("host", "tried"), [("127.0.0.1:{port}", True), ("0.0.0.0:{port}", True), ("example.org:{port}", False)]
)
async def test_ollama_host_counts_only_on_this_computer(
    server: ChatServer, http: aiohttp.ClientSession, tmp_path: Path, host: str, tried: bool
) -> None:
    environment = {"OLLAMA_HOST": host.format(port=server.port)}
    model = await Endpoints(http, tmp_path / "kept", environment, {}).local()
    assert (model is not None) is tried


@pytest.mark.parametrize("address", ["", "localhost:11434", "ftp://x", "http://", "http://x:port", "pack "])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(BadInput):
        base_of(address)


@pytest.mark.parametrize(
    ("base", "own"),
    [("http://127.0.0.1:1", True), ("http://[::1]:1", True), ("http://localhost", True), ("http://10.0.0.1", False)],
)
def test_only_loopback_is_this_computer(base: str, own: bool) -> None:
    assert is_loopback(base) is own
