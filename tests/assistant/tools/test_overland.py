"""Sea is said to lie between two places only where that is sure."""

from __future__ import annotations

import pytest

from wanderlust.assistant.tools.overland import sea_between
from wanderlust.domain.places import Place, PlaceKind


def at(country: str, admin: str = "", kind: PlaceKind = "city", name: str = "Somewhere") -> Place:
    return Place(f"x:{country}{admin}{name}", name, kind, 0.0, 0.0, country, admin=admin)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (at("GB", "England"), at("IE")),
        (at("PT", "Lisbon"), at("PT", "Madeira")),
        (at("US", "California"), at("US", name="Hawaii", kind="region")),
        (at("JP"), at("KR")),
        (at("GB", "Northern Ireland"), at("GB", "Scotland")),
    ],
)
def test_islands_are_parted_from_the_rest(one: Place, other: Place) -> None:
    assert sea_between(one, other) and sea_between(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (at("PT"), at("ES")),
        (at("GB", "England"), at("FR")),
        (at("JP", "Tokyo"), at("JP", "Osaka")),
        (at("IE"), at("GB", "Northern Ireland")),
        (at("HT"), at("DO")),
        (at("SG"), at("MY")),
        (at(""), at("IE")),
    ],
)
def test_joined_or_doubtful_land_is_not(one: Place, other: Place) -> None:
    assert not sea_between(one, other) and not sea_between(other, one)
