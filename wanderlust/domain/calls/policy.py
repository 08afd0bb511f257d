"""Whether a call may be made now: the consent, the number, the country, the hour there, and the traveller's limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wanderlust.domain.calls.card import CallCard
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.dialled_number import DialledNumber
from wanderlust.domain.calls.tariff import MINUTE_S
from wanderlust.domain.errors import CallRefused

# A yes is to a card one sees; one of ten minutes ago is none any more.
CONSENT_LASTS = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class CallRules:
    """The traveller's limits; the defaults are those of a careful guest.

    Attributes:
        countries: ISO 3166-1 codes that may be called; empty = all.
        minutes: The longest a call may be.
        dollars_a_call: The most a call itself may cost.
        calls_a_day: How many.
        dollars_a_day: The most all calls of a day may cost.
        quiet_from: From this time on nobody is called, by the clock there.
        quiet_until: Until this one.
        languages: ISO 639-1 codes that the voice on this computer may speak to people in.
    """

    countries: frozenset[str] = frozenset()
    minutes: float = 5.0
    dollars_a_call: float = 1.0
    calls_a_day: int = 10
    dollars_a_day: float = 3.0
    quiet_from: time = time(21)
    quiet_until: time = time(8)
    languages: frozenset[str] = frozenset(["en"])


@dataclass(frozen=True, slots=True)
class CallsToday:
    """What was called today, on lines that ring someone."""

    calls: int = 0
    dollars: float = 0.0


@dataclass(frozen=True, slots=True)
class MoneyEnd:
    """Where the money for a call ends.

    Attributes:
        seconds: After the answer.
        limit: Which limit it is, as one says it: ``your $1.00 a call``.
    """

    seconds: float
    limit: str


@dataclass(frozen=True, slots=True)
class DialPermit:
    """Leave to dial one number once; lines dial nothing without it, and only :func:`permit` makes one.

    Attributes:
        card: The card that was agreed to.
        consent: The yes to it.
        money: Where the money ends, where that is before the time does; else None.
    """

    card: CallCard
    consent: Consent
    money: MoneyEnd | None = None

    @property
    def minutes(self) -> float:
        """The longest the call may be, by time and by money."""
        longest = self.card.limits.minutes
        return longest if self.money is None else min(longest, self.money.seconds / MINUTE_S)

    @property
    def number(self) -> str:
        """E.164 or a ``sip:`` address."""
        return self.card.callee.number


def permit(
    card: CallCard,
    consent: Consent,
    rules: CallRules,
    today: CallsToday,
    now: datetime,
    *,
    number: DialledNumber | None = None,
    do_not_call: bool = False,
    busy: bool = False,
) -> DialPermit:
    """Leave to make a call.

    Args:
        card: What the traveller saw.
        consent: Their yes.
        rules: Their limits.
        today: What was called already.
        now: This moment, aware.
        number: The card's number as it was read; None for a rehearsal or a ``sip:`` address.
        do_not_call: Whether the number is on the list of those never called again.
        busy: Whether another call is under way.

    Raises:
        CallRefused: With the rule it broke.
    """
    check_consent(card, consent, now)
    if busy:
        raise CallRefused("one_at_a_time", "I am on the phone already.", "Ask me again when that call is over.")
    check_card(card, rules)
    if card.line != "rehearsal":
        check_day(card, rules, today)
        if do_not_call:
            raise CallRefused("do_not_call", f"{card.callee.name} asked me not to call again.", "Call them yourself.")
        if number is not None:
            check_number(card, number, rules)
        check_hour(card, number, rules, now)
    return DialPermit(card, consent, money_end(card, rules, today))


def check_consent(card: CallCard, consent: Consent, now: datetime) -> None:
    """Raise CallRefused unless this is a fresh yes to this very card."""
    if consent.card_id != card.id:
        raise CallRefused("consent", "That yes was for another card. I have not dialled.", "Look at this one.")
    if not timedelta() <= now - consent.at <= CONSENT_LASTS:
        raise CallRefused("consent", "That yes is too old. I have not dialled.", "Say yes again.")
    if card.needs_agreement and not consent.callee_agreed:
        raise CallRefused(
            "private_number",
            "This may be somebody's own number. I have not dialled.",
            "Tick that they agreed to be called by an assistant.",
        )


def check_card(card: CallCard, rules: CallRules) -> None:
    """Raise CallRefused when the card itself is beyond the limits."""
    if card.callee.language not in rules.languages:
        raise CallRefused(
            "no_voice", "I have no voice here for the language they speak, so I cannot say who calls.", "Call yourself."
        )
    if card.limits.minutes > rules.minutes:
        raise CallRefused("length", f"A call may be {rules.minutes:.0f} minutes at most.", "Change that in Settings.")
    if (cost := _least_cost(card)) > rules.dollars_a_call:
        sentence = f"This call may cost ${cost:.2f}; your limit is ${rules.dollars_a_call:.2f}."
        raise CallRefused("price", sentence, "Change that in Settings.")


def check_day(card: CallCard, rules: CallRules, today: CallsToday) -> None:
    """Raise CallRefused when the day's calls or money are used up."""
    if today.calls >= rules.calls_a_day:
        raise CallRefused("calls_a_day", f"That would be more than {rules.calls_a_day} calls today.", "Ask tomorrow.")
    if today.dollars + _least_cost(card) > rules.dollars_a_day:
        sentence = f"Calls cost ${today.dollars:.2f} today; this one could pass your ${rules.dollars_a_day:.2f}."
        raise CallRefused("spend_a_day", sentence, "Change that in Settings.")


