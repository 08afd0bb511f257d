"""Floors on lines written after the phrases and rules stood (first run: tool 0.958, whole call 0.845).

The rules were mended once after that run, so today's figures flatter; the floors stay at the issue's bar.
"""

from __future__ import annotations

from typing import Any

import pytest

from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.router import Router, Routing

# The first set was written for a session of five tools, which turns the others down.
FIRST_TOOLS = ("find_places", "show_on_map", "distance", "local_time", "convert_currency")
TOOLS = tuple(spec.definition() for spec in CATALOGUE if spec.name in FIRST_TOOLS)


@pytest.fixture(scope="module")
def judged(router: Router, unseen: list[Any]) -> list[tuple[Any, Routing]]:
    return [(line, router.route(line.utterance, TOOLS, line.history, line.language)) for line in unseen]


def test_at_least_120_lines_are_judged(unseen: list[Any]) -> None:
    assert len(unseen) >= 120


def test_the_tool_is_right_in_88_of_100(judged: list[tuple[Any, Routing]]) -> None:
    wrong = [line.utterance for line, routing in judged if not line.right_tool(routing)]
    assert 1 - len(wrong) / len(judged) >= 0.88, wrong


def test_the_whole_call_is_right_in_80_of_100(judged: list[tuple[Any, Routing]]) -> None:
    wrong = [(line.utterance, routing.calls) for line, routing in judged if not line.right_call(routing)]
    assert 1 - len(wrong) / len(judged) >= 0.80, wrong


def test_when_it_acts_the_tool_is_right_in_94_of_100(judged: list[tuple[Any, Routing]]) -> None:
    acts = [(line, routing) for line, routing in judged if routing.kind == "act"]
    wrong = [line.utterance for line, routing in acts if line.kind != "act" or routing.intent != line.target]
    assert len(acts) >= 100
    assert 1 - len(wrong) / len(acts) >= 0.94, wrong
