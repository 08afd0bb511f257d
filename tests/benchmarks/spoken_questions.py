"""Forty spoken questions with their right answers, over every tool that works, for benchmarks.

They stand in ``tests/data/questions``, spoken by ten voices of Kokoro at four paces (``render_questions`` made
them). No human recording we may use asks any of this.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile  # type: ignore[import-untyped]

from wanderlust.settings.paths import PROJECT

RATE = 24_000
FOLDER = PROJECT / "tests" / "data" / "questions"
LEAD_MS = 400  # of silence before a question, as before any real one: the network that hears speech needs a context


@dataclass(frozen=True, slots=True)
class Expected:
    """A question and what a right answer does: one of these tools, and these words in what it gives back."""

    clip: str
    voice: str
    speed: float
    words: str
    tools: tuple[str, ...]
    mentions: tuple[str, ...]

    def answered_by(self, tools: list[str], given_back: str) -> bool:
        """Whether these tools were called, and gave back what they should."""
        said = given_back.casefold()
        return any(tool in self.tools for tool in tools) and all(word.casefold() in said for word in self.mentions)


@dataclass(frozen=True, slots=True)
class SpokenQuestion:
    """A question and its sound: PCM16 mono 24 kHz."""

    expected: Expected
    pcm: bytes


def _read() -> tuple[Expected, ...]:
    with (FOLDER / "questions.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(
            Expected(
                row["clip"],
                row["voice"],
                float(row["speed"]),
                row["words"],
                tuple(row["tools"].split()),
                tuple(word.replace("_", " ") for word in row["mentions"].split()),
            )
            for row in csv.DictReader(lines, delimiter="\t")
        )


QUESTIONS = _read()


def recording(question: Expected) -> Path:
    """Where its sound is."""
    return FOLDER / f"{question.clip}-{question.voice}.ogg"


def spoken_questions() -> list[SpokenQuestion]:
    """All of them, in order, each after a little silence."""
    lead = bytes(2 * RATE * LEAD_MS // 1000)
    questions = []
    for expected in QUESTIONS:
        samples, rate = soundfile.read(recording(expected), dtype="int16")
        assert rate == RATE, f"{recording(expected).name} is at {rate} Hz"
        questions.append(SpokenQuestion(expected, lead + samples.astype("<i2").tobytes()))
    return questions


def with_noise(pcm: bytes, seed: int) -> bytes:
    """The sound over the faint noise of a quiet room (-60 dBFS), another one for each seed; no recording is silent."""
    noise = np.random.default_rng(seed).normal(0.0, 33.0, len(pcm) // 2)
    mixed = np.frombuffer(pcm, "<i2") + noise
    return mixed.round().clip(-32768, 32767).astype("<i2").tobytes()
