"""When a call may be made: line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from wanderlust.domain.calls.amounts import Amount
from wanderlust.domain.calls.card import CallCard, Callee, Limits, PriceRange, reveals_of
from wanderlust.domain.calls.consent import Consent
from wanderlust.domain.calls.dialled_number import DialledNumber
from wanderlust.domain.calls.goal import read_goal
from wanderlust.domain.calls.phone_numbers import read_number
from wanderlust.domain.calls.policy import CallRules, CallsToday, DialPermit, MoneyEnd, permit
from wanderlust.domain.calls.tariff import Tariff
from wanderlust.domain.errors import CallRefused

NOON = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # noon in Tokyo
GOAL = read_goal("book a table for four on Friday at 8 pm, under 200 dollars", NOON.date())
TOKYO = read_number("03-1234-5678", "JP")
CARD = CallCard(
    "card-1",
    Callee("Sushi Ko", "+81312345678", "Tokyo", "JP"),
    GOAL,
    "Maya",
    reveals_of(GOAL, "Maya"),
    Limits(Amount(200)),
    PriceRange(0.05, 0.2),
    "sip",
)
YES = Consent("card-1", "click", NOON)


def granted(
    card: CallCard = CARD,
    consent: Consent = YES,
    rules: CallRules | None = None,
    today: CallsToday | None = None,
    now: datetime = NOON,
    number: DialledNumber | None = TOKYO,
    do_not_call: bool = False,
    busy: bool = False,
) -> DialPermit:
    return permit(
        card,
        consent,
        rules or CallRules(),
        today or CallsToday(),
        now,
        number=number,
        do_not_call=do_not_call,
        busy=busy,
    )


def rule_of(**changes: object) -> str:
    with pytest.raises(CallRefused) as caught:
        granted(**changes)  # type: ignore[arg-type]  # the names of its own arguments
    assert caught.value.sentence.endswith(".") and caught.value.remedy
    return caught.value.rule


def test_a_fresh_yes_to_this_card_gives_leave_to_dial_its_number() -> None:
    assert granted().number == "+81312345678"


def test_a_yes_to_another_card_gives_none() -> None:
    assert rule_of(consent=replace(YES, card_id="card-0")) == "consent"


def test_an_edited_card_needs_a_yes_of_its_own() -> None:
    edited = CARD.edited(lambda: "card-2", limits=Limits(Amount(500)))
    assert edited.id == "card-2" and rule_of(card=edited) == "consent"


def test_an_old_yes_and_one_from_the_future_give_none() -> None:
    assert rule_of(consent=replace(YES, at=NOON - timedelta(minutes=3))) == "consent"
    assert rule_of(consent=replace(YES, at=NOON + timedelta(seconds=1))) == "consent"


def test_one_call_at_a_time() -> None:
    assert rule_of(busy=True) == "one_at_a_time"


def test_a_number_that_asked_not_to_be_called_is_not_called() -> None:
    assert rule_of(do_not_call=True) == "do_not_call"


def test_only_countries_on_the_list_are_called() -> None:
    assert rule_of(rules=CallRules(countries=frozenset(["US", "FR"]))) == "country"
    assert granted(rules=CallRules(countries=frozenset(["JP"])))


def test_the_number_dialled_is_the_one_on_the_card() -> None:
    assert rule_of(number=read_number("03-1234-5679", "JP")) == "consent"


def test_a_number_that_may_be_private_needs_the_second_tick() -> None:
    private = read_number("+1 415 555 0134", "US")
    card = replace(CARD, callee=Callee("Shop", private.e164, "", "US"), needs_agreement=True)
    evening = NOON + timedelta(hours=16)
    assert rule_of(card=card, number=private, consent=replace(YES, at=evening), now=evening) == "private_number"
    assert granted(card=card, number=private, consent=replace(YES, at=evening, callee_agreed=True), now=evening)


def test_a_card_that_hides_that_a_number_may_be_private_is_refused() -> None:
    private = read_number("+1 415 555 0134", "US")
    card = replace(CARD, callee=Callee("Shop", private.e164, "", "US"))
    assert rule_of(card=card, number=private) == "private_number"


@pytest.mark.parametrize(("hour", "allowed"), [(7, False), (8, True), (20, True), (21, False), (23, False), (3, False)])
def test_nobody_is_called_at_night_by_the_clock_there(hour: int, allowed: bool) -> None:
    now = datetime(2026, 11, 22, hour, 30, tzinfo=UTC) - timedelta(hours=9)
    consent = replace(YES, at=now)
    if allowed:
        assert granted(now=now, consent=consent)
    else:
        assert rule_of(now=now, consent=consent) == "quiet_hours"


def test_the_refusal_at_night_tells_the_time_there() -> None:
    now = datetime(2026, 11, 22, 14, 10, tzinfo=UTC)
    with pytest.raises(CallRefused, match="It is 23:10 in Tokyo"):
        granted(now=now, consent=replace(YES, at=now))


def test_a_number_under_several_clocks_is_called_only_when_it_is_day_under_all() -> None:
    wide = replace(TOKYO, timezones=("Asia/Tokyo", "America/New_York"))
    assert rule_of(number=wide) == "quiet_hours"


def test_where_the_clock_is_unknown_nobody_is_called() -> None:
    assert rule_of(number=replace(TOKYO, timezones=())) == "quiet_hours"
    assert granted(
        card=replace(CARD, callee=replace(CARD.callee, timezone="Asia/Tokyo")), number=replace(TOKYO, timezones=())
    )


def test_no_call_is_longer_than_the_limit() -> None:
    assert rule_of(card=replace(CARD, limits=Limits(Amount(200), 6))) == "length"


def test_no_call_costs_more_than_the_limit() -> None:
    assert rule_of(card=replace(CARD, price=PriceRange(0.5, 1.01))) == "price"


def test_the_day_has_a_limit_of_calls_and_of_money() -> None:
    assert rule_of(today=CallsToday(10, 0)) == "calls_a_day"
    assert rule_of(today=CallsToday(2, 2.9)) == "spend_a_day"
    assert granted(today=CallsToday(9, 2.8))


def test_without_a_voice_for_their_language_the_call_is_not_made() -> None:
    assert rule_of(card=replace(CARD, callee=replace(CARD.callee, language="ko"))) == "no_voice"


def test_a_rehearsal_needs_a_yes_and_knows_no_night() -> None:
    card = replace(CARD, line="rehearsal")
    night = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
    assert granted(card=card, number=None, now=night, consent=replace(YES, at=night), today=CallsToday(99, 99))
    assert rule_of(card=card, number=None, consent=replace(YES, card_id="x")) == "consent"
    assert rule_of(card=card, number=None, busy=True) == "one_at_a_time"


def test_a_call_ends_where_the_money_for_it_does() -> None:
    priced = replace(CARD, tariff=Tariff(0.3))
    leave = granted(card=priced)
    assert leave.money == MoneyEnd(180, "your $1.00 a call") and leave.minutes == 3


def test_a_call_ends_where_the_money_of_the_day_does() -> None:
    priced = replace(CARD, tariff=Tariff(0.3))
    leave = granted(card=priced, today=CallsToday(4, 2.35))
    assert leave.money == MoneyEnd(120, "your $3.00 a day") and leave.minutes == 2


def test_a_cheap_call_ends_with_its_time() -> None:
    leave = granted(card=replace(CARD, tariff=Tariff(0.01)))
    assert leave.money is None and leave.minutes == 5


def test_not_one_minute_within_the_money_is_no_call() -> None:
    assert rule_of(card=replace(CARD, tariff=Tariff(1.01))) == "price"
    assert rule_of(card=replace(CARD, tariff=Tariff(0.3)), today=CallsToday(4, 2.8)) == "spend_a_day"


def test_a_rehearsal_has_no_end_of_money() -> None:
    leave = granted(card=replace(CARD, line="rehearsal", tariff=Tariff(0.3)), number=None)
    assert leave.money is None
