"""Searches everything a run of the tests wrote for the keys it used: a plugin, active in every run.

The whole run has a key in its environment, which every app that a test starts inherits; tests that use keys of their
own begin them alike. What tests and apps write lies in pytest's own folders, in a temporary folder of the run, and
where an installed app writes. At the end, and before a folder is removed, every file there is searched; a find fails
the run.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from wanderlust.settings.paths import PROJECT, discover_paths

BEGINNING = "sk-canary"
"""What every key of the tests begins with."""
KEPT_ON_PURPOSE = "keys.json"
"""Where a traveller without a keyring lets the key be kept, readable by nobody else."""
LARGEST = 64_000_000  # larger files are packs and tables, which set-up made
CHUNK = 1 << 20
_NEEDLES = (BEGINNING.encode(), BEGINNING.encode("utf-16-le"))
_OVERLAP = max(map(len, _NEEDLES)) - 1


def holds_key(path: Path) -> bool:
    """Whether a key is in a file, as UTF-8 or as UTF-16."""
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
        return False
    with path.open("rb") as file:
        before = b""
        while chunk := file.read(CHUNK):
            looked_at = before + chunk
            if any(needle in looked_at for needle in _NEEDLES):
                return True
            before = looked_at[-_OVERLAP:]
    return False


def files_with_key(folder: Path, since: float = 0.0) -> Iterator[Path]:
    """Files below a folder that hold a key, written after ``since`` (seconds since the epoch)."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name not in (".git", ".venv", "__pycache__", "tests", "node_modules")]
        for name in names:
            path = Path(parent, name)
            try:
                if path.lstat().st_mtime >= since and holds_key(path) and not _on_purpose(path):
                    yield path
            except OSError:
                continue  # a socket of a server that has ended, or a file gone meanwhile


def _on_purpose(path: Path) -> bool:
    return path.name == KEPT_ON_PURPOSE and not path.stat().st_mode & 0o077


class CanarySearch:
    """What one run wrote, and where a key was found in it.

    Attributes:
        found: Files with a key.
        removed: How many folders were searched before they were removed.
    """

    def __init__(self, began: float) -> None:
        self._began = began
        self.found: set[Path] = set()
        self.removed = 0

    def before_removal(self, event: str, arguments: tuple[Any, ...]) -> None:
        """An audit hook: what a test tidies away is searched first."""
        if event == "shutil.rmtree":
            self.removed += 1
            # pytest tidies away the folders of earlier runs, which are no business of this one's.
            self.found.update(files_with_key(Path(os.fsdecode(arguments[0])), self._began))

    def at_the_end(self, written: Iterable[Path]) -> None:
        for folder in written:
            self.found.update(files_with_key(folder, self._began))


_RUN = pytest.StashKey[CanarySearch]()
_FOLDER = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    search = CanarySearch(time.time() - 1)
    config.stash[_RUN] = search
    sys.addaudithook(search.before_removal)
    os.environ["OPENAI_API_KEY"] = f"{BEGINNING}-{secrets.token_hex(10)}"
    # pytest's folders stay where they are looked for; everything else temporary is this run's alone.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", tempfile.gettempdir())
    config.stash[_FOLDER] = tempfile.mkdtemp(prefix="wl-")  # short: sockets go there, whose paths are
    os.environ["TMPDIR"] = tempfile.tempdir = config.stash[_FOLDER]


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    search = session.config.stash[_RUN]
    paths = discover_paths(os.environ)
    factory: pytest.TempPathFactory | None = getattr(session.config, "_tmp_path_factory", None)
    written = {Path(session.config.stash[_FOLDER]), paths.data, paths.config, paths.cache, paths.log, PROJECT}
    search.at_the_end(written | ({factory.getbasetemp()} if factory is not None else set()))
    if search.found and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    if not search.found:
        shutil.rmtree(session.config.stash[_FOLDER], ignore_errors=True)
    return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    search = config.stash[_RUN]
    for path in sorted(search.found):
        terminalreporter.write_line(f"A KEY WAS WRITTEN TO {path}", red=True)
    if not search.found:
        terminalreporter.write_line(f"No key in what was written, nor in {search.removed} folders removed meanwhile.")
