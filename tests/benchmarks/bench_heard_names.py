"""Scores the gazetteer on place names misheard, misspelt or foreign; prints one JSON line, and each miss on stderr.

The names are of another hand than the matcher's. Right is the place of this name and country, first or among three.
"""

from __future__ import annotations

import csv
import json
import os
import platform
import statistics
import sys
import time
from pathlib import Path

import platformdirs

from wanderlust.domain.places import Place
from wanderlust.geo.folding import fold
from wanderlust.geo.gazetteer import Gazetteer

NAMES = Path(__file__).parents[1] / "data" / "place_names_heard.tsv"
ROUNDS = 5


def is_meant(place: Place, row: dict[str, str]) -> bool:
    """Whether it is the place of the row; names that differ in their signs only are one."""
    return fold(place.name) == fold(row["expected"]) and place.country == row["country"]


def main() -> int:
    """Run the benchmark on the prepared gazetteer or the one named."""
    folder = os.environ.get("WANDERLUST_DATA_DIR") or platformdirs.user_data_dir("wanderlust")
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "places.sqlite"
    with NAMES.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    gazetteer = Gazetteer(path)
    first = third = 0
    cpu_ms: list[float] = []
    for turn in range(ROUNDS):
        for row in rows:
            began = time.process_time()
            answer = gazetteer.find(row["query"])
            cpu_ms.append((time.process_time() - began) * 1000)
            if turn:
                continue
            found = [match.place for match in answer.matches[:3]]
            first += bool(found) and is_meant(found[0], row)
            third += any(is_meant(place, row) for place in found)
            if not found or not is_meant(found[0], row):
                shown = "; ".join(f"{place.name} {place.country}" for place in found)
                sys.stderr.write(f"{row['query']}: wanted {row['expected']} {row['country']}, found {shown}\n")
    gazetteer.close()
    result = {
        "bench": "heard_names",
        "count": len(rows),
        "first_percent": round(100 * first / len(rows), 1),
        "in_three_percent": round(100 * third / len(rows), 1),
        "cpu_p50_ms": round(statistics.median(cpu_ms), 2),
        "cpu_p95_ms": round(statistics.quantiles(cpu_ms, n=20)[-1], 2),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
    }
    sys.stdout.write(json.dumps(result) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
