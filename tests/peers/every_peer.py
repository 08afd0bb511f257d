"""Four clients made by others, and one for browsers, hold a conversation with the real engine (``make peers``).

Not part of ``make check``: the clients are large and want versions of their own. Each runs as a script in an
environment of its own, through a tap that holds every event of both sides against OpenAI's published types.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import RunningEngine
from tests.peers.environments import CLIENTS, PEERS, Peer, command_for
from tests.peers.wire_tap import Traffic, wire_tap
from wanderlust.dsp.level import to_int16
from wanderlust.dsp.wav import read_wav
from wanderlust.settings.paths import PROJECT

pytestmark = [pytest.mark.engine, pytest.mark.timeout(900)]

LONGEST_RUN = 180.0  # seconds, for one peer's whole conversation
# They report to their makers' servers otherwise.
QUIET = {"OPENAI_AGENTS_DISABLE_TRACING": "1", "DO_NOT_TRACK": "1"}
# Codes that say "too late" about something that was right when it was sent; every client goes on after them.
BENIGN = {"response_cancel_not_active", "conversation_already_has_active_response"}


@pytest.fixture(scope="module")
def question(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled question as PCM16 mono 24 kHz."""
    file = tmp_path_factory.mktemp("peers") / "question.pcm"
    sound = read_wav(PROJECT / "resources" / "speech" / "where_is_kyoto.wav", 24_000)
    file.write_bytes(to_int16(sound).tobytes())
    return file


@pytest.fixture(scope="module")
def table() -> Iterator[list[str]]:
    """Rows that are printed when all peers have had their turn."""
    rows = [f"{'client':<34}{'sent':>6}{'received':>10}{'violations':>12}{'errors':>8}{'benign':>8}  what it did"]
    yield rows
    sys.stdout.write("\n" + "\n".join(rows) + "\n")


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.script)
async def test_it_holds_a_conversation(engine: RunningEngine, question: Path, table: list[str], peer: Peer) -> None:
    if peer.node and shutil.which("node") is None:
        pytest.skip("Node is not installed")
    command = await asyncio.to_thread(command_for, peer)
    async with wire_tap(engine.realtime_url) as (base_url, traffic):
        process = await asyncio.create_subprocess_exec(
            *command,
            base_url,
            engine.token,
            str(question),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=CLIENTS,
            env={**os.environ, **QUIET},
        )
        try:
            output, complaints = await asyncio.wait_for(process.communicate(), LONGEST_RUN)
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    lines = output.decode().splitlines()
    assert lines, f"the script printed nothing: {complaints.decode()[-2000:]}"
    checks: dict[str, bool | str] = json.loads(lines[-1])
    errors = [f"{code}: {message}" for code, message in traffic.errors if code not in BENIGN]
    table.append(_row(peer, checks, traffic, errors))
    failed = {name: result for name, result in checks.items() if result is not True}
    assert not failed, f"{failed}; {errors}; {complaints.decode()[-4000:]}"
    assert not traffic.violations
    assert not errors


def _row(peer: Peer, checks: dict[str, bool | str], traffic: Traffic, errors: list[str]) -> str:
    done = ", ".join(name if result is True else f"{name} FAILED" for name, result in checks.items())
    benign = len(traffic.errors) - len(errors)
    return (
        f"{peer.name:<34}{traffic.sent.total():>6}{traffic.received.total():>10}{len(traffic.violations):>12}"
        f"{len(errors):>8}{benign:>8}  {done}"
    )
