"""``wanderlust engine-voice``: the composition root of the heavy voices' process, started by the engine alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.engine.voice_process import SpeaksPhonemes, serve_voice
from wanderlust.engine.voices import HEAVY
from wanderlust.settings.paths import Paths

MODEL_PACK, SPEAKERS_PACK = "kokoro", "kokoro-voices"
FRENCH_PACK = "kokoro-french"
VOICE_PACKS = (MODEL_PACK, SPEAKERS_PACK)


def heavy_engines(installed: Callable[[str], bool]) -> set[str]:
    """What the table of voices may count on: the engine of the heavy voices, and packs of single ones."""
    if not all(map(installed, VOICE_PACKS)):
        return set()
    return {HEAVY} | ({FRENCH_PACK} if installed(FRENCH_PACK) else set())


def run_voice(paths: Paths) -> None:
    """Speak what comes in until the input ends; the model loads with the first sentence."""
    packs = PackStore(paths.packs, read_manifest(paths.resources / "packs" / "manifest.toml"), paths.bundled_packs)

    def load() -> SpeaksPhonemes:
        from wanderlust.engine.kokoro import Kokoro

        folders = [packs.directory(pack) for pack in (SPEAKERS_PACK, FRENCH_PACK) if packs.installed(pack)]
        speakers = {file.stem: file for folder in folders for file in folder.glob("*.bin")}
        return Kokoro(packs.directory(MODEL_PACK), speakers)

    # What a library prints must not stand between the samples.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve_voice(load, sys.stdin.buffer, out)
