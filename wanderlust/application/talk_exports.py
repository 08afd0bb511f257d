"""An interpreted talk as a file: plain text, Markdown, subtitles or JSON, by the file's ending."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TypeVar

from wanderlust.application.transcript_formats import stamp
from wanderlust.domain.errors import BadInput, StorageFailed
from wanderlust.domain.interpreting import InterpretedUtterance
from wanderlust.domain.language_names import english_name

LEAST_SHOWN_S = 1.0  # a subtitle cannot be read in less

Talk = Sequence[InterpretedUtterance]
Content = TypeVar("Content")


def as_text(talk: Talk) -> str:
    """Time, language and words of each, the translation below them."""
    return "".join(
        f"[{one.at:%H:%M:%S}] {english_name(one.speaker)}: {one.source}\n"
        f"           {english_name(one.listener)}: {one.target}\n"
        for one in talk
    )


def as_markdown(talk: Talk) -> str:
    """A heading with the day, then one paragraph an utterance."""
    if not talk:
        return "# Interpreted talk\n"
    lines = [f"# Interpreted talk, {talk[0].at:%Y-%m-%d}\n"]
    lines += [
        f"**{one.at:%H:%M:%S} {english_name(one.speaker)}** {plain(one.source)}\n\n> {english_name(one.listener)}: "
        f"{plain(one.target)}\n"
        for one in talk
    ]
    return "\n".join(lines)


def as_subtitles(talk: Talk) -> str:
    """SubRip, counted from the first word of the talk: what was said, and the translation below it."""
    first = talk[0].at if talk else None
    parts = []
    for number, one in enumerate(talk, 1):
        assert first is not None
        start = max(0.0, (one.at - first).total_seconds())
        end = start + max(one.seconds, LEAST_SHOWN_S)
        if number < len(talk):
            end = max(start, min(end, (talk[number].at - first).total_seconds()))
        parts.append(f"{number}\n{stamp(start)} --> {stamp(end)}\n{one.source}\n{one.target}\n\n")
    return "".join(parts)


def as_json(talk: Talk) -> str:
    """An object with every field of every utterance."""
    said = [{**asdict(one), "at": one.at.isoformat(), "seconds": round(one.seconds, 3)} for one in talk]
    return json.dumps({"utterances": said}, ensure_ascii=False, indent=1) + "\n"


FORMS: Mapping[str, Callable[[Talk], str]] = {
    ".txt": as_text,
    ".md": as_markdown,
    ".srt": as_subtitles,
    ".json": as_json,
}


def write_talk(talk: Talk, path: Path) -> None:
    """Write the talk as the file's ending says.

    Raises:
        BadInput: There is nothing to write, or no such form.
        StorageFailed: The file cannot be written.
    """
    if not talk and path.suffix.lower() in FORMS:
        raise BadInput("Nothing of the talk was kept, so there is nothing to write.")
    write_form(FORMS, path, talk)


def write_form(forms: Mapping[str, Callable[[Content], str]], path: Path, content: Content) -> None:
    """Write something in the form that the file's ending names; raises BadInput for none, and StorageFailed."""
    form = forms.get(path.suffix.lower())
    if form is None:
        raise BadInput(f"I cannot write a talk as “{path.suffix or path.name}”.", f"Use {', '.join(forms)}.")
    try:
        path.write_text(form(content), encoding="utf-8")
    except OSError as error:
        raise StorageFailed(
            f"I cannot write {path.name}: {error.strerror or error}.", "Choose another folder."
        ) from error


def plain(text: str) -> str:
    """Words that are to be read as they are in Markdown."""
    return "".join(f"\\{char}" if char in r"\`*_[]<>#|" else char for char in text)
