"""``wanderlust engine pack``: what the engine can be given, what it has, and bringing and removing it."""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from collections.abc import Sequence

from wanderlust.application.brain import BRAIN_PACK, prepare_brain
from wanderlust.application.progress_line import ProgressLine
from wanderlust.domain.errors import BadInput, BrainFailed
from wanderlust.engine.pack_manifest import Pack, read_manifest
from wanderlust.engine.pack_sources import NetworkFetcher
from wanderlust.engine.packs import PackStore
from wanderlust.settings.paths import Paths


def packs_command(paths: Paths, action: str, names: Sequence[str], mirror: str | None = None) -> int:
    """List, install or remove packs.

    Raises:
        BadInput: No pack is named, or one that cannot be removed.
        WanderlustError: As :meth:`PackStore.install`.
    """
    manifest = read_manifest(paths.resources / "packs" / "manifest.toml")
    packs = PackStore(paths.packs, manifest, paths.bundled_packs, mirror)
    if action == "list":
        for pack in (*manifest.of_kind("model"), *manifest.of_kind("optional")):
            sys.stdout.write(_line(pack, packs.installed(pack.name)))
        return 0
    if not names:
        raise BadInput("Say which pack.", "See them with: wanderlust engine pack list")
    for pack in [manifest.pack(name) for name in names]:
        if action == "install":
            _install(packs, pack)
            if pack.name == BRAIN_PACK:
                _prepare(paths)
        elif pack.kind != "optional":
            raise BadInput(f"{pack.name} is needed and stays.")
        else:
            packs.remove(pack.name)
            sys.stdout.write(f"Removed {pack.name}.\n")
    return 0


def _prepare(paths: Paths) -> None:
    sys.stdout.write("It reads its instructions now, once; that takes about a minute.\n")
    sys.stdout.flush()
    try:
        asyncio.run(prepare_brain(paths))
    except BrainFailed as error:
        # The pack itself is whole; the engine tries again when it has time.
        sys.stdout.write(f"{error} It will try again when it is used.\n")


def _line(pack: Pack, installed: bool) -> str:
    size = min(sum(file.size for file in files) for files in pack.editions.values())
    state = "installed" if installed else "not installed"
    return f"{pack.name:<16} {size / 1e6:6.1f} MB  {state:<14} {pack.title}\n"


def _install(packs: PackStore, pack: Pack) -> None:
    line = ProgressLine(sys.stderr, time.monotonic, shutil.get_terminal_size().columns)

    def progress(done: int, total: int, label: str) -> None:
        line.tell(pack.name, f"{label[:1].upper()}{label[1:]} {done / 1e6:.0f} of {total / 1e6:.0f} MB")

    try:
        packs.install(pack.name, NetworkFetcher(), progress)
    finally:
        line.close()
    sys.stdout.write(f"{pack.name} is ready. It is used from the next start on.\n")
