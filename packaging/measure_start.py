"""Starts the window by any command and says when it was painted, when it was ready, and what memory it holds then.

packaging/measure_start.py [--runs 5] COMMAND...      needs DISPLAY; the times are read off the program's own log
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

PAINTED, READY = "The window is painted", "Ready to talk"
LIMIT_S, SETTLED_S = 60.0, 4.0
PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Start:
    """One start: milliseconds from the launch, and megabytes (10^6 bytes) of private and shared-out memory."""

    painted_ms: float
    ready_ms: float
    app_mb: float
    children_mb: float


class NotStarted(Exception):
    """The window did not come up; the text is what was seen."""


def start(
    command: Sequence[str],
    environment: Mapping[str, str],
    before: Callable[[], None] | None = None,
    shown: Callable[[], None] = lambda: None,
) -> Start:
    """Start the window once, and end it; ``shown`` is called while it stands."""
    began = time.monotonic()
    with subprocess.Popen(
        list(command),
        env={**environment, "WANDERLUST_LOG": "INFO"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,
    ) as process:
        timer = threading.Timer(LIMIT_S, process.kill)
        timer.start()
        try:
            at, said = _awaited(process, began)
            if READY not in at:
                raise NotStarted("".join(said)[-2000:] or "it said nothing")
            threading.Event().wait(SETTLED_S)
            shown()
            memory = _memory(process.pid), sum(map(_memory, _descendants(process.pid)))
        finally:
            timer.cancel()
            process.send_signal(signal.SIGTERM)
            threading.Thread(target=process.stderr.read, daemon=True).start() if process.stderr else None
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
    return Start(at[PAINTED] * 1000, at[READY] * 1000, *memory)


def _awaited(process: subprocess.Popen[str], began: float) -> tuple[dict[str, float], list[str]]:
    assert process.stderr is not None
    at: dict[str, float] = {}
    said: list[str] = []
    for line in process.stderr:
        said.append(line)
        for wanted in (PAINTED, READY):
            if wanted in line:
                at.setdefault(wanted, time.monotonic() - began)
        if READY in at:
            break
    return at, said


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    for path in (PROC / str(pid) / "task").glob("*/children"):
        for child in map(int, path.read_text().split()):
            found += [child, *_descendants(child)]
    return found


def _memory(pid: int) -> float:
    lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:]
    fields = {name: rest for name, _, rest in (line.partition(":") for line in lines)}
    return int(fields["Pss"].split()[0]) * 1024 / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    start(options.command, os.environ)  # fills the file cache
    starts = [start(options.command, os.environ) for _ in range(options.runs)]
    medians = {name: round(statistics.median(asdict(each)[name] for each in starts), 1) for name in asdict(starts[0])}
    sys.stdout.write(json.dumps({"runs": options.runs, **medians, "load": os.getloadavg()[0]}) + "\n")


if __name__ == "__main__":
    main()
