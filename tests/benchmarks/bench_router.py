"""CPU time and memory of the language router, as one JSON object: ``python tests/benchmarks/bench_router.py``."""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import sys
import time
from pathlib import Path

import platformdirs

from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.router import Router
from wanderlust.geo.gazetteer import Gazetteer

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources" / "router"
ROUNDS = 3


def _resident_mb() -> float:
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale / 1e6


def main() -> None:
    data = Path(os.environ.get("WANDERLUST_DATA_DIR") or platformdirs.user_data_dir("wanderlust"))
    before_mb, start = _resident_mb(), time.process_time()
    router = Router(
        data / "packs" / "minilm-l6",
        RESOURCES / "weights.npz",
        RESOURCES / "tokenizer.json",
        Gazetteer(data / "places.sqlite"),
    )
    load_ms = (time.process_time() - start) * 1000
    tools = [spec.definition() for spec in CATALOGUE]
    rows = (ROOT / "tests" / "data" / "router_unseen.tsv").read_text(encoding="utf-8").splitlines()
    lines = [row.split("\t")[:2] for row in rows if row and not row.startswith("#")]
    router.route("Where is Kyoto?", tools, [])
    times = []
    for _ in range(ROUNDS):
        for utterance, language in lines:
            start = time.process_time()
            router.route(utterance, tools, [], language)
            times.append((time.process_time() - start) * 1000)
    times.sort()
    report = {
        "bench": "router",
        "machine": f"{platform.machine()}, {os.cpu_count()} CPUs, Python {platform.python_version()}",
        "turns": len(times),
        "cpu_ms_median": round(statistics.median(times), 2),
        "cpu_ms_p95": round(times[int(len(times) * 0.95)], 2),
        "load_cpu_ms": round(load_ms, 1),
        "resident_mb_added": round(_resident_mb() - before_mb, 1),
    }
    print(json.dumps(report))  # noqa: T201


if __name__ == "__main__":
    main()
