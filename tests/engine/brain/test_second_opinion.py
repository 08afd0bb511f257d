"""The model is asked only where the router is unsure, is believed only when it fits, and never holds up the talk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes.chat_server import ChatServer, call_chunk, oslo, text_chunk
from tests.fakes.hand_clock import HandClock
from wanderlust.domain.errors import BadInput
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.brain.brains import Brains
from wanderlust.engine.brain.endpoints import Endpoints
from wanderlust.engine.brain.second_opinion import Opinion, SecondOpinion
from wanderlust.engine.router.values import Routing, ToolCall

TOOLS = tuple(spec.definition() for spec in CATALOGUE)
TIME = ToolCall("local_time", {"place": "Oslo"})
LOST = Routing((), 0.2, "I did not understand that.", "lost", "out_of_scope", whole=0.3)
TORN = Routing((), 0.35, "This or that?", "choose", "local_time", (TIME,))
SURE = Routing((TIME,), 0.95, None, "act", "local_time")
CHAT = Routing((), 0.3, "Hello.", "chat", "chat_greeting")


class Rig:
    """A server that is up, and the opinion asked through it."""

    def __init__(self, server: ChatServer, folder: Path) -> None:
        self.server = server
        self.clock = HandClock()
        self.folder = folder
        self.brains = self.with_choice(server.base)

    def with_choice(self, choice: str) -> Brains:
        return Brains(
            choice,
            lambda http: Endpoints(http, self.folder / "kept.json", {}, {"llama.cpp": self.server.port}),
            lambda: None,
            self.clock.monotonic,
        )

    async def ask(self, said: str, routing: Routing = LOST, limit: float = 5.0) -> Opinion:
        async def likely() -> tuple[tuple[str, float], ...]:
            return (("local_time", 0.4), ("get_weather", 0.3), ("distance", 0.1), ("control", 0.05))

        return await SecondOpinion(self.brains, limit).on(routing, said, TOOLS, (), "en", likely)


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    server = ChatServer()
    await server.start()
    server.chunks = oslo()
    made = Rig(server, tmp_path)
    await made.brains.find()
    server.asked.clear()
    yield made
    await made.brains.close()
    await server.stop()


@pytest.mark.parametrize(("routing", "wanted"), [(LOST, True), (TORN, True), (SURE, False), (CHAT, False)])
async def test_only_where_the_router_is_unsure(rig: Rig, routing: Routing, wanted: bool) -> None:
    assert SecondOpinion(rig.brains).wanted(routing) is wanted


async def test_what_counts_is_whether_the_whole_call_is_right_and_not_the_tool_alone(rig: Rig) -> None:
    assert SecondOpinion(rig.brains).wanted(replace(SURE, whole=0.6))
    assert not SecondOpinion(rig.brains).wanted(replace(SURE, whole=0.9))
    assert SecondOpinion(rig.brains).wanted(replace(SURE, kind="ask", whole=0.9))


async def test_with_the_choice_off_nobody_is_asked(rig: Rig) -> None:
    off = rig.with_choice("off")
    assert not SecondOpinion(off).wanted(LOST)
    assert await off.find() is None and off.state.kind == "none"


async def test_its_call_is_made(rig: Rig) -> None:
    opinion = await rig.ask("will I get wet in Oslo")
    assert opinion.tier == "llm"
    assert opinion.routing.calls == (ToolCall("get_weather", {"place": "Oslo"}),)
    assert opinion.routing.kind == "act"


async def test_a_call_that_does_not_fit_leaves_the_routers_word(rig: Rig) -> None:
    rig.server.chunks = [call_chunk({"index": 0, "function": {"name": "get_weather", "arguments": '{"town": "Oslo"}'}})]
    assert await rig.ask("will I get wet in Oslo") == Opinion(LOST, "router")


async def test_short_words_are_said_where_no_tool_fits(rig: Rig) -> None:
    rig.server.chunks = [text_chunk("I like \n trains.")]
    opinion = await rig.ask("do you like trains")
    assert (opinion.routing.reply, opinion.routing.calls, opinion.tier) == ("I like trains.", (), "llm")


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("who do I ring when somebody collapses, the ambulance", "Ring 15."),
        ("do I need a visa for Ghana", "No."),
        ("can I drink the tap water in Lima", "Yes, it is fine."),
        ("what now", "Dial 112 for the police."),
        ("what now", "The tap water there is safe to drink."),
        ("tell me everything", "word " * 100),
    ],
)
async def test_grave_or_long_words_are_never_the_models(rig: Rig, said: str, answered: str) -> None:
    rig.server.chunks = [text_chunk(answered)]
    assert (await rig.ask(said)).routing.reply == LOST.reply


async def test_past_its_time_the_routers_question_stands_and_the_server_is_let_go(rig: Rig) -> None:
    rig.server.hangs = True
    assert await rig.ask("hm", TORN, limit=0.3) == Opinion(TORN, "router")
    await asyncio.wait_for(rig.server.gone.wait(), 5)


async def test_an_interruption_ends_the_models_work(rig: Rig) -> None:
    rig.server.hangs = True
    asking = asyncio.create_task(rig.ask("hm"))
    await asyncio.wait_for(rig.server.held.wait(), 5)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    await asyncio.wait_for(rig.server.gone.wait(), 5)


async def test_a_server_that_fails_is_looked_for_anew(rig: Rig) -> None:
    rig.server.status = 500
    assert (await rig.ask("hm")).tier == "router"
    assert rig.brains.state.kind == "none"
    rig.server.status = 200
    assert (await rig.ask("is it raining in Oslo")).tier == "llm"


async def test_the_state_says_where_words_go(rig: Rig) -> None:
    state = rig.brains.state
    assert (state.kind, state.where) == ("endpoint", "this computer") and "qwen" in state.name


async def test_another_choice_is_taken_at_once_and_a_wrong_one_changes_nothing(rig: Rig) -> None:
    with pytest.raises(BadInput, match="Choose off, auto, pack"):
        await rig.brains.choose("sometimes")
    assert rig.brains.state.kind == "endpoint"
    await rig.brains.choose("pack")
    assert await rig.brains.find() is None
    assert "engine pack install language-model" in rig.brains.state.problem
    await rig.brains.choose("auto")
    assert await rig.brains.find() is not None


async def test_auto_looks_again_after_a_minute(rig: Rig) -> None:
    models, rig.server.models = rig.server.models, ()
    await rig.brains.choose("auto")
    assert await rig.brains.find() is None
    listed = rig.server.listed
    rig.server.models = models
    assert await rig.brains.find() is None and rig.server.listed == listed
    rig.clock.advance(61)
    assert await rig.brains.find() is not None
