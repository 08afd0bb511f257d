"""`wanderlust engine --port N`: the port it was told, or one sentence why not."""

from __future__ import annotations

import json
import socket
import subprocess
import sys

import pytest

from wanderlust.settings.paths import PROJECT


def engine(port: int | str, said: str = "a-token\n") -> subprocess.CompletedProcess[str]:
    """Start the engine on a port; its input ends after what is said, so it ends by itself."""
    command = [sys.executable, "-m", "wanderlust", "engine", f"--port={port}"]
    return subprocess.run(command, input=said, capture_output=True, text=True, timeout=60, cwd=PROJECT)


def test_a_port_in_use_is_said_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = engine(port)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Port {port} is in use by another program. Choose another with --port, or leave it out.\n"


@pytest.mark.parametrize("port", ["70000", "-1", "http"])
def test_a_port_that_is_none_is_a_mistake_in_the_command(port: str) -> None:
    done = engine(port)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(f"{port} is no port; give a number from 0 (any free one) to 65535.\n")


@pytest.mark.engine
def test_a_free_port_is_taken_and_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    done = engine(port)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"port": port}


def test_without_a_token_the_engine_does_not_serve() -> None:
    done = engine(0, said="\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert "token" in done.stderr and len(done.stderr.splitlines()) == 1
