"""The file of areas taken along: kept whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.geo.extracts import write_pbf
from wanderlust.domain.errors import BadInput, StorageFailed
from wanderlust.domain.kept_area import MapElement
from wanderlust.domain.places import Coordinates
from wanderlust.geo.kept_areas import KeptAreas
from wanderlust.geo.osm_extract import read_extract

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
BAIXA = Coordinates(38.7112, -9.1370)
CAFE = ((("amenity", "cafe"),),)
PLENTY = 10**12


@pytest.fixture
def areas(tmp_path: Path) -> Iterator[KeptAreas]:
    areas = KeptAreas(tmp_path / "areas.sqlite", lambda _: PLENTY)
    yield areas
    areas.close()


@pytest.fixture
def baixa(areas: KeptAreas, tmp_path: Path) -> KeptAreas:
    areas.add("Baixa", read_extract(write_pbf(tmp_path / "baixa.osm.pbf")), NOW, 0)
    return areas


def test_an_area_says_how_much_is_in_it(baixa: KeptAreas) -> None:
    (area,) = baixa.areas()
    assert (area.name, area.places, area.streets, area.added_at) == ("Baixa", 5, 2, NOW)
    assert area.bounds.holds(BAIXA) and not area.bounds.holds(Coordinates(38.8, -9.137))


def test_places_of_a_kind_are_found_near_a_point(baixa: KeptAreas) -> None:
    found = {element.tags["name"] for element in baixa.near(BAIXA, 1.0, CAFE)}
    assert found == {"Café Azulejo", "Night Lamp", "Shut Cup"}
    assert baixa.near(Coordinates(41.15, -8.61), 1.0, CAFE) == []


def test_a_street_is_one_however_many_pieces_it_has(baixa: KeptAreas) -> None:
    found = baixa.named("rua augusta")
    assert [(element.tags["name"], alike) for element, alike in found] == [("Rua Augusta", 1.0)]


def test_a_misheard_street_is_found(baixa: KeptAreas) -> None:
    (street, alike), *_ = baixa.named("Rua Agusta")
    assert street.tags["name"] == "Rua Augusta" and 0.8 < alike < 1


def test_streets_of_one_name_far_apart_are_two(areas: KeptAreas) -> None:
    far = [
        MapElement(f"w{n}", 38.70 + n * 0.1, -9.13, {"highway": "residential", "name": "Rua Nova"}) for n in range(2)
    ]
    assert areas.add("Two towns", far, NOW, 0).streets == 2


def test_the_same_name_replaces_the_area(baixa: KeptAreas, tmp_path: Path) -> None:
    cafe = MapElement("n9", 38.71, -9.13, {"amenity": "cafe", "name": "Only One"})
    baixa.add("Baixa", [cafe], NOW, 0)
    assert [area.places for area in baixa.areas()] == [1]
    assert len(baixa.near(BAIXA, 5.0, CAFE)) == 1


def test_an_area_is_removed_by_name_or_number(baixa: KeptAreas) -> None:
    number = str(baixa.areas()[0].id)
    assert baixa.remove(number).name == "Baixa"
    assert baixa.areas() == () and baixa.near(BAIXA, 1.0, CAFE) == []
    with pytest.raises(BadInput, match="no area called Baixa"):
        baixa.remove("Baixa")


def test_what_breaks_in_the_middle_leaves_the_file_as_it_was(baixa: KeptAreas, tmp_path: Path) -> None:
    def broken() -> Iterator[MapElement]:
        yield MapElement("n1", 38.7, -9.1, {"amenity": "cafe", "name": "Lost"})
        raise BadInput("The file ends here.")

    with pytest.raises(BadInput, match="ends here"):
        baixa.add("Baixa", broken(), NOW, 0)
    assert [(area.name, area.places) for area in baixa.areas()] == [("Baixa", 5)]
    assert len(baixa.near(BAIXA, 1.0, CAFE)) == 3


def test_cancelled_while_reading_nothing_is_kept(areas: KeptAreas) -> None:
    def stop(count: int) -> None:
        raise KeyboardInterrupt

    many = [MapElement(f"n{n}", 38.7, -9.1, {"amenity": "cafe", "name": f"Café {n}"}) for n in range(5_000)]
    with pytest.raises(KeyboardInterrupt):
        areas.add("Much", many, NOW, 0, stop)
    assert areas.areas() == ()


def test_a_disk_without_room_is_said_before_anything_is_written(tmp_path: Path) -> None:
    areas = KeptAreas(tmp_path / "areas.sqlite", lambda _: 60_000_000)
    with pytest.raises(StorageFailed, match=r"60 MB free, and I need about 70 MB"):
        areas.add("Big", [], NOW, 20_000_000)
    assert not (tmp_path / "areas.sqlite").exists()


def test_a_file_with_nothing_in_it_is_no_area(areas: KeptAreas) -> None:
    with pytest.raises(BadInput, match="no streets and no places"):
        areas.add("Sea", [MapElement("n1", 38.7, -9.1, {"amenity": "bench"})], NOW, 0)
    assert areas.areas() == ()


def test_points_that_are_nowhere_are_passed_over(areas: KeptAreas) -> None:
    tags = {"amenity": "cafe", "name": "Somewhere"}
    wild = [MapElement(f"n{n}", *spot, tags) for n, spot in enumerate(((91.0, 0.0), (float("nan"), 1.0), (0.0, 200.0)))]
    area = areas.add("Mixed", [*wild, MapElement("n9", 38.7, -9.1, tags)], NOW, 0)
    assert area.places == 1


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "areas.sqlite").write_bytes(b"no database at all" * 500)
    with pytest.raises(StorageFailed, match="damaged"):
        KeptAreas(tmp_path / "areas.sqlite", lambda _: PLENTY).areas()


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "areas.sqlite") as db:
        db.execute("PRAGMA application_id = 42")
        db.execute("CREATE TABLE mine (a)")
    db.close()
    with pytest.raises(StorageFailed, match="another program"):
        KeptAreas(tmp_path / "areas.sqlite", lambda _: PLENTY).areas()
