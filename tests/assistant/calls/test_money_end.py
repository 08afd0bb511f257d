"""A call on a line that costs money: priced on the card, ended by the clock, and counted as what it cost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from tests.fakes.rehearsed_call import BEGINS
from wanderlust.assistant.calls.call_run import CallRun
from wanderlust.assistant.calls.routine import Routine
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.events import OutcomeKind
from wanderlust.domain.calls.line import Answered, LineEnded, Ringing, TalkEvent
from wanderlust.domain.calls.policy import DialPermit, MoneyEnd


class Talker:
    """Answers, and then talks without an end."""

    def __init__(self) -> None:
        self._hung_up = asyncio.Event()
        self.flushed = 0

    async def events(self) -> AsyncIterator[TalkEvent]:
        yield Ringing()
        yield Answered()
        await self._hung_up.wait()
        yield LineEnded("hung_up")

    async def say(self, text: str, language: str) -> None:
        raise AssertionError(f"said {text!r} to somebody who still talks")

    def flush(self) -> None:
        self.flushed += 1

    async def press(self, digits: str) -> None:
        raise AssertionError("no keys here")

    async def hang_up(self) -> None:
        self._hung_up.set()


async def test_who_talks_past_the_money_is_cut_off(strawberry_card: CallCard) -> None:
    permit = DialPermit(
        strawberry_card, Consent(strawberry_card.id, "click", BEGINS), MoneyEnd(2.01, "your $1.00 a call")
    )
    events: list[ev.CallEvent] = []
    talker = Talker()
    run = CallRun(permit, talker, Routine(strawberry_card, BEGINS.date()), lambda: BEGINS, events.append)
    async with asyncio.timeout(10):
        outcome = await run.run()
    assert outcome.kind is OutcomeKind.TOO_LONG and talker.flushed
    assert outcome.sentence == "The call reached your $1.00 a call. Take it that nothing was ordered."
