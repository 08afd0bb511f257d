"""``wanderlust engine route``: lines in, calls out, bad lines answered and not fatal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.chat_server import ChatServer, oslo
from wanderlust.application.route_command import answers, route_command
from wanderlust.domain.errors import BadInput
from wanderlust.engine.brain.brains import Brains
from wanderlust.engine.brain.endpoints import Endpoints
from wanderlust.engine.brain.second_opinion import SecondOpinion
from wanderlust.engine.router.values import HistoryItem, Routing, ToolCall
from wanderlust.settings.paths import PROJECT, discover_paths


class Scripted:
    """Answers with one routing and remembers what it was asked."""

    def __init__(self, routing: Routing) -> None:
        self.routing = routing
        self.asked: list[tuple[str, list[str], list[HistoryItem], str]] = []

    def route(
        self,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str = "en",
    ) -> Routing:
        self.asked.append((utterance, [tool["name"] for tool in tools], list(history), language))
        return self.routing

    def likely(
        self,
        utterance: str,
        tools: Sequence[Mapping[str, Any]],
        history: Sequence[HistoryItem],
        language: str = "en",
    ) -> tuple[tuple[str, float], ...]:
        return ()


async def all_answers(router: Scripted, lines: list[str]) -> list[dict[str, Any]]:
    return [answer async for answer in answers(router, lines)]


KYOTO = Routing((ToolCall("show_on_map", {"place": "Kyoto"}),), 0.98764, None, "act", "show_on_map")
TALK = Routing((), 0.9, "Hello.", "chat", "chat_greeting")
TORN = Routing((), 0.3, "Which?", "choose", "local_time", (ToolCall("local_time", {}),))


async def test_a_line_gets_its_calls() -> None:
    (answer,) = await all_answers(
        Scripted(KYOTO), ['{"id": 7, "utterance": "Where is Kyoto?", "lang": "en", "history": []}']
    )
    call = {"name": "show_on_map", "args": {"place": "Kyoto"}}
    assert answer == {"id": 7, "calls": [call], "confidence": 0.9876, "tier": "router"}


async def test_talk_without_a_tool_is_answer() -> None:
    (answer,) = await all_answers(Scripted(TALK), ['{"id": "a", "utterance": "hi"}'])
    assert answer["calls"] == [{"name": "answer", "args": {}}]


async def test_torn_between_two_the_likelier_stands_with_its_low_confidence() -> None:
    (answer,) = await all_answers(Scripted(TORN), ['{"id": "a", "utterance": "hm"}'])
    assert (answer["calls"], answer["confidence"]) == ([{"name": "local_time", "args": {}}], 0.3)


async def test_every_tool_is_offered_and_the_history_handed_on() -> None:
    router = Scripted(KYOTO)
    history = [
        {"role": "user", "text": "museums in Paris"},
        {"role": "tool_call", "name": "find_places", "args": {"query": "museums", "near": "Paris"}},
        {"role": "tool_result", "name": "find_places", "result": [{"name": "Louvre"}]},
        {"role": "assistant", "text": "Here are some."},
    ]
    await all_answers(router, [json.dumps({"id": 1, "utterance": "the first one", "lang": "fr", "history": history})])
    ((_, tools, steps, language),) = router.asked
    assert {"translate", "place_call", "control", "start_interpreter", "get_weather"} <= set(tools)
    assert [step.role for step in steps] == ["user", "tool_call", "tool_result", "assistant"]
    assert steps[1].data == {"query": "museums", "near": "Paris"}
    assert language == "fr"


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1]",
        "null",
        '{"id": 1}',
        '{"id": 1, "utterance": 5}',
        '{"id": 1, "utterance": "x", "history": "y"}',
        '{"id": 1, "utterance": "x", "history": [5]}',
        '{"id": 1, "utterance": "x", "history": [{"role": "king"}]}',
        '{"id": 1, "utterance": "x", "history": [{"role": "tool_call", "args": {}}]}',
        "[" * 100_000,
    ],
)
async def test_a_bad_line_gets_an_error_and_the_next_line_its_answer(line: str) -> None:
    bad, good = await all_answers(Scripted(KYOTO), [line, '{"id": 2, "utterance": "x"}'])
    assert bad["error"].startswith("Line 1: ") and "calls" not in bad
    assert good["id"] == 2 and "error" not in good


async def test_blank_lines_are_passed_over() -> None:
    assert await all_answers(Scripted(KYOTO), ["\n", "  \n"]) == []


def test_what_is_no_language_model_is_refused_in_a_sentence() -> None:
    with pytest.raises(BadInput, match="Choose off, auto, pack"):
        route_command(discover_paths(os.environ), "sometimes", sys.stdin, sys.stdout)


async def test_a_language_model_is_asked_where_the_router_is_torn_and_its_tier_told(tmp_path: Path) -> None:
    server = ChatServer()
    await server.start()
    server.chunks = oslo()
    brains = Brains(server.base, lambda http: Endpoints(http, tmp_path / "kept.json", {}), lambda: None)
    try:
        lines = ['{"id": 1, "utterance": "is it wet in Oslo"}']
        torn = [answer async for answer in answers(Scripted(TORN), lines, SecondOpinion(brains, with_text=False))]
        sure = [answer async for answer in answers(Scripted(KYOTO), lines, SecondOpinion(brains, with_text=False))]
    finally:
        await brains.close()
        await server.stop()
    assert torn[0]["calls"] == [{"name": "get_weather", "args": {"place": "Oslo"}}]
    assert (torn[0]["tier"], sure[0]["tier"]) == ("llm", "router")


@pytest.mark.engine
def test_the_command_streams_answers_and_ends_with_its_input() -> None:
    lines = [
        {"id": 1, "utterance": "Where is Kyoto?", "lang": "en", "history": []},
        {"id": 2, "utterance": "¿Hay que dejar propina en Japón?", "lang": "es", "history": []},
    ]
    done = subprocess.run(
        [sys.executable, "-m", "wanderlust", "engine", "route", "--jsonl", "--llm", "off"],
        input="\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\nbroken\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=PROJECT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        timeout=100,
        check=True,
    )
    first, second, third = (json.loads(line) for line in done.stdout.splitlines())
    assert first["calls"] == [{"name": "show_on_map", "args": {"place": "Kyoto"}}]
    assert second["calls"] == [{"name": "country_facts", "args": {"topic": "tipping", "country": "Japan"}}]
    assert third["error"] == "Line 3: it is not JSON."
