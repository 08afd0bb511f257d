"""Sums of money in what is said."""

from __future__ import annotations

import pytest

from wanderlust.domain.calls.amounts import amounts_in


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("forty-two pounds fifty all in", ["£42.50"]),
        ("forty-two pounds and fifty pence, love", ["£42.50"]),
        ("twelve dollars and five cents", ["$12.05"]),
        ("it is two seventy-two dollars", ["$272"]),
        ("twelve dollars twenty people", ["$12"]),
        ("a table for 2, 72 dollars", ["$72"]),
        ("fifty all in, ten try again", []),
        ("50 ALL in Tirana", ["L50"]),
    ],
)
def test_sums_are_read_with_their_small_change_and_their_hundreds(text: str, shown: list[str]) -> None:
    assert [span.amount.shown for span in amounts_in(text)] == shown
