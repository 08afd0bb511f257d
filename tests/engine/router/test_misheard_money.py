"""Currencies that a recogniser took for everyday words are put back where money is due, and nowhere else."""

from __future__ import annotations

import pytest

from wanderlust.engine.router.misheard_money import put_money_right


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("how much is five hundred bought in pounds", "how much is five hundred baht in pounds"),
        ("how many bought do i get for a hundred pounds", "how many baht do i get for a hundred pounds"),
        ("a hundred pounds in bought", "a hundred pounds in baht"),
        ("two hundred wrinkle it to sterling", "two hundred ringgit to sterling"),
        ("three hundred run the dollars", "three hundred rand dollars"),
        ("fifty franks to dollars", "fifty francs to dollars"),
        ("a thousand ruby's in euros", "a thousand rupees in euros"),
        ("hundred pays those in dollars please", "hundred pesos in dollars please"),
        ("twenty five shackles to dollars", "twenty five shekels to dollars"),
        ("what's forty euros in check crown as", "what's forty euros in Czech crowns"),
        ("what's a tenner in euros", "what's ten pounds in euros"),
    ],
)
def test_misheard_money_is_put_right(heard: str, meant: str) -> None:
    assert put_money_right(heard) == meant


@pytest.mark.parametrize(
    "said",
    [
        "i bought two hundred stamps",
        "how many dinners can i have in Rome",
        "one of the three corners",
        "put dinner at eight on friday",
        "run the tap for two minutes",
        "ring it again at three",
    ],
)
def test_words_that_are_meant_stay(said: str) -> None:
    assert put_money_right(said) == said
