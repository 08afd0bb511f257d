"""Mozilla's lists of translation models: which directions there are, of which files, how large, with which checksums.

Two formats: the records of Remote Settings (``{"data": [...]}``, collection ``translations-models-v2``, files packed
with Zstandard) and the older ``registry.json`` (``{"deen": {"model": {...}, "lex": {...}, "vocab": {...}}}``, files as
they are). Nothing of a list is trusted: names of files are ours, addresses are relative paths of plain words.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wanderlust.domain.errors import DataMissing
from wanderlust.engine.translation.worker import Direction

# What fxtranslate 0.5 can run; Firefox too takes one major version alone.
MAJOR_VERSION = 3
LARGEST_FILE = 300_000_000  # bytes; the largest there is has 60 million
LARGEST_LIST = 16_000_000  # bytes; Mozilla's had 1 million in 2026
MOST_RECORDS = 20_000
# The first of these that a direction has: base models of 32 MB are better than tiny ones of 17 and a third slower,
# and the largest take twice as long for little more.
ARCHITECTURES = ("base-memory", "tiny", "base")
ANY_PARTS = ("model", "lex", "vocab", "srcvocab", "trgvocab")

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_SEGMENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._+-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_VERSION = re.compile(r"(\d{1,4})(?:\.(\d{1,4}))?(?:(a|b)(\d{1,4}))?")
# Names of languages that recognition, voices and phrases know under another.
_SAME = {"zh-Hans": "zh", "zh-CN": "zh", "nb": "no", "nb-NO": "no", "pt-BR": "pt"}


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """One file of a model.

    Attributes:
        name: What it is called here.
        location: Where it lies below the mirror's folder of files.
        size: Bytes that are sent, with ``sha256`` over them.
        unpacked_size: Bytes on the disk, with ``unpacked_sha256`` over them.
        packed: Whether it is sent packed with Zstandard.
    """

    name: str
    location: str
    size: int
    sha256: str
    unpacked_size: int
    unpacked_sha256: str
    packed: bool


@dataclass(frozen=True, slots=True)
class DirectionModel:
    """The model of one direction: its version, its kind, its files."""

    direction: Direction
    version: str
    architecture: str
    files: tuple[RegistryFile, ...]


def read_registry(content: bytes) -> Mapping[Direction, DirectionModel]:
    """The best released model of every direction in a list; entries that are no sound records are left out.

    Raises:
        DataMissing: It is no such list, or has no model that could be used.
    """
    if len(content) > LARGEST_LIST:
        raise _damaged("it is far too long")
    try:
        document = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _damaged("it is not JSON") from error
    if isinstance(document, dict) and isinstance(document.get("data"), list):
        records = document["data"]
        if len(records) > MOST_RECORDS:
            raise _damaged("it is far too long")
        models = list(_of_remote_settings(records))
    elif isinstance(document, dict):
        models = [model for key, value in document.items() if (model := _of_plain_entry(key, value)) is not None]
    else:
        raise _damaged("it has no records")
    best: dict[Direction, DirectionModel] = {}
    for model in sorted(models, key=_rank):
        best[model.direction] = model
    if not best:
        raise _damaged("it has no model that I can use")
    return dict(sorted(best.items()))


def _damaged(reason: str) -> DataMissing:
    return DataMissing("languages", f"The list of languages cannot be used: {reason}.", "Look at the mirror's address.")


def _rank(model: DirectionModel) -> tuple[int, tuple[int, ...], str]:
    known = model.architecture in ARCHITECTURES
    place = ARCHITECTURES.index(model.architecture) if known else len(ARCHITECTURES)
    return -place, _order(model.version), model.version


def _order(version: str) -> tuple[int, ...]:
    match = _VERSION.fullmatch(version)
    if match is None:
        return (0,)
    major, minor, stage, number = match.groups()
    return int(major), int(minor or 0), 0 if stage else 1, int(number or 0)


# -- Remote Settings ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Record:
    direction: Direction
    part: str
    version: str
    architecture: str
    file: RegistryFile


def _of_remote_settings(records: list[Any]) -> Iterator[DirectionModel]:
    sets: dict[tuple[Direction, str, str], dict[str, RegistryFile]] = defaultdict(dict)
    for value in records:
        record = _record(value)
        if record is not None:
            sets[record.direction, record.version, record.architecture].setdefault(record.part, record.file)
    for (direction, version, architecture), parts in sets.items():
        files = _whole(parts)
        if files:
            yield DirectionModel(direction, version, architecture, files)


def _record(value: Any) -> _Record | None:
    try:
        attachment, part, version = value["attachment"], value["fileType"], value["version"]
        direction = _direction(value.get("sourceLanguage"), value.get("targetLanguage"))
        released = _released(value.get("filter_expression") or "") and not value.get("variant")
        if direction is None or not released or part not in ANY_PARTS or _major(version) != MAJOR_VERSION:
            return None
        unpacked = value.get("decompressedHash") or attachment["hash"]
        size, unpacked_size = attachment["size"], value.get("decompressedSize") or attachment["size"]
        packed = unpacked != attachment["hash"]
        file = _file(direction, part, attachment["location"], (size, attachment["hash"]), (unpacked_size, unpacked))
        # Of a packed file the list has to say how large it becomes: what unpacks to more is broken off.
        if file is None or (packed and not value.get("decompressedSize")):
            return None
        return _Record(direction, part, version, str(value.get("architecture") or ""), file)
    except (KeyError, TypeError, AttributeError):
        return None


def _released(expression: str) -> bool:
    """Whether a record is for everybody's desktop: others are trials, or for telephones."""
    return expression.strip() in ("", "env.appinfo.OS != 'Android'")


