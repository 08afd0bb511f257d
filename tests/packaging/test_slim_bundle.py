"""What is taken out of a bundle is what nothing in it uses; Janome still reads Japanese as before."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

from tests.packaging.conftest import fresh

SENTENCES = "東京駅はどこですか。明日の朝、美術館へ行きたいです。田中さんたちは寿司屋で百円の茶を飲んだ。"
READ = """
import sys; sys.path.insert(0, sys.argv[1])
from wanderlust.engine.phonemes.japanese import japanese_phonemes
import janome
print(janome.__file__); print(japanese_phonemes(sys.argv[2]))
"""


@pytest.fixture
def slim(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return fresh("slim_bundle", monkeypatch)


def read(folder: Path) -> list[str]:
    command = [sys.executable, "-c", READ, str(folder), SENTENCES]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


def test_trimmed_readings_are_read_as_the_whole_ones(slim: ModuleType, tmp_path: Path) -> None:
    spec = find_spec("janome")
    assert spec is not None and spec.origin is not None
    whole = Path(spec.origin).parent
    shutil.copytree(whole, tmp_path / "janome", ignore=shutil.ignore_patterns("__pycache__"))
    tables = tmp_path / "janome" / "sysdic"
    before = sum(path.stat().st_size for path in tables.glob("entries_extra?.py"))
    slim.trim_readings(tables)
    for index in tables.glob("entries_extra?_idx.py"):
        index.unlink()  # the compiled ones take their place, as in a bundle
    where, said = read(tmp_path)
    assert where.startswith(str(tmp_path))
    assert said == read(whole.parent)[1] and said
    assert sum(path.stat().st_size for path in tables.glob("entries_extra?.py")) < before * 0.6


def test_libraries_that_nothing_asks_for_go_and_so_do_those_they_asked_for(
    slim: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks = {"wanderlust": {"libused.so.1"}, "libgtk.so.3": {"libgdk.so.3"}, "libused.so.1": {"libdeep.so.2"}}
    inside = tmp_path / "_internal"
    inside.mkdir()
    (tmp_path / "wanderlust").write_bytes(b"\x7fELF")
    for name in ("libused.so.1", "libdeep.so.2", "libgtk.so.3", "libgdk.so.3", "libportaudio.so.2"):
        (inside / name).write_bytes(b"\x7fELF")
    monkeypatch.setattr(slim, "needed_by", lambda file: asks.get(file.name, set()))
    assert slim.prune_libraries(tmp_path) == ["libgdk.so.3", "libgtk.so.3"]
    assert sorted(path.name for path in inside.iterdir()) == ["libdeep.so.2", "libportaudio.so.2", "libused.so.1"]


def test_links_to_what_is_gone_go(slim: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "there").touch()
    (tmp_path / "good").symlink_to("there")
    (tmp_path / "bad").symlink_to("gone")
    slim.remove_empty_links(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["good", "there"]
