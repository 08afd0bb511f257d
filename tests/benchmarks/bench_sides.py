"""Whose words they were, on human speech: ``python -m tests.benchmarks.bench_sides [CLIPS]``.

English against each of four languages, by the voice prompts of Debian (asterisk-core-sounds-*, CC-BY-SA-3.0),
fetched into a cache folder; nothing is installed. No turn order helps: every clip is the first of its talk. Prints one
JSON line a pair. For Portuguese there are no human prompts there.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
from platformdirs import user_cache_path

from wanderlust.engine.models import Heard, Samples
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.engine.recognizer import Recognizer
from wanderlust.engine.translation.pair_hearing import HeardSide, PairHearing
from wanderlust.settings.paths import PROJECT, discover_paths

RATE = 16_000
LANGUAGES = ("en", "es", "fr", "it", "ru")
SHORTEST_SECONDS, LONGEST_SECONDS = 1.0, 8.0
LEAST_WORDS = 3
CLIPS = 20
_QUIET = 0.01


class Direct:
    """Fills ``Hears`` over one recogniser, without queues."""

    def __init__(self, recognizer: Recognizer) -> None:
        self._recognizer = recognizer

    async def transcribe(self, sound: Samples, languages: tuple[str, ...] | None, before: str = "") -> Heard:
        result = self._recognizer.transcribe(sound, languages, before=before)
        return Heard(result.text.strip(), result.language, result.language_log_probs, result.score)

    async def transcribe_draft(self, sound: Samples, languages: tuple[str, ...] | None, before: str = "") -> Heard:
        raise AssertionError("nothing is drafted here")

    async def sounds_finished(self, sound: Samples) -> float:
        raise AssertionError("no turns are taken here")


def clips(language: str, most: int, cache: Path) -> list[tuple[str, Samples]]:
    """Prompts of one to eight seconds, spread over the alphabet, without the silence around them."""
    folder = cache / language
    if not (folder / "unpacked").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        names = [f"asterisk-core-sounds-{language}-g722", f"asterisk-core-sounds-{language}"]
        subprocess.run(["apt-get", "download", *names], cwd=folder, check=True, capture_output=True)
        for archive in folder.glob("*.deb"):
            subprocess.run(["dpkg", "-x", archive, folder / "unpacked"], check=True)
    (listing,) = (folder / "unpacked").rglob(f"core-sounds-{language}.txt.gz")
    (sounds,) = (folder / "unpacked/usr/share/asterisk/sounds").iterdir()
    found = []
    for line in gzip.decompress(listing.read_bytes()).decode("utf-8", "replace").splitlines():
        name, _, words = line.partition(":")
        recording = sounds / f"{name.strip()}.g722"
        if not recording.is_file() or re.search(r"[\[(#*]", words) or len(words.split()) < LEAST_WORDS:
            continue
        command = ["ffmpeg", "-v", "error", "-f", "g722", "-i", str(recording), "-ar", str(RATE), "-f", "s16le", "-"]
        raw = subprocess.run(command, check=True, capture_output=True).stdout
        sound = np.frombuffer(raw, "<i2").astype(np.float32) / 32768.0
        loud = np.flatnonzero(np.abs(sound) > _QUIET)
        sound = sound[loud[0] : loud[-1] + 1] if len(loud) else sound[:0]
        if SHORTEST_SECONDS <= len(sound) / RATE <= LONGEST_SECONDS:
            found.append((name.strip(), np.concatenate([sound, np.zeros(RATE // 5, np.float32)])))
    return found[:: max(1, len(found) // most)][:most]


async def main() -> None:
    """Measure every pair."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else CLIPS
    paths = discover_paths(os.environ)
    packs = PackStore(
        paths.packs, read_manifest(PROJECT / "resources" / "packs" / "manifest.toml"), paths.bundled_packs
    )
    models = Direct(Recognizer(packs.directory("whisper-base")))
    cache = user_cache_path("wanderlust") / "voice-prompts"
    speech = {language: clips(language, most, cache) for language in LANGUAGES}
    for other in LANGUAGES[1:]:
        right = aloud = wrong_aloud = total = 0
        witnesses: dict[str, int] = {}
        wrong: list[str] = []
        for spoken in ("en", other):
            for name, sound in speech[spoken]:
                heard = await PairHearing(models, ("en", other)).transcribe(sound, None)
                assert isinstance(heard, HeardSide)
                total += 1
                right += heard.side.language == spoken
                aloud += heard.side.sure
                witnesses[heard.side.witness] = witnesses.get(heard.side.witness, 0) + 1
                if heard.side.language != spoken:
                    wrong_aloud += heard.side.sure
                    wrong.append(f"{spoken}/{name}: {heard.side.witness} {heard.side.margin:.1f} {heard.text}")
        figures = {"right_percent": right, "spoken_percent": aloud, "wrong_side_spoken_percent": wrong_aloud}
        line = {name: round(100 * count / total, 1) for name, count in figures.items()}
        print_line({"bench": f"side, en and {other}", "clips": total, **line, "witnesses": witnesses, "wrong": wrong})
    print_line({"bench": "load", "average_1_5_15": os.getloadavg()})


def print_line(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
