"""Every emergency number held against libphonenumber's own list."""

from __future__ import annotations

import pytest

from wanderlust.settings.paths import PROJECT
from wanderlust.travel.countries import read_practical

shortnumberinfo = pytest.importorskip("phonenumbers.shortnumberinfo", reason="phonenumbers comes with the dev extra")

# In use but newer than, or beside, the library's list: general numbers of the last years, medical lines of their own.
NOT_IN_THE_LIBRARY = {
    "AM": {"112"},
    "CI": {"185"},
    "ET": {"907"},
    "GF": {"112"},
    "GH": {"112"},
    "GP": {"112"},
    "HN": {"911"},
    "HT": {"116", "115"},
    "KG": {"112"},
    "LA": {"1191", "1195", "1190"},
    "LK": {"1990"},
    "LY": {"1515"},
    "MM": {"192", "191"},
    "NG": {"112"},
    "PE": {"106"},
    "PG": {"112"},
    "PM": {"112"},
    "RS": {"192", "194", "193"},
    "SA": {"998"},
    "SM": {"112"},
    "SN": {"1515"},
    "SX": {"911"},
    "SZ": {"977", "933"},
    "TT": {"811"},
    "UZ": {"112", "102", "103", "101"},
    "VU": {"111", "113"},
    "YT": {"17", "18"},
}


def test_every_number_is_an_emergency_number_there_but_for_the_ones_listed() -> None:
    unknown: dict[str, set[str]] = {}
    for code, facts in read_practical(PROJECT / "resources" / "facts" / "practical.tsv").items():
        numbers = {facts.emergency.any, facts.emergency.police, facts.emergency.ambulance, facts.emergency.fire} - {""}
        strange = {number for number in numbers if not shortnumberinfo.is_emergency_number(number, code)}
        if strange:
            unknown[code] = strange
    assert unknown == NOT_IN_THE_LIBRARY
