"""``wanderlust eval tools``: the same lines scored against the engine, any Realtime server, or a batch."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from wanderlust.application import eval_batch
from wanderlust.application.cloud_clerk import key_store
from wanderlust.application.eval_lines import Line, read_lines
from wanderlust.application.eval_realtime import Answer, ask_lines
from wanderlust.application.services import ENGINE_MODEL, engine_process
from wanderlust.assistant.arguments import parsed_arguments
from wanderlust.domain.call_scoring import Call, Score, Verdict, best_match
from wanderlust.domain.cloud_settings import BEST_MODEL, host_of
from wanderlust.domain.errors import BadArguments, BadInput
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.realtime.connection import RealtimeConnection, open_connection
from wanderlust.settings.paths import Paths

SPECS = {spec.name: spec for spec in CATALOGUE}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is to be scored.

    Attributes:
        backend: ``engine``, ``batch``, or the address of a Realtime server.
        lines: The file of utterances with their calls.
        model: Model id; needed for a batch.
        out: Where answers are written, one JSON object a line; for a batch without results, the requests.
        results: The result file of a batch.
        as_json: Print the score as JSON.
    """

    backend: str
    lines: Path
    model: str = ""
    out: Path | None = None
    results: Path | None = None
    as_json: bool = False


def eval_command(paths: Paths, wanted: Evaluation, stdout: TextIO) -> int:
    """Score, or write the requests of a batch; returns the exit code.

    Raises:
        BadInput: A file cannot be read or written, or an option is missing.
        ConnectionFailed: The server went away; no score is given for a part.
    """
    lines = read_lines(_text(wanted.lines).splitlines())
    if wanted.backend == "batch" and wanted.results is None:
        return _write_batch(wanted, lines, stdout)
    if wanted.backend == "batch":
        assert wanted.results is not None
        answered = list(eval_batch.answers(lines, _text(wanted.results).splitlines()))
    else:
        answered = asyncio.run(_asked(paths, wanted, lines))
    score = Score()
    reports = []
    for line, answer in answered:
        verdict = None if isinstance(answer, str) else judged(line, answer)
        score.add(verdict)
        reports.append(_report(line, answer, verdict))
    if wanted.out is not None:
        _write(wanted.out, (json.dumps(report, ensure_ascii=False) for report in reports))
    stdout.write(_as_json(score) if wanted.as_json else _as_text(score))
    return 0


def judged(line: Line, calls: Sequence[Call]) -> Verdict:
    """How the calls compare to the right ones, and whether our tools would take their arguments."""
    tool, whole = best_match(calls, line.allowed)
    return Verdict(tool, whole, all(map(_valid, calls)))


def _valid(call: Call) -> bool:
    spec = SPECS.get(call.name)
    if spec is None:
        return False
    try:
        parsed_arguments(spec, json.dumps(dict(call.arguments)))
    except BadArguments:
        return False
    return True


def _write_batch(wanted: Evaluation, lines: Sequence[Line], stdout: TextIO) -> int:
    if not wanted.model or wanted.out is None:
        raise BadInput(
            "A batch needs a model and a file.",
            "Give --model MODEL --out REQUESTS.jsonl, and later --results RESULTS.jsonl.",
        )
    _write(wanted.out, eval_batch.requests(lines, wanted.model))
    stdout.write(f"{len(lines)} requests are in {wanted.out}. Upload it as a batch for {eval_batch.ENDPOINT}.\n")
    return 0


async def _asked(paths: Paths, wanted: Evaluation, lines: Sequence[Line]) -> list[tuple[Line, Answer]]:
    async with _connection(paths, wanted) as link:
        return [pair async for pair in ask_lines(link, lines)]


@asynccontextmanager
async def _connection(paths: Paths, wanted: Evaluation) -> AsyncIterator[RealtimeConnection]:
    if wanted.backend == "engine":
        engine = engine_process()
        try:
            await engine.start()
            link = await open_connection(engine.url, engine.token, wanted.model or ENGINE_MODEL)
            try:
                yield link
            finally:
                await link.close()
        finally:
            await engine.stop()
        return
    host = host_of(wanted.backend)  # refuses what is no address, and what would send the key in the clear
    found = await key_store(paths, os.environ).load(host)
    key = found.secret.reveal() if found is not None else "none"
    link = await open_connection(socket_address(wanted.backend), key, wanted.model or BEST_MODEL)
    try:
        yield link
    finally:
        await link.close()


def socket_address(address: str) -> str:
    """The WebSocket beside a base address."""
    address = address.strip().rstrip("/")
    for scheme, socket in (("https://", "wss://"), ("http://", "ws://")):
        if address.startswith(scheme):
            address = socket + address.removeprefix(scheme)
    return address if address.endswith("/realtime") else f"{address}/realtime"


def _report(line: Line, answer: Answer, verdict: Verdict | None) -> dict[str, Any]:
    report: dict[str, Any] = {"id": line.id, "utterance": line.utterance}
    if isinstance(answer, str) or verdict is None:
        return report | {"error": answer}
    calls = [{"name": call.name, "args": dict(call.arguments)} for call in answer]
    return report | {"calls": calls, "tool": verdict.tool, "whole": verdict.whole, "valid": verdict.valid}


def _as_json(score: Score) -> str:
    shares = {name: round(score.share(getattr(score, name)), 4) for name in ("tool", "whole", "valid")}
    return json.dumps({"lines": score.lines, "failed": score.failed, **shares}) + "\n"


def _as_text(score: Score) -> str:
    return (
        f"{score.lines} lines, {score.failed} without an answer\n"
        f"right tool      {score.share(score.tool):6.1%}\n"
        f"right arguments {score.share(score.whole):6.1%}\n"
        f"fit the schema  {score.share(score.valid):6.1%}\n"
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise BadInput(f"{path} cannot be read: {reason}.", "Give a file with one JSON object a line.") from error


def _write(path: Path, lines: Iterable[str]) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}.", "Choose another file.") from error
