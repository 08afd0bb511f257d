"""How well each voice is understood, how soon it begins, and what the heavy one takes.

Sentences stand in ``voice_sentences.tsv``, the Portuguese ones beside it; what is heard back is compared by words for
languages with spaces, by the sounds of the readings for Japanese and Chinese, by the sound of each word for French.
Figures in what is heard are written out first, as the voice does.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from pypinyin import Style, lazy_pinyin
from rapidfuzz.distance import Levenshtein

from wanderlust.application.own_command import own_command
from wanderlust.application.voice import heavy_engines
from wanderlust.dsp.level import to_float
from wanderlust.dsp.resample import resample
from wanderlust.engine.heavy_voices import HeavyVoices
from wanderlust.engine.pack_manifest import read_manifest
from wanderlust.engine.packs import PackStore
from wanderlust.engine.phonemes.french_letters import word_phonemes
from wanderlust.engine.phonemes.japanese import japanese_phonemes
from wanderlust.engine.recognizer import Recognizer
from wanderlust.engine.spoken_text import spoken_text
from wanderlust.engine.synthesizer import RATE, Synthesizer
from wanderlust.engine.voices import Voices, installed_engines
from wanderlust.settings.paths import Paths

SENTENCES = Path(__file__).parent / "voice_sentences.tsv"
# Written after the last change to the Portuguese rules, and never used to choose one.
PORTUGUESE = Path(__file__).parent / "portuguese_sentences.tsv"
SPEEDS = (1.0, 1.3)

# Recognition writes figures where the sentences have words.
WRITTEN_AS = {
    "en": {"km": "kilometers"},
    "es": {"9": "nueve", "4": "cuarto", "km": "kilómetro"},
    "fr": {"5": "cinq", "9": "neuf", "km": "kilomètre"},
    "de": {"5": "fünf", "9": "neun", "km": "Kilometer"},
    "it": {"9": "nove", "1": "un", "km": "chilometro"},
}

pytestmark = pytest.mark.engine


def show(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def units(text: str, language: str) -> list[str]:
    """What is compared: words, or sounds where words are not written apart."""
    said = spoken_text(text, language)
    if language == "ja":
        return list(re.sub(r"[\W_]", "", japanese_phonemes(said)))
    if language == "zh":
        return lazy_pinyin(re.sub(r"[^\u4e00-\u9fff]", "", said), style=Style.TONE3)
    for figure, word in WRITTEN_AS.get(language, {}).items():
        said = re.sub(rf"\b{figure}\b", word, said)
    words = re.findall(r"[^\W_]+", said.lower().replace("-", " "))
    # French writes -er, -ez and -é for one sound; no voice can say the difference.
    return [word_phonemes(word) for word in words] if language == "fr" else words


@pytest.fixture(scope="module")
def packs(paths: Paths) -> PackStore:
    return PackStore(paths.packs, read_manifest(paths.resources / "packs" / "manifest.toml"), paths.bundled_packs)


@pytest.fixture(scope="module")
def voices(paths: Paths, packs: PackStore) -> Voices:
    heavy = heavy_engines(packs.installed)
    return Voices.read(paths.resources / "voices" / "voices.toml", installed_engines() | heavy)


def test_round_trip_and_first_sound(voices: Voices, packs: PackStore) -> None:
    recognizer = Recognizer(packs.directory("whisper-base"))
    heavy = HeavyVoices(own_command("engine-voice"))
    synthesizer = Synthesizer(voices, heavy)
    lines = [line.split("\t") for line in SENTENCES.read_text(encoding="utf-8").splitlines() if line]
    lines += [["pt", line] for line in PORTUGUESE.read_text(encoding="utf-8").splitlines() if line]
    for language in voices.languages():
        synthesizer.warm_up(language)
        texts = [text for code, text in lines if code == language]
        for speed in SPEEDS:
            wrong = length = 0
            waits, spent, sounding = [], 0.0, 0.0
            for text in texts:
                began = time.perf_counter()
                parts: list[npt.NDArray[np.int16]] = []
                for samples in synthesizer.speak(text, language, speed):
                    if not parts:
                        waits.append(time.perf_counter() - began)
                    parts.append(samples)
                spent += time.perf_counter() - began
                sound = to_float(np.concatenate(parts))
                sounding += len(sound) / RATE
                heard = recognizer.transcribe(resample(sound, RATE, 16_000), (language,)).text
                wanted, got = units(text, language), units(heard, language)
                distance = Levenshtein.distance(wanted, got)
                wrong, length = wrong + distance, length + len(wanted)
                if distance and speed == 1.0:
                    show(f"  {language} {distance}/{len(wanted)}  {text}  |  {heard}")
            show(
                f"{language} {voices.voice(language).name:<10} x{speed}: "
                f"{100 * wrong / length:4.1f} % of {length} wrong, "
                f"first sound {1000 * statistics.median(waits):4.0f} ms (median), {1000 * max(waits):4.0f} (most), "
                f"{spent / sounding:.2f} of real time"
            )
    if heavy.pid is not None:
        for line in Path(f"/proc/{heavy.pid}/status").read_text().splitlines():
            if line.startswith(("VmHWM", "VmRSS")):
                show(f"heavy voices {line}")
    synthesizer.close()
