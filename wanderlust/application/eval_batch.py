"""OpenAI's batch files: requests written for the Responses endpoint, results read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wanderlust.application.eval_lines import Line, as_json
from wanderlust.application.eval_realtime import Answer, arguments_of
from wanderlust.assistant.instructions import INSTRUCTIONS
from wanderlust.domain.call_scoring import Call
from wanderlust.domain.errors import BadInput
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.wire.items import Item

MOST_REQUESTS = 50_000  # in one file, says the contract
ENDPOINT = "/v1/responses"


def requests(lines: Sequence[Line], model: str) -> Iterator[str]:
    """One request a line; raises BadInput when there are more than a batch may have."""
    if len(lines) > MOST_REQUESTS:
        raise BadInput(f"A batch has at most {MOST_REQUESTS:,} lines; this file has {len(lines):,}.", "Split it.")
    tools = [spec.definition() for spec in CATALOGUE]
    for line in lines:
        body = {
            "model": model,
            "instructions": INSTRUCTIONS,
            "input": [_as_input(item) for item in line.items],
            "tools": tools,
            "tool_choice": "auto",
            "store": False,
        }
        request = {"custom_id": custom_id(line), "method": "POST", "url": ENDPOINT, "body": body}
        yield json.dumps(request, ensure_ascii=False)


def _as_input(item: Item) -> dict[str, Any]:
    """An item as the Responses endpoint takes it: there, earlier words of the assistant's are plain text."""
    if item.type == "message":
        return {"type": "message", "role": item.role, "content": item.text}
    return as_json(item)


def custom_id(line: Line) -> str:
    """Results come in any order; the number finds the line again."""
    return f"line-{line.number}"


def answers(lines: Sequence[Line], results: Iterable[str]) -> Iterator[tuple[Line, Answer]]:
    """Every line with its answer, in the order of the lines; raises BadInput for a file that is no result file."""
    found: dict[str, Answer] = {}
    for number, text in enumerate(results, 1):
        if not text.strip():
            continue
        try:
            result = json.loads(text)
            found[str(result["custom_id"])] = _answer(result)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BadInput(f"Line {number} of the results is no result of a batch.", "Download it again.") from error
    for line in lines:
        yield line, found.get(custom_id(line), "not among the results")


def _answer(result: Mapping[str, Any]) -> Answer:
    response = result.get("response")
    if result.get("error") or not isinstance(response, Mapping) or response.get("status_code") != 200:
        error = result.get("error") or (response or {}).get("body", {}).get("error") or {}
        return str(error.get("message") or error.get("code") or "failed")[:200]
    body = response["body"]
    if body.get("status") not in (None, "completed"):
        return f"{body['status']}: {body.get('incomplete_details') or body.get('error')}"[:200]
    calls = [item for item in body["output"] if item.get("type") == "function_call"]
    return tuple(Call(str(item["name"]), arguments_of(str(item["arguments"]))) for item in calls)
