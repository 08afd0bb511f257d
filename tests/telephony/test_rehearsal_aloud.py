"""Prices and times as a rehearsal business says them."""

from __future__ import annotations

import random

import pytest

from wanderlust.domain.calls.amounts import Amount
from wanderlust.domain.calls.clock_words import clock_times
from wanderlust.telephony.rehearsal_aloud import number_aloud, price_aloud, time_aloud


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (7, "seven"),
        (42, "forty-two"),
        (100, "one hundred"),
        (272, "two hundred and seventy-two"),
        (1380, "one thousand three hundred and eighty"),
    ],
)
def test_numbers_are_said_in_words(number: int, words: str) -> None:
    assert number_aloud(number) == words


def test_a_price_is_said_in_many_ways() -> None:
    choose = random.Random(0)
    said = {price_aloud(Amount(42.5, "GBP"), choose) for _ in range(50)}
    assert said == {"£42.50", "forty-two fifty", "forty-two pounds fifty", "forty-two pounds and fifty pence"}


@pytest.mark.parametrize("shown", ["09:00", "14:15", "14:30", "15:45", "10:20"])
def test_every_way_to_say_a_time_means_that_time(shown: str) -> None:
    choose = random.Random(0)
    for said in {time_aloud(shown, choose) for _ in range(50)}:
        assert clock_times(f"at {said}")[0].same_as(shown), said
