"""``wanderlust engine route``: what the language router makes of lines of JSON, so that anyone can score it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any, TextIO

from wanderlust.application.brain import brains_for
from wanderlust.application.engine import model_loaders
from wanderlust.domain.errors import BrainFailed
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.brain.second_opinion import Opinion, SecondOpinion
from wanderlust.engine.models import Chooses
from wanderlust.engine.router.values import HistoryItem, Routing
from wanderlust.settings.paths import Paths

PATIENCE_S = 300.0  # the first line may wait while the model reads its instructions for the first time
ROLES = ("user", "assistant", "tool_call", "tool_result")
LONGEST_LINE = 1_000_000  # characters; more is no utterance with its history


def route_command(paths: Paths, llm: str, lines: TextIO, out: TextIO) -> int:
    """Route every line of ``lines`` to ``out``, one answer a line in the same order; returns the exit code.

    Args:
        paths: Where data lies.
        llm: Which language model is asked where the router is unsure: ``off``, ``auto``, ``pack`` or an address.
        lines: JSON lines in.
        out: JSON lines out.

    Raises:
        BadInput: ``llm`` is none of these.
        BrainFailed: The language model asked for cannot be used.
        DataMissing: The router's data is not installed.
    """
    # Whoever scores lines waits: no limit of talk is kept, and words are not wanted.
    second = SecondOpinion(brains_for(paths, llm), limit=PATIENCE_S, with_text=False)
    router = model_loaders(paths).router()
    asyncio.run(_route(router, second, lines, out))
    return 0


async def _route(router: Chooses, second: SecondOpinion, lines: TextIO, out: TextIO) -> None:
    try:
        if second.brains.choice != "off":
            await second.brains.find()
            state = second.brains.state
            if state.kind == "none" and state.choice != "auto":
                raise BrainFailed(state.problem)
        async for answer in answers(router, lines, second):
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
            out.flush()
    finally:
        await second.brains.close()


async def answers(
    router: Chooses, lines: Iterable[str], second: SecondOpinion | None = None
) -> AsyncIterator[dict[str, Any]]:
    """An object for every line that is not blank: ``calls``, or ``error`` where the line cannot be read."""
    tools = tuple(spec.definition() for spec in CATALOGUE)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        name: Any = None
        try:
            request = _object(line)
            name = request.get("id")
            utterance, language = _text(request, "utterance"), _text(request, "lang", "en")
            offered = _tools(request.get("tools")) or tools
            history = history_of(request.get("history"))
            opinion = Opinion(router.route(utterance, offered, history, language or "en"), "router")
            if second is not None and second.wanted(opinion.routing):
                opinion = await _reconsidered(router, second, opinion.routing, (utterance, offered, history, language))
        except ValueError as error:
            yield {"id": name, "error": f"Line {number}: {error}."}
            continue
        routing = opinion.routing
        confidence = round(routing.confidence, 4)
        yield {"id": name, "calls": calls_of(routing), "confidence": confidence, "tier": opinion.tier}


Turn = tuple[str, Sequence[Mapping[str, Any]], Sequence[HistoryItem], str]


async def _reconsidered(router: Chooses, second: SecondOpinion, routing: Routing, turn: Turn) -> Opinion:
    utterance, tools, history, language = turn

    async def likely() -> tuple[tuple[str, float], ...]:
        return router.likely(utterance, tools, history, language or "en")

    return await second.on(routing, utterance, tools, history, language or "en", likely)


def calls_of(routing: Routing) -> list[dict[str, Any]]:
    """What it would run; torn between two, the likelier one, with its low confidence; ``answer`` for mere talk."""
    calls = routing.calls or routing.guess
    return [{"name": call.name, "args": dict(call.arguments)} for call in calls] or [{"name": "answer", "args": {}}]


def _object(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise ValueError("it is longer than a million characters")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is not JSON") from error
    if not isinstance(value, dict):
        raise ValueError("it is not a JSON object")
    return value


def _text(request: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = request.get(key, default)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise ValueError(f'"{key}" is not text' if key in request else f'"{key}" is missing')
    return value


def _tools(value: object) -> tuple[Mapping[str, Any], ...]:
    """A session's own tools, when the line brings any; they stand instead of ours."""
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(tool, Mapping) for tool in value):
        raise ValueError('"tools" is not a list of objects')
    return tuple(value)


def history_of(value: object) -> list[HistoryItem]:
    """The steps of a line's ``history``; raises ValueError where it is none."""
    if value is None:
        return []
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise ValueError('"history" is not a list')
    return [_step(step) for step in value]


def _step(step: object) -> HistoryItem:
    if not isinstance(step, Mapping):
        raise ValueError('a step of "history" is not an object')
    role = step.get("role")
    if role not in ROLES:
        raise ValueError(f'"role" in "history" is none of {", ".join(ROLES)}')
    if role in ("user", "assistant"):
        return HistoryItem(role, text=_text(step, "text"))
    data = step.get("args" if role == "tool_call" else "result")
    if isinstance(data, str):
        try:
            data = json.loads(data)
        except ValueError:
            data = {"text": data}
    if isinstance(data, list):
        data = {"results": data}
    return HistoryItem(role, name=_text(step, "name"), data=data if isinstance(data, Mapping) else {})
