"""What the cards of a call say: numbers as one reads them, times there, limits, states and ends."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers
from PySide6.QtCore import QCoreApplication

from wanderlust.domain.calls.amounts import Amount, amounts_in
from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.events import CallState, Outcome, OutcomeKind
from wanderlust.domain.calls.form import Form
from wanderlust.ui.formats import clock, number
from wanderlust.ui.translations import counted

GOOD = frozenset({OutcomeKind.DONE})
BAD = frozenset({OutcomeKind.FAILED, OutcomeKind.REFUSED})


def tr(text: str) -> str:
    return QCoreApplication.translate("Calls", text)


def shown_number(dialled: str) -> str:
    """``+1 415 555 0134``; a ``sip:`` address as it is."""
    try:
        read = phonenumbers.parse(dialled)
    except phonenumbers.NumberParseException:
        return dialled
    return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace("-", " ")


def time_there(card: CallCard, now: datetime) -> str:
    """``10:12 there``; empty where their clock is not known."""
    try:
        return tr("{time} there").format(time=clock(now.astimezone(ZoneInfo(card.callee.timezone))))
    except (ZoneInfoNotFoundError, ValueError):
        return ""


def callee_line(card: CallCard, now: datetime) -> str:
    """``+1 415 555 0134 · San Francisco, 10:12 there``."""
    where = ", ".join(part for part in (card.callee.place, time_there(card, now)) if part)
    return _joined(shown_number(card.callee.number), where)


def shorter_lines(card: CallCard, now: datetime) -> tuple[str, ...]:
    """The same for less and less room: without the town, then the number alone; a time is never cut."""
    number_ = shown_number(card.callee.number)
    return tuple(dict.fromkeys((callee_line(card, now), _joined(number_, time_there(card, now)), number_)))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def minutes(seconds: int) -> str:
    """``01:48``."""
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def held(seconds: int) -> str:
    """``0:09``."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def whole(value: float) -> str:
    """Minutes without needless decimals."""
    return number(value, 0 if value == int(value) else 1)


def amount(value: Amount) -> str:
    """Money as the form writes it, with the locale's marks: ``$1,500``."""
    return value.shown


def limit_line(card: CallCard) -> str:
    """``free · limit 5 min``."""
    price = tr("free") if card.price.high == 0 else tr("about ${high}").format(high=number(card.price.high, 2))
    return tr("{price} · limit {minutes} min").format(price=price, minutes=whole(card.limits.minutes))


def limits_line(card: CallCard) -> str:
    """``At most $1,500, at most 5 minutes``."""
    time = _at_most(card.limits.minutes)
    if card.limits.spend is None:
        return time[:1].upper() + time[1:]
    return tr("At most {spend}, {time}").format(spend=amount(card.limits.spend), time=time)


def _at_most(minutes: float) -> str:
    if minutes == int(minutes):
        return counted("at most {count} minute", "at most {count} minutes", int(minutes))
    return tr("at most {minutes} minutes").format(minutes=whole(minutes))


def price_line(card: CallCard) -> tuple[str, str]:
    """What the call itself costs, and what for."""
    if card.line == "rehearsal":
        return tr("Nothing"), tr("A rehearsal stays on this computer.")
    carrier = tr("Twilio") if card.line == "twilio" else tr("Your telephone provider")
    if card.price.high == 0:
        return tr("I do not know the price"), tr("{carrier} says what a minute costs.").format(carrier=carrier)
    return card.price.shown, tr("{carrier}; the voice on this computer is free").format(carrier=carrier)


def purpose(card: CallCard) -> tuple[str, str]:
    """What is wanted, and where and when."""
    goal = card.goal
    what = f"{goal.count} {goal.what}" if goal.kind == "order" and goal.count else goal.what
    people = tr("for {count}").format(count=goal.count) if goal.kind == "book" and goal.count else ""
    nights = counted("{count} night", "{count} nights", goal.nights) if goal.nights else ""
    origin = tr("from {place}").format(place=goal.origin) if goal.origin else ""
    where = tr("to {place}").format(place=goal.where) if goal.where else ""
    rest = ", ".join(part for part in (people, nights, origin, where, goal.when) if part)
    return f"{what[:1].upper()}{what[1:]}", rest


def kept_back(card: CallCard) -> str:
    """What they will not learn."""
    if any(fact.kind == "address" for fact in card.reveals):
        return tr("Not your number, your card, your trip or this talk.")
    return tr("Not your number, your card, where you are or this talk.")


def state_words(state: CallState, callee: str) -> str:
    """Where the call is, above the captions."""
    return {
        CallState.DIALLING: tr("Dialling"),
        CallState.RINGING: tr("It rings"),
        CallState.TALKING: tr("On the line"),
        CallState.ON_HOLD: tr("They asked me to wait"),
        CallState.ASKING: tr("They wait for you"),
        CallState.TAKEN_OVER: tr("You are talking to them"),
        CallState.ENDED: tr("The call is over"),
    }[state].format(callee=callee)


def outcome_title(outcome: Outcome) -> str:
    """The end in a few words."""
    return {
        OutcomeKind.DONE: tr("Done"),
        OutcomeKind.NOT_POSSIBLE: tr("Not possible"),
        OutcomeKind.OVER_LIMIT: tr("Above your limit"),
        OutcomeKind.NEEDS_TRAVELLER: tr("They need you"),
        OutcomeKind.REFUSED: tr("They do not want the call"),
        OutcomeKind.VOICEMAIL: tr("Answering machine"),
        OutcomeKind.BUSY: tr("Busy"),
        OutcomeKind.DECLINED: tr("Declined"),
        OutcomeKind.NO_ANSWER: tr("Nobody answered"),
        OutcomeKind.UNCLEAR: tr("Left open"),
        OutcomeKind.TOO_LONG: tr("Time is up"),
        OutcomeKind.HUNG_UP: tr("You hung up"),
        OutcomeKind.FAILED: tr("The call failed"),
    }[outcome.kind]


def what_next(card: CallCard, outcome: Outcome) -> str:
    """What the traveller can do now."""
    if outcome.kind is OutcomeKind.DONE:
        if card.line == "rehearsal":
            return tr("This was a rehearsal: nothing is really arranged.")
        return tr("It is in the transcript and in the call log.")
    if outcome.kind in (OutcomeKind.BUSY, OutcomeKind.NO_ANSWER, OutcomeKind.VOICEMAIL):
        return tr("Ask me again in 10 minutes.")
    if outcome.kind is OutcomeKind.OVER_LIMIT:
        return tr("Tell me a higher limit, or another place to call.")
    if outcome.kind is OutcomeKind.NEEDS_TRAVELLER:
        return tr("Call them yourself, or tell me what to say.")
    return tr("Ask me to call again, or to try another place.")


def price_share(form: Form) -> float | None:
    """How much of the limit the price takes, 0 and up; None where either is missing."""
    if "price" not in form or (limit := form["price"].limit) is None or not limit.value:
        return None
    found = amounts_in(form["price"].value, limit.currency)
    if not found or found[0].amount.currency != limit.currency:
        return None
    return float(found[0].amount.value) / float(limit.value)


def one_line(words: str) -> str:
    """A sentence in sentence case."""
    return f"{words[:1].upper()}{words[1:]}"
