"""Kilometres or miles, Celsius or Fahrenheit."""

from __future__ import annotations

import pytest

from wanderlust.domain.units import IMPERIAL, METRIC, Units, UnitsChoice, units_of


@pytest.mark.parametrize(
    ("choice", "country", "units"),
    [
        ("locale", "PT", METRIC),
        ("locale", "US", IMPERIAL),
        ("locale", "GB", Units(miles=True, fahrenheit=False)),
        ("locale", "", METRIC),
        ("metric", "US", METRIC),
        ("imperial", "PT", IMPERIAL),
    ],
)
def test_the_choice_goes_before_the_country(choice: UnitsChoice, country: str, units: Units) -> None:
    assert units_of(choice, country) == units


def test_degrees_are_whole_and_below_zero_too() -> None:
    assert [IMPERIAL.degrees(value) for value in (100, 20, -40)] == [212, 68, -40]
    assert METRIC.degrees(-3.4) == -3
