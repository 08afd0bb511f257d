"""``wanderlust eval tools``: the same lines on any backend, scored alike."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from openai.types.responses.response_create_params import ResponseCreateParamsNonStreaming
from pydantic import TypeAdapter

from tests.fakes.realtime_script import call, created
from tests.fakes.scripted_peer import Expect, Hang, ScriptedPeer, Send, Step
from wanderlust.application.eval_batch import answers, requests
from wanderlust.application.eval_command import Evaluation, eval_command, judged, socket_address
from wanderlust.application.eval_lines import read_lines
from wanderlust.application.eval_realtime import ask_lines
from wanderlust.domain.call_scoring import Call, Verdict
from wanderlust.domain.errors import BadInput, ConnectionFailed
from wanderlust.realtime.connection import open_connection
from wanderlust.settings.paths import Paths

LINES = [
    {"id": "a", "utterance": "Time in Tokyo?", "calls": [{"name": "local_time", "args": {"place": "Tokyo"}}]},
    {
        "utterance": "And to Faro?",
        "history": [
            {"role": "user", "text": "How far is Porto?"},
            {"role": "tool_call", "name": "distance", "args": {"destination": "Porto"}},
            {"role": "tool_result", "name": "distance", "result": {"km": 274}},
            {"role": "assistant", "text": "274 kilometres."},
        ],
        "calls": [{"name": "distance", "args": {"destination": "Faro"}}],
        "also": [[{"name": "distance", "args": {"origin": "Porto", "destination": "Faro"}}]],
    },
    {"utterance": "Thanks.", "calls": [{"name": "answer", "args": {}}]},
]
TEXT = "\n".join(map(json.dumps, LINES))


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path, None, tmp_path, tmp_path, tmp_path, tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lines.jsonl"
    path.write_text(TEXT, encoding="utf-8")
    return path


def done(number: int, *output: dict[str, Any], status: str = "completed", echo: bool = True) -> dict[str, Any]:
    response = {"id": f"r{number}", "status": status, "output": list(output)}
    metadata = {"metadata": {"line": str(number)}} if echo else {}
    return {"type": "response.done", "response": response | metadata}


def asked(number: int, items: int) -> Expect:
    def check(event: dict[str, Any]) -> bool:
        response = event["response"]
        return response["conversation"] == "none" and len(response["input"]) == items

    return Expect("response.create", check)


OPENING: list[Step] = [
    Send([{"type": "session.created", "session": {"type": "realtime"}}]),
    Expect(
        "session.update", lambda e: e["session"]["output_modalities"] == ["text"] and len(e["session"]["tools"]) > 5
    ),
    Send([{"type": "session.updated", "session": {"type": "realtime"}}]),
]


async def test_each_line_is_asked_apart_with_its_history_and_a_bad_call_is_seen() -> None:
    script: list[Step] = [
        *OPENING,
        asked(1, 1),
        Send([created("r1"), done(1, call("local_time", '{"place": "tokyo"}'))]),
        asked(2, 5),
        Send([done(2, call("distance", "not JSON"), echo=False)]),
        asked(3, 1),
        Send([done(1), done(3)]),  # the first one is late and belongs to another line
    ]
    async with ScriptedPeer([script]) as peer:
        link = await open_connection(peer.url, "key", "gpt-realtime-2.1")
        found = [pair async for pair in ask_lines(link, read_lines(TEXT.splitlines()))]
        await peer.finished()
        await link.close()
    verdicts = [judged(line, answer) for line, answer in found if not isinstance(answer, str)]
    assert verdicts == [Verdict(True, True, True), Verdict(True, False, False), Verdict(True, True, True)]


async def test_a_refused_line_says_why_and_the_next_goes_on() -> None:
    refusal = {"type": "error", "error": {"type": "x", "code": "rate_limit_exceeded", "message": "slow down"}}
    script: list[Step] = [
        *OPENING,
        asked(1, 1),
        Send([lambda last: refusal | {"error": refusal["error"] | {"event_id": last["response.create"]["event_id"]}}]),  # type: ignore[operator]
        asked(2, 5),
        Send([done(2, status="failed")]),
        asked(3, 1),
        Send([done(3)]),
    ]
    async with ScriptedPeer([script]) as peer:
        link = await open_connection(peer.url, "key", "gpt-realtime-2.1")
        found = [answer async for _, answer in ask_lines(link, read_lines(TEXT.splitlines()))]
        await link.close()
    assert found == ["rate_limit_exceeded: slow down", "failed", ()]


async def test_a_server_that_goes_away_gives_no_half_score() -> None:
    async with ScriptedPeer([[*OPENING, asked(1, 1), Hang()]]) as peer:
        link = await open_connection(peer.url, "key", "gpt-realtime-2.1")
        with pytest.raises(ConnectionFailed):
            [pair async for pair in ask_lines(link, read_lines(TEXT.splitlines()))]
        await link.close()


def test_requests_of_a_batch_are_ones_openai_would_take(file: Path, paths: Paths, tmp_path: Path) -> None:
    out, said = tmp_path / "requests.jsonl", io.StringIO()
    assert eval_command(paths, Evaluation("batch", file, "gpt-x", out), said) == 0
    written = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(r["custom_id"], r["method"], r["url"]) for r in written] == [
        (f"line-{n}", "POST", "/v1/responses") for n in (1, 2, 3)
    ]
    types: TypeAdapter[Any] = TypeAdapter(ResponseCreateParamsNonStreaming)
    for request in written:
        types.validate_python(request["body"])
    assert [item["type"] for item in written[1]["body"]["input"]] == [
        "message",
        "function_call",
        "function_call_output",
        "message",
        "message",
    ]
    assert "3 requests" in said.getvalue()


def result(number: int, *calls: tuple[str, str], status: int = 200) -> str:
    output = [{"type": "function_call", "name": name, "arguments": text, "call_id": "c"} for name, text in calls]
    body = {"status": "completed", "output": [{"type": "reasoning"}, *output]}
    return json.dumps({"custom_id": f"line-{number}", "response": {"status_code": status, "body": body}, "error": None})


def test_results_in_any_order_are_scored_and_missing_ones_count(file: Path, paths: Paths, tmp_path: Path) -> None:
    results, out, said = tmp_path / "results.jsonl", tmp_path / "answers.jsonl", io.StringIO()
    right = ("distance", '{"origin": "Porto", "destination": "Faro"}')
    results.write_text("\n".join((result(3), result(2, right))), encoding="utf-8")
    eval_command(paths, Evaluation("batch", file, out=out, results=results, as_json=True), said)
    assert json.loads(said.getvalue()) == {"lines": 3, "failed": 1, "tool": 0.6667, "whole": 0.6667, "valid": 0.6667}
    answered = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert answered[0] == {"id": "a", "utterance": "Time in Tokyo?", "error": "not among the results"}
    assert answered[1]["calls"][0]["args"]["origin"] == "Porto"


def test_a_failed_request_of_a_batch_keeps_its_reason() -> None:
    lines = read_lines(TEXT.splitlines())
    failed = json.dumps({"custom_id": "line-1", "response": None, "error": {"code": "expired", "message": "too late"}})
    refused = json.dumps(
        {"custom_id": "line-2", "response": {"status_code": 400, "body": {"error": {"message": "no"}}}, "error": None}
    )
    cut = json.loads(result(3))
    cut["response"]["body"]["status"] = "incomplete"
    found = [answer for _, answer in answers(lines, [failed, refused, json.dumps(cut)])]
    assert found == ["too late", "no", "incomplete: None"]


@pytest.mark.parametrize("text", ["{", "[]", '{"custom_id": "line-1", "response": {"status_code": 200}}'])
def test_a_file_that_is_no_result_file_is_said_so(text: str) -> None:
    with pytest.raises(BadInput, match="no result of a batch"):
        list(answers(read_lines(TEXT.splitlines()), [text]))


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"calls": []}',
        '{"utterance": "x"}',
        '{"utterance": "x", "calls": [3]}',
        '{"utterance": "x", "calls": [{"name": "a", "args": []}]}',
        '{"utterance": "x", "calls": [], "history": "y"}',
        '{"utterance": "x", "calls": [], "history": [{"role": "king"}]}',
        "",
    ],
)
def test_lines_that_cannot_be_used_are_named(text: str) -> None:
    with pytest.raises(BadInput, match=r"Line 1 cannot be used|There are no lines"):
        read_lines([text])


def test_a_batch_without_a_model_is_refused(file: Path, paths: Paths) -> None:
    with pytest.raises(BadInput, match="needs a model"):
        eval_command(paths, Evaluation("batch", file), io.StringIO())


def test_more_than_a_batch_may_have_is_refused() -> None:
    line = read_lines(TEXT.splitlines())[0]
    with pytest.raises(BadInput, match="at most 50,000"):
        next(requests([line] * 50_001, "m"))


def test_a_tool_that_does_not_exist_fits_no_schema() -> None:
    line = read_lines(TEXT.splitlines())[0]
    assert judged(line, [Call("launch_rocket", {})]) == Verdict(False, False, False)


@pytest.mark.parametrize(
    ("address", "socket"),
    [
        ("https://api.openai.com/v1", "wss://api.openai.com/v1/realtime"),
        ("ws://127.0.0.1:9/v1/realtime", "ws://127.0.0.1:9/v1/realtime"),
    ],
)
def test_the_socket_stands_beside_the_base_address(address: str, socket: str) -> None:
    assert socket_address(address) == socket
