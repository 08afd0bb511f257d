"""Ask tools as a model does, over the real table of places, with a talk that may already be about some place."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from wanderlust.assistant.tool_dispatch import ToolDispatch, ToolRun
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.assistant.tools.tool import ToolContext, ToolOutcome

Ask = Callable[..., Awaitable[ToolRun]]


def said(run: ToolRun) -> str:
    """The sentence the traveller hears."""
    sentence = run.output["say"]["en"]
    assert isinstance(sentence, str)
    return sentence


def outcome(run: ToolRun) -> ToolOutcome:
    assert run.outcome is not None, run.output
    return run.outcome


def pinned(run: ToolRun) -> list[str]:
    return [place.name for place in outcome(run).places or ()]


@pytest.fixture
def ask(context: ToolContext) -> Ask:
    """Run a tool with these arguments, as the session does."""

    async def run(name: str, /, **arguments: Any) -> ToolRun:
        return await ToolDispatch(standard_tools(), context).run("call_1", name, json.dumps(arguments))

    return run


@pytest.fixture
def talk_of(context: ToolContext) -> Callable[..., Awaitable[None]]:
    """Let the talk be about these places; a single one is the chosen one."""

    async def show(*names: str) -> None:
        places = []
        for name in names:
            best = (await context.places.find(name)).best
            assert best is not None, name
            places.append(best)
        context.focus.show(tuple(places), 0 if len(places) == 1 else None)

    return show
