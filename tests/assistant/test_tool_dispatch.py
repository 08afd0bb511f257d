"""Whatever a tool or a model does wrong, the model gets an output and the traveller a sentence."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable

import pytest

from wanderlust.assistant.tool_dispatch import ToolDispatch
from wanderlust.assistant.tools.registry import ToolRegistry, standard_tools
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome
from wanderlust.domain.conversation import JsonObject
from wanderlust.domain.errors import BadArguments, DataMissing, ToolFailed
from wanderlust.domain.tool_catalogue import CATALOGUE, Slot, ToolSpec

Behaviour = Callable[[], Awaitable[ToolOutcome]]


class OddTool:
    """A tool that does what the test says."""

    spec = ToolSpec("odd", "For tests.", (Slot("place", "place", "Where.", required=True),))

    def __init__(self, behave: Behaviour) -> None:
        self._behave = behave

    def caption(self, arguments: JsonObject) -> str:
        return f"Oddly {arguments['place']}."

    async def run(self, arguments: JsonObject, context: ToolContext) -> ToolOutcome:
        return await self._behave()


def dispatch_of(context: ToolContext, behave: Behaviour, limit: float = 10.0) -> ToolDispatch:
    return ToolDispatch(ToolRegistry((OddTool(behave),)), context, limit)


def raising(error: Exception) -> Behaviour:
    async def behave() -> ToolOutcome:
        raise error

    return behave


def test_the_registry_holds_what_works_in_the_catalogues_order() -> None:
    not_yet = {"place_call"}
    assert standard_tools().specs == tuple(spec for spec in CATALOGUE if spec.name not in not_yet)
    assert standard_tools().get("weather") is None


async def test_a_good_call_gives_words_data_and_its_duration(context: ToolContext) -> None:
    async def behave() -> ToolOutcome:
        context.clock.advance(0.25)  # type: ignore[attr-defined]  # the clock of this test is one moved by hand
        return ToolOutcome({"en": "Kyōto."}, {"n": 1}, "Did it")

    run = await dispatch_of(context, behave).run("call_7", "odd", '{"place": "Kyoto"}')
    assert run.ok and (run.call_id, run.name) == ("call_7", "odd")
    assert run.duration_ms == pytest.approx(250)
    assert json.loads(run.output_text) == {"say": {"en": "Kyōto."}, "data": {"n": 1}}
    assert "Kyōto" in run.output_text, "letters are sent as letters"


async def test_a_tool_that_takes_too_long_is_stopped(context: ToolContext) -> None:
    stopped = asyncio.Event()

    async def behave() -> ToolOutcome:
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()
        raise AssertionError("it was never to end")

    run = await dispatch_of(context, behave, limit=0.01).run("c", "odd", '{"place": "Kyoto"}')
    assert not run.ok and run.output["error"] == "timeout" and "too long" in run.output["say"]["en"]
    assert stopped.is_set()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ToolFailed("I do not know that.", "Say it again."), "I do not know that. Say it again."),
        (DataMissing("places", "The table is not here.", "Run setup."), "The table is not here. Run setup."),
        (ZeroDivisionError("secret"), "Something broke while I looked that up."),
    ],
)
async def test_a_tool_that_fails_gives_a_sentence(
    context: ToolContext, caplog: pytest.LogCaptureFixture, error: Exception, sentence: str
) -> None:
    with caplog.at_level(logging.CRITICAL):
        run = await dispatch_of(context, raising(error)).run("c", "odd", '{"place": "Kyoto"}')
    assert not run.ok and run.outcome is None
    assert run.output["say"]["en"] == sentence and "secret" not in run.output_text


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("odd", "{", "the arguments are not JSON"),
        ("odd", "{}", "'place' is missing"),
        ("weather", "{}", "there is no such tool"),
    ],
)
async def test_a_call_that_does_not_fit_never_runs(context: ToolContext, name: str, text: str, error: str) -> None:
    dispatch = dispatch_of(context, raising(AssertionError("it ran")))
    run = await dispatch.run("c", name, text)
    assert not run.ok and run.output["error"] == error
    assert run.output["say"]["en"] == "I did not get that right. Say it another way."
    # What the model mends it by: the tool's schema, or the names of the tools there are.
    tool = dispatch.registry.get(name)
    assert run.output.get("expected") == (tool.spec.schema() if tool is not None else None)
    assert (run.output.get("tools") == ["odd"]) is (tool is None)
    with pytest.raises(BadArguments):
        dispatch.arguments(name, text)


async def test_cancelling_a_call_is_no_failure_of_the_tool(context: ToolContext) -> None:
    started = asyncio.Event()

    async def behave() -> ToolOutcome:
        started.set()
        await asyncio.Event().wait()
        raise AssertionError("it was never to end")

    task = asyncio.create_task(dispatch_of(context, behave).run("c", "odd", '{"place": "Kyoto"}'))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


def test_the_caption_is_the_tools_own(context: ToolContext) -> None:
    dispatch = dispatch_of(context, raising(AssertionError("it ran")))
    assert dispatch.caption("odd", {"place": "Kyoto"}) == "Oddly Kyoto."
    assert dispatch.caption("weather", {}) == ""


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("find_places", {"query": "museums"}),
        ("find_places", {"query": "museums", "near": "Paris"}),
        ("show_on_map", {"place": "Kyoto"}),
        ("distance", {"destination": "there"}),
        ("distance", {"destination": "Porto"}),
        ("local_time", {}),
        ("local_time", {"place": "Kyoto"}),
        ("convert_currency", {"from": "USD", "to": "JPY"}),
    ],
)
def test_every_caption_is_a_short_sentence(context: ToolContext, name: str, arguments: JsonObject) -> None:
    caption = ToolDispatch(standard_tools(), context).caption(name, arguments)
    assert caption[0].isupper() and caption.endswith(".") and len(caption) < 40
