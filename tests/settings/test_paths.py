"""Files are found in the traveller's own folder first, then in the bundle."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from wanderlust.settings.paths import discover_paths, frozen_bundle


def test_one_variable_moves_everything_that_is_written(tmp_path: Path) -> None:
    paths = discover_paths({"WANDERLUST_DATA_DIR": str(tmp_path / "here")})
    written = (paths.data, paths.config, paths.cache, paths.log, paths.conversations, paths.preferences)
    assert all(path.is_relative_to(tmp_path / "here") for path in written)


def test_an_empty_variable_means_the_users_own_folders() -> None:
    paths = discover_paths({"WANDERLUST_DATA_DIR": ""})
    assert paths.data.name == "wanderlust"
    assert paths.data.is_absolute()


def test_resources_are_the_projects_from_source() -> None:
    paths = discover_paths({})
    assert (paths.resources / "currency" / "rates.json").is_file()
    assert paths.bundled is None
    assert paths.bundled_packs == ()


def test_a_bundle_brings_its_own_data_and_resources(tmp_path: Path) -> None:
    paths = discover_paths({}, bundle=tmp_path)
    assert paths.resources == tmp_path / "resources"
    assert paths.bundled_packs == (tmp_path / "data" / "packs",)


def test_the_travellers_own_file_goes_before_the_bundled_one(tmp_path: Path) -> None:
    paths = discover_paths({"WANDERLUST_DATA_DIR": str(tmp_path / "own")}, bundle=tmp_path / "bundle")
    assert paths.find("places.sqlite") is None
    bundled = tmp_path / "bundle" / "data" / "places.sqlite"
    bundled.parent.mkdir(parents=True)
    bundled.touch()
    assert paths.find("places.sqlite") == bundled
    own = tmp_path / "own" / "places.sqlite"
    own.parent.mkdir()
    own.touch()
    assert paths.find("places.sqlite") == own


def test_nothing_is_made_by_looking(tmp_path: Path) -> None:
    discover_paths({"WANDERLUST_DATA_DIR": str(tmp_path / "here")}).find("places.sqlite")
    assert not (tmp_path / "here").exists()


def test_a_frozen_app_knows_its_bundle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert frozen_bundle() is None
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert frozen_bundle() == tmp_path