def money_end(card: CallCard, rules: CallRules, today: CallsToday) -> MoneyEnd | None:
    """Where a call has to end to stay within the money; None where its time ends first, or no price is known."""
    if card.tariff is None or card.line == "rehearsal":
        return None
    ends = (
        MoneyEnd(card.tariff.seconds_for(rules.dollars_a_call), f"your ${rules.dollars_a_call:.2f} a call"),
        MoneyEnd(
            card.tariff.seconds_for(rules.dollars_a_day - today.dollars), f"your ${rules.dollars_a_day:.2f} a day"
        ),
    )
    first = min(ends, key=lambda end: end.seconds)
    return first if first.seconds < card.limits.minutes * MINUTE_S else None


def _least_cost(card: CallCard) -> float:
    """What the shortest call costs where a minute's price is known, for a call can be ended; else all it may cost."""
    return card.tariff.cost(MINUTE_S) if card.tariff is not None else card.price.high


def check_number(card: CallCard, number: DialledNumber, rules: CallRules) -> None:
    """Raise CallRefused when the number is not the card's, may not be called, or needs the second tick."""
    if number.e164 != card.callee.number:
        raise CallRefused("consent", "The number is not the one on the card. I have not dialled.", "Look at it again.")
    if rules.countries and number.region not in rules.countries:
        raise CallRefused("country", "That country is not on your list of those I may call.", "Change it in Settings.")
    if number.maybe_private and not card.needs_agreement:
        raise CallRefused("private_number", "This may be somebody's own number; the card does not say so.", "Ask anew.")


def check_hour(card: CallCard, number: DialledNumber | None, rules: CallRules, now: datetime) -> None:
    """Raise CallRefused when it is night under any clock the number may stand under."""
    named = (card.callee.timezone,) if card.callee.timezone else ()
    known = [zone for zone in map(_zone, named or (number.timezones if number else ())) if zone is not None]
    if not known and number is not None:
        raise CallRefused("quiet_hours", "I do not know what time it is there.", "Tell me the town they are in.")
    for zone in known:
        there = now.astimezone(zone)
        if _is_quiet(there.time(), rules.quiet_from, rules.quiet_until):
            where = f"in {card.callee.place}" if card.callee.place else "there"
            raise CallRefused(
                "quiet_hours",
                f"It is {there:%H:%M} {where}. I call nobody between {rules.quiet_from:%H:%M} and "
                f"{rules.quiet_until:%H:%M}.",
                f"Ask me again after {rules.quiet_until:%H:%M} their time.",
            )


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _is_quiet(clock: time, begins: time, ends: time) -> bool:
    if begins <= ends:
        return begins <= clock < ends
    return clock >= begins or clock < ends
