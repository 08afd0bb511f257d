"""What every part of the tests may use: the prepared data, and one real engine for the whole run."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from wanderlust.settings.paths import PROJECT, Paths, discover_paths

pytest_plugins = ["tests.canary_search"]

# No test asks the internet; those with services of their own on this computer lift the bar.
os.environ["WANDERLUST_OFFLINE"] = "1"


@dataclass(frozen=True, slots=True)
class RunningEngine:
    """A real engine in its own process."""

    port: int
    token: str
    process: subprocess.Popen[bytes]

    @property
    def realtime_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/v1/realtime"

    def http_url(self, route: str) -> str:
        return f"http://127.0.0.1:{self.port}{route}"


@pytest.fixture(scope="session")
def paths() -> Paths:
    """Where set-up put the data; `make check` prepares it first."""
    return discover_paths(os.environ)


@pytest.fixture(scope="session")
def engine() -> Iterator[RunningEngine]:
    """The embedded engine, started as the app starts it; it ends with its standard input."""
    token = secrets.token_urlsafe(16)
    process = subprocess.Popen(
        [sys.executable, "-m", "wanderlust", "engine", "--llm", "off"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=PROJECT,
        env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE"},
    )
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(f"{token}\n".encode())
    process.stdin.flush()
    line = process.stdout.readline()
    assert line, "the engine did not start; run `wanderlust doctor`"
    yield RunningEngine(json.loads(line)["port"], token, process)
    process.stdin.close()
    try:
        process.wait(timeout=10)
    finally:
        process.kill()
        process.stdout.close()
