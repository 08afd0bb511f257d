"""Floors on the lines that errors were learnt from; they say what must not be lost, and are no evidence of more."""

from __future__ import annotations

import asyncio
import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from wanderlust.application.route_command import answers
from wanderlust.engine.router import Router

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_routes", ROOT / "tests" / "benchmarks" / "score_routes.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def _given(router: Router, lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [answer async for answer in answers(router, [json.dumps(line) for line in lines])]


@pytest.fixture(scope="module")
def judged(router: Router, scorer: ModuleType) -> list[tuple[dict[str, Any], float, bool, bool]]:
    rows = (ROOT / "tests" / "data" / "router_dev.jsonl").read_text(encoding="utf-8").splitlines()
    lines = [json.loads(row) for row in rows if not row.startswith("#")]
    given = asyncio.run(_given(router, lines))
    return [
        (line, answer["confidence"], *scorer.judged(answer["calls"], line))
        for line, answer in zip(lines, given, strict=True)
    ]


def test_the_tools_are_right_in_86_of_100(judged: list[tuple[dict[str, Any], float, bool, bool]]) -> None:
    wrong = [line["utterance"] for line, _, tool, _ in judged if not tool]
    assert len(judged) >= 250
    assert 1 - len(wrong) / len(judged) >= 0.86, wrong


def test_the_whole_calls_are_right_in_75_of_100(judged: list[tuple[dict[str, Any], float, bool, bool]]) -> None:
    wrong = [line["utterance"] for line, _, _, whole in judged if not whole]
    assert 1 - len(wrong) / len(judged) >= 0.75, wrong


def test_a_confidence_of_a_half_is_right_nine_times_in_ten(
    judged: list[tuple[dict[str, Any], float, bool, bool]],
) -> None:
    sure = [tool for _, confidence, tool, _ in judged if confidence >= 0.5]
    assert len(sure) / len(judged) >= 0.8
    assert sum(sure) / len(sure) >= 0.9
