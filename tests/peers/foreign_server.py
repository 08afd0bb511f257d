"""Our client against a server that others wrote, ``@copilotkit/aimock``, in peace and with its chaos (``make peers``).

It deviates from OpenAI's wire in ways of its own (fields left out, events invented) and speaks no sound. Its
``--chaos-*`` options reach its chat completions alone, neither ``/v1/realtime`` nor ``/v1/models``, so a proxy of ours
drops, cuts, doubles, delays and reorders its frames: nothing may crash, nothing is done twice.
"""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import pytest

from tests.fakes.frame_proxy import Fault, FrameProxy
from tests.fakes.switched_talk import SwitchedTalk, switched_talk
from tests.peers.environments import AIMOCK, home_of
from wanderlust.domain import events as ev
from wanderlust.domain.cloud_settings import CloudSettings
from wanderlust.domain.conversation import Speaker
from wanderlust.domain.secret import Secret
from wanderlust.realtime.endpoint import Endpoint
from wanderlust.realtime.model_list import list_models

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed"),
]

MODEL = "gpt-realtime-2.1"
KEY = Secret("sk-canary-aimock-0001")
FIXTURES = {
    "fixtures": [
        {"match": {"userMessage": "Hello"}, "response": {"content": "Good day to you."}},
        {"match": {"userMessage": "Lisbon", "hasToolResult": True}, "response": {"content": "It is on your list."}},
        {
            "match": {"userMessage": "Lisbon"},
            "response": {"toolCalls": [{"name": "itinerary_add", "arguments": {"item": "Lisbon"}}]},
        },
    ]
}


@asynccontextmanager
async def aimock(folder: Path) -> AsyncIterator[str]:
    """Run it on a free port ; its base URL."""
    home = await asyncio.to_thread(home_of, AIMOCK)
    (folder / "fixtures.json").write_text(json.dumps(FIXTURES), encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = home / "node_modules" / "@copilotkit" / "aimock" / "dist" / "cli.js"
    options = ("--port", str(port), "--fixtures", str(folder / "fixtures.json"), "--log-level", "silent")
    process = await asyncio.create_subprocess_exec("node", str(program), *options)
    try:
        for _ in range(300):
            if await _listens(port):
                break
            await asyncio.sleep(0.1)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.kill()
        await process.wait()


async def _listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


async def moved_to(talk: SwitchedTalk, base_url: str) -> None:
    await talk.ready()
    talk.use(Endpoint(base_url, KEY.reveal(), MODEL))
    connections = len(talk.cloud_states())
    await talk.switch.renew()
    await talk.until(lambda: len(talk.cloud_states()) > connections and talk.session.ready, 30)


def done(talk: SwitchedTalk) -> list[str]:
    return [turn.text for turn in talk.store.turns if turn.speaker is Speaker.ACTIVITY]


async def test_it_lists_its_models(tmp_path: Path) -> None:
    async with aimock(tmp_path) as base_url:
        assert await list_models(CloudSettings(address=base_url), KEY)


async def test_it_is_talked_to_and_its_calls_are_run(tmp_path: Path) -> None:
    async with aimock(tmp_path) as base_url, switched_talk(tmp_path) as talk:
        await moved_to(talk, base_url)
        await talk.ask("Hello there")
        assert talk.texts()[-1] == "Good day to you."
        await talk.ask("Put Lisbon on my trip")
        assert [stop.name for stop in await talk.trips.stops()] == ["Lisbon"]
        assert talk.texts()[-1] == "It is on your list." and done(talk) == ["Added Lisbon"]
        await talk.ask("Hello again")
        assert talk.texts()[-1] == "Good day to you." and talk.backends() == ["openai"]


async def test_what_it_has_no_answer_for_is_said_and_the_talk_goes_on(tmp_path: Path) -> None:
    async with aimock(tmp_path) as base_url, switched_talk(tmp_path) as talk:
        await moved_to(talk, base_url)
        await talk.session.say("Something it was never told")
        await talk.until(lambda: bool(talk.of(ev.Notice)) or talk.backends()[-1] == "engine", 30)
        await talk.ask("Hello there")
        assert talk.texts()[-1] in ("Good day to you.", "engine answers Hello there")


@pytest.mark.parametrize("fault", get_args(Fault))
async def test_its_frames_may_be_mistreated_and_nothing_is_done_twice(tmp_path: Path, fault: Fault) -> None:
    answered = 0
    async with (
        aimock(tmp_path) as base_url,
        FrameProxy(urlsplit(base_url).port or 0, fault, 0.1, random.Random(5)) as proxy,
        switched_talk(tmp_path, patience_s=2.0, unasked=True) as talk,
    ):
        await talk.ready()
        talk.use(Endpoint(proxy.base_url, KEY.reveal(), MODEL))
        await talk.switch.renew()
        for number in range(12):
            try:
                async with asyncio.timeout(6):
                    await talk.ask("Put Lisbon on my trip" if number == 5 else f"Hello {number}")
                answered += 1
            except TimeoutError:
                await talk.session.stop()
        assert not talk.running.done() and proxy.done > 2
        assert len(await talk.trips.stops()) <= 1 and len(done(talk)) <= 1
        sys.stdout.write(f"\naimock, frames {fault}: {proxy.done} mistreated, answered {answered} of 12\n")
        assert answered >= (12 if fault in ("delay", "duplicate") else 4)
