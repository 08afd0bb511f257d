"""Entries of a trip: their days, their order, and which of them words mean."""

from __future__ import annotations

from datetime import date

import pytest

from wanderlust.domain.trip import TripItem, in_order, kept_day, meant_by, said_day

TODAY = date(2026, 11, 22)
LOUVRE = TripItem(1, "the Louvre", "2026-11-24", "9 am")
LUNCH = TripItem(2, "lunch")
VERSAILLES = TripItem(3, "Versailles", "day 2")
TRIP = (LOUVRE, LUNCH, VERSAILLES)


@pytest.mark.parametrize(
    ("words", "kept"),
    [("Tuesday", "2026-11-24"), ("day two", "day 2"), ("the second day", "day 2"), ("our last one", "our last one")],
)
def test_a_day_is_kept_as_a_date_where_it_is_one(words: str, kept: str) -> None:
    assert kept_day(words, TODAY) == kept


def test_a_kept_day_is_said_as_one_says_it() -> None:
    assert [said_day(day, TODAY) for day in ("2026-11-24", "day 2", "")] == ["Tuesday", "day 2", ""]


def test_dates_come_before_numbered_days_before_the_rest() -> None:
    assert in_order((LUNCH, VERSAILLES, LOUVRE)) == [LOUVRE, VERSAILLES, LUNCH]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Louvre", [LOUVRE]),
        ("the visit to the louvre", [LOUVRE]),
        ("day two", [VERSAILLES]),
        ("tuesday", [LOUVRE]),
        ("everything", [LOUVRE, LUNCH, VERSAILLES]),
        ("the Prado", []),
        ("", []),
    ],
)
def test_words_mean_an_entry_a_days_entries_or_all(words: str, meant: list[TripItem]) -> None:
    assert meant_by(words, TRIP, TODAY) == meant
