"""``wanderlust interpret``: a talk of two people, recorded or live, said again in each other's language."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from wanderlust.application.interpreting import RATE, interpret
from wanderlust.application.services import engine_process
from wanderlust.domain.errors import BadInput, WanderlustError
from wanderlust.domain.language_names import english_name
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav, write_wav
from wanderlust.settings.paths import Paths


def interpret_command(pair: tuple[str, str], wav: Path, out: Path | None, fast: bool, as_json: bool) -> int:
    """Interpret a recording; returns 0, or raises WanderlustError after an ``error`` line when JSON is wanted.

    Args:
        pair: The two languages, in either order.
        wav: The talk.
        out: Where what the interpreter says is written, or None.
        fast: Push the recording through instead of keeping real time.
        as_json: One JSON object a line instead of plain text.
    """

    report = _reporter(as_json)
    try:
        if pair[0] == pair[1]:
            raise BadInput("An interpreter is between two languages.")
        talk = to_int16(read_wav(wav, RATE))
        spoken = asyncio.run(interpret(engine_process(), pair, talk, report, fast))
    except WanderlustError as error:
        if as_json:
            report({"event": "error", "message": str(error)})
        raise
    if out is not None:
        write_wav(out, np.frombuffer(spoken, "<i2"), RATE)
    if as_json:
        report({"event": "done"})
    return 0


def interpret_live_command(paths: Paths, pair: tuple[str, str], export: Path | None, as_json: bool) -> int:
    """Interpret on this computer's devices until Ctrl+C; returns 0, or raises WanderlustError as above."""
    from wanderlust.application.interpret_live import interpret_live
    from wanderlust.application.sound import DeviceSound

    report = _reporter(as_json)
    try:
        interpret_live(paths, pair, report, export, DeviceSound())
    except WanderlustError as error:
        if as_json:
            report({"event": "error", "message": str(error)})
        raise
    if as_json:
        report({"event": "done"})
    return 0


def _reporter(as_json: bool) -> Callable[[dict[str, Any]], None]:
    def report(line: dict[str, Any]) -> None:
        text = json.dumps(line, ensure_ascii=False) if as_json else _plain(line)
        if text:
            sys.stdout.write(text + "\n")
            sys.stdout.flush()

    return report


def _plain(line: dict[str, Any]) -> str:
    if line["event"] == "listening":
        return f"I interpret between {' and '.join(map(english_name, line['languages']))}. Ctrl+C ends it."
    if line["event"] == "caption":
        return f"{line['speaker_language']} … {line['source']} / {line['target']}"
    if line["event"] == "spoken":
        return ""
    if line["event"] == "unclear":
        return "? " + " / ".join(f"{language}: {text}" for language, text in line["sources"].items())
    said = f"{line['speaker_language']}: {line['source']}"
    return f"{said}\n{line['target_language']}: {line['target']}" if line["target"] else said
