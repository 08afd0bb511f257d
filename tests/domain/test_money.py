"""Words for money and ISO 4217 codes lead to each other."""

import pytest

from wanderlust.domain.money import CODE_BY_WORDS, CURRENCIES, code_for, code_of_country, name_of


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Swiss francs", "CHF"),
        ("pounds", "GBP"),
        ("quid", "GBP"),
        ("złoty", "PLN"),
        ("dólares", "USD"),
        ("colombian pesos", "COP"),
        ("Thai money", "THB"),
        ("eur", "EUR"),
        ("€", "EUR"),
        ("$", "USD"),
    ],
)
def test_words_signs_and_codes_give_the_code(words: str, code: str) -> None:
    assert code_for(words) == code


@pytest.mark.parametrize("words", ["", "bananas", "kr8", "the"])
def test_other_words_are_no_money(words: str) -> None:
    assert code_for(words) is None


def test_the_name_follows_the_amount() -> None:
    assert (name_of("CHF", 1), name_of("CHF", 20), name_of("chf", 0.5)) == (
        "Swiss franc",
        "Swiss francs",
        "Swiss francs",
    )
    assert name_of("XXX") == "XXX"


def test_a_country_leads_to_its_money() -> None:
    assert (code_of_country("Japan"), code_of_country("the Philippines"), code_of_country("Narnia")) == (
        "JPY",
        "PHP",
        None,
    )


def test_every_currency_is_whole_and_no_alias_means_two() -> None:
    assert len(CURRENCIES) >= 150
    for code, currency in CURRENCIES.items():
        assert len(code) == 3 and code.isupper() and currency.singular and currency.plural
        assert {CODE_BY_WORDS[alias] for alias in currency.aliases} <= {code}
