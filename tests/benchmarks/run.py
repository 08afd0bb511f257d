"""Runs every benchmark in turn and ends with a table: each figure, its target, the machine.

python -m tests.benchmarks.run [NAME ...]     names as in bench_NAME.py; all of them if left out

Each benchmark is a process of its own and prints JSON lines; the whole took 9 minutes at a load of 5.
Exit code 1 when a benchmark failed to run; a missed target is told in the table and is no error of the run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.machine import load_average, machine
from wanderlust.settings.paths import PROJECT

TIME_LIMIT_S = 900
# Those that measure waiting come first, while the machine is at rest.
BENCHMARKS = (
    "startup",
    "voice_to_voice",
    "gazetteer",
    "map",
    "history",
    "recognizer",
    "router",
    "turns",
    "audio",
    "cutting_in",
    "interpreter",
    "memory",
    "engine_memory",
    "transcribe",
    "places_online",
    "online_day",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table.

    Attributes:
        label: What is measured.
        benchmark: Whose line it is in.
        where: Fields the line must have.
        key: Where the number is; dots lead into an object.
        target: What it should be at most (``at_least`` turns that round), or None.
    """

    label: str
    benchmark: str
    where: Mapping[str, object]
    key: str
    unit: str
    target: float | None = None
    at_least: bool = False


