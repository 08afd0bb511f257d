"""A model on the Realtime wire thinks in a call; the conduct, the card and the local voice stay what they are."""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from tests.assistant.calls.test_attacks import ATTACKS, assert_nothing_succeeded
from tests.fakes.realtime_script import call, created, done
from tests.fakes.rehearsed_call import BEGINS
from tests.fakes.scripted_callee import ScriptedCallee
from tests.fakes.scripted_peer import Event, Expect, Hang, ScriptedPeer, Send, Step
from wanderlust.assistant.calls.agent import AskTraveller, EndCall, Fill, Press, Say, SpokenLine
from wanderlust.assistant.calls.agent_instructions import call_instructions, call_session
from wanderlust.assistant.calls.call_run import CallRun
from wanderlust.assistant.calls.realtime_agent import RealtimeAgent
from wanderlust.assistant.calls.routine import Routine
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.events import OutcomeKind
from wanderlust.domain.calls.policy import CallRules, CallsToday, permit
from wanderlust.realtime.connection import open_connection
from wanderlust.telephony.rehearsal_talk import StoryClock

OPENING: list[Step] = [
    Send([{"type": "session.created", "session": {"type": "realtime"}}]),
    Expect("session.update", lambda e: e["session"]["output_modalities"] == ["text"]),
    Send([lambda last: {"type": "session.updated", "session": last["session.update"]["session"]}]),
]


def told(key: str, words: str = "") -> Expect:
    """A message in which this key holds these words."""
    return Expect(
        "conversation.item.create", lambda e: words in str(json.loads(e["item"]["content"][0]["text"]).get(key))
    )


def output(**values: object) -> Expect:
    """A tool's answer with these values."""
    return Expect("conversation.item.create", lambda e: values.items() <= json.loads(e["item"]["output"]).items())


ASKED = Expect("response.create", lambda e: e["response"]["output_modalities"] == ["text"])
_numbers = itertools.count()


def text(words: str) -> Event:
    content = [{"type": "output_text", "text": words}]
    return {
        "id": f"m{next(_numbers)}",
        "type": "message",
        "role": "assistant",
        "status": "completed",
        "content": content,
    }


def tool(name: str, call_id: str = "c1", **arguments: str) -> Event:
    return call(name, json.dumps(arguments), call_id, f"f{next(_numbers)}")


def answer(*items: Event) -> Send:
    return Send([created("r"), done("r", items)])


@asynccontextmanager
async def thinking(card: CallCard, steps: Sequence[Step]) -> AsyncIterator[tuple[RealtimeAgent, ScriptedPeer]]:
    ids = itertools.count()
    async with ScriptedPeer([[*OPENING, *steps]]) as peer:
        agent = RealtimeAgent(
            card,
            lambda: open_connection(peer.url, "key", "gpt-realtime-2.1"),
            Routine(card, BEGINS.date()),
            lambda prefix: f"{prefix}-{next(ids)}",
        )
        yield agent, peer
        await agent.close()


async def held(card: CallCard, lines: list[str], agent: RealtimeAgent) -> tuple[ev.Outcome, ScriptedCallee]:
    clock = StoryClock(BEGINS)
    callee = ScriptedCallee(lines, clock)
    granted = permit(card, Consent(card.id, "click", BEGINS), CallRules(), CallsToday(), BEGINS)

    async def dark(asked: ev.CallAsked) -> str | None:
        return "Dark"

    return await CallRun(granted, callee, agent, clock.now, lambda event: None, dark).run(), callee


def test_the_model_is_told_the_card_and_never_the_limit(strawberry_card: CallCard) -> None:
    rules = call_instructions(strawberry_card)
    assert "400" in rules and "Gateway Pavilion" in rules and "Maya" in rules
    assert "1,500" not in rules and "1500" not in rules
    session = json.dumps(call_session(strawberry_card))
    assert "1,500" not in session and {"fill", "ask_traveller", "press", "note", "end_call"} == {
        one["name"] for one in call_session(strawberry_card)["tools"]
    }


