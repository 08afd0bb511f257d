"""The bundled world: its file, its tiles and its countries."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF

from wanderlust.domain.errors import DataMissing
from wanderlust.domain.geodesy import to_mercator
from wanderlust.domain.places import Coordinates
from wanderlust.ui.map.basemap import BORDER, LAKE, LAND, Basemap

FILE = Path(__file__).parents[3] / "resources" / "basemap" / "world.basemap"


def kinds_at(basemap: Basemap, level: int, lat: float, lon: float) -> list[int]:
    """Kinds of the areas that hold a place, in the order they are painted."""
    x, y = (value * 2**level for value in to_mercator(Coordinates(lat, lon)))
    column, row = math.floor(x), math.floor(y)
    point = QPointF((x - column) * basemap.extent, (y - row) * basemap.extent)
    return [s.kind for s in basemap.shapes(level, column, row) if s.kind in (LAND, LAKE) and s.path.contains(point)]


@pytest.mark.parametrize("level", range(8))
@pytest.mark.parametrize(
    ("place", "lat", "lon", "kinds"),
    [
        ("the Sahara", 23.0, 10.0, [LAND]),
        ("the mid-Atlantic", 30.0, -40.0, []),
        ("the Pacific south of Fiji", -35.0, 178.0 - 360 + 2, []),
        ("Siberia beyond the date line", 66.5, -175.0, [LAND]),
        ("Antarctica", -80.0, 60.0, [LAND]),
        ("Lake Victoria", -1.0, 33.0, [LAND, LAKE]),
    ],
)
def test_places_are_land_or_water_on_every_level(
    basemap: Basemap, level: int, place: str, lat: float, lon: float, kinds: list[int]
) -> None:
    assert kinds_at(basemap, level, lat, lon) == kinds, place


def test_the_file_is_the_one_its_note_describes() -> None:
    data = FILE.read_bytes()
    note = (FILE.parent / "SOURCE.md").read_text()
    assert hashlib.sha256(data).hexdigest() in note
    assert len(data) <= 8_000_000


def test_plain_sea_has_no_tile_and_plain_land_is_one_square(basemap: Basemap) -> None:
    assert basemap.shapes(7, 50, 60) == ()
    inland = basemap.shapes(7, 66, 54)
    assert [shape.kind for shape in inland] == [LAND]
    assert inland[0].path.elementCount() == 5


def test_france_and_spain_have_a_border_between_them(basemap: Basemap) -> None:
    x, y = (math.floor(v * 32) for v in to_mercator(Coordinates(42.7, 0.5)))
    assert BORDER in [shape.kind for shape in basemap.shapes(5, x, y)]


def test_countries_have_one_label_each_in_many_languages(basemap: Basemap) -> None:
    countries = basemap.countries()
    by_id = {country.id: country for country in countries}
    assert len(by_id) == len(countries) > 200
    assert by_id["JP"].name("ja") == "日本"
    assert by_id["DE"].name("fr") == "Allemagne"
    assert by_id["DE"].name("xx") == "Germany"
    assert (by_id["JP"].lat, by_id["JP"].lon) == pytest.approx((36, 138), abs=3)


def test_loading_a_dense_tile_can_be_taken_up_and_left(basemap: Basemap) -> None:
    fresh = Basemap(FILE)
    steps = fresh.loading(3, 4, 2)
    next(steps)
    assert len(fresh.shapes(3, 4, 2)) == len(basemap.shapes(3, 4, 2)) > 100


@pytest.mark.parametrize("kept", [0, 7, 30, 2_000, 1_000_000])
def test_a_file_cut_short_is_refused_with_a_sentence(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "world.basemap"
    path.write_bytes(FILE.read_bytes()[:kept])
    with pytest.raises(DataMissing, match=r"map.*Install Wanderlust again\."):
        Basemap(path)


def test_a_missing_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="cannot open the map"):
        Basemap(tmp_path / "world.basemap")
