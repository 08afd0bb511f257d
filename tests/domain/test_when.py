"""Words for days and times of the year, counted from Sunday 22 November 2026."""

from __future__ import annotations

from datetime import date

import pytest

from wanderlust.domain.when import day_meant, period_meant, spoken_day

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("tomorrow", date(2026, 11, 23)),
        ("the day after tomorrow", date(2026, 11, 24)),
        ("tuesday", date(2026, 11, 24)),
        ("Sunday", SUNDAY),
        ("this weekend", date(2026, 11, 28)),
        ("in three days", date(2026, 11, 25)),
        ("in 2 weeks", date(2026, 12, 6)),
        ("the 3rd of December", date(2026, 12, 3)),
        ("march 3", date(2027, 3, 3)),
        ("2026-12-24", date(2026, 12, 24)),
        ("mañana", date(2026, 11, 23)),
        ("jeudi", date(2026, 11, 26)),
        ("some day", None),
        ("31 february", None),
    ],
)
def test_a_day_is_the_next_one_of_its_name(words: str, day: date | None) -> None:
    assert day_meant(words, SUNDAY) == day


@pytest.mark.parametrize(
    ("words", "southern", "months"),
    [
        ("May", False, (5,)),
        ("in august", False, (8,)),
        ("christmas", False, (12,)),
        ("summer", False, (6, 7, 8)),
        ("summer", True, (12, 1, 2)),
        ("next month", False, (12,)),
        ("", False, (11,)),
        ("tomorrow", False, (11,)),
    ],
)
def test_a_time_of_the_year_is_its_months(words: str, southern: bool, months: tuple[int, ...]) -> None:
    period = period_meant(words, SUNDAY, southern)
    assert period is not None and period.months == months


def test_words_that_name_no_time_mean_none() -> None:
    assert period_meant("whenever", SUNDAY) is None


def test_a_near_day_is_said_by_its_name_and_a_far_one_by_its_date() -> None:
    assert spoken_day(date(2026, 11, 23), SUNDAY) == "tomorrow"
    assert spoken_day(date(2026, 11, 26), SUNDAY) == "Thursday"
    assert spoken_day(date(2026, 12, 3), SUNDAY) == "Thursday 3 December"
