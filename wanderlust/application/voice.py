"""``wanderlust engine-voice``: the composition root of the heavy voices' process, started by the engine alone."""

from __future__ import annotations

import os
import sys

from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.engine.voice_process import SpeaksPhonemes, serve_voice
from wanderlust.settings.paths import Paths

MODEL_PACK, SPEAKERS_PACK = "kokoro", "kokoro-voices"
VOICE_PACKS = (MODEL_PACK, SPEAKERS_PACK)


def run_voice(paths: Paths) -> None:
    """Speak what comes in until the input ends; the model loads with the first sentence."""
    packs = PackStore(paths.packs, read_manifest(paths.resources / "packs" / "manifest.toml"), paths.bundled_packs)

    def load() -> SpeaksPhonemes:
        from wanderlust.engine.kokoro import Kokoro

        speakers = {file.stem: file for file in packs.directory(SPEAKERS_PACK).glob("*.bin")}
        return Kokoro(packs.directory(MODEL_PACK), speakers)

    # What a library prints must not stand between the samples.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve_voice(load, sys.stdin.buffer, out)
