"""Translation models as packs: one a pair of languages, both ways, from a mirror's list or from what is installed."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from wanderlust.domain.errors import DataMissing, StorageFailed
from wanderlust.domain.language_names import english_name
from wanderlust.engine.downloading import DownloadFailed, check_address
from wanderlust.engine.pack_manifest import MirrorFile, MirrorSource, Pack, PackFile, PackManifest
from wanderlust.engine.packs import STAMP
from wanderlust.engine.translation.registry import ANY_PARTS, DirectionModel, local_name, read_registry
from wanderlust.engine.translation.worker import Direction

PREFIX = "translation-"
LICENCE = "MPL-2.0 (Mozilla)"

PUBLIC_LIST = "https://firefox.settings.services.mozilla.com/v1/buckets/main/collections/translations-models-v2/records"
"""Mozilla's own list, the default; whoever gives Wanderlust to many people sets up a mirror, as Mozilla asks."""
_PUBLIC_FILES = "https://firefox-settings-attachments.cdn.mozilla.net"


@dataclass(frozen=True, slots=True)
class LanguageList:
    """A mirror's list as it was when it was fetched.

    Attributes:
        address: Where it came from.
        fetched: When; aware.
        models: The best model of each direction.
    """

    address: str
    fetched: datetime
    models: Mapping[Direction, DirectionModel]

    @property
    def packs(self) -> dict[str, Pack]:
        """A pack for every pair, by name."""
        base = files_address(self.address)
        names = dict.fromkeys(pack_name(*direction) for direction in self.models)
        found = {}
        for name in names:
            first, second = pack_languages(name)
            pair = ((first, second), (second, first))
            found[name] = _pack(name, [self.models[way] for way in pair if way in self.models], base)
        return found


def files_address(list_address: str) -> str:
    """The folder that the locations of a list's files are below: Mozilla's own, else the list's own folder."""
    if list_address == PUBLIC_LIST:
        return _PUBLIC_FILES
    return urllib.parse.urljoin(list_address, ".").rstrip("/")


def check_list_address(address: str) -> str:
    """The host of a mirror's address; raises DataMissing with a sentence when it is none."""
    try:
        return check_address(address)
    except DownloadFailed as failure:
        raise DataMissing(
            "languages", f"I cannot use that mirror: {failure}.", "Give the address of its list, with https."
        ) from failure


def pack_name(first: str, second: str) -> str:
    """The pack of a pair, whichever way round: ``translation-de-en``."""
    return PREFIX + "-".join(sorted((first, second)))


def pack_languages(name: str) -> tuple[str, str]:
    """The two languages of a pack's name; raises ValueError when it is none of a pair."""
    first, second = name.removeprefix(PREFIX).split("-")
    return first, second


def is_language_pack(name: str) -> bool:
    """Whether a name is that of a pair of languages."""
    codes = name.removeprefix(PREFIX).split("-")
    return name.startswith(PREFIX) and len(codes) == 2 and all(c.isascii() and c.isalpha() for c in codes)


def directions_in(name: str, files: Iterable[str]) -> tuple[Direction, ...]:
    """The directions that a pack has a model for."""
    first, second = pack_languages(name)
    held = frozenset(files)
    return tuple(way for way in ((first, second), (second, first)) if local_name(way, "model") in held)


def needed_packs(way: Iterable[Direction]) -> tuple[str, ...]:
    """The packs that a way through these directions needs."""
    return tuple(dict.fromkeys(pack_name(*direction) for direction in way))


def download_size(pack: Pack) -> int:
    """Bytes that are fetched for a pack: as they are sent where that is known, else as they lie on the disk."""
    for source in pack.sources:
        if isinstance(source, MirrorSource):
            return sum(file.size for file in source.files.values())
    return pack.size


def with_languages(manifest: PackManifest, listed: LanguageList | None, roots: Sequence[Path]) -> PackManifest:
    """The manifest with a pack for every pair a list has, and for every one that is installed.

    What the manifest itself has stays as it is there: its files are pinned.
    """
    packs = dict(manifest.packs)
    offered = listed.packs if listed is not None else {}
    installed = dict(_installed(roots))
    for name in sorted({*offered, *installed} - packs.keys()):
        packs[name] = _joined(offered.get(name), installed.get(name))
    return PackManifest(packs)


def _joined(offered: Pack | None, installed: Pack | None) -> Pack:
    if offered is None or installed is None:
        known = offered or installed
        assert known is not None
        return known
    return Pack(offered.name, offered.title, "language", {**installed.editions, **offered.editions}, offered.sources)


def _title(name: str) -> str:
    first, second = (english_name(code) for code in pack_languages(name))
    return f"translation between {first} and {second}"


def _pack(name: str, models: Sequence[DirectionModel], base: str) -> Pack:
    files, sent = [], {}
    for model in models:
        for file in model.files:
            files.append(PackFile(file.name, file.unpacked_size, file.unpacked_sha256, LICENCE))
            sent[file.name] = MirrorFile(f"{base}/{file.location}", file.size, file.sha256, file.packed)
    # Two lists may call different files by the same version: the model's own checksum does not lie.
    marks = (f"{model.version or '1'}-{model.files[0].unpacked_sha256[:8]}" for model in models)
    edition = "_".join(marks)
    return Pack(name, _title(name), "language", {edition: tuple(files)}, (MirrorSource(edition, sent),))


def _installed(roots: Sequence[Path]) -> Iterator[tuple[str, Pack]]:
    """What the stamps of installed pairs say, whatever has become of their mirror."""
    for root in reversed(roots):
        for stamp in sorted(root.glob(f"{PREFIX}*/{STAMP}")):
            name = stamp.parent.name
            if not is_language_pack(name):
                continue
            try:
                held = json.loads(stamp.read_text())
                sizes, sums, licences = held["size"], held["sha256"], held["licence"]
                files = tuple(PackFile(str(f), int(sizes[f]), str(sums[f]), str(licences[f])) for f in sums)
                edition = str(held["edition"])
            except (OSError, ValueError, KeyError, TypeError):
                continue  # it is not counted as installed, and can be installed anew
            if set(sums) <= _possible_names(name):
                yield name, Pack(name, _title(name), "language", {edition: files}, ())


def _possible_names(name: str) -> set[str]:
    first, second = pack_languages(name)
    return {local_name(way, part) for way in ((first, second), (second, first)) for part in ANY_PARTS}


# -- the list that is kept ---------------------------------------------------------------------------------------


def keep_list(path: Path, address: str, content: bytes, now: datetime) -> LanguageList:
    """Check a list that has just come and keep it.

    Raises:
        DataMissing: It is no list.
        StorageFailed: It cannot be written.
    """
    listed = LanguageList(address, now, read_registry(content))
    fresh = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        head = json.dumps({"address": address, "fetched": now.isoformat()})
        fresh.write_bytes(head.encode() + b"\n" + content)
        fresh.replace(path)
    except OSError as error:
        raise StorageFailed(
            f"I could not keep the list of languages: {error.strerror or error}.", "Free some space."
        ) from error
    return listed


def kept_list(path: Path) -> LanguageList | None:
    """The list that was fetched last; None when there is none, or it is damaged."""
    try:
        head, _, content = path.read_bytes().partition(b"\n")
        known = json.loads(head)
        return LanguageList(str(known["address"]), datetime.fromisoformat(known["fetched"]), read_registry(content))
    except (OSError, ValueError, KeyError, TypeError, DataMissing):
        return None
