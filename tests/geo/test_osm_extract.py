"""Extracts of OpenStreetMap read, whole and damaged."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.geo.extracts import features, write_geojson, write_pbf
from wanderlust.domain.errors import BadInput
from wanderlust.geo import osm_extract
from wanderlust.geo.osm_extract import read_extract

Write = Callable[[Path], Path]
BOTH = pytest.mark.parametrize(("write", "name"), [(write_pbf, "quarter.osm.pbf"), (write_geojson, "quarter.geojson")])


@BOTH
def test_streets_and_places_come_out_with_their_tags(write: Write, name: str, tmp_path: Path) -> None:
    found = {element.key: element for element in read_extract(write(tmp_path / name))}
    assert set(found) == {"n1", "n2", "n3", "n4", "n5", "n6", "w201", "w202", "w203"}
    assert found["n2"].tags["phone"] == "+351 210 00 00"
    assert found["n1"].lat == pytest.approx(38.7110) and found["n1"].lon == pytest.approx(-9.1370)
    # A street is at its middle bend.
    assert found["w202"].lat == pytest.approx(38.7118)


@BOTH
def test_a_file_cut_short_is_said_to_be_damaged(write: Write, name: str, tmp_path: Path) -> None:
    path = write(tmp_path / name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    with pytest.raises(BadInput, match=r"quarter.* is damaged"):
        list(read_extract(path))


@BOTH
def test_a_hundred_mutated_files_end_in_elements_or_a_sentence(write: Write, name: str, tmp_path: Path) -> None:
    whole, chance = write(tmp_path / name).read_bytes(), random.Random(7)
    for _ in range(100):
        bytes_ = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            bytes_[chance.randrange(len(bytes_))] = chance.randrange(256)
        (tmp_path / name).write_bytes(bytes(bytes_))
        try:
            for element in read_extract(tmp_path / name):
                assert element.key
        except BadInput as error:
            assert str(error).endswith(".") and name in str(error)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.osm.pbf", b"", "empty"),
        ("a.geojson", b"[" * 100_000, "damaged"),
        ("a.geojson", b"[]", "no GeoJSON with features"),
        ("a.geojson", b'{"features": 3}', "no GeoJSON with features"),
        ("a.geojson", b"\xff\xfe\x00", "damaged"),
        ("a.gpx", b"<gpx/>", "cannot read"),
    ],
)
def test_what_is_no_extract_is_refused_with_a_sentence(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInput, match=said):
        list(read_extract(tmp_path / name))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"There is no file lisbon\.osm\.pbf"):
        read_extract(tmp_path / "lisbon.osm.pbf")


@pytest.mark.parametrize(("name", "limit"), [("a.osm.pbf", "LARGEST_PBF"), ("a.geojson", "LARGEST_GEOJSON")])
def test_a_huge_file_is_refused_before_it_is_read(
    name: str, limit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(osm_extract, limit, 10)
    (tmp_path / name).write_bytes(b"x" * 11)
    with pytest.raises(BadInput, match="Cut a city"):
        read_extract(tmp_path / name)


def test_without_the_library_it_is_said_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_pbf(tmp_path / "a.osm.pbf")
    monkeypatch.setattr(osm_extract, "find_spec", lambda name: None)
    with pytest.raises(BadInput, match=r"wanderlust\[streets\]"):
        read_extract(path)


def test_hostile_features_are_passed_over(tmp_path: Path) -> None:
    nested: object = [1.0, 2.0]
    for _ in range(50):
        nested = [nested]
    hostile = [
        None,
        {"properties": None},
        {"properties": {"amenity": "cafe"}, "geometry": None},
        {"properties": {"amenity": "cafe"}, "geometry": {"coordinates": nested}},
        {"properties": {"amenity": "cafe"}, "geometry": {"coordinates": [True, False]}},
        {"properties": {"amenity": 7, "name": []}, "geometry": {"coordinates": [1, 2]}},
    ]
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"features": [*hostile, features()[0]]}), encoding="utf-8")
    assert [element.key for element in read_extract(path)] == ["n1"]
