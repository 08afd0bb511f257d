"""Packs are listed, brought, broken off and removed one after the other, away from the thread that asks."""

from __future__ import annotations

import hashlib
import queue
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from wanderlust.application.pack_library import PackLibrary
from wanderlust.domain.errors import DataMissing
from wanderlust.domain.packs import PackEnded, PackEvent, PackFailed, PackInfo, PackProgress, PacksListed
from wanderlust.engine.pack_manifest import Pack, PackFile, PackManifest, UrlSource
from wanderlust.engine.pack_sources import Fetcher, InstallStopped, Received, SourceFailed
from wanderlust.engine.packs import PackStore

CONTENT = {"model.bin": b"m" * 3000, "voice.bin": b"v" * 1000, "ears.bin": b"e" * 500}
E = TypeVar("E", bound=PackEvent)


def pack(name: str, file: str, kind: str) -> Pack:
    content = CONTENT[file]
    files = (PackFile(file, len(content), hashlib.sha256(content).hexdigest(), "MIT"),)
    return Pack(name, f"the {name}", kind, {"only": files}, (UrlSource("only", f"https://publisher.example/{name}"),))  # type: ignore[arg-type]


MANIFEST = PackManifest(
    {
        "ears": pack("ears", "ears.bin", "model"),
        "kokoro": pack("kokoro", "model.bin", "optional"),
        "kokoro-voices": pack("kokoro-voices", "voice.bin", "optional"),
    }
)


class Publisher:
    """The only address there is; can be gone, and can hold a download until it is stopped."""

    def __init__(self) -> None:
        self.gone = False
        self.waits_at = ""
        self.asked: list[str] = []
        self.waiting = threading.Event()

    def fetcher(self, stopped: threading.Event) -> Fetcher:
        return _Fetcher(self, stopped)


class _Fetcher:
    def __init__(self, publisher: Publisher, stopped: threading.Event) -> None:
        self._publisher, self._stopped = publisher, stopped

    def url(self, address: str, target: Path, size: int, received: Received) -> None:
        publisher, name = self._publisher, address.rpartition("/")[2]
        publisher.asked.append(name)
        if publisher.gone:
            raise SourceFailed("publisher.example cannot be reached")
        received(len(CONTENT[name]) // 2)
        if name == publisher.waits_at:
            publisher.waiting.set()
            assert self._stopped.wait(10), "nobody stopped the download"
        if self._stopped.is_set():
            raise InstallStopped
        target.write_bytes(CONTENT[name])
        received(len(CONTENT[name]))

    def wheel(self, requirement: str, into: Path, received: Received) -> Path:
        raise AssertionError(requirement)

    def npm(self, package: str, into: Path, received: Received) -> Path:
        raise AssertionError(package)


class Shelf:
    """A library over a folder, and what it told."""

    def __init__(self, root: Path, free: int = 10**12) -> None:
        self.publisher = Publisher()
        self.changes: list[str] = []
        self._told: queue.SimpleQueue[PackEvent] = queue.SimpleQueue()
        self.store = PackStore(root, MANIFEST, free_bytes=lambda folder: free)
        changed: Callable[[], None] = lambda: self.changes.append(threading.current_thread().name)  # noqa: E731
        self.library = PackLibrary(self.store, self._told.put, changed, self.publisher.fetcher)

    def next(self, kind: type[E]) -> E:
        while True:
            event = self._told.get(timeout=10)
            if isinstance(event, kind):
                return event

    def voice(self) -> PackInfo:
        return next(pack for pack in self.next(PacksListed).packs if pack.name == "kokoro")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path / "packs")
    yield shelf
    shelf.library.close()


def test_the_list_says_what_is_there_and_fetches_nothing(shelf: Shelf) -> None:
    shelf.library.refresh()
    assert shelf.next(PacksListed).packs == (
        PackInfo("ears", "the ears", 500, ("MIT",), "missing", needed=True),
        PackInfo("kokoro", "the kokoro", 4000, ("MIT",), "missing", needed=False),
    )
    assert shelf.publisher.asked == []


def test_a_voice_and_its_speakers_are_brought_as_one(shelf: Shelf) -> None:
    shelf.library.install("kokoro")
    course = [shelf.next(PackProgress) for _ in range(6)]
    assert [step.done for step in course] == sorted(step.done for step in course)
    assert (course[-1].done, course[-1].total) == (4000, 4000)
    assert shelf.next(PackEnded) == PackEnded("kokoro")
    assert shelf.voice().state == "installed"
    assert shelf.store.installed("kokoro-voices")
    assert shelf.changes == ["packs"]


def test_a_download_broken_off_is_gone_on_with(shelf: Shelf) -> None:
    shelf.publisher.waits_at = "voice.bin"
    shelf.library.install("kokoro")
    assert shelf.publisher.waiting.wait(10)
    shelf.library.stop("kokoro")
    shelf.next(PackEnded)
    assert shelf.voice().state == "begun"
    assert shelf.changes == []
    shelf.publisher.waits_at = ""
    shelf.library.install("kokoro")
    shelf.next(PackEnded)
    assert shelf.voice().state == "installed"
    assert shelf.publisher.asked == ["model.bin", "voice.bin", "voice.bin"]


