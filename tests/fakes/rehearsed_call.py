"""A whole rehearsal call in story time, with a traveller who answers what is asked."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from wanderlust.assistant.calls.agent import CallAgent
from wanderlust.assistant.calls.call_run import CallRun
from wanderlust.assistant.calls.routine import Routine
from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import CallCard, Callee, Limits, reveals_of
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.goal import Goal, read_goal
from wanderlust.domain.calls.policy import CallRules, CallsToday, permit
from wanderlust.telephony.rehearsal_business import Business, Mood, Script
from wanderlust.telephony.rehearsal_talk import RehearsalTalk, StoryClock

BEGINS = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
Traveller = Callable[[ev.CallAsked], str | None]


def first_choice(asked: ev.CallAsked) -> str | None:
    """A traveller who takes what is offered first, and remembers yesterday."""
    return asked.choices[0] if asked.choices else "yesterday evening"


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What is left of a call."""

    card: CallCard
    outcome: ev.Outcome
    business: Business
    events: tuple[ev.CallEvent, ...]

    @property
    def said(self) -> list[str]:
        """What we said, in order."""
        return [e.settled for e in self.events if isinstance(e, ev.CallCaption) and e.side == "us"]

    @property
    def asked(self) -> list[str]:
        """What the traveller was asked, in order."""
        return [e.question for e in self.events if isinstance(e, ev.CallAsked)]

    @property
    def states(self) -> list[ev.CallState]:
        return [e.state for e in self.events if isinstance(e, ev.CallStateChanged)]


def card_for(script: Script, words: str = "", caller: str = "Maya", card_id: str = "card-1") -> CallCard:
    """The card of a call to a rehearsal business, for a goal in words or its own."""
    goal: Goal = read_goal(words or script.goal, BEGINS.date(), currency_of(script))
    callee = Callee(script.name, script.number, script.place, script.country, script.timezone)
    return CallCard(card_id, callee, goal, caller, reveals_of(goal, caller), Limits(goal.spend))


def currency_of(script: Script) -> str:
    return str(script.table.get("price", {}).get("currency", "USD"))


async def rehearse(
    script: Script,
    mood: Mood = Mood.PLAIN,
    seed: int = 0,
    words: str = "",
    traveller: Traveller = first_choice,
    agent: Callable[[CallCard], CallAgent] | None = None,
    minutes: float = 5.0,
) -> Rehearsed:
    """Hold a call to its end."""
    clock = StoryClock(BEGINS)
    card = card_for(script, words)
    card = replace(card, limits=replace(card.limits, minutes=minutes))
    granted = permit(card, Consent(card.id, "click", clock.now()), CallRules(), CallsToday(), clock.now())
    business = Business(script, mood, random.Random(seed))
    events: list[ev.CallEvent] = []

    async def ask(asked: ev.CallAsked) -> str | None:
        return traveller(asked)

    thinker = agent(card) if agent is not None else Routine(card, BEGINS.date())
    run = CallRun(granted, RehearsalTalk(business, clock), thinker, clock.now, events.append, ask)
    outcome = await run.run()
    return Rehearsed(card, outcome, business, tuple(events))
