"""Cards, consent and the one call at a time."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

import pytest

from tests.fakes.rehearsed_call import BEGINS
from tests.fakes.scripted_callee import ScriptedCallee
from wanderlust.assistant.calls.desk import CallDesk
from wanderlust.assistant.calls.routine import Routine
from wanderlust.assistant.ports import CallTalk
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.amounts import Amount
from wanderlust.domain.calls.card import CallCard, Callee, Limits
from wanderlust.domain.calls.consent import SpokenAnswer
from wanderlust.domain.calls.events import OutcomeKind
from wanderlust.domain.calls.goal import read_goal
from wanderlust.domain.calls.policy import CallRules, CallsToday, DialPermit, MoneyEnd
from wanderlust.domain.calls.tariff import Tariff
from wanderlust.domain.errors import CallRefused
from wanderlust.telephony.rehearsal_talk import StoryClock

TOKYO = Callee("Sushi Ko", "03-1234-5678", "Tokyo", "JP", "Asia/Tokyo")
MORNING = datetime(2026, 11, 22, 1, 0, tzinfo=BEGINS.tzinfo)  # ten o'clock in Tokyo
GOAL = read_goal("book a table for four on Friday at 8 pm", BEGINS.date())


class NumbersOnPaper:
    """Fills ``ports.CallLog`` in memory."""

    def __init__(self) -> None:
        self.listed: dict[str, str] = {}
        self.calls: list[tuple[CallCard, ev.Outcome]] = []

    async def today(self, day: date) -> CallsToday:
        return CallsToday(len(self.calls))

    async def is_listed(self, number: str) -> bool:
        return number in self.listed

    async def list_number(self, number: str, at: datetime, reason: str) -> None:
        self.listed[number] = reason

    async def add(self, card: CallCard, outcome: ev.Outcome, at: datetime) -> None:
        self.calls.append((card, outcome))


class Room:
    """A desk with a line on which a scripted callee answers."""

    def __init__(self, *lines: str) -> None:
        self.clock = StoryClock(MORNING)
        self.log = NumbersOnPaper()
        self.events: list[ev.CallEvent] = []
        self.dialled: list[DialPermit] = []
        self.lines = lines
        ids = count(1)
        self.desk = CallDesk(
            CallRules(),
            self.log,
            self.clock.now,
            lambda: f"card-{next(ids)}",
            self.events.append,
            self.dial,
            lambda card: Routine(card, MORNING.date()),
        )

    async def dial(self, permit: DialPermit) -> CallTalk:
        self.dialled.append(permit)
        return ScriptedCallee(self.lines, self.clock)


async def test_a_card_alone_dials_nothing() -> None:
    room = Room()
    card = room.desk.propose(TOKYO, GOAL, "Maya", "sip")
    assert room.events == [ev.CallProposed(card)] and room.dialled == []
    assert card.callee.number == "+81312345678"


async def test_a_click_on_the_card_dials_once() -> None:
    room = Room("Sushi Ko.", "No.")
    card = room.desk.propose(TOKYO, GOAL, "Maya", "sip")
    outcome = await room.desk.clicked(card.id)
    assert [permit.number for permit in room.dialled] == ["+81312345678"]
    assert outcome.kind is OutcomeKind.REFUSED
    with pytest.raises(CallRefused):
        await room.desk.clicked(card.id)
    assert len(room.dialled) == 1


async def test_a_refusal_lists_the_number_and_the_next_call_is_not_made() -> None:
    room = Room("Sushi Ko.", "Don't call us again.")
    await room.desk.clicked(room.desk.propose(TOKYO, GOAL, "Maya", "sip").id)
    assert list(room.log.listed) == ["+81312345678"]
    card = room.desk.propose(TOKYO, GOAL, "Maya", "sip")
    with pytest.raises(CallRefused) as caught:
        await room.desk.clicked(card.id)
    assert caught.value.rule == "do_not_call" and len(room.dialled) == 1


async def test_a_rehearsal_lists_nobody() -> None:
    room = Room("Sushi Ko.", "Don't call us again.")
    await room.desk.clicked(room.desk.propose(TOKYO, GOAL, "Maya", "rehearsal").id)
    assert room.log.listed == {} and len(room.log.calls) == 1


async def test_the_card_before_is_dead_once_another_is_shown() -> None:
    room = Room()
    first = room.desk.propose(TOKYO, GOAL, "Maya", "sip")
    room.desk.propose(TOKYO, GOAL, "Maya", "sip")
    assert ev.CallCardClosed(first.id, False) in room.events
    with pytest.raises(CallRefused):
        await room.desk.clicked(first.id)
    assert room.dialled == []


async def test_an_edit_makes_another_card_and_the_old_yes_is_none() -> None:
    room = Room()
    first = room.desk.propose(TOKYO, GOAL, "Maya", "sip")
    second = room.desk.edit(first.id, limits=Limits(Amount(100)))
    assert second.id != first.id and second.limits.spend == Amount(100)
    with pytest.raises(CallRefused):
        await room.desk.clicked(first.id)


async def test_the_callee_cannot_be_edited() -> None:
    room = Room()
    card = room.desk.propose(TOKYO, GOAL, "Maya", "sip")
    with pytest.raises(CallRefused):
        room.desk.edit(card.id, callee=replace(TOKYO, number="+19005551234"))


async def test_a_refused_card_is_gone() -> None:
    room = Room()
    card = room.desk.propose(TOKYO, GOAL, "Maya", "sip")
    room.desk.refuse(card.id)
    with pytest.raises(CallRefused):
        await room.desk.clicked(card.id)


@pytest.mark.parametrize("number", ["119", "112", "+1 900 555 1234", "sip:911@provider.example"])
async def test_forbidden_numbers_get_no_card(number: str) -> None:
    room = Room()
    with pytest.raises(CallRefused):
        room.desk.propose(replace(TOKYO, number=number), GOAL, "Maya", "sip")
    assert room.events == []


async def test_a_spoken_yes_calls_and_a_doubtful_one_does_not() -> None:
    room = Room("Sushi Ko.", "No.")
    card = room.desk.propose(TOKYO, GOAL, "Maya", "sip")
    yes = SpokenAnswer(card.id, "Yes, call now.", "en", True, MORNING, MORNING - timedelta(seconds=1), False)
    assert await room.desk.spoken(replace(yes, voice_played=True)) is None and room.dialled == []
    assert (await room.desk.spoken(yes)) is not None and len(room.dialled) == 1
    assert room.dialled[0].consent.by == "voice"


async def test_while_one_call_runs_no_other_begins() -> None:
    room = Room("Sushi Ko.", "No.")
    entered, leave = asyncio.Event(), asyncio.Event()
    dial = room.dial

    async def slow(permit: DialPermit) -> CallTalk:
        entered.set()
        await leave.wait()
        return await dial(permit)

    room.desk._dial = slow
    running = asyncio.create_task(room.desk.clicked(room.desk.propose(TOKYO, GOAL, "Maya", "sip").id))
    await entered.wait()
    second = room.desk.propose(TOKYO, GOAL, "Maya", "sip")
    with pytest.raises(CallRefused) as caught:
        await room.desk.clicked(second.id)
    assert caught.value.rule == "one_at_a_time"
    leave.set()
    await running


async def test_a_priced_call_stands_so_on_its_card_and_ends_within_the_money() -> None:
    room = Room("Sushi Ko.", "No.")
    card = room.desk.propose(TOKYO, GOAL, "Maya", "sip", tariff=Tariff(0.3, 0.1))
    assert (card.price.low, card.price.high) == pytest.approx((0.1, 0.9))
    await room.desk.clicked(card.id)
    assert room.dialled[0].money == MoneyEnd(180, "your $1.00 a call")


async def test_a_shorter_call_is_a_cheaper_card_and_a_rehearsal_of_it_is_free() -> None:
    room = Room()
    card = room.desk.propose(TOKYO, GOAL, "Maya", "sip", tariff=Tariff(0.1))
    shorter = room.desk.edit(card.id, limits=Limits(Amount(100), 2))
    assert shorter.price.high == pytest.approx(0.2)
    assert room.desk.edit(shorter.id, line="rehearsal", tariff=None).price.high == 0


async def test_a_minute_dearer_than_the_limit_gets_no_card() -> None:
    room = Room()
    with pytest.raises(CallRefused) as caught:
        room.desk.propose(TOKYO, GOAL, "Maya", "sip", tariff=Tariff(1.2))
    assert caught.value.rule == "price" and room.events == []
