"""Speech is tidied without losing what was meant."""

import pytest

from wanderlust.engine.router.wording import tidy


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Um, where is, uh, Kyoto?", "where is, Kyoto?"),
        ("Hey Wanderlust, where where is Kyoto?", "where is Kyoto?"),
        ("How far is it to Madrid, no wait, to Lisbon?", "How far is it to Lisbon?"),
        ("convert 20 dollars, sorry I mean 30 dollars to yen", "convert 30 dollars to yen"),
        ("¿Dónde está Lima?", "Dónde está Lima?"),
    ],
)
def test_fillers_stutters_and_repairs_go(said: str, meant: str) -> None:
    assert tidy(said) == meant


def test_a_portuguese_article_is_no_filler() -> None:
    assert tidy("quanto vale um dólar", "pt") == "quanto vale um dólar"
