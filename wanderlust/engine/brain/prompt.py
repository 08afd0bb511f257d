"""The words a small model is asked in: one prefix for every turn, kept on disk evaluated, and a short turn after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from wanderlust.domain.errors import DataMissing
from wanderlust.domain.tool_catalogue import CATALOGUE, ToolSpec
from wanderlust.engine.brain.question import Question
from wanderlust.engine.brain.short_names import SHORT_NAMES, short_name
from wanderlust.engine.router.focus import focus_of
from wanderlust.engine.router.foreign import follows_catalogue, function_of
from wanderlust.engine.router.values import HistoryItem

# Each token of history costs about 14 ms on two cores; what a follow-up can mean lies in the last two turns.
TURNS_KEPT = 2
LONGEST_LINE = 160
RESULTS_KEPT = 8
ANSWER_LINE = 'answer("...")  # Say one or two short sentences where no tool fits.'


def prefix_text(file: Path) -> str:
    """What comes before every turn, from ``prompt.txt``.

    Raises:
        DataMissing: The file is not there.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise DataMissing(
            "brain", "The language model's instructions are missing.", "Install Wanderlust again."
        ) from error
    tools = "\n".join([*(_catalogue_line(spec) for spec in CATALOGUE), ANSWER_LINE])
    return f"<|im_start|>system\n{text.replace('{tools}', tools).rstrip()}<|im_end|>\n"


def turn_text(question: Question) -> str:
    """What comes after the prefix: foreign tools, the talk before, the utterance."""
    foreign = [_foreign_line(tool) for tool in question.tools if not follows_catalogue(tool)]
    lines = ["Further tools:", *foreign] if foreign else []
    lines += _history_lines(question.history)
    lines.append(f"User: {_one_line(question.utterance)}")
    body = "\n".join(lines)
    return f"<|im_start|>user\n{body}<|im_end|>\n<|im_start|>assistant\nCall:"


def _catalogue_line(spec: ToolSpec) -> str:
    slots = []
    for slot in spec.slots:
        choices = f": {'|'.join(slot.choices)}" if slot.choices else ""
        slots.append(f"{slot.name}{'' if slot.required else '?'}{choices}")
    return f"{SHORT_NAMES.get(spec.name, spec.name)}({', '.join(slots)})  # {spec.description}"


def _foreign_line(tool: Mapping[str, Any]) -> str:
    function = function_of(tool)
    parameters = function.get("parameters") or {}
    required = set(parameters.get("required") or ())
    slots = [f"{key}{'' if key in required else '?'}" for key in parameters.get("properties") or {}]
    return f"{short_name(tool)}({', '.join(slots)})  # {_one_line(str(function.get('description') or ''))}"


def _history_lines(history: Sequence[HistoryItem]) -> Iterator[str]:
    starts = [index for index, item in enumerate(history) if item.role == "user"]
    first = starts[-TURNS_KEPT] if len(starts) >= TURNS_KEPT else 0
    for index, item in enumerate(history[first:], first):
        match item.role:
            case "user":
                yield f"User: {_one_line(item.text)}"
            case "assistant":
                yield f"Said: {_one_line(item.text)}"
            case "tool_call":
                yield f"Call: {_call(item)}"
            case "tool_result":
                names = focus_of(history[: index + 1]).results[:RESULTS_KEPT]
                if names:
                    yield "Results: " + "; ".join(f"{rank}. {name}" for rank, name in enumerate(names, 1))


def _call(item: HistoryItem) -> str:
    arguments = ", ".join(f"{key}={_written(value)}" for key, value in item.data.items() if value not in (None, ""))
    return f"{SHORT_NAMES.get(item.name, item.name)}({arguments})"


def _written(value: object) -> str:
    return f'"{_one_line(value)}"' if isinstance(value, str) else str(value)


def _one_line(text: str) -> str:
    # The model's own marks must not come from outside: what is said is words, never a new role.
    plain = " ".join(text.replace("<|", "< |").replace('"', "'").split())
    return plain if len(plain) <= LONGEST_LINE else f"{plain[:LONGEST_LINE].rsplit(' ', 1)[0]} ..."