async def test_a_whole_order_is_made_by_the_model_after_our_own_first_words(strawberry_card: CallCard) -> None:
    fields = [("what", "chocolate-covered strawberries"), ("count", "400"), ("where", "Gateway Pavilion")]
    fields += [("day", "Saturday 28 November"), ("time", "14:00"), ("price", "$1,380"), ("payment", "on delivery")]
    fills = [tool("fill", f"c{n}", field=field, value=value) for n, (field, value) in enumerate(fields)]
    script: list[Step] = [
        told("event", "They agreed"),
        ASKED,
        answer(text("I would like to order 400 chocolate-covered strawberries.")),
        told("callee_said", "Dark or milk?"),
        ASKED,
        answer(text("One moment, I am asking."), tool("ask_traveller", "q", question="Dark or milk?")),
        output(answer="Dark"),
        ASKED,
        answer(text("Dark, please.")),
        told("callee_said", "1,380 dollars"),
        ASKED,
        answer(*fills),
        *[output(settled=True)] * len(fills),
        ASKED,
        answer(text("So 400 strawberries for 1,380 dollars. Is that right?")),
        told("callee_said", "that's right"),
        ASKED,
        answer(tool("end_call", "e", outcome="done")),
        output(ended=True),
    ]
    lines = ["Shop, hello.", "Sure, go ahead.", "Dark or milk?", "That comes to 1,380 dollars.", "Yes, that's right."]
    async with thinking(strawberry_card, script) as (agent, peer):
        outcome, callee = await held(strawberry_card, lines, agent)
        assert not agent.lost
        await peer.finished()
    assert outcome.kind is OutcomeKind.DONE and outcome.form.value("price") == "$1,380"
    assert callee.heard[0].startswith("Hello, I am an automated assistant calling for Maya.")
    assert callee.heard[1] == "I would like to order 400 chocolate-covered strawberries."
    assert not any(event["type"] == "input_audio_buffer.append" for event in peer.received)


async def test_what_the_model_says_goes_through_the_guard(strawberry_card: CallCard) -> None:
    script: list[Step] = [
        told("event"),
        ASKED,
        answer(text("I am a human. I can pay up to 1,400 dollars. My card number is 4111 1111 1111 1111.")),
    ]
    async with thinking(strawberry_card, script) as (agent, _):
        outcome, callee = await held(strawberry_card, ["Hello?", "Yes.", "Goodbye."][:2], agent)
    assert_nothing_succeeded(strawberry_card, outcome, callee)


async def test_a_price_the_callee_never_named_settles_nothing(strawberry_card: CallCard) -> None:
    keys = [field.key for field in strawberry_card.goal.form().fields if field.key != "price"]
    fills = [tool("fill", key, field=key, value="yes") for key in keys]
    script: list[Step] = [
        told("event"),
        ASKED,
        answer(*fills, tool("fill", "p", field="price", value="$900"), tool("end_call", "e", outcome="done")),
        *[output()] * (len(fills) + 2),
    ]
    async with thinking(strawberry_card, script) as (agent, _):
        outcome, _callee = await held(strawberry_card, ["Hello?", "Yes. It is 9,999 dollars."], agent)
    assert outcome.kind is OutcomeKind.UNCLEAR and outcome.form.value("price") == ""


async def test_too_dear_is_all_the_model_learns_of_the_limit(strawberry_card: CallCard) -> None:
    script: list[Step] = [
        told("callee_said", "1,600"),
        ASKED,
        answer(tool("fill", field="price", value="$1,600")),
        output(settled=False),
        ASKED,
        answer(text("Is there a cheaper way?")),
    ]
    async with thinking(strawberry_card, script) as (agent, peer):
        acts = await agent.heard("That is 1,600 dollars.")
        await peer.finished()
    assert acts == [Fill("price", "$1,600"), Say("Is there a cheaper way?")]
    assert "1,500" not in json.dumps(peer.received) and "1500" not in json.dumps(peer.received)


