"""How soon the interpreter's words and voice come, and whether it keeps to what people say.

python -m tests.benchmarks.bench_interpreter [--minutes 2]

First a recorded talk in real time through the engine alone, then a live one through virtual sound devices with echo
(see ``interpreted_room``). Human English (the clips of ``tests/data/speech``) and Portuguese by our own voice, in
turn. Times run from the moment the last 10 ms above -45 dBFS were sent. Prints JSON lines.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.bench_startup import own_data
from tests.benchmarks.interpreted_room import Clip, run
from tests.benchmarks.machine import tell
from tests.end_to_end.virtual_sound import missing_programs
from wanderlust.application.interpreting import RATE, interpret
from wanderlust.application.services import engine_process
from wanderlust.dsp.level import to_float, to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.realtime.engine_speech import spoken
from wanderlust.settings.paths import PROJECT

SPEECH = PROJECT / "tests" / "data" / "speech"
ENGLISH = (
    "en-please-try-call-later",
    "en-privacy-prompt",
    "en-conf-onlyperson",
    "en-pls-hold-while-try",
    "en-check-number-dial-again",
    "en-vm-sorry",
)
PORTUGUESE = (
    "O museu fica perto da estação.",
    "A que horas vocês querem jantar?",
    "Temos um quarto livre até sexta-feira.",
    "Não, esta sopa não tem leite.",
    "A conta é de quarenta reais.",
    "Vire à direita depois da igreja.",
)
# Long enough for a translation to be spoken before the next person begins.
PAUSE_S = 4.0


async def portuguese() -> list[bytes]:
    """The sentences, spoken."""
    engine = engine_process()
    try:
        await engine.start()
        return [await spoken(engine, text, "pt") for text in PORTUGUESE]
    finally:
        await engine.stop()


async def recorded(answers: list[bytes]) -> None:
    """Hold the recorded talk and report."""
    pause = np.zeros(round(PAUSE_S * RATE), np.int16)
    parts = [pause]
    for clip, answer in zip(ENGLISH, answers, strict=True):
        parts += [to_int16(read_wav(SPEECH / f"{clip}.wav", RATE)), pause, np.frombuffer(answer, "<i2"), pause]
    lines: list[dict[str, Any]] = []
    await interpret(engine_process(), ("en", "pt"), np.concatenate(parts), lines.append, fast=False)
    done = [line for line in lines if line["event"] == "utterance"]
    for target in ("pt", "en"):
        ms = [line["ms"] for line in done if line["target_language"] == target]
        figures: dict[str, Any] = {"bench": f"interpret to {target}", "utterances": len(ms)}
        for name in ("caption", "sound"):
            values = [each[name] for each in ms if name in each]
            figures[f"{name}_ms_p50"] = round(statistics.median(values)) if values else None
            figures[f"{name}_ms_max"] = round(max(values)) if values else None
        sys.stdout.write(json.dumps(figures) + "\n")
    unclear = len(lines) - len(done)
    sys.stdout.write(json.dumps({"bench": "load", "unclear": unclear, "average_1_5_15": os.getloadavg()}) + "\n")


def live(answers: list[bytes], minutes: float) -> None:
    """Hold the live talk and report; where there is no PulseAudio, say so."""
    if missing := missing_programs():
        tell("interpreter", skipped=f"PulseAudio is not installed: {', '.join(missing)}")
        return
    with (SPEECH / "clips.tsv").open(encoding="utf-8", newline="") as rows:
        texts = {row["file"].removesuffix(".wav"): row["text"] for row in csv.DictReader(rows, delimiter="\t")}
    clips: list[Clip] = []
    for name, text, answer in zip(ENGLISH, PORTUGUESE, answers, strict=True):
        clips.append(Clip("en", texts[name], read_wav(SPEECH / f"{name}.wav", RATE)))
        clips.append(Clip("pt", text, to_float(np.frombuffer(answer, "<i2"))))
    with tempfile.TemporaryDirectory() as folder, own_data() as data:
        run(Path(folder), data, clips, minutes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=2.0, help="of the live talk")
    parser.add_argument("--live-only", action="store_true")
    options = parser.parse_args()
    answers = asyncio.run(portuguese())
    if not options.live_only:
        asyncio.run(recorded(answers))
    live(answers, options.minutes)


if __name__ == "__main__":
    main()