V2V, TURNS, MS = {"bench": "voice_to_voice"}, {"bench": "turns"}, "ms"
ALONE, ECHO = ({"bench": "cutting_in", "echo_db": level} for level in (None, -6.0))
TO_PT, TO_EN, TALK = ({"bench": "interpreter", "live": name} for name in ("to pt", "to en", "talk"))
FIRST_AUDIO, TRANSCRIPT = "speech_end_to_first_audio_ms", "speech_end_to_transcript_ms"
OPENING = {"bench": "history opening"}
ONLINE, STREETS = {"bench": "places_online"}, {"bench": "map_streets"}
FIGURES = (
    Figure("End of speech to first audio, 40 questions, p50", "voice_to_voice", V2V, f"{FIRST_AUDIO}.p50", MS, 550),
    Figure("End of speech to first audio, 40 questions, p95", "voice_to_voice", V2V, f"{FIRST_AUDIO}.p95", MS, 1300),
    Figure("End of speech to transcript, p50", "voice_to_voice", V2V, f"{TRANSCRIPT}.p50", MS),
    Figure("End of speech to transcript, p95", "voice_to_voice", V2V, f"{TRANSCRIPT}.p95", MS),
    Figure("  of it: waiting for the end of the turn", "voice_to_voice", V2V, "end_of_turn_ms.p50", MS),
    Figure("  of it: decoding left after that, p95", "voice_to_voice", V2V, "decode_left_ms.p95", MS),
    Figure("  then: choosing the tool", "voice_to_voice", V2V, "routing_ms.p50", MS),
    Figure("  then: the tool", "voice_to_voice", V2V, "tool_ms.p50", MS),
    Figure("  then: the first piece of speech", "voice_to_voice", V2V, "first_speech_ms.p50", MS),
    Figure("Spoken questions answered rightly", "voice_to_voice", V2V, "right_percent", "%"),
    Figure("Window painted, offscreen", "startup", {"platform": "offscreen"}, "painted_ms.median", MS, 1000),
    Figure("Window painted, X server", "startup", {"platform": "xcb"}, "painted_ms.median", MS, 1000),
    Figure("Ready to talk, offscreen", "startup", {"platform": "offscreen"}, "ready_ms.median", MS, 5000),
    Figure("Ready to talk, X server", "startup", {"platform": "xcb"}, "ready_ms.median", MS, 5000),
    Figure("Places in the gazetteer", "gazetteer", {}, "places", "", 230_000, at_least=True),
    Figure("Gazetteer query, p50", "gazetteer", {}, "p50_ms", MS, 2),
    Figure("Gazetteer query, p95", "gazetteer", {}, "p95_ms", MS, 40),
    Figure(
        "Place questions online, right first", "places_online", ONLINE, "right_first_percent", "%", 92, at_least=True
    ),
    Figure("  right or asked", "places_online", ONLINE, "right_or_asked_percent", "%", 98, at_least=True),
    Figure("  services' rules broken", "places_online", ONLINE, "rules_broken", "", 0),
    Figure("Map frame while panning, CPU median", "map", {}, "median_ms", MS, 16),
    Figure("Search over 100,000 turns, p95", "history", {"bench": "history search"}, "p95_ms", MS, 50),
    Figure("Opening a talk of 10,000 turns", "history", OPENING, "open_ms.p50", MS, 300),
    Figure("  the slowest of ten", "history", OPENING, "open_ms.max", MS, 300),
    Figure("  a page of older turns, p95", "history", OPENING, "page_back_ms.p95", MS),
    Figure("Map frame with streets, 60 pins and a way, CPU median", "map", STREETS, "frame_ms_median", MS, 12),
    Figure("  p95", "map", STREETS, "frame_ms_p95", MS, 25),
    Figure("  worker's tick late meanwhile, p95", "map", STREETS, "tick_late_ms_p95", MS, 20),
    Figure("  memory after it, proportional share", "map", STREETS, "pss_mb", "MB", 220),
    Figure("App process, resident", "memory", {}, "app_rss_mb", "MB", 200),
    Figure("App process, proportional share", "memory", {}, "app_pss_mb", "MB"),
    Figure("Engine, resident", "memory", {}, "engine_rss_mb", "MB", 900),
    Figure("Engine, proportional share", "memory", {}, "engine_pss_mb", "MB"),
    Figure("Engine with English and a light voice", "engine_memory", {}, "engine_rss_mb", "MB", 800),
    Figure("Heavy voices' process, resident", "engine_memory", {}, "heavy_rss_mb", "MB", 700),
    Figure("Engine after 15 min written down, most", "transcribe", {"bench": "transcribe whole"}, "most_mb", "MB"),
    Figure("Recognising 3.5 s of speech", "recognizer", {"bench": "transcribe 3.5 s"}, "wall_ms_p50", MS),
    Figure("Routing a question, CPU median", "router", {}, "cpu_ms_median", MS),
    Figure("Speakers cut off mid-sentence", "turns", TURNS, "cut_off_mid_sentence_percent", "%", 2),
    Figure("Turns ended early", "turns", TURNS, "ended_early_percent", "%"),
    Figure("End of turn after a prompt that asks for nothing", "turns", TURNS, "end_of_turn_ms.p50", MS),
    Figure("Word error rate, clean", "turns", {"sound": "clean"}, "error_rate_percent", "%", 3),
    Figure("Word error rate, 10 dB of pink noise", "turns", {"sound": "noisy"}, "error_rate_percent", "%", 12),
    Figure("Turns in 30 min of what is no speech", "turns", {"kind": "all"}, "turns", "", 0),
    Figure("Engine listening to silence, of a core", "turns", {"bench": "idle"}, "percent_of_a_core", "%", 5),
    Figure("Interrupter's first sound to ducked, p95", "cutting_in", ALONE, "ducked_ms.p95", MS, 150),
    Figure("Interrupter's first sound to silent, p95", "cutting_in", ALONE, "silent_ms.p95", MS, 450),
    Figure("Session's decision to silent, p95", "cutting_in", ALONE, "quiet_after_decision_ms.p95", MS, 50),
    Figure("The same with an echo of -6 dB: ducked, p95", "cutting_in", ECHO, "ducked_ms.p95", MS, 150),
    Figure("  silent, p95", "cutting_in", ECHO, "silent_ms.p95", MS, 450),
    Figure("  decision to silent, p95", "cutting_in", ECHO, "quiet_after_decision_ms.p95", MS, 50),
    Figure("  interruptions with an underrun", "cutting_in", ECHO, "with_underrun", ""),
    Figure("Interpreter, last word to final caption, to English, p50", "interpreter", TO_EN, "caption_ms.p50", MS, 700),
    Figure("  to Portuguese, p50", "interpreter", TO_PT, "caption_ms.p50", MS, 700),
    Figure("Interpreter, last word to first sound, to English, p50", "interpreter", TO_EN, "sound_ms.p50", MS, 1000),
    Figure("  to Portuguese, p50", "interpreter", TO_PT, "sound_ms.p50", MS, 2000),
    Figure(
        "Interpreter in a room with echo: own-voice translations", "interpreter", TALK, "own_voice_translations", "", 0
    ),
    Figure("  lost utterances", "interpreter", TALK, "lost", "", 0),
    Figure("  lost of those begun over the voice", "interpreter", TALK, "lost_over_the_voice", "", 0),
    Figure("  caption flicker, normalized erasure", "interpreter", TALK, "erasure_mean", "", 0.2),
    Figure("Sound played to sound recorded", "audio", {"latency": "low"}, "play_to_microphone_ms.median", MS),
    Figure("Flush to quiet", "audio", {"latency": "low"}, "flush_to_quiet_ms.median", MS),
)


