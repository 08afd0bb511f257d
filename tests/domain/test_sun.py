"""Sunrise and sunset against times that observatories publish, to three minutes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from wanderlust.domain.places import Coordinates
from wanderlust.domain.sun import sun_times


@pytest.mark.parametrize(
    ("point", "zone", "day", "rises", "sets"),
    [
        (Coordinates(51.5, -0.13), "Europe/London", date(2026, 6, 21), "04:43", "21:22"),
        (Coordinates(51.5, -0.13), "Europe/London", date(2026, 12, 21), "08:04", "15:53"),
        (Coordinates(40.71, -74.01), "America/New_York", date(2026, 3, 20), "07:00", "19:08"),
        (Coordinates(-33.87, 151.21), "Australia/Sydney", date(2026, 12, 21), "05:41", "20:05"),
        (Coordinates(35.68, 139.69), "Asia/Tokyo", date(2026, 6, 21), "04:26", "19:00"),
    ],
)
def test_times_are_the_observatories(point: Coordinates, zone: str, day: date, rises: str, sets: str) -> None:
    sun = sun_times(point, day, ZoneInfo(zone))
    assert sun.rises is not None and sun.sets is not None
    for found, published in ((sun.rises, rises), (sun.sets, sets)):
        wanted = datetime.combine(day, datetime.strptime(published, "%H:%M").time(), ZoneInfo(zone))  # noqa: DTZ007
        assert abs(found - wanted) <= timedelta(minutes=3), (found, published)


def test_tromso_has_no_sunset_in_june_and_no_sunrise_in_december() -> None:
    tromso, zone = Coordinates(69.65, 18.96), ZoneInfo("Europe/Oslo")
    assert sun_times(tromso, date(2026, 6, 21), zone).polar == "day"
    assert sun_times(tromso, date(2026, 12, 21), zone).polar == "night"
