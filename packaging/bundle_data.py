"""Makes the data of a bundle from what set-up prepared: the places packed tight, the weights as they are used."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from quantize_recognizer import quantize

from wanderlust.engine.pack_manifest import PackFile, read_manifest
from wanderlust.engine.packs import STAMP, PackStore
from wanderlust.settings.paths import Paths, discover_paths

RECOGNIZER, WEIGHTS, BUNDLED_EDITION = "whisper-base", "model.bin", "bundle"


def make_data(paths: Paths, target: Path) -> None:
    """Fill ``target`` with everything a bundle carries beside the program."""
    shutil.rmtree(target, ignore_errors=True)
    (target / "packs").mkdir(parents=True)
    with closing(sqlite3.connect(f"{(paths.data / 'places.sqlite').as_uri()}?mode=ro", uri=True)) as places:
        # 7 MB of it are gaps from the way it was filled.
        places.execute("VACUUM INTO ?", (str(target / "places.sqlite"),))
    with closing(sqlite3.connect(target / "places.sqlite", isolation_level=None)) as places:
        # It makes sure of different keys while the table is filled; no question asks it. 5 MB.
        places.execute("DROP INDEX place_key")
        places.execute("VACUUM")
    shutil.copy(paths.data / "places.built-from", target)
    packs = PackStore(paths.packs, read_manifest(paths.resources / "packs" / "manifest.toml"), paths.bundled_packs)
    for pack in packs.manifest.of_kind("model"):
        source = packs.directory(pack.name)
        if BUNDLED_EDITION in pack.editions:
            made = _smaller(source, target / "packs" / pack.name, pack.editions[BUNDLED_EDITION])
            sys.stdout.write(f"{pack.name}: {'8-bit weights' if made else 'the weights as they came'}\n")
        else:
            shutil.copytree(source, target / "packs" / pack.name)


def _smaller(source: Path, target: Path, files: tuple[PackFile, ...]) -> bool:
    """Whether the recognizer of ``source`` became the edition of these files; otherwise it is there as it came."""
    shutil.copytree(source, target)
    if not all((source / file.name).is_file() for file in files):
        return False  # another publisher's conversion, with other files
    smaller = target.with_name("smaller.bin")
    quantize(source / WEIGHTS, smaller)
    wanted = next(file for file in files if file.name == WEIGHTS)
    found = hashlib.sha256(smaller.read_bytes()).hexdigest()
    if (smaller.stat().st_size, found) != (wanted.size, wanted.sha256):
        smaller.unlink()
        sys.exit(f"The 8-bit weights are {found}; the manifest wants {wanted.sha256}. Set the one or the other right.")
    smaller.replace(target / WEIGHTS)
    stamp = {
        "edition": BUNDLED_EDITION,
        "sha256": {file.name: file.sha256 for file in files},
        "size": {file.name: file.size for file in files},
        "licence": {file.name: file.licence for file in files},
    }
    (target / STAMP).write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
    return True


if __name__ == "__main__":
    make_data(discover_paths(os.environ), Path(sys.argv[1]))
