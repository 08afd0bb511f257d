"""What is left after kill -9."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from wanderlust.store.conversations import SqliteConversations

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kept_before_the_kill", [1, 7, 40])
async def test_kill_loses_at_most_the_turn_in_progress(
    path: Path, open_store: Callable[[Path], SqliteConversations], kept_before_the_kill: int
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.store.appending_child", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child:
        said = [child.stdout.readline().strip() for _ in range(kept_before_the_kill)]
        child.kill()
        said += child.stdout.read().split()
    assert child.returncode == -9
    store = open_store(path)
    assert await store.start() == ""
    found = [turn.id for turn in await store.last(100_000)]
    assert found[: len(said)] == said
    # The one in progress may have reached the disk just before its line was said.
    assert len(found) - len(said) in (0, 1)
    assert found == [f"item_{number}" for number in range(len(found))]
