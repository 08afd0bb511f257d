"""Starts the embedded engine as a process of its own, and knows when it has ended."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress

from wanderlust.domain.errors import EngineFailed

log = logging.getLogger(__name__)

START_LIMIT_S = 30.0
STOP_LIMIT_S = 3.0
FAREWELL_S = 2.0  # between closing its socket and its end an engine needs about 0.1 s


KEY_VARIABLES = ("OPENAI_API_KEY",)
"""The engine asks nobody who takes one: what it does not hold it cannot lose."""


def _without_keys(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name not in KEY_VARIABLES}


class EngineProcess:
    """The engine's process: the token goes in by stdin, the port comes out by stdout, and stdin's end is its end.

    Args:
        command: How to start it, such as ``[python, -m, wanderlust, engine]``.
        environment: Variables to add to ours, of which it gets no key.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str] | None = None) -> None:
        self._command = list(command)
        self._environment = dict(environment or {})
        self._process: asyncio.subprocess.Process | None = None
        self._complaints: asyncio.Task[None] | None = None
        self._last_words: list[str] = []
        self.token = secrets.token_urlsafe(32)
        self.port = 0

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/v1/realtime"

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process is not None else None

    @property
    def last_words(self) -> str:
        """The last sentence the engine wrote to stderr, or an empty string."""
        return self._last_words[-1] if self._last_words else ""

    async def farewell(self) -> str:
        """What an engine that is going down says last; empty when it goes on, or ended without a word."""
        process, complaints = self._process, self._complaints
        if process is None or complaints is None:
            return ""
        try:
            async with asyncio.timeout(FAREWELL_S):
                await process.wait()
                await asyncio.shield(complaints)
        except TimeoutError:
            return ""
        return self.last_words

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        """Start it and wait for its port; raises EngineFailed with the engine's own last words."""
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env={**_without_keys(os.environ), **self._environment},
            )
        except OSError as error:
            raise EngineFailed("The voice on this computer cannot be started.", "Install Wanderlust again.") from error
        process = self._process
        assert process.stdin is not None and process.stdout is not None and process.stderr is not None
        self._complaints = asyncio.create_task(self._read_complaints(process.stderr))
        try:
            process.stdin.write(f"{self.token}\n".encode())
            await process.stdin.drain()
            async with asyncio.timeout(START_LIMIT_S):
                line = await process.stdout.readline()
            self.port = int(json.loads(line)["port"])
        except (TimeoutError, OSError, ValueError, KeyError, TypeError) as error:
            await self.stop()
            said = self.last_words
            raise EngineFailed(
                said or "The voice on this computer did not start.", "" if said else "Run wanderlust doctor."
            ) from error

    async def ended(self) -> int:
        """Wait until the process ends; its exit code."""
        assert self._process is not None
        return await self._process.wait()

    async def stop(self) -> None:
        """End it: close its stdin, and kill it when it does not go within three seconds."""
        process = self._process
        if process is None:
            return
        if process.stdin is not None:
            process.stdin.close()
        try:
            async with asyncio.timeout(STOP_LIMIT_S):
                await process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        if self._complaints is not None:
            await asyncio.gather(self._complaints, return_exceptions=True)

    async def _read_complaints(self, stream: asyncio.StreamReader) -> None:
        while True:
            try:
                line = await stream.readline()
            except ValueError:
                continue  # a line beyond the reader's limit is dropped; unread, it would block the engine
            if not line:
                return
            text = line.decode(errors="replace").rstrip()
            log.info("engine: %s", text)
            self._last_words = [*self._last_words[-19:], text]
