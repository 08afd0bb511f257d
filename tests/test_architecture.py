"""Rules about the files themselves; which part may import which is held by import-linter."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
LONGEST = 500
VAGUE_NAMES = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "misc"})

MODULES = sorted(p for part in ("wanderlust", "tests", "packaging") for p in (PROJECT / part).rglob("*.py"))


def name_of(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def test_the_modules_were_found() -> None:
    assert len([path for path in MODULES if path.is_relative_to(PROJECT / "wanderlust")]) > 100


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short_says_what_it_is_and_has_a_name_that_does(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= LONGEST, f"{name_of(path)} is longer than {LONGEST} lines"
    docstring = ast.get_docstring(ast.parse(source))
    assert docstring, f"{name_of(path)} does not say what it is for"
    first = docstring.splitlines()[0]
    assert first.endswith((".", ":", ";")), f"{name_of(path)} does not open with a sentence"
    # The last word is what a thing is: "common_words" are words, "word_helpers" would be helpers.
    kinds = {part.split("_")[-1] for part in path.relative_to(PROJECT).with_suffix("").parts}
    assert kinds.isdisjoint(VAGUE_NAMES), f"{name_of(path)} has a name that says nothing"
