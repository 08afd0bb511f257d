"""Stores that end with their test, and a folder nobody may write to."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from tests.store.turns import NOON
from wanderlust.domain.errors import StorageFailed
from wanderlust.store.conversations import SqliteConversations

OpenStore = Callable[[Path], SqliteConversations]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "conversations.sqlite"


@pytest.fixture
async def open_store() -> AsyncIterator[OpenStore]:
    """Makes stores whose thread ends with the test, whether or not the test closed them."""
    made: list[SqliteConversations] = []

    def make(path: Path) -> SqliteConversations:
        made.append(SqliteConversations(path, lambda: NOON))
        return made[-1]

    yield make
    for store in made:
        with contextlib.suppress(StorageFailed):
            await store.close()


@pytest.fixture
def read_only_folder() -> Iterator[Path]:
    """A folder that refuses writing, for root too: root takes off its rights for the test's length."""
    # Not below tmp_path, whose parents only their owner may enter.
    folder = Path(tempfile.mkdtemp(prefix="wanderlust-read-only-"))
    folder.chmod(0o555)
    as_root = os.geteuid() == 0
    if as_root:
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if as_root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)
