"""How soon the window is painted and ready to talk, from the start of a new process: prints JSON lines.

python -m tests.benchmarks.bench_startup [--runs 5]

Offscreen, and on a real X server (Xvfb) where one is installed. The engine is started anew by each run; the
machine's file cache is warm after the first.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.machine import machine, median, tell
from wanderlust.settings.paths import DATA_DIR_VARIABLE, PROJECT, discover_paths

TIME_LIMIT_S = 60
PREPARED = ("places.sqlite", "packs")


@contextmanager
def own_data() -> Iterator[Path]:
    """A data folder with what set-up prepared and nobody's conversations."""
    prepared = discover_paths(os.environ).data
    with tempfile.TemporaryDirectory(prefix="wanderlust-bench-") as name:
        folder = Path(name)
        for entry in PREPARED:
            (folder / entry).symlink_to(prepared / entry)
        yield folder


@contextmanager
def x_server() -> Iterator[str]:
    """An X server without a screen; its display."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def one_start(environment: dict[str, str]) -> dict[str, float]:
    """Start the app once; seconds until each thing it reports."""
    command = [sys.executable, "-m", "tests.benchmarks.window_under_watch", str(time.time())]
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=TIME_LIMIT_S, check=False
    )
    reports = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode != 0 or {"painted", "ready"} - {report["at"] for report in reports}:
        raise SystemExit(f"The window did not come up:\n{done.stdout}{done.stderr}")
    return {report["at"]: report["seconds"] for report in reports}


def measure(platform: str, runs: int, environment: dict[str, str]) -> None:
    """Start several times, the first of them unmeasured, and print the medians."""
    one_start(environment)
    starts = [one_start(environment) for _ in range(runs)]
    painted, ready = [[start[what] * 1000 for start in starts] for what in ("painted", "ready")]
    tell(
        "startup",
        platform=platform,
        runs=runs,
        painted_ms={"median": median(painted), "max": max(painted)},
        ready_ms={"median": median(ready), "max": max(ready)},
        imported_ms=median([start["imported"] * 1000 for start in starts]),
        map_labels_ms=median([start["labels"] * 1000 for start in starts]),
        machine=machine(),
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs: int = parser.parse_args().runs
    with own_data() as data:
        environment = {**os.environ, DATA_DIR_VARIABLE: str(data)}
        measure("offscreen", runs, environment | {"QT_QPA_PLATFORM": "offscreen"})
        if shutil.which("Xvfb"):
            with x_server() as display:
                measure("xcb", runs, environment | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display})
    return 0


if __name__ == "__main__":
    sys.exit(main())
