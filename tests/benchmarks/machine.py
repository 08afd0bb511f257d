"""Names the machine a figure was measured on, and prints figures as JSON lines."""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

CPUINFO = Path("/proc/cpuinfo")


def cpu_model() -> str:
    """What the system calls its processor."""
    if CPUINFO.exists():
        for line in CPUINFO.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith(("model name", "Model")):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def load_average() -> float | None:
    """Processes that wanted a core over the last minute; None where the system does not say."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def machine() -> dict[str, object]:
    """Processor, cores, load now, system and Python."""
    return {
        "cpu": cpu_model(),
        "cores": os.cpu_count(),
        "load": load_average(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def tell(bench: str, **figures: object) -> None:
    """One line of JSON on stdout, at once."""
    sys.stdout.write(json.dumps({"bench": bench, **figures}, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def median(values: Sequence[float]) -> float:
    """Rounded to a tenth."""
    return round(statistics.median(values), 1)


def percentile_95(values: Sequence[float]) -> float:
    """The value that 95 of 100 stay below, rounded to a tenth; the greatest when there are fewer than 20."""
    if len(values) < 20:
        return round(max(values), 1)
    return round(statistics.quantiles(values, n=20, method="inclusive")[-1], 1)
