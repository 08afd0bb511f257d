"""``wanderlust places``: an extract kept, listed and forgotten."""

from __future__ import annotations

import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.geo.extracts import write_geojson, write_pbf
from wanderlust.application.places_command import places_command
from wanderlust.cli import run
from wanderlust.domain.errors import BadInput
from wanderlust.settings.paths import Paths, discover_paths

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return discover_paths({"WANDERLUST_DATA_DIR": str(tmp_path / "data")})


def told(paths: Paths, action: str, file: Path | None = None, name: str = "") -> str:
    out = io.StringIO()
    assert places_command(paths, action, file, name, out, io.StringIO(), lambda: NOW) == 0
    return out.getvalue()


@pytest.mark.parametrize("write", [write_pbf, write_geojson])
def test_an_extract_is_kept_listed_and_removed(write: object, paths: Paths, tmp_path: Path) -> None:
    file = write_pbf(tmp_path / "baixa.osm.pbf") if write is write_pbf else write_geojson(tmp_path / "baixa.geojson")
    assert "baixa: 5 places and 2 streets" in told(paths, "add", file)
    listed = told(paths, "list")
    assert "baixa: 5 places" in listed and "23 November 2026" in listed and "© OpenStreetMap contributors" in listed
    assert told(paths, "remove", name="baixa") == "baixa is no longer kept.\n"
    assert "No area is kept yet" in told(paths, "list")


def test_a_damaged_file_leaves_what_was_kept(paths: Paths, tmp_path: Path) -> None:
    told(paths, "add", write_pbf(tmp_path / "baixa.osm.pbf"))
    bad = tmp_path / "bad.osm.pbf"
    bad.write_bytes(b"\x00\x00\x00\x0d" + os.urandom(500))
    with pytest.raises(BadInput, match=r"bad\.osm\.pbf is damaged"):
        told(paths, "add", bad, "baixa")
    assert "baixa: 5 places" in told(paths, "list")


def test_the_command_line_says_what_is_wrong_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WANDERLUST_DATA_DIR", str(tmp_path))
    assert run(["places", "add", str(tmp_path / "none.osm.pbf")]) == 2
    assert capsys.readouterr().err == "There is no file none.osm.pbf.\n"
    assert run(["places", "list"]) == 0
