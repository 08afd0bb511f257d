"""Resident memory of the app and the engine after ten spoken turns with the map moved about: prints a JSON line.

python -m tests.benchmarks.bench_memory

The real window (offscreen) talks through virtual sound devices; needs Linux and PulseAudio.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np

from tests.benchmarks.bench_startup import own_data
from tests.benchmarks.machine import machine, tell
from tests.benchmarks.spoken_questions import SpokenQuestion, spoken_questions, with_noise
from tests.benchmarks.telling_process import TellingProcess
from tests.end_to_end.virtual_sound import VirtualSound, missing_programs
from wanderlust.settings.paths import DATA_DIR_VARIABLE

ANSWER_LIMIT_S = 40
QUESTIONS = 10
PROC = Path("/proc")


def children(pid: int) -> list[int]:
    """Processes started by any thread of this one."""
    found = [path.read_text().split() for path in (PROC / str(pid) / "task").glob("*/children")]
    return [int(child) for listed in found for child in listed]


def command_of(pid: int) -> list[str]:
    return (PROC / str(pid) / "cmdline").read_bytes().decode(errors="replace").split("\0")


def memory(pid: int) -> dict[str, float]:
    """Megabytes (10^6 bytes) resident, and of them the process's fair share of what others map too."""
    fields = dict(
        line.split(":", 1) for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:] if ":" in line
    )
    return {
        name: round(int(fields[field].split()[0]) * 1024 / 1e6, 1) for name, field in (("rss", "Rss"), ("pss", "Pss"))
    }


class App(TellingProcess):
    """The window's process."""

    def measure(self) -> tuple[dict[str, float], dict[str, float]]:
        """Memory of the app and of its engine."""
        engines = [child for child in children(self.pid) if "engine" in command_of(child)]
        assert len(engines) == 1, f"engines: {engines}"
        return memory(self.pid), memory(engines[0])


def converse(sound: VirtualSound, asked: list[SpokenQuestion]) -> None:
    """Hold the conversation and print what it left in memory."""
    with own_data() as data:
        environment = sound.environment | {DATA_DIR_VARIABLE: str(data), "QT_QPA_PLATFORM": "offscreen"}
        app = App("tests.benchmarks.window_in_conversation", environment=environment, limit_s=ANSWER_LIMIT_S)
        try:
            app.wait_for("ready")
            before = app.measure()
            answered = 0
            for seed, question in enumerate(asked):
                sound.speak(np.frombuffer(with_noise(question.pcm, seed), "<i2"))
                said = app.wait_for("answered")
                answered += any(line.get("speaker") == "assistant" and line["text"] for line in said)
            app_memory, engine_memory = app.measure()
            tell(
                "memory",
                turns=len(asked),
                answered=answered,
                app_rss_mb=app_memory["rss"],
                app_pss_mb=app_memory["pss"],
                engine_rss_mb=engine_memory["rss"],
                engine_pss_mb=engine_memory["pss"],
                when_ready={"app_rss_mb": before[0]["rss"], "engine_rss_mb": before[1]["rss"]},
                machine=machine(),
            )
        finally:
            app.end()


def main() -> int:
    """Measure; 0 also where it cannot be measured, which is said."""
    if not (PROC / "self" / "smaps_rollup").exists():
        tell("memory", skipped="only Linux tells a process's share of memory")
        return 0
    if missing := missing_programs():
        tell("memory", skipped=f"PulseAudio is not installed: {', '.join(missing)}")
        return 0
    asked = spoken_questions()[:QUESTIONS]
    with tempfile.TemporaryDirectory() as folder:
        sound = VirtualSound(Path(folder))
        sound.start()
        try:
            converse(sound, asked)
        finally:
            sound.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
