"""A strict OpenAI-compatible chat server on loopback that answers as it is told, in the odd ways real ones have."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

KNOWN = {
    "model", "messages", "tools", "tool_choice", "stream", "temperature", "max_tokens", "response_format",
    "chat_template_kwargs", "think", "reasoning_effort",
}  # fmt: skip


class ChatServer:
    """Serves ``/v1/models`` and ``/v1/chat/completions``.

    Every request is held to the contract: a body with unknown or missing fields is a fault of ours and fails the test.

    Attributes:
        models: What it lists.
        chunks: What a streamed answer consists of, one server-sent event each.
        by_schema: The text answered where a JSON schema was asked for.
        strict: Whether it refuses everything that is not OpenAI's own.
        hangs: Whether it takes a question and never answers.
        asked: The bodies received.
        held: Set when it has taken a question that it will not answer.
        gone: Set when a client closed its connection before the answer.
    """

    def __init__(self, models: tuple[str, ...] = ("qwen",)) -> None:
        self.models = models
        self.chunks: list[Mapping[str, Any]] = []
        self.by_schema = ""
        self.strict = False
        self.hangs = False
        self.status = 200
        self.asked: list[dict[str, Any]] = []
        self.listed = 0
        self.held = asyncio.Event()
        self.gone = asyncio.Event()
        self.base = ""
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application()
        app.router.add_get("/v1/models", self._models)
        app.router.add_post("/v1/chat/completions", self._chat)
        self._runner = web.AppRunner(app, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base = f"http://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        assert self._runner is not None
        address: tuple[str, int] = self._runner.addresses[0]
        return address[1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _models(self, request: web.Request) -> web.Response:
        assert not request.can_read_body, "a probe sends nothing"
        self.listed += 1
        return web.json_response({"object": "list", "data": [{"id": name} for name in self.models]})

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        assert set(body) <= KNOWN, body
        assert body["model"] in self.models and body["messages"][-1]["role"] in ("user", "tool")
        self.asked.append(body)
        if self.hangs:
            self.held.set()
            try:
                await asyncio.Event().wait()
            finally:
                self.gone.set()
        if self.strict and {"chat_template_kwargs", "think", "reasoning_effort"} & set(body):
            return web.json_response({"error": {"message": "Unrecognized request argument"}}, status=400)
        if self.status != 200:
            return web.json_response({"error": {"message": "out of memory"}}, status=self.status)
        chunks = self.chunks if "response_format" not in body else [text_chunk(self.by_schema)]
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        await response.write(b": keep-alive\n\n")
        for chunk in chunks:
            await response.write(f"data: {json.dumps(chunk)}\n\n".encode())
        await response.write(b"data: [DONE]\n\n")
        return response


def text_chunk(text: str) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]}


def call_chunk(call: Mapping[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": {"tool_calls": [dict(call)]}, "finish_reason": finish}]}


def oslo() -> list[Mapping[str, Any]]:
    """A whole call at once, as Ollama streams it, that stops for "stop"."""
    function = {"name": "get_weather", "arguments": '{"place": "Oslo"}'}
    return [call_chunk({"function": function}), {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}]
