"""Which numbers may be called."""

from __future__ import annotations

import pytest

from wanderlust.domain.calls.phone_numbers import check_address, emergency_remedy, read_number
from wanderlust.domain.errors import CallRefused
from wanderlust.settings.paths import PROJECT
from wanderlust.travel.countries import BundledCountries


@pytest.fixture(scope="module")
def countries() -> BundledCountries:
    return BundledCountries(PROJECT / "resources" / "facts")


@pytest.mark.parametrize(
    ("text", "region", "e164"),
    [
        ("03-1234-5678", "JP", "+81312345678"),
        ("+44 20 7946 0018", "US", "+442079460018"),
        ("(415) 555-0134", "US", "+14155550134"),
        ("0039 02 76781", "DE", "+390276781"),
    ],
)
def test_a_number_is_read_as_e164(text: str, region: str, e164: str) -> None:
    assert read_number(text, region).e164 == e164


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("911", "US"),
        ("9 1 1", "JP"),
        ("112", "BR"),
        ("1-1-2", "DE"),
        ("119", "JP"),
        ("+1 911", "US"),
        ("0044 999", "FR"),
    ],
)
def test_emergency_numbers_are_refused_however_they_are_written(text: str, region: str) -> None:
    with pytest.raises(CallRefused) as caught:
        read_number(text, region)
    assert caught.value.rule == "emergency"


def test_the_refusal_names_the_number_to_dial_there(countries: BundledCountries) -> None:
    with pytest.raises(CallRefused) as caught:
        read_number("119", "JP", countries.country("JP"))
    assert caught.value.sentence == "I do not call emergency numbers."
    assert caught.value.remedy == "In Japan dial 110 (police) or 119 (ambulance, fire) yourself."
    assert emergency_remedy(countries.country("US")) == "In the United States dial 911 yourself."


def test_without_a_country_112_is_named() -> None:
    assert "112" in emergency_remedy(None)


@pytest.mark.parametrize(("text", "region"), [("12345", "US"), ("311", "US"), ("118 118", "GB"), ("116 117", "DE")])
def test_short_numbers_are_refused(text: str, region: str) -> None:
    with pytest.raises(CallRefused) as caught:
        read_number(text, region)
    assert caught.value.rule == "short"


@pytest.mark.parametrize(
    ("text", "region"), [("1-900-555-1234", "US"), ("0906 123 4567", "GB"), ("+33 899 70 12 34", "US")]
)
def test_premium_numbers_are_refused(text: str, region: str) -> None:
    with pytest.raises(CallRefused) as caught:
        read_number(text, region)
    assert caught.value.rule == "premium"


def test_satellite_numbers_are_refused() -> None:
    with pytest.raises(CallRefused) as caught:
        read_number("+8816 1234 5678", "US")
    assert caught.value.rule == "satellite"


@pytest.mark.parametrize(
    ("text", "region"), [("call me", "US"), ("", "US"), ("415-555-0134", ""), ("+1 415 555 013", "US")]
)
def test_what_is_no_number_is_refused(text: str, region: str) -> None:
    with pytest.raises(CallRefused) as caught:
        read_number(text, region)
    assert caught.value.rule in ("no_number", "short")


def test_mobile_numbers_and_all_of_north_america_may_be_private() -> None:
    assert read_number("+33 6 12 34 56 78", "FR").maybe_private
    assert read_number("+1 415 555 0134", "US").maybe_private
    assert not read_number("03-1234-5678", "JP").maybe_private


def test_a_number_tells_its_clocks() -> None:
    assert read_number("+81312345678", "").timezones == ("Asia/Tokyo",)


@pytest.mark.parametrize(
    "address",
    [
        "sip:911@provider.example",
        "sip:112@provider.example",
        "SIPS:1-1-2@x",
        "urn:service:sos",
        "sip:+19005551234@x",
        "sip:119@x",
    ],
)
def test_a_sip_address_is_no_way_around(address: str) -> None:
    with pytest.raises(CallRefused):
        check_address(address, "US")


@pytest.mark.parametrize(
    "address", ["sip:shop@127.0.0.1:5070", "sip:101@192.168.1.20", "sip:+442079460018@provider.example"]
)
def test_ordinary_sip_addresses_may_be_called(address: str) -> None:
    check_address(address, "US")
