"""The engine's models, loaded once for all of its tests, from where set-up put them."""

from __future__ import annotations

import os

# Before anything imports ctranslate2: waiting OpenMP threads must sleep, not spin.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

from collections.abc import Iterator
from pathlib import Path

import pytest

from wanderlust.application.own_command import own_command
from wanderlust.application.voice import heavy_engines
from wanderlust.engine.heavy_voices import HeavyVoices
from wanderlust.engine.pack_manifest import PackManifest, read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.engine.recognizer import Recognizer
from wanderlust.engine.synthesizer import Synthesizer
from wanderlust.engine.voices import Voices, installed_engines
from wanderlust.geo.heard_names import HeardNames
from wanderlust.settings.paths import discover_paths

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def manifest() -> PackManifest:
    return read_manifest(PROJECT / "resources" / "packs" / "manifest.toml")


@pytest.fixture(scope="session")
def packs(manifest: PackManifest) -> PackStore:
    paths = discover_paths(os.environ)
    return PackStore(paths.packs, manifest, paths.bundled_packs)


@pytest.fixture(scope="session")
def heard_names() -> HeardNames:
    path = discover_paths(os.environ).find("places.sqlite")
    assert path is not None, "places.sqlite is not there: run `make setup` first"
    return HeardNames(path)


@pytest.fixture(scope="session")
def recognizer(packs: PackStore, heard_names: HeardNames) -> Recognizer:
    return Recognizer(packs.directory("whisper-base"), names=heard_names)


@pytest.fixture(scope="session")
def voices(packs: PackStore) -> Voices:
    heavy = heavy_engines(packs.installed)
    return Voices.read(PROJECT / "resources" / "voices" / "voices.toml", installed_engines() | heavy)


@pytest.fixture(scope="session")
def synthesizer(voices: Voices) -> Iterator[Synthesizer]:
    made = Synthesizer(voices, HeavyVoices(own_command("engine-voice")))
    yield made
    made.close()
