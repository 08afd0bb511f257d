"""Kept calls as files: plain text to read, JSON to work with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from wanderlust.domain.calls.logged_call import LoggedCall
from wanderlust.domain.errors import StorageFailed


def write_calls(calls: Sequence[LoggedCall], path: Path) -> None:
    """Write calls in the form that the file's ending names: ``.json``, else text. Raises StorageFailed."""
    text = as_json(calls) if path.suffix.lower() == ".json" else as_text(calls)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StorageFailed(
            f"I cannot write {path.name}: {error.strerror or error}.", "Choose another folder."
        ) from error


def as_json(calls: Sequence[LoggedCall]) -> str:
    """One array of objects, with captions and form as lists of objects."""
    objects = []
    for call in calls:
        kept = asdict(call) | {"at": call.at.isoformat()}
        kept["form"] = [{"label": label, "value": value} for label, value in call.form]
        kept["captions"] = [{"side": side, "text": text} for side, text in call.captions]
        objects.append(kept)
    return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"


def as_text(calls: Sequence[LoggedCall]) -> str:
    """One block a call: who, when, how it ended, the form, and what was said."""
    return "\n\n".join(_block(call) for call in calls) + "\n"


def _block(call: LoggedCall) -> str:
    rehearsal = " (rehearsal, nobody was called)" if call.line == "rehearsal" else ""
    lines = [
        f"{call.name}, {call.number}{rehearsal}",
        f"{call.at:%Y-%m-%d %H:%M}, {call.seconds:.0f} seconds, {call.kind}",
        f"For: {call.goal}",
        call.sentence,
        "",
        *(f"{label}: {value}" for label, value in call.form if value),
        "",
        *(f"{'Wanderlust' if side == 'us' else call.name}: {text}" for side, text in call.captions),
    ]
    return "\n".join(lines).rstrip()
