"""Guesses from the environment: whose customs a computer follows, and its time zone."""

from __future__ import annotations

from pathlib import Path

import pytest

from wanderlust.application.local_country import local_country, local_zone


@pytest.mark.parametrize(
    ("environment", "country"),
    [
        ({"LANG": "en_US.UTF-8"}, "US"),
        ({"LANG": "en_US.UTF-8", "LC_MEASUREMENT": "pt_PT.UTF-8"}, "PT"),
        ({"LC_ALL": "en_GB", "LANG": "de_DE"}, "GB"),
        ({"LANG": "zh_Hant_TW"}, "TW"),
        ({"LANG": "C.UTF-8"}, ""),
        ({}, ""),
    ],
)
def test_the_country_is_that_of_measures_before_that_of_words(environment: dict[str, str], country: str) -> None:
    assert local_country(environment) == country


def test_the_zone_is_said_by_the_environment_or_by_the_systems_link(tmp_path: Path) -> None:
    zone = tmp_path / "zoneinfo" / "Europe" / "Lisbon"
    zone.parent.mkdir(parents=True)
    zone.touch()
    link = tmp_path / "localtime"
    link.symlink_to(zone)
    assert local_zone({}, link) == "Europe/Lisbon"
    assert local_zone({"TZ": ":Asia/Tokyo"}, link) == "Asia/Tokyo"
    assert local_zone({"TZ": "UTC0"}, zone) == "Europe/Lisbon"
    assert local_zone({}, tmp_path / "none") == ""
