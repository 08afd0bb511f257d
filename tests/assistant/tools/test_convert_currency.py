"""Money in other money, with the day of the rate."""

from __future__ import annotations

import locale
from datetime import date

import pytest

from tests.assistant.tools.conftest import Ask, outcome, said
from wanderlust.assistant.tools.convert_currency import plain, spoken_amount, spoken_day
from wanderlust.assistant.tools.tool import ToolContext


async def test_the_sum_the_rate_and_its_day_are_said(ask: Ask, context: ToolContext) -> None:
    rate = context.rates.rate("USD", "JPY")
    run = await ask("convert_currency", amount=100, **{"from": "USD", "to": "JPY"})
    day = spoken_day(rate.day)
    assert said(run) == f"100 US dollars are about {100 * rate.value:,.0f} Japanese yen, at the rate of {day}."
    assert run.output["data"]["date"] == rate.day.isoformat()
    assert outcome(run).source == f"{rate.source}, {day}"
    (card,) = outcome(run).cards
    assert card.heading.startswith("100 USD = ") and card.icon == "coins"


async def test_without_an_amount_it_is_one(ask: Ask) -> None:
    assert said(await ask("convert_currency", **{"from": "USD", "to": "JPY"})).startswith("1 US dollar is about 1")


async def test_names_do_as_well_as_codes(ask: Ask) -> None:
    run = await ask("convert_currency", amount="12.5", **{"from": "Swiss francs", "to": "yen"})
    assert (run.output["data"]["from"], run.output["data"]["to"]) == ("CHF", "JPY")
    assert said(run).startswith("12.50 Swiss francs are about 2,")


async def test_a_worth_too_small_to_say_is_told_by_a_larger_sum(ask: Ask) -> None:
    run = await ask("convert_currency", amount=1, **{"from": "VND", "to": "EUR"})
    assert said(run).startswith("1 Vietnamese dong is less than 0.01 euros. 100,000 Vietnamese dong would be about 3.")
    assert "e-" not in outcome(run).cards[0].heading + outcome(run).cards[0].facts


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"amount": -5, "from": "USD", "to": "JPY"}, "I can only convert an amount of zero or more."),
        ({"amount": 20, "from": "bananas", "to": "JPY"}, "I do not know the currency “bananas”."),
        ({"amount": 20, "from": "EUR", "to": "euros"}, "Both are euros. Into which money shall I convert?"),
    ],
)
async def test_what_cannot_be_converted_is_said(ask: Ask, arguments: dict[str, object], sentence: str) -> None:
    run = await ask("convert_currency", **arguments)
    assert not run.ok and said(run) == sentence


@pytest.mark.parametrize(
    ("amount", "code", "words"),
    [
        (0, "USD", "0"),
        (1, "USD", "1"),
        (0.5, "JPY", "0.50"),
        (12.5, "USD", "12.50"),
        (78.6, "JPY", "79"),
        (1234.56, "USD", "1,235"),
        (2_500_000, "USD", "2,500,000"),
        (29_478_500_000, "VND", "29.48 billion"),
        (1e15, "VND", "1,000 trillion"),
        (0.000034, "EUR", "0.000034"),
    ],
)
def test_amounts_are_said_as_people_do(amount: float, code: str, words: str) -> None:
    assert spoken_amount(amount, code) == words


@pytest.mark.parametrize(
    ("value", "words"), [(157.2513, "157.3"), (0.00003392, "0.00003392"), (29478.5, "29,478"), (1.0, "1"), (0.5, "0.5")]
)
def test_a_rate_is_written_without_an_exponent(value: float, words: str) -> None:
    assert plain(value, 4) == words


def test_the_day_is_english_whatever_the_computers_language() -> None:
    before = locale.setlocale(locale.LC_TIME)
    try:
        for name in ("de_DE.UTF-8", "C.UTF-8"):
            try:
                locale.setlocale(locale.LC_TIME, name)
            except locale.Error:
                continue  # this computer lacks that language; the words come from our own table either way
            assert spoken_day(date(2026, 10, 30)) == "30 October 2026"
    finally:
        locale.setlocale(locale.LC_TIME, before)