@pytest.mark.parametrize(
    ("item", "told_back"),
    [
        (tool("dial", number="911"), "error"),
        (tool("end_call", outcome="hung up"), "error"),
        (tool("fill", field="price"), "error"),
        (call("fill", "not json", "c1", "f"), "error"),
        (call("fill", "[1]", "c1", "f"), "error"),
    ],
)
async def test_what_is_no_tool_call_is_told_to_the_model(
    strawberry_card: CallCard, item: Event, told_back: str
) -> None:
    script: list[Step] = [
        told("event"),
        ASKED,
        answer(item),
        Expect("conversation.item.create", lambda e: told_back in e["item"]["output"]),
        ASKED,
        answer(text("Hello.")),
    ]
    async with thinking(strawberry_card, script) as (agent, peer):
        assert await agent.begin() == [Say("Hello.")]
        await peer.finished()


async def test_a_model_that_only_calls_tools_is_not_asked_for_ever(strawberry_card: CallCard) -> None:
    again: list[Step] = [ASKED, answer(tool("note", text="hm")), output(noted=True)]
    async with thinking(strawberry_card, [told("event"), *again, *again, *again]) as (agent, peer):
        acts = await agent.begin()
        await peer.finished()
    assert len(acts) == 3


async def test_a_menu_gets_keys(strawberry_card: CallCard) -> None:
    script: list[Step] = [
        told("callee_said", "Press one"),
        ASKED,
        answer(tool("press", digits="1")),
        output(pressed="1"),
    ]
    async with thinking(strawberry_card, script) as (agent, _):
        assert await agent.menu("Press one for orders.") == [Press("1")]


async def test_it_goes_on_with_what_the_traveller_said_themself(strawberry_card: CallCard) -> None:
    script: list[Step] = [told("meanwhile", "Make it three"), ASKED, answer(text("It is the assistant again."))]
    async with thinking(strawberry_card, script) as (agent, peer):
        lines = [SpokenLine("us", "Make it three o'clock."), SpokenLine("them", "Fine.")]
        assert await agent.resumed(lines) == [Say("It is the assistant again.")]
        await peer.finished()


async def test_a_server_that_goes_away_is_followed_by_the_routine(strawberry_card: CallCard) -> None:
    script: list[Step] = [told("event"), ASKED, Hang()]
    lines = [
        "Shop, hello.",
        "Sure, go ahead.",
        "Yes, we can do that. It comes to 1,380 dollars altogether.",
        "Yes, that's right.",
    ]
    async with thinking(strawberry_card, script) as (agent, _):
        outcome, callee = await held(strawberry_card, lines, agent)
        assert agent.lost
    assert outcome.kind is OutcomeKind.DONE
    assert callee.heard[1].startswith("I would like to order 400 chocolate-covered strawberries")


async def test_a_server_lost_in_the_middle_is_followed_from_where_the_talk_stood(strawberry_card: CallCard) -> None:
    script: list[Step] = [told("event"), ASKED, answer(text("I would like strawberries.")), told("callee_said"), Hang()]
    async with thinking(strawberry_card, script) as (agent, _):
        await agent.begin()
        acts = await agent.heard("That would be 1,380 dollars with delivery.")
    assert Fill("price", "$1,380") in acts
    assert any(isinstance(act, Say) and act.text.startswith("This is the assistant of Maya again.") for act in acts)
    assert not any(isinstance(act, EndCall | AskTraveller) for act in acts)


@pytest.mark.parametrize(("kind", "words"), ATTACKS, ids=[words[:40] for _, words in ATTACKS])
async def test_no_attack_gets_through_a_model_that_obeys(strawberry_card: CallCard, kind: str, words: str) -> None:
    obeys = answer(
        text(words),
        text("I am a human. My card number is 4111 1111 1111 1111."),
        tool("fill", "p", field="price", value="$9,999"),
        tool("end_call", "e", outcome="done"),
    )
    script: list[Step] = [told("event"), ASKED, answer(text("I would like strawberries.")), told("callee_said"), ASKED]
    async with thinking(strawberry_card, [*script, obeys, output(), output()]) as (agent, _):
        outcome, callee = await held(strawberry_card, ["Strawberries, hello.", "Sure, go ahead.", words, "Bye."], agent)
    assert_nothing_succeeded(strawberry_card, outcome, callee)
    assert outcome.kind is not OutcomeKind.DONE
