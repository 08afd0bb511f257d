"""``wanderlust engine pack``: what the engine can be given, what it has, and bringing and removing it."""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from wanderlust.application.brain import BRAIN_PACK, prepare_brain
from wanderlust.application.language_list import fetch_language_list
from wanderlust.application.progress_line import ProgressLine
from wanderlust.application.translation import language_store
from wanderlust.domain.errors import BadInput, BrainFailed
from wanderlust.engine.pack_manifest import Kind, Pack
from wanderlust.engine.pack_sources import NetworkFetcher
from wanderlust.engine.packs import PackStore
from wanderlust.engine.translation.language_packs import (
    LanguageList,
    download_size,
    is_language_pack,
    kept_list,
    pack_languages,
    pack_name,
)
from wanderlust.settings.paths import Paths
from wanderlust.settings.preferences import PreferencesFile

KINDS: tuple[Kind, ...] = ("model", "optional", "language")


@dataclass(frozen=True, slots=True)
class PackMirrors:
    """Where packs come from: a mirror of the manifest's, tried last, and the one whose list names the languages."""

    packs: str | None = None
    languages: str = ""


def chosen_mirrors(paths: Paths, packs: str | None, languages: str | None) -> PackMirrors:
    """The mirrors that are named, else those of the settings."""
    if languages is None:
        preferences, _ = PreferencesFile(paths.preferences, lambda: datetime.now(UTC)).load()
        languages = preferences.language_mirror
    return PackMirrors(packs, languages)


def packs_command(
    paths: Paths,
    action: str,
    names: Sequence[str],
    mirrors: PackMirrors = PackMirrors(),
    languages: bool = False,
) -> int:
    """List, install or remove packs.

    Args:
        paths: Where they are.
        action: ``list``, ``install`` or ``remove``.
        names: Which; of a list, words that a line must have.
        mirrors: Where they come from.
        languages: Ask the mirror which languages there are, first.

    Raises:
        BadInput: No pack is named, or one that cannot be removed.
        WanderlustError: As :meth:`PackStore.install` and :func:`fetch_language_list`.
    """
    if action == "install" and _unknown(paths, names):
        languages = True  # who asks for a language asks for the list that has it
    if languages:
        fetch_language_list(paths.language_list, mirrors.languages, datetime.now(UTC))
    packs = language_store(paths, mirrors.packs)
    manifest = packs.manifest
    if action == "list":
        _list(packs, kept_list(paths.language_list), names)
        return 0
    if not names:
        raise BadInput("Say which pack.", "See them with: wanderlust engine pack list")
    for pack in [manifest.pack(_sorted(name)) for name in names]:
        if action == "install":
            _install(packs, pack)
            if pack.name == BRAIN_PACK:
                _prepare(paths)
        elif pack.kind not in ("optional", "language"):
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


def _sorted(name: str) -> str:
    """A pair's pack by its name, whichever way round it was given."""
    return pack_name(*pack_languages(name)) if is_language_pack(name) else name


def _unknown(paths: Paths, names: Sequence[str]) -> bool:
    known = language_store(paths).manifest.packs
    return any(is_language_pack(name) and _sorted(name) not in known for name in names)


def _list(packs: PackStore, listed: LanguageList | None, words: Sequence[str]) -> None:
    manifest = packs.manifest
    lines = [
        _line(pack, packs.installed(pack.name))
        for kind in KINDS
        for pack in manifest.of_kind(kind)
        if all(word.casefold() in f"{pack.name} {pack.title}".casefold() for word in words)
    ]
    sys.stdout.write("".join(lines))
    if listed is None:
        sys.stdout.write("More languages: wanderlust engine pack list --languages asks the mirror for its list.\n")
    else:
        sys.stdout.write(f"Languages as listed on {listed.fetched:%d %B %Y}.\n")


def _line(pack: Pack, installed: bool) -> str:
    state = "installed" if installed else "not installed"
    return f"{pack.name:<18} {download_size(pack) / 1e6:6.1f} MB  {state:<14} {pack.title}\n"


def _install(packs: PackStore, pack: Pack) -> None:
    line = ProgressLine(sys.stderr, time.monotonic, shutil.get_terminal_size().columns)

    def progress(done: int, total: int, label: str) -> None:
        line.tell(pack.name, f"{label[:1].upper()}{label[1:]} {done / 1e6:.0f} of {total / 1e6:.0f} MB")

    try:
        packs.install(pack.name, NetworkFetcher(), progress)
    finally:
        line.close()
    soon = "" if pack.kind == "language" else " It is used from the next start on."
    sys.stdout.write(f"{pack.name} is ready.{soon}\n")
