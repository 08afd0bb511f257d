"""Rates come from the better table, with its own day and source."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from wanderlust.domain.errors import DataMissing, ToolFailed
from wanderlust.domain.money import CURRENCIES
from wanderlust.travel.currency import BundledRates

BUNDLED = Path(__file__).parents[2] / "resources" / "currency" / "rates.json"


@pytest.fixture(scope="module")
def rates() -> BundledRates:
    return BundledRates(BUNDLED)


@pytest.fixture
def two_tables(tmp_path: Path) -> BundledRates:
    bank = {"source": "Bank", "date": "2026-10-30", "rates": {"EUR": 1.0, "USD": 1.25, "JPY": 175.0}}
    market = {"source": "Market", "date": "2026-09-29", "rates": {"EUR": 1.0, "USD": 1.2, "AED": 4.8}}
    path = tmp_path / "rates.json"
    path.write_text(json.dumps({"base": "EUR", "tables": [bank, market]}))
    return BundledRates(path)


def test_two_currencies_of_the_bank_are_crossed_through_the_euro(two_tables: BundledRates) -> None:
    rate = two_tables.rate("usd", "jpy")
    assert (rate.base, rate.quote, rate.day, rate.source) == ("USD", "JPY", date(2026, 10, 30), "Bank")
    assert rate.value == pytest.approx(140.0)


def test_a_currency_the_bank_lacks_is_crossed_within_the_second_table(two_tables: BundledRates) -> None:
    rate = two_tables.rate("USD", "AED")
    assert rate.value == pytest.approx(4.0)
    assert (rate.day, rate.source) == (date(2026, 9, 29), "Market")


def test_there_and_back_is_one(rates: BundledRates) -> None:
    assert rates.rate("GBP", "THB").value * rates.rate("THB", "GBP").value == pytest.approx(1.0)


def test_a_currency_without_a_rate_is_named(two_tables: BundledRates) -> None:
    with pytest.raises(ToolFailed, match=r"no exchange rate for Swiss francs\."):
        two_tables.rate("CHF", "EUR")


def test_every_currency_we_have_a_name_for_has_a_rate(rates: BundledRates) -> None:
    values = {code: rates.rate("EUR", code).value for code in CURRENCIES}
    assert all(value > 0 for value in values.values())


def test_the_bundled_rates_are_of_the_right_size(rates: BundledRates) -> None:
    # Wide bounds: they catch a swapped row or an inverted table, not a bad month.
    for base, quote, low, high in [
        ("EUR", "USD", 0.8, 1.6),
        ("USD", "JPY", 80, 250),
        ("USD", "AED", 3.6, 3.75),
        ("EUR", "GBP", 0.6, 1.1),
        ("EUR", "XOF", 650, 661),
    ]:
        assert low < rates.rate(base, quote).value < high, (base, quote)


def test_words_and_names_are_those_of_the_currency_table(rates: BundledRates) -> None:
    assert rates.code_for("Swiss francs") == "CHF"
    assert rates.code_for("a bag of beans") is None
    assert rates.name_of("JPY", 100) == "Japanese yen"


@pytest.mark.parametrize("content", ["", "[]", '{"tables": [{"source": "Bank"}]}', '{"tables": 3}'])
def test_a_damaged_table_is_data_missing(tmp_path: Path, content: str) -> None:
    path = tmp_path / "rates.json"
    path.write_text(content)
    with pytest.raises(DataMissing, match="exchange rates"):
        BundledRates(path)


def test_an_absent_table_is_data_missing(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="exchange rates"):
        BundledRates(tmp_path / "rates.json")