def run(name: str) -> tuple[list[dict[str, Any]], bool]:
    """Run one benchmark, printing its lines as they come; its lines, and whether it ended well."""
    command = [sys.executable, "-m", f"tests.benchmarks.bench_{name}"]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    lines: list[dict[str, Any]] = []
    # ALSA's own remarks on stderr fill pages; they are shown only when something failed.
    process = subprocess.Popen(
        ["timeout", str(TIME_LIMIT_S), *command] if sys.platform == "linux" else command,
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE if name in ("audio", "cutting_in", "interpreter", "memory") else None,
        text=True,
    )
    assert process.stdout is not None
    output, complaints = process.communicate()
    for line in output.splitlines():
        sys.stdout.write(line + "\n")
        if line.startswith("{"):
            lines.append(json.loads(line))
    if process.returncode:
        sys.stdout.write(f"bench_{name} ended with {process.returncode}\n{(complaints or '')[-2000:]}\n")
    sys.stdout.flush()
    return lines, process.returncode == 0


def value_of(figure: Figure, lines: list[dict[str, Any]]) -> float | None:
    """The figure's number in the first line that has it."""
    for line in lines:
        if any(line.get(field) != value for field, value in figure.where.items()):
            continue
        found: Any = line
        for part in figure.key.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        if isinstance(found, int | float):
            return float(found)
    return None


def row(figure: Figure, value: float | None) -> tuple[str, str, str, str]:
    """Label, figure, target, verdict."""
    shown = "not measured" if value is None else f"{value:,.10g} {figure.unit}".strip()
    if figure.target is None:
        return figure.label, shown, "", ""
    target = f"{'>=' if figure.at_least else '<='} {figure.target:,.10g} {figure.unit}".strip()
    if value is None:
        return figure.label, shown, target, ""
    met = value >= figure.target if figure.at_least else value <= figure.target
    return figure.label, shown, target, "met" if met else "MISSED"


def table(names: list[str], lines: dict[str, list[dict[str, Any]]], loads: list[str], seconds: float) -> str:
    """The figures of the benchmarks that ran, under the name of the machine."""
    about = machine()
    rows = [("Figure", "Measured", "Target", "")]
    rows += [row(figure, value_of(figure, lines[figure.benchmark])) for figure in FIGURES if figure.benchmark in names]
    widths = [max(len(entry[column]) for entry in rows) for column in range(4)]
    head = f"{about['cpu']}, {about['cores']} cores, {about['system']}, Python {about['python']}"
    told = [head, f"Load average before each: {', '.join(loads)}. {seconds:.0f} s in all.", ""]
    for entry in rows:
        label, shown, target, verdict = entry
        told.append(f"{label:<{widths[0]}}  {shown:>{widths[1]}}  {target:>{widths[2]}}  {verdict}".rstrip())
    return "\n".join(told)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", choices=[[], *BENCHMARKS], metavar="NAME")
    names = list(parser.parse_args().names) or list(BENCHMARKS)
    lines: dict[str, list[dict[str, Any]]] = {}
    loads: list[str] = []
    well = True
    began = time.monotonic()
    for name in names:
        loads.append(f"{name} {load_average()}")
        lines[name], ended_well = run(name)
        well = well and ended_well
    sys.stdout.write("\n" + table(names, lines, loads, time.monotonic() - began) + "\n")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
