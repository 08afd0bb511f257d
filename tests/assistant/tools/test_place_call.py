"""Claims about the tool that proposes a call."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.fakes import shown_calls
from wanderlust.assistant.tool_dispatch import ToolDispatch, ToolRun
from wanderlust.assistant.tools.registry import standard_tools
from wanderlust.assistant.tools.tool import ToolContext
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.errors import CallRefused


class Desk:
    """Proposes this card, or refuses."""

    def __init__(self, card: CallCard | None, refuses: bool = False) -> None:
        self._card, self._refuses = card, refuses
        self.asked: list[tuple[str, str]] = []

    async def propose(self, business: str, goal: str) -> CallCard | None:
        self.asked.append((business, goal))
        if self._refuses:
            raise CallRefused("emergency", "I do not call emergency numbers.", "Dial 911 yourself.")
        return self._card


async def asked(context: ToolContext, desk: Desk | None) -> ToolRun:
    dispatch = ToolDispatch(standard_tools(calls=True), replace(context, calls=desk))
    arguments = {"business": "the strawberry shop", "goal": shown_calls.GOAL}
    return await dispatch.run("call-1", "place_call", json.dumps(arguments))


async def test_it_says_that_the_card_waits_for_a_yes(context: ToolContext) -> None:
    desk = Desk(shown_calls.card())
    run = await asked(context, desk)
    assert run.output["say"]["en"] == "I have it ready. Look at the card and say yes or no."
    assert run.output["data"]["needs_yes_on_the_card"] is True
    assert desk.asked == [("the strawberry shop", shown_calls.GOAL)]


async def test_asked_again_during_the_call_it_says_so(context: ToolContext) -> None:
    run = await asked(context, Desk(None))
    assert run.output["say"]["en"].startswith("The call is under way.")


async def test_a_refusal_is_said_with_what_to_do(context: ToolContext) -> None:
    run = await asked(context, Desk(None, refuses=True))
    assert not run.ok and "Dial 911 yourself." in run.output["say"]["en"]


@pytest.mark.parametrize("offered", [True, False])
def test_it_is_offered_only_where_calls_can_be_made(offered: bool) -> None:
    assert (standard_tools(calls=offered).get("place_call") is not None) is offered
