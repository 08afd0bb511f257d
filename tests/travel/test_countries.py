"""The bundled tables of countries: whole, and right where another source can check them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from wanderlust.domain.errors import DataMissing, ToolFailed
from wanderlust.settings.paths import PROJECT
from wanderlust.travel.countries import BundledCountries, read_practical

FACTS = PROJECT / "resources" / "facts"


@pytest.fixture(scope="module")
def countries() -> BundledCountries:
    return BundledCountries(FACTS)


def test_japan_is_what_everybody_knows(countries: BundledCountries) -> None:
    japan = countries.country("JP")
    assert (japan.capital, japan.calling_code, japan.currencies) == ("Tokyo", 81, ("JPY",))
    assert japan.practical is not None
    assert (japan.practical.drives_left, japan.practical.plugs) == (True, ("A", "B"))
    assert (japan.practical.emergency.police, japan.practical.emergency.ambulance) == ("110", "119")


def test_the_european_union_calls_112(countries: BundledCountries) -> None:
    union = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE"
    for code in union.split():
        practical = countries.country(code).practical
        assert practical is not None and practical.emergency.any == "112", code


def test_two_hundred_countries_have_practical_facts_and_a_row_in_the_table(countries: BundledCountries) -> None:
    practical = read_practical(FACTS / "practical.tsv")
    assert len(practical) >= 200
    for code in practical:
        country = countries.country(code)
        assert country.currencies and country.calling_code, code


def test_left_hand_traffic_is_where_it_is(countries: BundledCountries) -> None:
    left = {code for code, facts in read_practical(FACTS / "practical.tsv").items() if facts.drives_left}
    assert {"GB", "IE", "MT", "CY", "AU", "NZ", "JP", "IN", "TH", "ZA", "KE", "SG", "HK"} <= left
    assert not left & {"US", "FR", "DE", "CN", "BR", "EG", "RU", "KR", "MM", "PH"}


def test_plugs_are_letters_and_mains_are_numbers() -> None:
    for code, facts in read_practical(FACTS / "practical.tsv").items():
        assert set("".join(facts.plugs)) <= set("ABCDEFGHIJKLMNO"), code
        volts = [int(word) for word in facts.volts.split(" or ")]
        assert all(100 <= volt <= 240 for volt in volts), code
        assert set(facts.hertz.split(" or ")) <= {"50", "60"}, code


def test_the_next_holidays_come_soonest_first(countries: BundledCountries) -> None:
    found = countries.holidays("FR", date(2026, 11, 22), 2)
    assert [(holiday.name, holiday.day) for holiday in found] == [
        ("Christmas Day", date(2026, 12, 25)),
        ("New Year's Day", date(2027, 1, 1)),
    ]


def test_an_unknown_country_is_said_so(countries: BundledCountries) -> None:
    with pytest.raises(ToolFailed, match="no facts"):
        countries.country("QQ")


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="Install Wanderlust again"):
        BundledCountries(tmp_path).country("JP")


def test_a_damaged_row_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "practical.tsv"
    file.write_text("JP\t;110/119/119\tA\t100/50\tmiddle\tsafe\tnone\n", encoding="utf-8")
    with pytest.raises(ValueError, match="middle"):
        read_practical(file)
