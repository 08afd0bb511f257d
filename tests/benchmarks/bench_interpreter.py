"""How soon the interpreter's words and voice come: ``python -m tests.benchmarks.bench_interpreter``.

A talk in real time: human English (the clips of ``tests/data/speech``) and Portuguese by our own voice, in turn. Times
run from the moment the last 10 ms above -45 dBFS were sent. Prints one JSON line a target language.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
from typing import Any

import numpy as np

from wanderlust.application.interpreting import RATE, interpret
from wanderlust.application.services import engine_process
from wanderlust.dsp.level import to_int16
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


async def main() -> None:
    """Hold the talk and report."""
    pause = np.zeros(round(PAUSE_S * RATE), np.int16)
    parts = [pause]
    for clip, answer in zip(ENGLISH, await portuguese(), strict=True):
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


if __name__ == "__main__":
    asyncio.run(main())
