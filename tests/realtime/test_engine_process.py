"""The engine as a process: started, heard when it complains, ended with its input."""

from __future__ import annotations

import asyncio
import os
import sys

import pytest

from wanderlust.domain.errors import EngineFailed
from wanderlust.realtime.engine_process import EngineProcess

READY = """
import json, sys
token = sys.stdin.readline().strip()
print(json.dumps({"port": 4711}), flush=True)
"""


def python(code: str, **environment: str) -> EngineProcess:
    return EngineProcess([sys.executable, "-c", code], environment)


async def test_it_gets_its_token_and_tells_its_port() -> None:
    engine = python(READY + "sys.stderr.write(token + '\\n'); sys.stderr.flush(); sys.stdin.read()")
    await engine.start()
    assert engine.running and engine.port == 4711 and engine.url == "ws://127.0.0.1:4711/v1/realtime"
    assert engine.pid is not None and engine.pid != os.getpid()
    await engine.stop()
    assert engine.last_words == engine.token and len(engine.token) >= 32
    assert not engine.running


async def test_it_ends_when_its_input_closes() -> None:
    engine = python(READY + "sys.stdin.read(); sys.exit(7)")
    await engine.start()
    ended = asyncio.create_task(engine.ended())
    await engine.stop()
    assert await ended == 7


async def test_two_engines_have_two_tokens() -> None:
    assert python("").token != python("").token


async def test_its_variables_are_added_to_ours() -> None:
    engine = python(READY + "import os; sys.stderr.write(os.environ['WORD'] + os.environ['PATH'])", WORD="hello ")
    await engine.start()
    await engine.stop()
    assert engine.last_words == f"hello {os.environ['PATH']}"


async def test_a_command_that_is_not_there_is_said_so() -> None:
    engine = EngineProcess(["/nowhere/wanderlust-engine"])
    with pytest.raises(EngineFailed, match="cannot be started"):
        await engine.start()
    assert not engine.running and engine.pid is None and await engine.farewell() == ""
    await engine.stop()


@pytest.mark.parametrize("line", ["hello", "5", "[1]", "{}", '{"port": "x"}', '{"port": null}', "\\xff"])
async def test_garbage_instead_of_a_port_is_no_start(line: str) -> None:
    engine = python(f"import sys; sys.stdout.buffer.write(b'{line}\\n'); sys.stdout.flush(); sys.stdin.read()")
    with pytest.raises(EngineFailed, match="did not start"):
        await engine.start()
    assert not engine.running, "it is not left behind"


async def test_one_that_dies_at_once_is_quoted() -> None:
    engine = python("import sys; sys.stderr.write('First.\\nThe weights are not here.\\n'); sys.exit(1)")
    with pytest.raises(EngineFailed) as caught:
        await engine.start()
    assert str(caught.value) == "The weights are not here."


async def test_one_that_dies_without_a_word_is_said_so() -> None:
    with pytest.raises(EngineFailed, match="did not start. Run wanderlust doctor"):
        await python("raise SystemExit(1)").start()


async def test_one_that_goes_down_later_says_farewell() -> None:
    engine = python(READY + "sys.stdin.readline(); sys.stderr.write('The memory is full.\\n')")
    await engine.start()
    process = engine._process
    assert process is not None and process.stdin is not None
    process.stdin.write(b"go\n")
    assert await engine.farewell() == "The memory is full."
    assert await engine.ended() == 0
    await engine.stop()


async def test_an_endless_line_of_complaint_does_not_stop_the_reading() -> None:
    engine = python(READY + "sys.stderr.write('x' * 500_000 + '\\nAt last.\\n'); sys.stderr.flush(); sys.stdin.read()")
    await engine.start()
    await engine.stop()
    assert engine.last_words == "At last."


async def test_the_engine_is_given_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary")
    program = (
        "import json, os, sys; sys.stdin.readline();"
        "print(json.dumps({'port': 1 + ('OPENAI_API_KEY' in os.environ)}), flush=True); sys.stdin.read()"
    )
    engine = EngineProcess([sys.executable, "-c", program])
    await engine.start()
    assert engine.port == 1
    await engine.stop()
