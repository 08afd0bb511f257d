"""Speaks the questions of ``tests/data/questions`` with Kokoro's English voices; done once, the sounds are committed.

python -m tests.benchmarks.render_questions VOICES     the folder ``package/voices`` of npm's kokoro-js@1.2.1, unpacked

Six American and four British speakers, four paces; the pronunciations are hibari's, American or British as the
speaker is. Opus at 24 kHz; the room's noise is added when they are played.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soundfile  # type: ignore[import-untyped]
from hibari.g2p import G2P  # type: ignore[import-untyped]

from tests.benchmarks.spoken_questions import QUESTIONS, recording
from wanderlust.engine.kokoro import RATE, Kokoro
from wanderlust.settings.paths import discover_paths

SPEECH_DB = -20.0
EDGE = RATE // 20
QUIET = 10 ** (-50 / 20)


def levelled(sound: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Sound at the usual loudness of speech, with 50 ms of what was around it."""
    loud = sound[np.abs(sound) > 0.02]
    sound = sound * np.float32(10 ** (SPEECH_DB / 20) / np.sqrt(np.mean(np.square(loud))))
    spoken = np.flatnonzero(np.abs(sound) > QUIET)
    return np.clip(sound[max(0, spoken[0] - EDGE) : spoken[-1] + EDGE], -1.0, 1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("voices", type=Path)
    voices = {file.stem: file for file in parser.parse_args().voices.glob("*.bin")}
    kokoro = Kokoro(discover_paths(os.environ).packs / "kokoro", voices)
    phonemes = {"a": G2P(), "b": G2P(british=True)}
    for question in QUESTIONS:
        sound = kokoro.speak(phonemes[question.voice[0]](question.words), question.voice, question.speed)
        soundfile.write(recording(question), levelled(sound), RATE, format="OGG", subtype="OPUS")
        sys.stdout.write(f"{recording(question).name} {question.words}\n")


if __name__ == "__main__":
    main()
