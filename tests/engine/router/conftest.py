"""The router with the installed sentence model and the installed gazetteer, and lines to judge it by."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from wanderlust.domain.money import folded
from wanderlust.domain.tool_catalogue import CATALOGUE
from wanderlust.engine.router import HistoryItem, Router, Routing
from wanderlust.geo.gazetteer import Gazetteer

ROOT = Path(__file__).resolve().parents[3]
RESOURCES = ROOT / "resources" / "router"
TOOLS = tuple(spec.definition() for spec in CATALOGUE)


def data_dir() -> Path:
    return Path(os.environ.get("WANDERLUST_DATA_DIR") or platformdirs.user_data_dir("wanderlust"))


@pytest.fixture(scope="session")
def router() -> Iterator[Router]:
    model, places = data_dir() / "packs" / "minilm-l6", data_dir() / "places.sqlite"
    if not (model / "model.onnx").is_file() or not places.is_file():
        pytest.fail("set-up has not prepared the sentence model and the places (run: make setup)")
    yield Router(model, RESOURCES / "weights.npz", RESOURCES / "tokenizer.json", Gazetteer(places))


@pytest.fixture(scope="session")
def unseen() -> list[Line]:
    return unseen_lines()


@dataclass(frozen=True)
class Line:
    """One unseen line: what is said, after what, and what should come of it."""

    utterance: str
    language: str
    history: tuple[HistoryItem, ...]
    target: str
    expected: dict[str, Any]
    kind: str

    def right_tool(self, routing: Routing) -> bool:
        """The right tool runs or is asked for; where none should, none runs and the kind is right."""
        if self.kind in ("act", "ask"):
            return routing.kind in ("act", "ask") and routing.intent == self.target
        return not routing.calls and (routing.kind == self.kind or routing.intent == self.target)

    def right_call(self, routing: Routing) -> bool:
        if self.kind == "act":
            return (
                len(routing.calls) == 1
                and routing.calls[0].name == self.target
                and same_arguments(routing.calls[0].arguments, self.expected)
            )
        if self.kind == "ask":
            return routing.kind == "ask" and routing.reply == self.expected["reply"]
        return self.right_tool(routing)


def same_arguments(found: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    """Equal but for case, accents and a leading article."""
    return {k: _plain(v) for k, v in found.items()} == {k: _plain(v) for k, v in expected.items()}


def _plain(value: object) -> object:
    return folded(value).removeprefix("the ") if isinstance(value, str) else value


def unseen_lines(file: Path = ROOT / "tests" / "data" / "router_unseen.tsv") -> list[Line]:
    lines = []
    for row in file.read_text(encoding="utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        utterance, language, before, target, expected = row.split("\t")
        kind, arguments = "act", {}
        if expected.startswith("{"):
            arguments = json.loads(expected)
        else:
            kind = expected
        if target == "ask":
            kind, target = "ask", "distance" if "Where" in expected else "convert_currency"
        lines.append(Line(utterance, language, tuple(_history(before)), target, arguments, kind))
    return lines


def _history(before: str) -> Sequence[HistoryItem]:
    items: list[HistoryItem] = []
    for part in before.split(" | ") if before else []:
        if part.startswith("= "):
            names = [{"name": name.strip()} for name in part[2:].split(";")]
            items.append(HistoryItem("tool_result", name=items[-1].name, data={"data": {"places": names}}))
        else:
            name, _, arguments = part.partition(" ")
            items.append(HistoryItem("tool_call", name=name, data=json.loads(arguments)))
    return items
