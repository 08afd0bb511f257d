"""The meter: exact sums, warnings once, limits that hold whatever the disk or the clock does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from tests.fakes.hand_clock import HandClock
from tests.fakes.memory_ledger import MemoryLedger
from wanderlust.assistant.cost import CostMeter, usage_of_response, usage_of_transcription
from wanderlust.domain import events as ev
from wanderlust.domain.cost.caps import Caps, Spending, Totals
from wanderlust.domain.cost.prices import NANO, ModelPrice, PriceTable
from wanderlust.domain.cost.usage import ModelUsage, Tokens
from wanderlust.wire.items import CachedTokenDetails, TokenDetails, TranscriptionUsage, Usage

DAY = 86_400
PRICES = PriceTable(date(2026, 11, 22), {"m": ModelPrice(text_in=1000, audio_out=1000), "t": ModelPrice(per_minute=1)})
CENT = ModelUsage("m", fresh=Tokens(text=10))  # at $1000 a million tokens


@dataclass
class Account:
    """A meter and what it said."""

    clock: HandClock = field(default_factory=HandClock)
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    events: list[ev.DomainEvent] = field(default_factory=list)
    caps: Caps = Caps(talk=1.0, day=3.0)

    def __post_init__(self) -> None:
        self.meter = CostMeter(self.ledger, self.clock, self.events.append, PRICES, self.caps, "one")

    @property
    def notices(self) -> list[str]:
        return [event.sentence for event in self.events if isinstance(event, ev.Notice)]

    @property
    def shown(self) -> Spending:
        return [event.spending for event in self.events if isinstance(event, ev.SpendingChanged)][-1]

    def spend(self, cents: int) -> None:
        for _ in range(cents):
            self.meter.take(CENT, "api.openai.com")


async def test_what_is_used_is_shown_at_once_and_written_down() -> None:
    account = Account()
    account.spend(7)
    assert account.shown.talk.dollars == account.shown.today.dollars == account.shown.month.dollars == 0.07
    await account.meter.settled()
    assert [entry.nanodollars for entry in account.ledger.entries] == [NANO // 100] * 7


async def test_four_fifths_of_a_limit_warn_once_and_the_limit_stops() -> None:
    account = Account()
    account.spend(79)
    assert account.notices == []
    account.spend(20)
    assert account.notices == ["$0.80 of this talk's $1.00 are used."]
    assert not account.shown.reached
    account.spend(2)
    assert account.notices[1:] == ["That was $1.00 for this talk, your limit."]
    assert (account.shown.reached, account.shown.overrun) == (True, False)
    account.spend(20)
    assert (len(account.notices), account.shown.overrun) == (2, True)


async def test_what_was_spent_today_before_the_start_counts_towards_the_days_limit() -> None:
    before = Totals(2_950_000_000)
    account = Account(ledger=MemoryLedger((Totals(), before, before)))
    await account.meter.start()
    assert account.notices == ["$2.95 of today's $3.00 are used."]
    account.spend(5)
    assert account.notices[1:] == ["That was $3.00 for today, your limit."]


async def test_what_is_used_while_the_ledger_is_read_is_not_lost() -> None:
    account = Account(ledger=MemoryLedger((Totals(), Totals(NANO), Totals(NANO))))
    account.spend(1)
    await account.meter.start()
    assert account.meter.spending.today.dollars == 1.01


async def test_a_new_talk_has_its_own_limit_and_the_same_day() -> None:
    account = Account()
    account.spend(100)
    account.meter.begin_talk("two")
    spending = account.meter.spending
    assert (spending.talk.dollars, spending.today.dollars, spending.reached) == (0, 1.0, False)


async def test_midnight_ends_the_day_and_the_last_of_a_month_the_month() -> None:
    account = Account()
    account.spend(50)
    account.clock.advance(DAY)
    account.spend(1)
    assert (account.shown.today.dollars, account.shown.month.dollars) == (0.01, 0.51)
    account.clock.advance(9 * DAY)
    account.spend(1)
    assert (account.shown.today.dollars, account.shown.month.dollars) == (0.01, 0.01)


async def test_the_voice_of_an_answer_under_way_counts_before_the_server_says_so() -> None:
    account = Account()
    account.meter.speaking("m", "r1", 50_000)  # 1,000 tokens
    assert account.meter.spending.reached
    account.meter.take(ModelUsage("m", output=Tokens(audio=400)), "h", "r1")
    assert account.meter.spending.talk.dollars == 0.4


async def test_a_full_disk_is_said_once_and_lifts_no_limit() -> None:
    account = Account()
    account.ledger.full = True
    account.spend(100)
    await account.meter.settled()
    assert account.notices.count("I cannot write down what this costs.") == 1
    assert account.meter.spending.reached


async def test_no_limit_is_no_limit() -> None:
    account = Account(caps=Caps(0, 0))
    account.spend(1000)
    assert account.notices == [] and not account.meter.spending.reached


async def test_a_higher_limit_takes_effect_at_once() -> None:
    account = Account()
    account.spend(100)
    account.meter.adopt(Caps(talk=10, day=0), PRICES)
    assert not account.meter.spending.reached and ev.NoticeCleared("spending") in account.events


async def test_a_model_without_a_price_is_marked_as_guessed() -> None:
    account = Account()
    account.meter.take(ModelUsage("new", fresh=Tokens(text=10)), "h")
    assert account.shown.talk.guessed and account.shown.talk.dollars == 0.01


@pytest.mark.parametrize("empty", [Usage(), Usage(input_token_details=TokenDetails(), output_tokens=None)])
def test_a_servers_nulls_are_nothing_used(empty: Usage) -> None:
    assert usage_of_response("m", empty) == ModelUsage("m")


def test_a_servers_figures_are_read_with_cached_tokens_as_the_subset_they_are() -> None:
    usage = Usage(
        TokenDetails(300, 450, CachedTokenDetails(audio_tokens=250, text_tokens=200), text_tokens=220),
        520,
        TokenDetails(audio_tokens=80, text_tokens=20),
        100,
    )
    expected = ModelUsage("m", Tokens(20, 50), Tokens(200, 250), Tokens(20, 80))
    assert usage_of_response("m", usage) == expected


def test_transcription_counts_seconds_or_tokens_of_a_tenth_of_a_second() -> None:
    assert usage_of_transcription("t", TranscriptionUsage("duration", seconds=2.5)).seconds == 2.5
    by_tokens = usage_of_transcription("t", TranscriptionUsage("tokens", input_tokens=25, output_tokens=9))
    assert (by_tokens.seconds, by_tokens.estimated) == (2.5, True)