def test_a_download_that_waits_for_another_is_forgotten_when_it_is_stopped(shelf: Shelf) -> None:
    shelf.publisher.waits_at = "model.bin"
    shelf.library.install("kokoro")
    assert shelf.publisher.waiting.wait(10)
    shelf.library.install("ears")
    shelf.library.stop("ears")
    shelf.library.stop("kokoro")
    assert [shelf.next(PackEnded).name for _ in range(2)] == ["kokoro", "ears"]
    assert "ears.bin" not in shelf.publisher.asked


def test_a_source_out_of_reach_and_a_full_disk_are_said(shelf: Shelf, tmp_path: Path) -> None:
    shelf.publisher.gone = True
    shelf.library.install("kokoro")
    failed = shelf.next(PackFailed)
    assert "publisher.example cannot be reached" in failed.sentence
    assert failed.remedy.startswith("Check the connection")
    full = Shelf(tmp_path / "full", free=1_000_000)
    full.library.install("kokoro")
    assert "There is not enough room" in full.next(PackFailed).sentence
    full.library.close()


def test_a_wrong_checksum_is_said_and_nothing_is_installed(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CONTENT, "model.bin", b"x" * 3000)
    shelf.library.install("kokoro")
    assert "did not match its sha256 checksum" in shelf.next(PackFailed).sentence
    assert not shelf.store.installed("kokoro")


def test_a_pack_removed_is_gone_with_its_speakers(shelf: Shelf) -> None:
    shelf.library.install("kokoro")
    shelf.next(PackEnded)
    assert shelf.voice().state == "installed"
    shelf.library.remove("kokoro")
    assert shelf.voice().state == "missing"
    assert not any(shelf.store.root.iterdir())
    assert len(shelf.changes) == 2


def test_what_is_bundled_cannot_be_removed(tmp_path: Path) -> None:
    first = Shelf(tmp_path / "bundle")
    first.library.install("kokoro")
    first.next(PackEnded)
    first.library.close()
    told: queue.SimpleQueue[PackEvent] = queue.SimpleQueue()
    store = PackStore(tmp_path / "own", MANIFEST, bundled=(tmp_path / "bundle",))
    library = PackLibrary(store, told.put, lambda: None, first.publisher.fetcher)
    library.refresh()
    listed = told.get(timeout=10)
    assert isinstance(listed, PacksListed)
    assert next(pack.state for pack in listed.packs if pack.name == "kokoro") == "bundled"
    library.close()


# -- languages


class Languages:
    """A list that can be had or not; with it there is one pair more."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.day: datetime | None = None
        self.gone = False

    def fetch(self, stopped: threading.Event) -> None:
        if self.gone:
            raise DataMissing("languages", "I could not get the list of languages.", "Check the mirror.")
        self.day = datetime(2026, 11, 22, tzinfo=UTC)

    def fetched(self) -> datetime | None:
        return self.day

    def store(self) -> PackStore:
        pair = {"translation-de-en": pack("translation-de-en", "voice.bin", "language")}
        return PackStore(self._root, PackManifest({**MANIFEST.packs, **(pair if self.day else {})}))


class LanguageRig:
    def __init__(self, root: Path) -> None:
        self.events: queue.SimpleQueue[PackEvent] = queue.SimpleQueue()
        self.languages = Languages(root)
        self.changed: list[str] = []
        self.library = PackLibrary(
            self.languages.store(),
            self.events.put,
            lambda: self.changed.append("packs"),
            Publisher().fetcher,
            self.languages,
            lambda: self.changed.append("languages"),
        )

    def until_listed(self) -> list[PackEvent]:
        """The events up to the next list."""
        found = [self.events.get(timeout=10)]
        while not isinstance(found[-1], PacksListed):
            found.append(self.events.get(timeout=10))
        return found


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[LanguageRig]:
    made = LanguageRig(tmp_path)
    yield made
    made.library.close()


def test_the_list_of_languages_is_fetched_only_on_request(rig: LanguageRig) -> None:
    rig.library.refresh()
    (listed,) = rig.until_listed()
    assert isinstance(listed, PacksListed) and listed.languages_of is None
    assert not any(info.language for info in listed.packs)
    rig.library.fetch_languages()
    ended, listed = rig.until_listed()
    assert ended == PackEnded("languages") and isinstance(listed, PacksListed)
    assert listed.languages_of == datetime(2026, 11, 22, tzinfo=UTC)
    assert [info.name for info in listed.packs if info.language] == ["translation-de-en"]


def test_a_list_that_cannot_be_had_is_said(rig: LanguageRig) -> None:
    rig.languages.gone = True
    rig.library.fetch_languages()
    assert rig.until_listed()[0] == PackFailed(
        "languages", "I could not get the list of languages.", "Check the mirror."
    )


def test_a_pair_that_comes_or_goes_does_not_restart_the_engine(rig: LanguageRig) -> None:
    rig.library.fetch_languages()
    rig.until_listed()
    assert rig.changed == ["languages"]  # the list itself tells what could be had
    rig.changed.clear()
    rig.library.install("translation-de-en")
    (info,) = [info for info in _last(rig.until_listed()).packs if info.language]
    assert info.state == "installed" and rig.changed == ["languages"]
    rig.library.remove("translation-de-en")
    rig.until_listed()
    assert rig.changed == ["languages", "languages"]
    rig.library.install("ears")
    rig.until_listed()
    assert rig.changed[-1] == "packs"


def _last(events: list[PackEvent]) -> PacksListed:
    listed = events[-1]
    assert isinstance(listed, PacksListed)
    return listed