def _major(version: str) -> int:
    match = _VERSION.fullmatch(version)
    return int(match.group(1)) if match and not match.group(3) else -1


# -- registry.json -----------------------------------------------------------------------------------------------


def _of_plain_entry(key: str, value: Any) -> DirectionModel | None:
    direction = _direction(key[:2], key[2:]) if len(key) == 4 else None
    if direction is None or not isinstance(value, dict):
        return None
    parts = {}
    for part in ANY_PARTS:
        if part in value:
            try:
                entry = value[part]
                if entry.get("modelType", "prod") != "prod":
                    return None
                known = entry["size"], entry["expectedSha256Hash"]
                file = _file(direction, part, f"{key}/{entry['name']}", known, known)
            except (KeyError, TypeError, AttributeError):
                return None
            if file is None:
                return None
            parts[part] = file
    files = _whole(parts)
    return DirectionModel(direction, "", "", files) if files else None


# -- both --------------------------------------------------------------------------------------------------------


def _direction(source: Any, target: Any) -> Direction | None:
    if not isinstance(source, str) or not isinstance(target, str):
        return None
    first, second = _SAME.get(source, source), _SAME.get(target, target)
    sound = _LANGUAGE.fullmatch(first) and _LANGUAGE.fullmatch(second) and first != second
    return (first, second) if sound else None


def _file(
    direction: Direction, part: str, location: Any, sent: tuple[Any, Any], unpacked: tuple[Any, Any]
) -> RegistryFile | None:
    for size, digest in (sent, unpacked):
        if not isinstance(size, int) or isinstance(size, bool) or not 0 < size <= LARGEST_FILE:
            return None
        if not isinstance(digest, str) or not _SHA256.fullmatch(digest):
            return None
    if not isinstance(location, str) or not all(_SEGMENT.fullmatch(segment) for segment in location.split("/")):
        return None
    return RegistryFile(local_name(direction, part), location, *sent, *unpacked, packed=sent[1] != unpacked[1])


def local_name(direction: Direction, part: str) -> str:
    """What a part of a direction's model is called on this disk, whatever a list calls it."""
    name = "".join(direction)
    return {"model": f"model.{name}.intgemm.alphas.bin", "lex": f"lex.50.50.{name}.s2t.bin"}.get(
        part, f"{part}.{name}.spm"
    )


def _whole(parts: Mapping[str, RegistryFile]) -> tuple[RegistryFile, ...]:
    """The files of a model that has all it needs (a list of likely words only makes it faster), or none."""
    words = ("vocab",) if "vocab" in parts else ("srcvocab", "trgvocab")
    if "model" not in parts or not all(part in parts for part in words):
        return ()
    return tuple(parts[part] for part in ("model", "lex", *words) if part in parts)
