"""A whole session over a metered connection: it need not know that it is counted."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from tests.assistant.conftest import StartTalk, Talk
from tests.fakes.memory_ledger import MemoryLedger
from tests.fakes.realtime_script import created, done, opening, speech, typed
from tests.fakes.scripted_peer import Hang, ScriptedPeer, Send
from wanderlust.assistant.cost import CostMeter
from wanderlust.assistant.metered_link import MeteredLink, Metering
from wanderlust.domain import events as ev
from wanderlust.domain.cost.caps import Caps
from wanderlust.domain.cost.prices import ModelPrice, PriceTable
from wanderlust.domain.errors import LimitReached
from wanderlust.realtime.connection import RealtimeConnection, open_connection
from wanderlust.travel.clock import SystemClock

PRICES = PriceTable(date(2026, 11, 22), {"m": ModelPrice(text_in=1000, audio_out=1000)})
USAGE = {
    "input_tokens": 100,
    "input_token_details": {"text_tokens": 100, "audio_tokens": 0, "cached_tokens": 0},
    "output_tokens": 900,
    "output_token_details": {"text_tokens": 0, "audio_tokens": 900},
    "total_tokens": 1000,
}


async def metered(
    talk: Talk, peer: ScriptedPeer, ledger: MemoryLedger
) -> tuple[CostMeter, MeteredLink[RealtimeConnection]]:
    clock = SystemClock()
    meter = CostMeter(ledger, clock, talk.take, PRICES, Caps(1.0, 3.0), "talk")
    link = await open_connection(peer.url, "token", "m")
    return meter, MeteredLink(link, meter, clock, Metering("link_1", "api.openai.com", "m", "t"))


async def test_an_answer_is_paid_heard_to_its_end_and_the_next_question_ends_the_session(start_talk: StartTalk) -> None:
    talk = await start_talk([Hang()])
    paid = done("r1")
    paid["response"]["usage"] = USAGE
    script = [*opening(), *typed("Hello"), Send([created("r1"), *speech("r1", "item_a", "Good day."), paid])]
    async with ScriptedPeer([script]) as peer:
        ledger = MemoryLedger()
        meter, link = await metered(talk, peer, ledger)
        holding = asyncio.ensure_future(talk.session.hold(link))
        await asyncio.wait_for(talk.session.wait_ready(), 5)
        await talk.session.say("Hello")
        await talk.until_event(ev.AnswerFinished)
        assert meter.spending.talk.dollars == pytest.approx(1.0)
        answer = [turn.text for turn in talk.store.turns if turn.id == "item_a"]
        assert answer == ["Good day."]
        await talk.session.say("And more?")
        with pytest.raises(LimitReached, match="your limit"):
            await asyncio.wait_for(holding, 5)
        await link.close()
        await meter.settled()
        assert [e["type"] for e in peer.received].count("response.create") == 1
    (record,) = ledger.sent.values()
    assert record.characters > len("Hello") and [entry.nanodollars for entry in ledger.entries] == [1_000_000_000]
