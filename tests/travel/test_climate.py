"""The bundled climates: near what almanacs say, and nothing for the open sea."""

from __future__ import annotations

from pathlib import Path

import pytest

from wanderlust.domain.errors import DataMissing, ToolFailed
from wanderlust.domain.places import Coordinates
from wanderlust.settings.paths import PROJECT
from wanderlust.travel.climate import BundledClimate

TABLE = PROJECT / "resources" / "facts" / "climate.npz"


@pytest.fixture(scope="module")
def climates() -> BundledClimate:
    return BundledClimate(TABLE)


# Mean temperature of January and July as weather services publish them, to two degrees and a half.
@pytest.mark.parametrize(
    ("point", "january", "july"),
    [
        (Coordinates(35.01, 135.77), 4.8, 27.3),  # Kyoto
        (Coordinates(38.72, -9.14), 11.6, 21.9),  # Lisbon
        (Coordinates(64.15, -21.94), 0.1, 11.6),  # Reykjavik
        (Coordinates(-33.87, 151.21), 23.5, 13.0),  # Sydney
        (Coordinates(1.29, 103.85), 26.6, 28.0),  # Singapore
    ],
)
def test_known_towns_are_near_the_published_means(
    climates: BundledClimate, point: Coordinates, january: float, july: float
) -> None:
    climate = climates.climate(point)
    assert climate.celsius[0] == pytest.approx(january, abs=2.5)
    assert climate.celsius[6] == pytest.approx(july, abs=2.5)


def test_mumbai_has_its_monsoon(climates: BundledClimate) -> None:
    rain = climates.climate(Coordinates(19.07, 72.88)).millimetres
    assert rain[6] > 300 and rain[1] < 10


def test_a_place_across_the_date_line_finds_its_neighbour(climates: BundledClimate) -> None:
    assert climates.climate(Coordinates(-16.78, 179.99)).celsius[0] > 20  # Fiji


def test_the_open_sea_has_none(climates: BundledClimate) -> None:
    with pytest.raises(ToolFailed, match="no climate"):
        climates.climate(Coordinates(-48.0, -120.0))


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="Install Wanderlust again"):
        BundledClimate(tmp_path / "none.npz").climate(Coordinates(0, 0))


def test_the_table_is_small() -> None:
    assert TABLE.stat().st_size < 1_000_000
