"""``wanderlust interpret``: a recorded talk of two people, said again in each other's language."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from wanderlust.application.interpreting import RATE, interpret
from wanderlust.application.services import engine_process
from wanderlust.domain.errors import BadInput, WanderlustError
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav, write_wav


def interpret_command(pair: tuple[str, str], wav: Path, out: Path | None, fast: bool, as_json: bool) -> int:
    """Interpret a recording; returns 0, or raises WanderlustError after an ``error`` line when JSON is wanted.

    Args:
        pair: The two languages, in either order.
        wav: The talk.
        out: Where what the interpreter says is written, or None.
        fast: Push the recording through instead of keeping real time.
        as_json: One JSON object a line instead of plain text.
    """

    def report(line: dict[str, Any]) -> None:
        sys.stdout.write((json.dumps(line, ensure_ascii=False) if as_json else _plain(line)) + "\n")
        sys.stdout.flush()

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


def _plain(line: dict[str, Any]) -> str:
    if line["event"] == "unclear":
        return "? " + " / ".join(f"{language}: {text}" for language, text in line["sources"].items())
    said = f"{line['speaker_language']}: {line['source']}"
    return f"{said}\n{line['target_language']}: {line['target']}" if line["target"] else said
