"""``wanderlust ask --url``: the same question, answered by a server of the Realtime wire."""

from __future__ import annotations

import asyncio
import json
import os
import sys

import pytest

from tests.fakes.living_peer import LivingPeer
from wanderlust.application.cloud_choice import cloud_choice
from wanderlust.domain.errors import BadInput


async def ask(*arguments: str) -> tuple[int, list[dict[str, object]], str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "wanderlust", "ask", "--json", *arguments),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "OPENAI_API_KEY": "sk-canary", "WANDERLUST_LOG": "debug"},
    )
    out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, [json.loads(line) for line in out.splitlines()], err.decode()


async def test_a_named_server_is_asked_with_tools_and_the_key_shows_nowhere() -> None:
    def tool(words: str) -> tuple[str, str] | None:
        return "show_on_map", '{"place": "Kyoto"}'

    async with LivingPeer("cloud", tool=tool) as peer:
        code, events, log = await ask("Where is Kyoto?", "--url", peer.base_url, "--model", "gpt-realtime-2.1-mini")
        assert code == 0 and peer.problems == []
        assert [e["event"] for e in events][:4] == ["backend", "user_transcript", "tool_call", "tool_result"]
        assert events[-1] == {"event": "done"}
        said = next(e["text"] for e in events if e["event"] == "assistant_transcript")
        assert said == "cloud answers Where is Kyoto?"
        assert "canary" not in log and "canary" not in json.dumps(events)
        session = peer.conversations[0].session
        assert session["reasoning"] == {"effort": "low"} and session["parallel_tool_calls"] is True


def test_a_key_alone_is_no_wish_to_be_heard_elsewhere() -> None:
    assert cloud_choice({"OPENAI_API_KEY": "sk-1"}) is None
    chosen = cloud_choice({"OPENAI_API_KEY": "sk-1"}, "openai")
    assert chosen is not None and chosen.endpoint.url == "wss://api.openai.com/v1/realtime?model=gpt-realtime-2.1"


def test_a_server_without_a_key_for_it_is_said_so() -> None:
    with pytest.raises(BadInput, match="no key"):
        cloud_choice({}, "openai")
