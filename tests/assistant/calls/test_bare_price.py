"""A price said without its currency."""

from __future__ import annotations

import pytest

from wanderlust.assistant.calls.bare_price import sums_said, with_currency
from wanderlust.domain.calls.amounts import Amount


@pytest.mark.parametrize(
    ("text", "limit", "count", "written"),
    [
        ("It's thirty-six fifty all in.", 60, 1, "It's £36.50 all in."),
        ("That'll be two eighty-four.", 300, 1, "That'll be £284."),
        ("Four seventy-five apiece, so one fourteen in all.", 150, 24, "£4.75 apiece, so £114 in all."),
        ("You're looking at three eighty eighty for the group.", 300, 4, "You're looking at £380.80 for the group."),
        ("That'd be thirty-eight.", 60, 1, "That'd be £38."),
    ],
)
def test_a_price_gets_the_currency_of_the_place(text: str, limit: float, count: float, written: str) -> None:
    assert with_currency(text, Amount(limit, "GBP"), count, False) == written


@pytest.mark.parametrize(
    "text",
    [
        "So that's Wednesday at two thirty, have I got that right?",
        "I could do three forty-five, any good?",
        "It's two thirty then.",
        "That'll be 24 then.",
        "That'll be twenty minutes.",
        "So that makes twelve?",
    ],
)
def test_times_and_numbers_of_things_are_no_prices(text: str) -> None:
    assert with_currency(text, Amount(60, "GBP"), 24, False) == text


def test_what_answers_a_question_for_the_price_is_one() -> None:
    assert with_currency("Uh, two thirty.", Amount(300), 1, True) == "Uh, $230."
    assert with_currency("Uh, two thirty.", Amount(300), 1, False) == "Uh, two thirty."


def test_of_two_readings_the_one_nearer_to_the_limit_is_meant() -> None:
    assert with_currency("That comes to six forty.", Amount(10), 1, False) == "That comes to $6.40."
    assert with_currency("That comes to six forty.", Amount(400), 1, False) == "That comes to $640."


def test_without_a_limit_nothing_is_changed() -> None:
    assert with_currency("That comes to six forty.", None, 1, True) == "That comes to six forty."


def test_a_sum_said_back_may_be_any_that_their_numbers_make() -> None:
    assert sums_said("That's two seventy-two, or three eighty eighty.") == {272, 2.72, 380.8}
