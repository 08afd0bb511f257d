"""Pairs of languages are packs: real models come from a real server over HTTP, checked, unpacked, used and removed."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from backports.zstd import compress

from tests.fakes.file_server import Answer, FileServer
from wanderlust.application.language_list import fetch_language_list
from wanderlust.application.translation import InstalledModels, installed_directions, language_store
from wanderlust.domain.errors import DataMissing, StorageFailed
from wanderlust.engine.pack_sources import InstallStopped, NetworkFetcher
from wanderlust.engine.packs import PackStore
from wanderlust.engine.translation.language_packs import PUBLIC_LIST, LanguageList, files_address, kept_list, pack_name
from wanderlust.engine.translation.worker import load_direction
from wanderlust.settings.paths import Paths

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DE_EN = "translation-de-en"
MODEL = bytes(range(256)) * 4000
SMALL = {"model": MODEL, "lex": b"likely words " * 3000, "vocab": b"pieces " * 3000}
"""No models: what a download does with files does not depend on what is in them."""


class Shop:
    """A mirror, and a computer that takes from it."""

    def __init__(self, files: FileServer, paths: Paths) -> None:
        self.files, self.paths = files, paths
        self.records: list[dict[str, Any]] = []
        self.stopped = threading.Event()

    def offer(self, direction: tuple[str, str], parts: dict[str, bytes], **how: Any) -> None:
        self.records += [self.files.serve_record(direction, part, content, **how) for part, content in parts.items()]
        self.files.publish(self.records)

    def fetch_list(self) -> LanguageList:
        return fetch_language_list(self.paths.language_list, self.files.list_address, NOW)

    @property
    def store(self) -> PackStore:
        return language_store(self.paths)

    def install(self, name: str = DE_EN, progress: Callable[[int, int, str], None] = lambda *_: None) -> Path:
        return self.store.install(name, NetworkFetcher(self.stopped, stall_seconds=0.5), progress)

    def path_of(self, part: str, direction: str = "deen") -> str:
        return f"/main-workspace/translations-models-v2/{direction}-{part}.zst"


@pytest.fixture
def home(tmp_path: Path, paths: Paths) -> Paths:
    return Paths(tmp_path / "data", None, paths.resources, tmp_path, tmp_path, tmp_path)


@pytest.fixture
def shop(home: Paths) -> Iterator[Shop]:
    with FileServer() as files:
        made = Shop(files, home)
        made.offer(("de", "en"), SMALL)
        made.offer(("en", "de"), {**SMALL, "model": MODEL[::-1]})
        yield made


def requests(shop: Shop) -> list[str]:
    return [path for path, _ in shop.files.asked if path != "/records.json"]


# -- the list -----------------------------------------------------------------------------------------------------


def test_nothing_is_asked_of_anybody_before_somebody_asks(shop: Shop) -> None:
    assert DE_EN not in shop.store.manifest.packs and not shop.files.asked
    shop.fetch_list()
    assert DE_EN in shop.store.manifest.packs
    assert [path for path, _ in shop.files.asked] == ["/records.json"]


def test_the_list_is_kept_with_its_date_and_its_address(shop: Shop) -> None:
    shop.fetch_list()
    kept = kept_list(shop.paths.language_list)
    assert kept is not None and kept.fetched == NOW and kept.address == shop.files.list_address
    assert sorted(kept.models) == [("de", "en"), ("en", "de")]


def test_a_pack_says_what_it_is_what_is_sent_and_what_it_becomes(shop: Shop) -> None:
    shop.fetch_list()
    pack = shop.store.manifest.pack(DE_EN)
    assert pack.title == "translation between German and English" and pack.kind == "language"
    (edition,) = pack.editions.values()
    assert sum(file.size for file in edition) == 2 * sum(map(len, SMALL.values()))
    assert {file.licence for file in edition} == {"MPL-2.0 (Mozilla)"}


@pytest.mark.parametrize(
    "content", [b"<html>Sign in</html>", b"{}", b'{"data": []}', b"", b"\x00" * 1000, b'{"data": [' + b"[" * 100_000]
)
def test_a_list_that_is_none_leaves_the_one_before(shop: Shop, content: bytes) -> None:
    shop.fetch_list()
    shop.files.contents["/records.json"] = content
    with pytest.raises(DataMissing, match="list of languages"):
        shop.fetch_list()
    assert DE_EN in shop.store.manifest.packs
    assert list(shop.paths.data.iterdir()) == [shop.paths.language_list]


def test_a_list_without_end_is_broken_off(shop: Shop) -> None:
    def endless(answer: Answer) -> bool:
        answer.send_response(200)
        answer.end_headers()
        while not shop.files.ended.is_set():
            try:
                answer.wfile.write(b"[" * 1_000_000)
            except OSError:
                break
        return True

    shop.files.bad["/records.json"] = endless
    with pytest.raises(DataMissing, match="sent more than"):
        shop.fetch_list()
    assert not list(shop.paths.data.iterdir())


def test_a_mirror_that_is_not_there_is_one_sentence(shop: Shop) -> None:
    with pytest.raises(DataMissing, match=r"127.0.0.1 answered 404.*mirror in the settings"):
        fetch_language_list(shop.paths.language_list, f"{shop.files.base}/nothing.json", NOW)
    with pytest.raises(DataMissing, match="without https"):
        fetch_language_list(shop.paths.language_list, "http://mirror.example/records.json", NOW)


@pytest.mark.parametrize("content", [b"", b"{}\n", b"\xff\n{}", b'{"address": "x", "fetched": "yesterday"}\n{}'])
def test_a_kept_list_that_is_damaged_is_as_none(shop: Shop, content: bytes) -> None:
    shop.fetch_list()
    shop.paths.language_list.write_bytes(content)
    assert kept_list(shop.paths.language_list) is None and DE_EN not in shop.store.manifest.packs


def test_files_lie_beside_a_mirrors_list_and_mozillas_where_mozilla_has_them() -> None:
    assert files_address("https://mirror.example/models/records.json") == "https://mirror.example/models"
    assert files_address(PUBLIC_LIST).startswith("https://") and "records" not in files_address(PUBLIC_LIST)


def test_the_pinned_pair_stays_as_it_is_pinned(shop: Shop) -> None:
    shop.offer(("en", "pt"), SMALL)
    shop.fetch_list()
    assert shop.store.manifest.pack("translation-en-pt").kind == "model"


def test_a_pair_has_one_name_whichever_way_round() -> None:
    assert pack_name("de", "en") == pack_name("en", "de") == DE_EN
    assert pack_name("pt", "en") == "translation-en-pt"


# -- downloads that go well ---------------------------------------------------------------------------------------


def test_a_pair_is_installed_checked_and_found_without_its_mirror(shop: Shop) -> None:
    shop.fetch_list()
    told: list[tuple[int, int]] = []
    folder = shop.install(progress=lambda done, total, _label: told.append((done, total)))
    assert (folder / "model.deen.intgemm.alphas.bin").read_bytes() == MODEL
    assert [done for done, _ in told] == sorted(done for done, _ in told) and told[-1][0] == told[-1][1]
    assert not list(folder.glob("*.zst")) and not list(folder.glob("*.part"))
    shop.paths.language_list.unlink()
    assert shop.store.installed(DE_EN)
    assert set(installed_directions(shop.paths)) == {("de", "en"), ("en", "de")}


def test_a_pair_that_was_installed_stays_installed_when_the_mirror_has_a_newer_one(shop: Shop) -> None:
    shop.fetch_list()
    shop.install()
    shop.records.clear()
    shop.offer(("de", "en"), {**SMALL, "model": MODEL + b"better"}, version="3.1")
    shop.fetch_list()
    assert shop.store.installed(DE_EN)
    shop.store.remove(DE_EN)
    assert (shop.install() / "model.deen.intgemm.alphas.bin").read_bytes().endswith(b"better")


def test_a_file_that_is_sent_as_it_is_needs_no_unpacking(shop: Shop) -> None:
    shop.offer(("en", "fr"), SMALL, packed=False)
    shop.fetch_list()
    folder = shop.install("translation-en-fr")
    assert (folder / "model.enfr.intgemm.alphas.bin").read_bytes() == MODEL
    assert set(installed_directions(shop.paths)) == {("en", "fr")}


def test_what_came_whole_before_a_break_is_not_fetched_again(shop: Shop) -> None:
    shop.fetch_list()

    def refuse(answer: Answer) -> bool:
        answer.send_error(500)
        return True

    shop.files.bad[shop.path_of("vocab")] = refuse
    with pytest.raises(DataMissing, match="answered 500"):
        shop.install()
    assert shop.store.begun(DE_EN)
    shop.files.bad.clear()
    shop.files.asked.clear()
    shop.install()
    assert shop.path_of("model") not in requests(shop) and shop.path_of("vocab") in requests(shop)


def test_a_file_broken_off_in_the_middle_is_gone_on_with(shop: Shop) -> None:
    shop.fetch_list()
    sent = shop.files.contents[shop.path_of("model")]

    def broken(answer: Answer) -> bool:
        answer.begin(len(sent))
        answer.wfile.write(sent[:20])
        return True

    shop.files.bad[shop.path_of("model")] = broken
    with pytest.raises(DataMissing, match="broke off in the middle"):
        shop.install()
    shop.files.bad.clear()
    shop.install()
    assert (shop.path_of("model"), "bytes=20-") in shop.files.asked


def test_a_part_of_another_file_is_seen_by_its_checksum_and_fetched_anew(shop: Shop) -> None:
    shop.fetch_list()
    edition = next(iter(shop.store.manifest.pack(DE_EN).editions))
    staging = shop.paths.packs / f".installing-{DE_EN}" / edition
    staging.mkdir(parents=True)
    (staging / "model.deen.intgemm.alphas.bin.zst.part").write_bytes(b"of the model that was there before")
    assert (shop.install() / "model.deen.intgemm.alphas.bin").read_bytes() == MODEL


# -- downloads that go wrong --------------------------------------------------------------------------------------


def test_a_file_with_another_checksum_is_never_used(shop: Shop) -> None:
    shop.fetch_list()
    shop.files.contents[shop.path_of("model")] = compress(MODEL[:-1] + b"!", 1)
    sent = shop.files.contents[shop.path_of("model")]
    entry = next(r for r in shop.records if r["attachment"]["location"] == shop.path_of("model")[1:])
    entry["attachment"]["size"] = len(sent)
    shop.files.publish(shop.records)
    shop.fetch_list()
    with pytest.raises(DataMissing, match="did not match its sha256 checksum"):
        shop.install()
    assert not shop.store.installed(DE_EN)
    assert not list(shop.paths.packs.rglob("model.deen*"))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (compress(MODEL + b"more", 1), "unpacks to more than"),
        (compress(MODEL[:-5], 1), "unpacks to"),
        (compress(MODEL, 1)[:-9], "ends in the middle"),
        (b"no zstandard at all, but of the right checksum", "is damaged"),
        (compress(bytes(250_000_000), 1), "unpacks to more than"),
    ],
    ids=["more", "less", "cut", "damaged", "bomb"],
)
def test_what_does_not_unpack_to_what_was_promised_is_refused(shop: Shop, content: bytes, why: str) -> None:
    entry = next(r for r in shop.records if r["attachment"]["location"] == shop.path_of("model")[1:])
    shop.files.contents[shop.path_of("model")] = content
    entry["attachment"] |= {"size": len(content), "hash": hashlib.sha256(content).hexdigest()}
    shop.files.publish(shop.records)
    shop.fetch_list()
    with pytest.raises(DataMissing, match=why):
        shop.install()
    assert not shop.store.installed(DE_EN) and not list(shop.paths.packs.rglob("model.deen*"))


def test_unpacked_files_have_to_have_their_own_checksum_too(shop: Shop) -> None:
    entry = next(r for r in shop.records if r["attachment"]["location"] == shop.path_of("model")[1:])
    entry["decompressedHash"] = "0" * 64
    shop.files.publish(shop.records)
    shop.fetch_list()
    with pytest.raises(DataMissing, match="did not match its sha256 checksum"):
        shop.install()


def test_a_download_that_stands_still_is_given_up(shop: Shop) -> None:
    shop.fetch_list()

    def stall(answer: Answer) -> bool:
        answer.begin(1000)
        answer.wfile.flush()
        shop.files.ended.wait(30)
        return True

    shop.files.bad[shop.path_of("model")] = stall
    with pytest.raises(DataMissing, match="stood still"):
        shop.install()


def test_stopping_keeps_what_came(shop: Shop) -> None:
    shop.fetch_list()

    def stop_at_once(*_: object) -> None:
        shop.stopped.set()

    with pytest.raises(InstallStopped):
        shop.install(progress=stop_at_once)
    assert shop.store.begun(DE_EN) and not shop.store.installed(DE_EN)


def test_too_little_room_is_said_before_anything_is_fetched(shop: Shop) -> None:
    shop.fetch_list()
    store = shop.store
    tight = PackStore(store.root, store.manifest, free_bytes=lambda folder: 1_000_000)
    with pytest.raises(StorageFailed, match="not enough room for translation between German and English"):
        tight.install(DE_EN, NetworkFetcher())
    assert not requests(shop)


def test_a_disk_that_fills_up_on_the_way_is_one_sentence(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    shop.fetch_list()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wanderlust.engine.packs.unpack", full)
    with pytest.raises(StorageFailed, match="No space left on device"):
        shop.install()
    monkeypatch.undo()
    shop.install()
    assert shop.store.installed(DE_EN)


@pytest.mark.parametrize("stamp", ["", "[]", "{}", '{"edition": "x", "sha256": {"../../x": "0"}, "size": 5}'])
def test_a_stamp_that_is_damaged_means_not_installed(shop: Shop, stamp: str) -> None:
    shop.fetch_list()
    (shop.install() / "installed.json").write_text(stamp)
    assert not shop.store.installed(DE_EN) and not installed_directions(shop.paths)


def test_a_stamp_that_names_other_files_is_not_believed(shop: Shop) -> None:
    shop.fetch_list()
    folder = shop.install()
    held = json.loads((folder / "installed.json").read_text())
    for known in ("sha256", "size", "licence"):
        held[known]["../../../etc/passwd"] = held[known]["vocab.deen.spm"]
    (folder / "installed.json").write_text(json.dumps(held))
    shop.paths.language_list.unlink()
    assert DE_EN not in shop.store.manifest.packs


# -- real models --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(paths: Paths) -> dict[str, dict[str, bytes]]:
    """The files of the pair that set-up brought, by direction and part."""
    folder = installed_directions(paths)["en", "pt"]
    names = {"model": "model.{}.intgemm.alphas.bin", "lex": "lex.50.50.{}.s2t.bin", "vocab": "vocab.{}.spm"}
    return {
        way: {part: (folder / name.format(way)).read_bytes() for part, name in names.items()}
        for way in ("enpt", "pten")
    }


def test_a_real_model_comes_over_http_and_translates_with_vocabularies_of_its_own(
    shop: Shop, real: dict[str, dict[str, bytes]]
) -> None:
    """Served as a pair in two scripts: a vocabulary for each side; and one direction without its likely words."""
    there, back = real["enpt"], real["pten"]
    split = {"srcvocab": there["vocab"], "trgvocab": there["vocab"]}
    shop.offer(("en", "ja"), {"model": there["model"], "lex": there["lex"], **split})
    shop.offer(("ja", "en"), {"model": back["model"], "vocab": back["vocab"]})
    shop.fetch_list()
    models = InstalledModels(shop.paths)
    assert not models()
    folder = shop.install("translation-en-ja")
    assert set(models()) == {("en", "ja"), ("ja", "en")}
    assert load_direction(folder, ("en", "ja")).translate("Where is the station?") == "Onde está a estação?"
    assert load_direction(folder, ("ja", "en")).translate("Onde está a estação?") == "Where is the station?"


def test_a_pair_removed_while_it_is_in_use_is_gone_for_the_next_sentence(shop: Shop) -> None:
    shop.fetch_list()
    shop.install()
    models = InstalledModels(shop.paths)
    assert ("de", "en") in models()
    shop.store.remove(DE_EN)
    assert not models() and not shop.store.begun(DE_EN)
    with pytest.raises(KeyError):
        models.folder(("de", "en"))


def test_a_list_from_another_mirror_takes_the_files_from_there(shop: Shop) -> None:
    listed = shop.fetch_list()
    elsewhere = replace(listed, address="https://mirror.example/languages/records.json").packs[DE_EN]
    (source,) = elsewhere.sources
    addresses = [file.address for file in source.files.values()]  # type: ignore[union-attr]
    assert all(a.startswith("https://mirror.example/languages/main-workspace/") for a in addresses)
