"""What an engine that writes down a long recording keeps in memory: a JSON line a minute of recording.

python -m tests.benchmarks.bench_transcribe [minutes]

The recording is made of the human clips in ``tests/data/speech``, in an order and with pauses that never repeat.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.benchmarks.bench_memory import memory
from tests.benchmarks.machine import machine, tell
from wanderlust.application.services import engine_process
from wanderlust.application.transcribe_command import Progress, write_down
from wanderlust.audio.recording import open_recording
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav, write_wav
from wanderlust.settings.paths import PROJECT

RATE = 16_000
MINUTES = 15
CLIPS = PROJECT / "tests" / "data" / "speech"


def long_recording(path: Path, minutes: int) -> Path:
    """Human speech of that length, in English."""
    order = np.random.default_rng(5)
    clips = [read_wav(clip, RATE) for clip in sorted(CLIPS.glob("en-*.wav"))]
    parts, length = [], 0
    while length < minutes * 60 * RATE:
        parts.append(clips[order.integers(len(clips))])
        parts.append(np.zeros(int(order.uniform(0.1, 1.2) * RATE), np.float32))
        length += len(parts[-1]) + len(parts[-2])
    write_wav(path, to_int16(np.concatenate(parts)[: minutes * 60 * RATE]), RATE)
    return path


async def write_down_and_watch(path: Path) -> None:
    """Write it down, and tell what the engine holds after each minute of the recording."""
    engine = engine_process()
    recording = open_recording(path)
    progress = Progress(path.with_suffix(".part"))
    began = time.monotonic()
    held: list[float] = []

    def after(_topic: str, words: str) -> None:
        if engine.pid is not None:
            held.append(memory(engine.pid)["rss"])
            tell("transcribe", minute=round(progress.until / 60, 1), engine_rss_mb=held[-1], said=words[:30])

    await write_down(recording, progress, "en", engine, after)
    took = time.monotonic() - began
    tell(
        "transcribe whole",
        minutes=round(recording.seconds / 60, 1),
        segments=len(progress.segments),
        seconds=round(took, 1),
        part_of_real_time=round(took / recording.seconds, 3),
        first_mb=held[0],
        third_mb=held[min(2, len(held) - 1)],
        last_mb=held[-1],
        most_mb=max(held),
        machine=machine(),
    )
    recording.close()


def main() -> int:
    minutes = int(sys.argv[1]) if len(sys.argv) > 1 else MINUTES
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(write_down_and_watch(long_recording(Path(folder) / "long.wav", minutes)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
