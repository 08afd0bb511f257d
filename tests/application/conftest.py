"""Two people to be interpreted to each other."""

from __future__ import annotations

import pytest

from tests.application.two_speakers import TwoSpeakers, two_speakers_now
from wanderlust.application.voice import VOICE_PACKS
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.settings.paths import Paths


@pytest.fixture(scope="session")
def two_speakers(paths: Paths) -> TwoSpeakers:
    """See ``two_speakers.py``; the voice for Portuguese is an optional pack."""
    packs = PackStore(paths.packs, read_manifest(paths.resources / "packs" / "manifest.toml"), paths.bundled_packs)
    if not all(map(packs.installed, VOICE_PACKS)):
        pytest.skip("the Portuguese voice is an optional pack, and not installed here")
    return two_speakers_now()
