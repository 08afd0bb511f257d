"""How a call came out, as the one sentence that goes into the transcript."""

from __future__ import annotations

from wanderlust.domain.calls.amounts import Amount, amounts_in
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.events import OutcomeKind
from wanderlust.domain.calls.form import Form


def too_dear(form: Form, card: CallCard) -> bool:
    """Whether the price on the form is above the card's limit, or in money that cannot be compared."""
    limit = card.limits.spend
    price = agreed_price(form, limit.currency if limit else "")
    if price is None or limit is None:
        return False
    return price.currency != limit.currency or price.value > limit.value


def agreed_price(form: Form, local: str = "") -> Amount | None:
    """The price on the form, or None; ``local`` is the money that a shared sign means."""
    found = amounts_in(form.value("price"), local)
    return found[0].amount if found else None


# What is not agreed to for sure is taken as not agreed to; only who was not spoken to can have noted nothing down.
_NOTHING_SAID = frozenset(
    [
        OutcomeKind.NOT_POSSIBLE,
        OutcomeKind.OVER_LIMIT,
        OutcomeKind.NEEDS_TRAVELLER,
        OutcomeKind.BUSY,
        OutcomeKind.DECLINED,
        OutcomeKind.NO_ANSWER,
    ]
)


def sentence_for(kind: OutcomeKind, card: CallCard, form: Form, detail: str = "") -> str:
    """What happened, what it means for the traveller, and what they can do."""
    who = card.callee.name
    match kind:
        case OutcomeKind.DONE:
            return f"{who} says: {form.value('answer')}" if card.goal.kind == "ask" else _agreed(card, form)
        case OutcomeKind.REFUSED:
            return f"{who} does not want calls from an assistant. I will not call them again."
        case OutcomeKind.VOICEMAIL:
            return f"Only an answering machine at {who}. I left no message."
    nothing = f"{'Nothing' if kind in _NOTHING_SAID else 'Take it that nothing'} was {_verb(card)}."
    return f"{_happened(kind, card, form, detail)} {nothing}"


def _happened(kind: OutcomeKind, card: CallCard, form: Form, detail: str) -> str:
    who, because = card.callee.name, f": {detail}" if detail else ""
    limit = card.limits.spend.shown if card.limits.spend else "your limit"
    said = f" They want {form.value('price')}." if form.value("price") else ""
    return {
        OutcomeKind.NOT_POSSIBLE: f"{who} cannot do it{because}.",
        OutcomeKind.OVER_LIMIT: f"{who} is above {limit}.{said}",
        OutcomeKind.NEEDS_TRAVELLER: f"{who} needs something only you can give{because}.",
        OutcomeKind.BUSY: f"The line of {who} is busy.",
        OutcomeKind.DECLINED: f"{who} did not take the call.",
        OutcomeKind.NO_ANSWER: f"Nobody answered at {who}.",
        OutcomeKind.UNCLEAR: f"The call with {who} ended before all was settled.",
        OutcomeKind.TOO_LONG: f"The call reached {detail}.",
        OutcomeKind.HUNG_UP: "You ended the call.",
        OutcomeKind.FAILED: f"The call to {who} failed.{f' {detail}' if detail else ''}",
    }[kind]


def _agreed(card: CallCard, form: Form) -> str:
    price = f" for {form.value('price')}" if form.value("price") else ""
    reference = f", reference {form.value('reference')}" if form.value("reference") else ""
    when = " at ".join(filter(None, (form.value("day"), form.value("time"))))
    return f"{_thing(card, form)} at {card.callee.name}: agreed{price}{f', {when}' if when else ''}{reference}."


def sentence_by_traveller(card: CallCard) -> str:
    """The end of a call in which the traveller spoke to the last."""
    return f"You talked to {card.callee.name} yourself. What you agreed is between you: I have noted nothing."


def _verb(card: CallCard) -> str:
    return {"order": "ordered", "book": "booked", "ask": "found out"}[card.goal.kind]


def _thing(card: CallCard, form: Form) -> str:
    count = form.value("count")
    what = form.value("what") or card.goal.what
    if card.goal.kind == "order" and count:
        return f"{count} {what}"
    return f"{what[:1].upper()}{what[1:]}{f' for {count}' if count else ''}"
