"""Cards and events of calls as the window is shown them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wanderlust.domain.calls import events as ev
from wanderlust.domain.calls.card import CallCard, Callee, Limits, LineKind, PriceRange, reveals_of
from wanderlust.domain.calls.form import Form
from wanderlust.domain.calls.goal import read_goal
from wanderlust.domain.calls.logged_call import LoggedCall
from wanderlust.domain.events import DomainEvent

NOW = datetime(2026, 11, 22, 18, 12, tzinfo=UTC)
GOAL = "order 400 chocolate-covered strawberries to the Gateway Pavilion on Saturday at 2 pm, under 1,500 dollars"
SHOP = "Golden Gate Strawberries"
LONG = "Ristorante e Pizzeria all'Antica Bottega del Vino di San Giovanni in Laterano"


def card(line: LineKind = "rehearsal", name: str = SHOP, card_id: str = "card-1", private: bool = False) -> CallCard:
    """The card of the strawberry shop."""
    goal = read_goal(GOAL, NOW.date())
    callee = Callee(name, "+14155550134", "San Francisco", "US", "America/Los_Angeles")
    price = PriceRange() if line == "rehearsal" else PriceRange(0.07, 0.2)
    return CallCard(card_id, callee, goal, "Maya", reveals_of(goal, "Maya"), Limits(goal.spend), price, line, private)


def begun(of: CallCard) -> list[DomainEvent]:
    """It was agreed to and is being dialled."""
    dialling = ev.CallStateChanged(of.id, ev.CallState.DIALLING, NOW)
    closed = ev.CallCardClosed(of.id, True)
    return [ev.CallProposed(of), closed, dialling, ev.CallFormChanged(of.id, of.goal.form())]


def talking(of: CallCard, seconds: int = 0) -> list[DomainEvent]:
    """They picked up so long ago, and both have spoken."""
    since = NOW - timedelta(seconds=seconds)
    return [
        *begun(of),
        ev.CallStateChanged(of.id, ev.CallState.TALKING, since),
        ev.CallCaption(of.id, 0, "them", "Strawberries, good morning."),
        ev.CallCaption(of.id, 1, "us", "Hello, I am an automated assistant calling for Maya."),
    ]


def asked(of: CallCard, *choices: str, seconds: int = 9) -> list[DomainEvent]:
    """They want to know something, and hold the line."""
    since = NOW - timedelta(seconds=seconds)
    question = ev.CallAsked(of.id, "q-1", "They ask: Dark or milk chocolate?", choices, since)
    return [*talking(of, 108), ev.CallStateChanged(of.id, ev.CallState.ASKING, NOW), question]


def ended(of: CallCard, kind: ev.OutcomeKind = ev.OutcomeKind.DONE, form: Form | None = None) -> ev.CallEnded:
    """The end."""
    return ev.CallEnded(of.id, ev.Outcome(kind, "400 strawberries: agreed for $1,380.", form or of.goal.form(), 148.0))


def logged(number: int, name: str = SHOP) -> LoggedCall:
    """A call of the log."""
    return LoggedCall(
        id=number,
        at=NOW - timedelta(hours=number),
        line="rehearsal",
        name=name,
        number="+14155550134",
        goal=GOAL,
        kind="done",
        sentence="400 strawberries: agreed for $1,380.",
        seconds=148.0,
        dollars=0.0,
        form=(("How many", "400"), ("Price", "$1,380")),
        captions=(("us", "Hello."), ("them", "Sure, go ahead.")),
    )
