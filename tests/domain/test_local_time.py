"""The clock somewhere else, and the difference as one says it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from wanderlust.domain.errors import ToolFailed
from wanderlust.domain.local_time import in_words, time_in

EVENING_IN_LISBON = datetime(2026, 11, 22, 18, 30, tzinfo=ZoneInfo("Europe/Lisbon"))


def test_tokyo_is_nine_hours_ahead_of_lisbon_in_winter_and_already_tomorrow() -> None:
    there = time_in("Asia/Tokyo", EVENING_IN_LISBON)
    assert there.time.strftime("%Y-%m-%d %H:%M") == "2026-11-23 03:30"
    assert (there.weekday, there.day, there.difference) == ("Monday", "tomorrow", "9 hours ahead")


def test_summer_time_counts() -> None:
    summer = datetime(2026, 7, 1, 12, 0, tzinfo=ZoneInfo("Europe/Lisbon"))
    assert time_in("Asia/Tokyo", summer).difference == "8 hours ahead"


def test_yesterday_is_said_where_the_day_has_not_come_yet() -> None:
    early = datetime(2026, 11, 22, 1, 0, tzinfo=ZoneInfo("Europe/Lisbon"))
    there = time_in("America/New_York", early)
    assert (there.day, there.weekday, there.difference) == ("yesterday", "Saturday", "5 hours behind")


def test_the_same_clock_is_said_so() -> None:
    there = time_in("Europe/London", EVENING_IN_LISBON)
    assert (there.ahead, there.difference, there.day) == (timedelta(), "the same time as here", "today")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (60, "1 hour ahead"),
        (-60, "1 hour behind"),
        (330, "5 and a half hours ahead"),
        (345, "5 and three quarter hours ahead"),
        (-30, "30 minutes behind"),
        (500, "8 hours 20 minutes ahead"),
    ],
)
def test_differences_are_said_as_people_do(minutes: int, words: str) -> None:
    assert in_words(timedelta(minutes=minutes)) == words


def test_the_line_islands_and_samoa_differ_by_more_than_a_day_and_are_still_named() -> None:
    late = datetime(2026, 11, 22, 23, 0, tzinfo=ZoneInfo("Pacific/Pago_Pago"))
    there = time_in("Pacific/Kiritimati", late)
    assert there.time.strftime("%Y-%m-%d") == "2026-11-24"
    assert there.day == "in two days"


@pytest.mark.parametrize("zone", ["", "Nowhere/Atlantis", "../etc/passwd"])
def test_an_unknown_zone_is_named(zone: str) -> None:
    with pytest.raises(ToolFailed, match="time zone"):
        time_in(zone, EVENING_IN_LISBON)
