"""Reading what a call is for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from wanderlust.domain.calls.amounts import Amount, amounts_in
from wanderlust.domain.calls.clock_words import clock_times, said_clock
from wanderlust.domain.calls.form import FieldState
from wanderlust.domain.calls.goal import read_goal

SUNDAY = date(2026, 11, 22)
SATURDAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (
            "Call the strawberry shop and order 400 chocolate-covered strawberries to the Gateway Pavilion, "
            "under 1,500 dollars.",
            {
                "kind": "order",
                "what": "chocolate-covered strawberries",
                "count": 400,
                "where": "the Gateway Pavilion",
                "limit": Amount(1500, "USD"),
                "day": None,
            },
        ),
        (
            "book a table for four on Saturday at 8 pm under the name Maya",
            {"kind": "book", "what": "a table", "count": 4, "day": SATURDAY, "time": "20:00", "name": "Maya"},
        ),
        (
            "book a taxi from the Hotel Astoria to the airport tomorrow at 6 am, under 40 euros",
            {"origin": "the Hotel Astoria", "where": "the airport", "time": "06:00", "limit": Amount(40, "EUR")},
        ),
        (
            "reserve a double room for two nights from Saturday, under 120 euros a night",
            {"nights": 2, "day": SATURDAY, "per": "night", "spend": Amount(240, "EUR")},
        ),
        (
            "book 3 tickets for Saturday at 11, under 20 dollars each in the name of Ada Lovelace",
            {"count": 3, "name": "Ada Lovelace", "time": "11:00", "spend": Amount(60, "USD")},
        ),
        (
            "ask whether they have antihistamines in stock",
            {"kind": "ask", "what": "whether they have antihistamines in stock"},
        ),
        ("rent two bikes on Saturday at ten am", {"kind": "book", "what": "bikes", "count": 2, "limit": None}),
    ],
)
def test_a_goal_is_read_from_words(words: str, wanted: dict[str, Any]) -> None:
    goal = read_goal(words, SUNDAY)
    assert {key: getattr(goal, key) for key in wanted} == wanted


def test_dollars_are_those_of_the_country_called() -> None:
    assert read_goal("order a cake, under 60 dollars", SUNDAY, "CAD").limit == Amount(60, "CAD")


def test_the_form_has_what_the_goal_needs_and_a_limit_at_the_price() -> None:
    form = read_goal("order 400 strawberries to the Gateway Pavilion, under 1,500 dollars", SUNDAY).form()
    assert [field.key for field in form.fields] == ["what", "count", "where", "price", "payment"]
    assert form["price"].limit == Amount(1500, "USD") and form.done == 0


def test_a_field_that_comes_up_in_the_call_is_added_to_the_form() -> None:
    form = read_goal("order 400 strawberries", SUNDAY).form().asking("chocolate", "Chocolate")
    assert form["chocolate"].state is FieldState.ASKING
    assert form.filled("chocolate", "dark")["chocolate"].value == "dark"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It would be $1,380 with delivery.", ["$1,380"]),
        ("fifteen hundred dollars", ["$1,500"]),
        ("twelve dollars fifty", ["$12.50"]),
        ("17.50 euros each, so 35 euros", ["€17.50", "€35"]),
        ("a table for four at 8", []),
        ("C$48.50", ["C$48.50"]),
    ],
)
def test_amounts_are_found_in_speech(text: str, shown: list[str]) -> None:
    assert [span.amount.shown for span in amounts_in(text)] == shown


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("at 8 pm", ["20:00"]),
        ("half past seven in the evening", ["19:30"]),
        ("from 10 am to 6 pm", ["10:00", "18:00"]),
        ("six thirty in the morning", ["06:30"]),
        ("noon", ["12:00"]),
        ("at 9:15", ["09:15"]),
        ("17.50 euros", []),
        ("400 strawberries", []),
        ("at 12 Mill Lane", []),
    ],
)
def test_times_of_day_are_found_in_speech(text: str, times: list[str]) -> None:
    assert [time.shown for time in clock_times(text)] == times


def test_an_hour_without_am_or_pm_fits_both() -> None:
    (eight,) = clock_times("at eight")
    assert eight.same_as("20:00") and eight.same_as("08:00") and not eight.same_as("21:00")


@pytest.mark.parametrize(
    ("shown", "said"), [("14:00", "2 pm"), ("08:30", "8:30 am"), ("12:00", "noon"), ("00:15", "12:15 am")]
)
def test_a_time_is_said_as_people_do(shown: str, said: str) -> None:
    assert said_clock(shown) == said
