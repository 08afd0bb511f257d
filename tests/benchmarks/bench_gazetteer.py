"""Times gazetteer queries over a mix of exact, prefix and misspelt names; prints one JSON line."""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import statistics
import sys
import time
from pathlib import Path

import platformdirs

from wanderlust.geo.gazetteer import Gazetteer

NAMES = Path(__file__).parents[1] / "data" / "place_names.tsv"
ROUNDS = 5


def queries() -> list[str]:
    """Each test name whole; of every second its first two thirds too, as one types."""
    with NAMES.open(encoding="utf-8", newline="") as table:
        names = [row["query"] for row in csv.DictReader(table, delimiter="\t")]
    return names + [name[: max(3, len(name) * 2 // 3)] for name in names[::2]]


def main() -> int:
    """Run the benchmark on the prepared gazetteer or the one given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", nargs="?", type=Path, help="places.sqlite; the prepared one if left out")
    path: Path | None = parser.parse_args().path
    if path is None:
        folder = os.environ.get("WANDERLUST_DATA_DIR") or platformdirs.user_data_dir("wanderlust")
        path = Path(folder) / "places.sqlite"
    started = time.perf_counter()
    gazetteer = Gazetteer(path)
    opened_ms = (time.perf_counter() - started) * 1000
    wall_ms: list[float] = []
    cpu_ms: list[float] = []
    for _ in range(ROUNDS):
        for query in queries():
            wall, cpu = time.perf_counter(), time.process_time()
            gazetteer.find(query)
            wall_ms.append((time.perf_counter() - wall) * 1000)
            cpu_ms.append((time.process_time() - cpu) * 1000)
    spans_ms: list[float] = []
    for _ in range(100):
        wall = time.perf_counter()
        gazetteer.names_in("How far is it on foot from Kyoto station to the Golden Pavilion in the north west?")
        spans_ms.append((time.perf_counter() - wall) * 1000)
    result = {
        "bench": "gazetteer",
        "places": len(gazetteer),
        "count": len(wall_ms),
        "p50_ms": round(statistics.median(wall_ms), 2),
        "p95_ms": round(statistics.quantiles(wall_ms, n=20)[-1], 2),
        "max_ms": round(max(wall_ms), 2),
        "cpu_p50_ms": round(statistics.median(cpu_ms), 2),
        "cpu_p95_ms": round(statistics.quantiles(cpu_ms, n=20)[-1], 2),
        "names_in_p50_ms": round(statistics.median(spans_ms), 2),
        "open_ms": round(opened_ms, 1),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
    }
    gazetteer.close()
    sys.stdout.write(json.dumps(result) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
