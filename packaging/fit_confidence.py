"""Fit how sure the language router may be, on lines by hands that did not write its training phrases.

    python packaging/fit_confidence.py LINES.jsonl... [--check HELD.jsonl]

Lines are as ``tests/benchmarks/score_routes.py`` reads them; the committed ones are ``tests/data/router_lines.jsonl``.
Lines tagged ``learned`` were read while the router was built, so each counts for a tenth of one that was not. Writes
``resources/router/confidence.json``: a rising staircase from the router's own chance to the share of right tools, and
weights of the signs that the whole call is right. Run it after ``fit_router.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))

from score_routes import judged  # noqa: E402

from wanderlust.application.engine import model_loaders  # noqa: E402
from wanderlust.application.route_command import calls_of, history_of  # noqa: E402
from wanderlust.domain.tool_catalogue import CATALOGUE  # noqa: E402
from wanderlust.engine.router.router import Router  # noqa: E402
from wanderlust.engine.router.signs import NAMES, signs_of  # noqa: E402
from wanderlust.settings.paths import discover_paths  # noqa: E402

TARGET = ROOT / "resources" / "router" / "confidence.json"
LEARNED = 0.1
# Ridge of the signs: with 500 lines and 20 signs less lets single lines decide. The constant goes free.
RIDGE = 3.0
# Every step of the staircase stands on at least so much weight of lines; the ends are drawn in by one wrong line.
STEP = 12.0


@dataclass(frozen=True)
class Routed:
    """What the router made of the lines: its raw chances, signs, what was right, and how much each line counts."""

    raw: NDArray[np.float64]
    signs: NDArray[np.float64]
    tool: NDArray[np.float64]
    whole: NDArray[np.float64]
    weight: NDArray[np.float64]


def routed(router: Router, lines: Sequence[Mapping[str, Any]]) -> Routed:
    """Routes the lines with the catalogue's tools; lines that bring tools of their own are left out."""
    tools = tuple(spec.definition() for spec in CATALOGUE)
    rows: list[tuple[float, tuple[float, ...], bool, bool, float]] = []
    for line in lines:
        if line.get("tools"):
            continue
        history, language = history_of(line.get("history")), str(line.get("lang", "en"))
        routing = router.raw(line["utterance"], tools, history, language)
        tool, whole = judged(calls_of(routing), line)
        weight = LEARNED if "learned" in line.get("tags", ()) else 1.0
        signs = signs_of(routing, line["utterance"], history, language)
        rows.append((routing.confidence, signs, tool, whole, weight))
    raw, signs_, tool_, whole_, weights = (np.asarray(column, dtype=np.float64) for column in zip(*rows, strict=True))
    return Routed(raw, signs_, tool_, whole_, weights)


def staircase(lines: Routed) -> list[tuple[float, float]]:
    """Isotonic regression by pooling neighbours: (raw chance, share right), rising."""
    order = np.argsort(lines.raw, kind="stable")
    blocks: list[list[float]] = []  # weight, weight x raw, weight x right
    for index in order:
        weight = lines.weight[index]
        blocks.append([weight, weight * lines.raw[index], weight * lines.tool[index]])
        while len(blocks) > 1 and (
            blocks[-2][0] < STEP or blocks[-2][2] / blocks[-2][0] >= blocks[-1][2] / blocks[-1][0]
        ):
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    if len(blocks) > 1 and blocks[-1][0] < STEP:
        last = blocks.pop()
        blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    return [(raw / weight, (right + 0.5) / (weight + 1.0)) for weight, raw, right in blocks]


def logistic(
    signs: NDArray[np.float64], right: NDArray[np.float64], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Weights of the signs by Newton's steps, held small."""
    weights = np.zeros(signs.shape[1])
    ridge = np.full(signs.shape[1], RIDGE)
    ridge[0] = 1e-3
    for _ in range(60):
        chance = 1.0 / (1.0 + np.exp(-signs @ weights))
        slope = signs.T @ (weight * (chance - right)) + ridge * weights
        bend = (signs * (weight * chance * (1.0 - chance))[:, None]).T @ signs + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return weights


def _read(files: Sequence[Path]) -> list[dict[str, Any]]:
    return [json.loads(row) for file in files for row in file.read_text(encoding="utf-8").splitlines() if row.strip()]


def _check(held: Routed, steps: Sequence[tuple[float, float]], weights: NDArray[np.float64]) -> None:
    honest = np.interp(held.raw, [raw for raw, _ in steps], [right for _, right in steps])
    whole = 1.0 / (1.0 + np.exp(-held.signs @ weights))
    for name, chance, right in (("tool", honest, held.tool), ("whole", whole, held.whole)):
        print(f"{name}: said {chance.mean():.3f}, right {right.mean():.3f} of {len(right)}")  # noqa: T201
        for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.01)):
            inside = (chance >= low) & (chance < high)
            if inside.any():
                said = f"{low:.2f} to {high:.2f}: {inside.sum():4d} lines, said {chance[inside].mean():.2f}"
                print(f"  {said}, right {right[inside].mean():.2f}")  # noqa: T201


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lines", type=Path, nargs="+")
    parser.add_argument("--check", type=Path, help="lines to hold the fit against, left out of it")
    options = parser.parse_args()
    router = model_loaders(discover_paths(os.environ)).router()
    fitted = routed(router, _read(options.lines))
    steps = [(0.0, 0.0), *staircase(fitted)]  # no chance at all stays none
    weights = logistic(fitted.signs, fitted.whole, fitted.weight)
    if options.check:
        _check(routed(router, _read([options.check])), steps, weights)
    stored = {
        "steps": [[round(raw, 4), round(right, 4)] for raw, right in steps],
        "whole": {name: round(float(weight), 4) for name, weight in zip(NAMES, weights, strict=True)},
    }
    TARGET.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {len(steps)} steps from {len(fitted.raw)} lines")  # noqa: T201


if __name__ == "__main__":
    main()
