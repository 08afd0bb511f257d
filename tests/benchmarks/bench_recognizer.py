"""How long recognition and the first chunk of speech take: ``python tests/benchmarks/bench_recognizer.py``.

Prints one JSON line a measure: medians over repeated runs, wall and CPU milliseconds.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

# Before ctranslate2 is imported: waiting OpenMP threads must sleep, not spin.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np

from wanderlust.dsp.wav import read_wav
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.engine.recognizer import Recognizer
from wanderlust.engine.synthesizer import Synthesizer
from wanderlust.engine.voice_activity import CHUNK, RATE, VoiceActivity, load_network
from wanderlust.engine.voices import Voices
from wanderlust.settings.paths import discover_paths

PROJECT = Path(__file__).parents[2]
SPEECH = PROJECT / "tests" / "data" / "speech"
# Human sentences of 2.2, 3.5 and 7.6 s.
CLIPS = {"2 s": "en-please-try-call-later", "3.5 s": "en-privacy-prompt", "8 s": "en-vm-opts"}
ANSWERS = {
    "en": "Kyoto is in Japan, nine thousand five hundred kilometres from here.",
    "es": "Kioto está en Japón, a nueve mil quinientos kilómetros de aquí.",
}
RUNS = 9


def report(name: str, action: Callable[[], object], **facts: object) -> None:
    """Run an action ``RUNS`` times after once unmeasured, and print its medians."""
    action()
    wall, cpu = [], []
    for _ in range(RUNS):
        started, used = time.perf_counter(), time.process_time()
        action()
        wall.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    measured = {
        "wall_ms_p50": round(statistics.median(wall), 1),
        "wall_ms_max": round(max(wall), 1),
        "cpu_ms_p50": round(statistics.median(cpu), 1),
    }
    sys.stdout.write(json.dumps({"bench": name, **facts, "runs": RUNS, **measured}) + "\n")
    sys.stdout.flush()


def first_chunk(synthesizer: Synthesizer, text: str, language: str) -> object:
    """Speak up to the first chunk."""
    return next(synthesizer.speak(text, language))


def main() -> None:
    """Measure on the packs that set-up installed."""
    paths = discover_paths(os.environ)
    manifest = read_manifest(PROJECT / "resources" / "packs" / "manifest.toml")
    packs = PackStore(paths.packs, manifest, paths.bundled_packs)

    started = time.perf_counter()
    recognizer = Recognizer(packs.directory("whisper-base"))
    recognizer.warm_up()
    load_ms = round((time.perf_counter() - started) * 1000, 1)
    sys.stdout.write(json.dumps({"bench": "recognizer load", "runs": 1, "wall_ms": load_ms}) + "\n")
    for name, clip in CLIPS.items():
        sound = read_wav(SPEECH / f"{clip}.wav", RATE)
        seconds = round(len(sound) / RATE, 2)
        report(f"transcribe {name}", partial(recognizer.transcribe, sound, ("en",)), seconds=seconds)

    activity = VoiceActivity(load_network(packs.path("silero-vad", "silero_vad.onnx")))
    second = np.zeros(CHUNK * 31, np.float32)
    report(
        "voice activity, 1 s",
        lambda: [activity.feed(second[at : at + CHUNK]) for at in range(0, len(second), CHUNK)],
    )

    voices = Voices.read(PROJECT / "resources" / "voices" / "voices.toml")
    synthesizer = Synthesizer(voices)
    for language in (code for code in ANSWERS if code in voices.languages()):
        text = ANSWERS[language]
        report(
            f"first chunk of speech, {language}",
            partial(first_chunk, synthesizer, text, language),
            characters=len(text),
        )


if __name__ == "__main__":
    main()
