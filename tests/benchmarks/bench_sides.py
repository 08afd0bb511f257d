"""Whose words they were, on human speech: ``python -m tests.benchmarks.bench_sides [CLIPS]``.

English against each of four languages, by the voice prompts of Debian (asterisk-core-sounds-*, CC-BY-SA-3.0, one
speaker a language, and three more speakers of es, fr and it), fetched into a cache folder; nothing is installed. No
turn order helps: every clip is the first of its talk. The margins of ``side.py`` were fitted on every second prompt;
the others are measured here, and the other speakers. Prints one JSON line a pair and set. For Portuguese there are no
human prompts there.
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
from typing import TypeVar

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
CLIPS = 40
FITTED, MEASURED = 0, 1  # of every two prompts
OTHER_SPEAKERS = {
    "es": ("asterisk-prompt-es-co", "usr/share/asterisk/sounds/es", ".gsm"),
    "fr": ("asterisk-prompt-fr-armelle", "usr/share/asterisk/sounds/fr", ".gsm"),
    "it": ("asterisk-prompt-it-menardi-wav", "usr/share/asterisk/sounds/it_IT_f_Menardi", ".wav"),
}
_QUIET = 0.01
T = TypeVar("T")


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


def prompts(language: str, cache: Path, part: int, most: int) -> list[tuple[str, Samples]]:
    """Every second prompt of one to eight seconds, without the silence around it: ``FITTED`` or ``MEASURED``."""
    root = unpacked(cache / language, f"asterisk-core-sounds-{language}-g722", f"asterisk-core-sounds-{language}")
    (listing,) = root.rglob(f"core-sounds-{language}.txt.gz")
    (sounds,) = (root / "usr/share/asterisk/sounds").iterdir()
    lines = gzip.decompress(listing.read_bytes()).decode("utf-8", "replace").splitlines()
    parted = [(name.strip(), words) for name, _, words in (line.partition(":") for line in lines)]
    whole = [
        sounds / f"{name}.g722"
        for name, words in parted
        if not re.search(r"[\[(#*]", words) and len(words.split()) >= LEAST_WORDS
    ]
    files = [file for file in whole if file.is_file()][part::2]
    return spread(recorded(spread(files, 2 * most), ("-f", "g722")), most)


def other_speaker(language: str, cache: Path, most: int) -> list[tuple[str, Samples]]:
    """Prompts by another speaker, none shorter than 1.3 s: there is no list that says how many words they have."""
    package, folder, ending = OTHER_SPEAKERS[language]
    files = sorted((unpacked(cache / package, package) / folder).glob(f"*{ending}"))
    found = [(name, sound) for name, sound in recorded(spread(files, 4 * most), ()) if len(sound) >= 1.5 * RATE]
    return spread(found, most)


def unpacked(folder: Path, *packages: str) -> Path:
    """The files of packages, fetched once."""
    if not (folder / "unpacked").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", *packages], cwd=folder, check=True, capture_output=True)
        for archive in folder.glob("*.deb"):
            subprocess.run(["dpkg", "-x", archive, folder / "unpacked"], check=True)
    return folder / "unpacked"


def recorded(files: list[Path], form: tuple[str, ...]) -> list[tuple[str, Samples]]:
    """Recordings by name, without the silence around them and with 0.2 s of it after them."""
    found = []
    for file in files:
        command = ["ffmpeg", "-v", "error", *form, "-i", str(file), "-ar", str(RATE), "-ac", "1", "-f", "s16le", "-"]
        raw = subprocess.run(command, check=False, capture_output=True).stdout  # a prompt or two are damaged
        sound = np.frombuffer(raw, "<i2").astype(np.float32) / 32768.0
        loud = np.flatnonzero(np.abs(sound) > _QUIET)
        sound = sound[loud[0] : loud[-1] + 1] if len(loud) else sound[:0]
        if SHORTEST_SECONDS <= len(sound) / RATE <= LONGEST_SECONDS:
            found.append((file.stem, np.concatenate([sound, np.zeros(RATE // 5, np.float32)])))
    return found


def spread(found: list[T], most: int) -> list[T]:
    """Some of them, from all of the alphabet."""
    return found[:: max(1, len(found) // most)][:most]


async def told_apart(
    models: Direct, other: str, english: list[tuple[str, Samples]], others: list[tuple[str, Samples]]
) -> dict[str, object]:
    """How often the side of each clip was found, said aloud, and said aloud wrongly."""
    right = aloud = wrong_aloud = 0
    witnesses: dict[str, int] = {}
    wrong: list[str] = []
    for spoken, (name, sound) in [*(("en", clip) for clip in english), *((other, clip) for clip in others)]:
        heard = await PairHearing(models, ("en", other)).transcribe(sound, None)
        assert isinstance(heard, HeardSide)
        right += heard.side.language == spoken
        aloud += heard.side.sure
        witnesses[heard.side.witness] = witnesses.get(heard.side.witness, 0) + 1
        if heard.side.language != spoken:
            wrong_aloud += heard.side.sure
            sure = "said" if heard.side.sure else "asked"
            wrong.append(f"{spoken}/{name}: {sure}, {heard.side.witness} {heard.side.margin:.1f} {heard.text}")
    total = len(english) + len(others)
    counts = {"right_percent": right, "spoken_percent": aloud, "wrong_side_spoken_percent": wrong_aloud}
    figures = {name: round(100 * count / total, 1) for name, count in counts.items()}
    return {"clips": total, **figures, "wrong_side_spoken": wrong_aloud, "witnesses": witnesses, "wrong": wrong}


async def main() -> None:
    """Measure every pair."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else CLIPS
    paths = discover_paths(os.environ)
    packs = PackStore(
        paths.packs, read_manifest(PROJECT / "resources" / "packs" / "manifest.toml"), paths.bundled_packs
    )
    models = Direct(Recognizer(packs.directory("whisper-base")))
    cache = user_cache_path("wanderlust") / "voice-prompts"
    english = prompts("en", cache, MEASURED, most)
    for other in LANGUAGES[1:]:
        told = await told_apart(models, other, english, prompts(other, cache, MEASURED, most))
        print_line({"bench": f"side, en and {other}, prompts not fitted on", **told})
    for other in OTHER_SPEAKERS:
        told = await told_apart(models, other, [], other_speaker(other, cache, most))
        print_line({"bench": f"side, {other} or en, another speaker of {other}", **told})
    print_line({"bench": "load", "average_1_5_15": os.getloadavg()})


def print_line(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
