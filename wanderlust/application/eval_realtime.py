"""Asks a Realtime server which tools it would call, line by line, each line apart from the ones before."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

from wanderlust.application.eval_lines import Line, as_json
from wanderlust.assistant.instructions import INSTRUCTIONS
from wanderlust.assistant.ports import RealtimeLink
from wanderlust.domain.call_scoring import Call
from wanderlust.domain.errors import ConnectionFailed
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.wire import client_events as cl
from wanderlust.wire import server_events as sv
from wanderlust.wire.items import Response

LINE_LIMIT_S = 60.0

Answer = tuple[Call, ...] | str
"""The calls a server would make, or why there is no answer."""


def session_of_evaluation() -> dict[str, Any]:
    """A session with our tools that only writes: its turns come from the file."""
    return {
        "type": "realtime",
        "instructions": INSTRUCTIONS,
        "output_modalities": ["text"],
        "audio": {"input": {"turn_detection": None}},
        "tools": [spec.definition() for spec in CATALOGUE],
        "tool_choice": "auto",
    }


async def ask_lines(link: RealtimeLink, lines: Sequence[Line]) -> AsyncIterator[tuple[Line, Answer]]:
    """Every line with its answer, in order.

    Raises:
        ConnectionFailed: The server refused the session, or went away.
    """
    events = link.events()
    await link.send(cl.SessionUpdate(session_of_evaluation(), "evt_session"))
    while not isinstance(event := await _next(events), sv.SessionUpdated):
        if isinstance(event, sv.ErrorEvent):
            raise ConnectionFailed("The server does not take the session.", event.error.message[:200])
    for line in lines:
        name = f"evt_line_{line.number}"
        await link.send(cl.ResponseCreate(_response(line), name))
        yield line, await _answer(events, name)


def _response(line: Line) -> dict[str, Any]:
    # Out of band, with its own input: no line sees another, and the server's conversation stays empty.
    items = [as_json(item) for item in line.items]
    return {
        "conversation": "none",
        "input": items,
        "output_modalities": ["text"],
        "metadata": {"line": str(line.number)},
    }


async def _answer(events: AsyncIterator[sv.ServerEvent], name: str) -> Answer:
    line = name.removeprefix("evt_line_")
    try:
        async with asyncio.timeout(LINE_LIMIT_S):
            while True:
                event = await anext(events)
                if isinstance(event, sv.ErrorEvent) and event.error.event_id in (name, None):
                    return f"{event.error.code or event.error.type}: {event.error.message[:200]}"
                if isinstance(event, sv.ResponseDone):
                    told = event.response.metadata
                    # A server that does not echo metadata answers one at a time all the same.
                    if told is None or told.get("line", line) == line:
                        return _calls(event.response)
    except TimeoutError:
        return "no answer within a minute"


def _calls(response: Response) -> Answer:
    if response.status == "failed":
        error = response.status_details.error if response.status_details is not None else None
        return f"failed: {error.code or ''} {error.message or ''}".strip() if error is not None else "failed"
    calls = []
    for item in response.output or ():
        if item.type != "function_call":
            continue
        calls.append(Call(item.name or "", arguments_of(item.arguments or "{}")))
    return tuple(calls)


def arguments_of(text: str) -> dict[str, Any]:
    """Arguments as an object; what is none is kept as it came, under a name no schema knows."""
    try:
        value = json.loads(text or "{}")
    except (ValueError, RecursionError):
        value = None
    return value if isinstance(value, dict) else {"not JSON": text[:300]}


async def _next(events: AsyncIterator[sv.ServerEvent]) -> sv.ServerEvent:
    try:
        async with asyncio.timeout(LINE_LIMIT_S):
            return await anext(events)
    except TimeoutError as error:
        raise ConnectionFailed("The server does not answer.", "Check its address.") from error
