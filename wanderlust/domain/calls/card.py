"""The card that is shown before a call: who, what for, what they will learn, and the limits; any edit is a new card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from wanderlust.domain.calls.amounts import Amount
from wanderlust.domain.calls.goal import Goal
from wanderlust.domain.calls.tariff import Tariff

LineKind = Literal["rehearsal", "sip", "twilio"]
Answerer = Literal["business", "traveller"]


@dataclass(frozen=True, slots=True)
class Callee:
    """Who is called.

    Attributes:
        name: As it is known: ``Golden Gate Strawberries``.
        number: E.164, or a ``sip:`` address.
        place: Town, for the card.
        country: ISO 3166-1 alpha-2.
        timezone: IANA name; empty lets the number tell.
        language: ISO 639-1 code of what is spoken there.
    """

    name: str
    number: str
    place: str = ""
    country: str = ""
    timezone: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a call may come to.

    Attributes:
        spend: The most that may be agreed to with the callee; None = nothing may be bought.
        minutes: The longest it may be.
    """

    spend: Amount | None = None
    minutes: float = 5.0


@dataclass(frozen=True, slots=True)
class PriceRange:
    """What the call itself costs, in US dollars; both 0 for a free one."""

    low: float = 0.0
    high: float = 0.0

    @property
    def shown(self) -> str:
        """``free`` or ``About $0.07 to $0.20``."""
        return "free" if self.high == 0 else f"About ${self.low:.2f} to ${self.high:.2f}"


@dataclass(frozen=True, slots=True)
class Reveal:
    """A fact the callee may learn: ``kind`` (``name``, ``address``, ``time``), the words, and how the card names it."""

    kind: str
    words: str
    label: str


@dataclass(frozen=True, slots=True)
class CallCard:
    """What the traveller says yes or no to.

    Attributes:
        id: One-time; every edit has another.
        callee: Who.
        goal: What for.
        caller: The name the assistant calls for.
        reveals: What they may learn; nothing else is said.
        limits: Money and time.
        price: Of the call itself.
        line: Who carries it.
        needs_agreement: The number may be somebody's own: a second tick ("they agreed to be called by an assistant").
        recorded: Whether sound is kept; off unless switched on.
        tariff: What a minute costs; None where nobody has told.
        answered_by: Who is the business in a rehearsal.
        rehearses: The line of the real call that this is a rehearsal of; None where no other is meant.
    """

    id: str
    callee: Callee
    goal: Goal
    caller: str
    reveals: tuple[Reveal, ...] = ()
    limits: Limits = Limits()
    price: PriceRange = PriceRange()
    line: LineKind = "rehearsal"
    needs_agreement: bool = False
    recorded: bool = False
    tariff: Tariff | None = None
    answered_by: Answerer = "business"
    rehearses: LineKind | None = None

    def edited(self, new_id: Callable[[], str], **changes: object) -> CallCard:
        """Another card with these changes: a yes to this one is none to it."""
        return replace(self, id=new_id(), **changes)  # type: ignore[arg-type]  # names of our own fields


def reveals_of(goal: Goal, caller: str) -> tuple[Reveal, ...]:
    """What a goal needs the callee to know: the name, and what the traveller said themself."""
    known = [Reveal("name", goal.name or caller, goal.name or caller)]
    if goal.where:
        known.append(Reveal("address", goal.where, "Delivery address" if goal.kind == "order" else "Where"))
    if goal.origin:
        known.append(Reveal("origin", goal.origin, "Where from"))
    if goal.when:
        known.append(Reveal("time", goal.when, "When"))
    known.append(Reveal("assistant", "an automated assistant", "An assistant calls"))
    return tuple(known)
