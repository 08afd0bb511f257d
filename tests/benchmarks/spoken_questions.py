"""Ten spoken questions with their right answers, made by the engine's own voice for benchmarks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.realtime.engine_process import EngineProcess
from wanderlust.realtime.engine_speech import spoken
from wanderlust.settings.paths import PROJECT

RATE = 24_000
BUNDLED = PROJECT / "resources" / "speech" / "where_is_kyoto.wav"
LEAD_MS = 400  # of silence before a question, as before any real one: the network that hears speech needs a context


@dataclass(frozen=True, slots=True)
class Expected:
    """A question and what a right answer does: one of these tools, and these words in what it gives back."""

    words: str
    tools: tuple[str, ...]
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpokenQuestion:
    """A question and its sound: PCM16 mono 24 kHz."""

    expected: Expected
    pcm: bytes


LOOK_UP = ("show_on_map", "find_places")
QUESTIONS = (
    Expected("Where is Kyoto?", LOOK_UP, ("Kyoto",)),
    Expected("How far is it from Lisbon to Porto?", ("distance",), ("Lisbon", "Porto")),
    Expected("What time is it in Sydney?", ("local_time",), ("Sydney",)),
    Expected("Convert fifty dollars to yen.", ("convert_currency",), ("USD", "JPY", "50")),
    Expected("Show me the Eiffel Tower.", LOOK_UP, ("Eiffel Tower",)),
    Expected("Find museums in Paris.", ("find_places",), ("Paris", "museum")),
    Expected("Where is the Louvre?", LOOK_UP, ("Louvre",)),
    Expected("What time is it in New York?", ("local_time",), ("New York",)),
    Expected("How far is it from London to Edinburgh?", ("distance",), ("London", "Edinburgh")),
    Expected("Where is Machu Picchu?", LOOK_UP, ("Machu Picchu",)),
)


async def speak_questions(engine: EngineProcess) -> list[SpokenQuestion]:
    """All ten; the first is the bundled recording, the others are spoken by the running engine."""
    lead = bytes(2 * RATE * LEAD_MS // 1000)
    bundled = to_int16(read_wav(BUNDLED, RATE)).tobytes()
    questions = [SpokenQuestion(QUESTIONS[0], lead + bundled)]
    for expected in QUESTIONS[1:]:
        questions.append(SpokenQuestion(expected, lead + await spoken(engine, expected.words)))
    return questions


def with_noise(pcm: bytes, seed: int) -> bytes:
    """The sound over the faint noise of a quiet room (-60 dBFS), another one for each seed; no recording is silent."""
    noise = np.random.default_rng(seed).normal(0.0, 33.0, len(pcm) // 2)
    mixed = np.frombuffer(pcm, "<i2") + noise
    return mixed.round().clip(-32768, 32767).astype("<i2").tobytes()
