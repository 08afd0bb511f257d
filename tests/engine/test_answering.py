"""While a language model thinks for longer than a pause in talk, "one moment" is said first, and cancelling ends it."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest

from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.answering import Answerer
from wanderlust.engine.models import EngineModels
from wanderlust.engine.response_events import ResponseWriter
from wanderlust.engine.router import Routing, ToolCall
from wanderlust.engine.sound_formats import PCM
from wanderlust.engine.turn_context import Context
from wanderlust.wire import server_events as ev

LOST = Routing((), 0.2, "I did not understand that.", "lost", "out_of_scope")
FOUND = Routing((ToolCall("get_weather", {"place": "Oslo"}),), 0.9, None, "act", "get_weather")


class ThinkingModels:
    """A router that is lost, and a language model that answers when it is let."""

    def __init__(self, unsure: bool = True) -> None:
        self.unsure = unsure
        self.let = asyncio.Event()
        self.thinking = asyncio.Event()
        self.ended = asyncio.Event()

    async def route(self, *given: Any) -> Routing:
        return LOST

    def reconsiders(self, routing: Routing) -> bool:
        return self.unsure

    async def reconsider(self, *given: Any) -> Routing:
        self.thinking.set()
        try:
            await self.let.wait()
        finally:
            self.ended.set()
        return FOUND

    async def speak(self, text: str, *given: Any) -> AsyncIterator[tuple[str, bytes]]:
        yield text, b"\0\0" * 240
        # The moment is spoken while the model goes on thinking, and here it comes to its answer.
        self.let.set()


class Rig:
    def __init__(self, models: ThinkingModels, moment_after: float, modalities: tuple[str, ...] = ("audio",)) -> None:
        self.sent: list[ev.ServerEvent] = []
        ids = (f"id{number}" for number in itertools.count())

        async def send(events: list[ev.ServerEvent]) -> None:
            self.sent += events

        self.answerer = Answerer(cast(EngineModels, models), send, lambda item, ms: None, moment_after)
        self.writer = ResponseWriter("resp", "conv", modalities, None, "inf", lambda prefix: next(ids))

    async def answer(self) -> None:
        tools = tuple(spec.definition() for spec in CATALOGUE)
        context = Context("is it wet in Oslo", (), tools, (), (), (), 1.0, ())
        await self.answerer.answer(self.writer, context, PCM, idle=False)

    @property
    def said(self) -> list[str]:
        return [event.delta for event in self.sent if isinstance(event, ev.OutputTranscriptDelta | ev.OutputTextDelta)]

    @property
    def called(self) -> list[str]:
        return [event.name or "" for event in self.sent if isinstance(event, ev.FunctionArgumentsDone)]


async def test_a_quick_model_needs_no_moment() -> None:
    models = ThinkingModels()
    models.let.set()
    rig = Rig(models, moment_after=60)
    await rig.answer()
    assert (rig.said, rig.called) == ([], ["get_weather"])


@pytest.mark.parametrize(("language", "words"), [("en", "One moment."), ("fr", "Un instant."), ("xx", "One moment.")])
async def test_a_slow_model_lets_one_moment_be_said_in_the_travellers_language(language: str, words: str) -> None:
    rig = Rig(ThinkingModels(), moment_after=0)
    rig.answerer.language = language
    await rig.answer()
    assert (rig.said, rig.called) == ([words], ["get_weather"])


async def test_a_sure_router_asks_nobody() -> None:
    models = ThinkingModels(unsure=False)
    rig = Rig(models, moment_after=0)
    await rig.answer()
    assert rig.said == ["I did not understand that."] and not models.thinking.is_set()


async def test_an_interruption_ends_the_thinking() -> None:
    models = ThinkingModels()
    rig = Rig(models, moment_after=60)
    answering = asyncio.create_task(rig.answer())
    await models.thinking.wait()
    answering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await answering
    await asyncio.wait_for(models.ended.wait(), 5)
    assert rig.called == []
