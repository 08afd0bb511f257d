"""A talk, an interpreted talk or a call as a file: plain text, Markdown, subtitles or JSON, by the file's ending."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from wanderlust.application import talk_exports
from wanderlust.application.call_formats import as_json as calls_as_json
from wanderlust.application.call_formats import as_text as calls_as_text
from wanderlust.application.talk_exports import LEAST_SHOWN_S, plain, write_form
from wanderlust.application.transcript_formats import stamp
from wanderlust.assistant.interpreter.record import utterance_of
from wanderlust.domain.calls.logged_call import LoggedCall
from wanderlust.domain.conversation import Speaker, Turn
from wanderlust.domain.errors import BadInput

LONGEST_SHOWN_S = 7.0  # nobody looks at two lines of a subtitle for longer
READ_PER_S = 17.0  # letters; the usual limit for subtitles

Turns = Sequence[Turn]
NAMES = {Speaker.USER: "You", Speaker.ASSISTANT: "Wanderlust"}


def as_text(turns: Turns, title: str) -> str:
    """Time, speaker and words of each turn."""
    head = [f"{title}\n{'=' * len(title)}\n"] if title else []
    return "\n".join([*head, *(f"[{turn.at:%Y-%m-%d %H:%M}] {_who(turn)}{_said(turn)}" for turn in turns)]) + "\n"


def as_markdown(turns: Turns, title: str) -> str:
    """A heading, one for each day, then one paragraph a turn."""
    lines, day = [f"# {plain(title) or 'Talk'}\n"], None
    for turn in turns:
        if turn.at.date() != day:
            day = turn.at.date()
            lines.append(f"## {day:%Y-%m-%d}\n")
        if turn.speaker is Speaker.ACTIVITY:
            lines.append(f"*{turn.at:%H:%M} {plain(_said(turn))}*\n")
            continue
        lines.append(f"**{turn.at:%H:%M} {NAMES[turn.speaker]}** {plain(_said(turn))}\n")
        if turn.source:
            lines.append(f"<small>{plain(turn.source)}</small>\n")
    return "\n".join(lines)


def as_subtitles(turns: Turns, title: str) -> str:
    """SubRip, counted from the first word: each shown as long as it takes to read, at most until the next;
    the form has no place for a title."""
    said = [turn for turn in turns if turn.speaker is not Speaker.ACTIVITY]
    parts = []
    for number, turn in enumerate(said, 1):
        start = max(0.0, (turn.at - said[0].at).total_seconds())
        end = start + min(LONGEST_SHOWN_S, max(LEAST_SHOWN_S, len(turn.text) / READ_PER_S))
        if number < len(said):
            end = max(start, min(end, (said[number].at - said[0].at).total_seconds()))
        parts.append(f"{number}\n{stamp(start)} --> {stamp(end)}\n{_who(turn)}{_said(turn)}\n\n")
    return "".join(parts)


def as_json(turns: Turns, title: str) -> str:
    """An object with every field of every turn."""
    said = [{**asdict(turn), "at": turn.at.isoformat(), "speaker": turn.speaker.value} for turn in turns]
    return json.dumps({"title": title, "turns": said}, ensure_ascii=False, indent=1) + "\n"


FORMS: Mapping[str, Callable[..., str]] = {
    ".txt": as_text,
    ".md": as_markdown,
    ".srt": as_subtitles,
    ".json": as_json,
}


def write_entry(entry: Turns | LoggedCall, title: str, path: Path) -> None:
    """Write an entry of the history as the file's ending says; an interpreted talk as the interpreter writes it.

    Raises:
        BadInput: There is nothing to write, or no such form.
        StorageFailed: The file cannot be written.
    """
    if isinstance(entry, LoggedCall):
        write_form(CALL_FORMS, path, entry)
        return
    if not entry:
        raise BadInput("Nothing was said here yet, so there is nothing to write.")
    utterances = [utterance_of(turn) for turn in entry]
    if all(utterance is not None for utterance in utterances):
        talk_exports.write_talk([utterance for utterance in utterances if utterance is not None], path)
        return
    write_form({end: partial(form, title=title) for end, form in FORMS.items()}, path, entry)


def _call_as_markdown(call: LoggedCall) -> str:
    said = [f"**{'Wanderlust' if side == 'us' else plain(call.name)}** {plain(text)}\n" for side, text in call.captions]
    form = [f"- {plain(label)}: {plain(value)}" for label, value in call.form if value]
    head = [f"# {plain(call.name)}, {call.at:%Y-%m-%d %H:%M}\n", f"{plain(call.sentence)}\n"]
    return "\n".join([*head, *form, "", *said])


def _call_as_subtitles(call: LoggedCall) -> str:
    """Captions have no times of their own: each follows the one before, as long as it takes to read."""
    parts, start = [], 0.0
    for number, (side, text) in enumerate(call.captions, 1):
        end = start + max(LEAST_SHOWN_S, len(text) / READ_PER_S)
        who = "Wanderlust" if side == "us" else call.name
        parts.append(f"{number}\n{stamp(start)} --> {stamp(end)}\n{who}: {text}\n\n")
        start = end
    return "".join(parts)


CALL_FORMS: Mapping[str, Callable[[LoggedCall], str]] = {
    ".txt": lambda call: calls_as_text([call]),
    ".md": _call_as_markdown,
    ".srt": _call_as_subtitles,
    ".json": lambda call: calls_as_json([call]),
}


def _who(turn: Turn) -> str:
    return f"{NAMES[turn.speaker]}: " if turn.speaker in NAMES else ""


def _said(turn: Turn) -> str:
    return turn.text.replace("\u2028", "\n")
