"""The composition root of the language model behind the router: its process, and how the engine reaches it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import aiohttp

from wanderlust.application.own_command import own_command
from wanderlust.engine.brain.brains import Brains
from wanderlust.engine.brain.endpoints import Endpoints
from wanderlust.engine.brain.model_process import RUNTIME, serve_model
from wanderlust.engine.brain.model_server import ModelServer
from wanderlust.engine.brain.pack_model import PackModel
from wanderlust.engine.brain.prompt import prefix_text
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.settings.paths import Paths
from wanderlust.settings.preferences import PreferencesFile

BRAIN_PACK = "language-model"
WEIGHTS = "model.gguf"


def brains_for(paths: Paths, choice: str) -> Brains:
    """What helps the router: ``off``, ``auto``, ``pack`` or an address; raises BadInput for anything else."""

    def endpoints(http: aiohttp.ClientSession) -> Endpoints:
        return Endpoints(http, paths.cache / "brain" / "endpoints.json", os.environ)

    return Brains(choice, endpoints, lambda: pack_model(paths))


def chosen_brain(paths: Paths) -> str:
    """What the traveller's preferences say; ``auto`` when they cannot be read."""
    preferences, _ = PreferencesFile(paths.preferences, lambda: datetime.now(UTC)).load()
    return preferences.brain


def pack_model(paths: Paths) -> PackModel | None:
    """The pack's model, not yet started; None while the pack is not installed."""
    packs = _packs(paths)
    if not packs.installed(BRAIN_PACK):
        return None
    digest = next(iter(packs.manifest.pack(BRAIN_PACK).editions.values()))[0].sha256
    try:
        runtime = metadata.version(RUNTIME)
    except metadata.PackageNotFoundError:
        runtime = "none"
    # One core stays for hearing and speaking: its threads wait for each other, and all of them for the slowest.
    server = ModelServer(own_command("engine-brain"), max(1, min(4, (os.cpu_count() or 2))))
    prefix = prefix_text(paths.resources / "brain" / "prompt.txt")
    return PackModel(server, prefix, _states(paths), f"{digest} {runtime}")


async def prepare_brain(paths: Paths) -> None:
    """Have the pack's model read its instructions, so that its first question is quick; nothing without the pack.

    Raises:
        BrainFailed: It cannot be started, or broke.
    """
    model = pack_model(paths)
    if model is None:
        return
    try:
        await model.prepare()
    finally:
        await model.close()


def run_brain(paths: Paths) -> None:
    """``wanderlust engine-brain``, started by the engine alone: serve the model until the input ends."""
    # What a library prints must not stand before the address.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve_model(_packs(paths).path(BRAIN_PACK, WEIGHTS), _states(paths), sys.stdin.buffer, out)


def _packs(paths: Paths) -> PackStore:
    return PackStore(paths.packs, read_manifest(paths.resources / "packs" / "manifest.toml"), paths.bundled_packs)


def _states(paths: Paths) -> Path:
    return paths.cache / "brain"
