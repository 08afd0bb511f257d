"""The language model's own process, seen from the engine: started on demand, ended when idle, replaced when it dies."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from wanderlust.domain.errors import BrainFailed

log = logging.getLogger(__name__)

IDLE_SECONDS = 300.0
LOOK_SECONDS = 10.0
# From a cold disk the 1.1 GB take 12 s; ten times that is a fault.
START_LIMIT_S = 120.0


class ModelServer:
    """Keeps at most one process; all methods belong to one event loop.

    Args:
        command: How to start it.
        threads: How many cores it may use.
        clock: Seconds that only grow.
        idle_seconds: Unused for so long, it is ended and its memory is free.
        start_limit: Seconds until it must listen.
    """

    def __init__(
        self,
        command: Sequence[str],
        threads: int,
        clock: Callable[[], float] = time.monotonic,
        idle_seconds: float = IDLE_SECONDS,
        start_limit: float = START_LIMIT_S,
    ) -> None:
        self._command = list(command)
        self._threads = threads
        self._clock = clock
        self._idle_seconds = idle_seconds
        self._start_limit = start_limit
        self._process: asyncio.subprocess.Process | None = None
        self._starting = asyncio.Lock()
        self._last_used = 0.0
        self._in_use = 0
        self._watch: asyncio.Task[None] | None = None
        self.url = ""
        self.key = ""

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        process = self._process
        return process.pid if process is not None and process.returncode is None else None

    async def start(self, gently: bool = False) -> bool:
        """See that it runs; returns whether it had to be started.

        Args:
            gently: It shall give way to all other work while it runs.

        Raises:
            BrainFailed: It cannot be started, or said why not.
        """
        async with self._starting:
            self._last_used = self._clock()
            if self.pid is not None:
                return False
            await self._start(gently)
            return True

    async def _start(self, gently: bool) -> None:
        self.key = secrets.token_urlsafe(24)
        environment = {**os.environ, "OMP_WAIT_POLICY": "PASSIVE"}
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=environment,
            )
        except OSError as error:
            raise BrainFailed("The language model cannot be started.", "Install Wanderlust again.") from error
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(_order(self.key, self._threads, gently))
            await process.stdin.drain()
            async with asyncio.timeout(self._start_limit):
                answer = json.loads(await process.stdout.readline())
            if "error" in answer:
                raise BrainFailed(str(answer["error"]))
            self.url = str(answer["url"])
        except (TimeoutError, OSError, ValueError, KeyError, TypeError) as error:
            await self.stop()
            raise BrainFailed("The language model did not start.") from error
        except (BrainFailed, asyncio.CancelledError):
            await self.stop()
            raise
        self._last_used = self._clock()
        if self._watch is None:
            self._watch = asyncio.create_task(self._look_now_and_then())

    async def ended(self) -> None:
        """Wait until the process has ended of itself; returns at once when none runs."""
        if self._process is not None:
            await self._process.wait()

    def begin_use(self) -> None:
        """It is being asked: it is not idle until :meth:`end_use`."""
        self._in_use += 1

    def end_use(self) -> None:
        self._in_use -= 1
        self._last_used = self._clock()

    async def look(self) -> None:
        """End it if it has been idle for long enough; done every ten seconds while it runs."""
        idle = self._clock() - self._last_used >= self._idle_seconds
        if idle and not self._in_use and not self._starting.locked():
            await self.stop()

    async def stop(self) -> None:
        """End it, also in the middle of its work."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
        await process.wait()
        if process.stdin is not None:
            process.stdin.close()

    async def close(self) -> None:
        """End it for good."""
        if self._watch is not None:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
            self._watch = None
        await self.stop()

    async def _look_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self.look()


def _order(key: str, threads: int, gently: bool) -> bytes:
    return json.dumps({"key": key, "threads": threads, "gently": gently}).encode() + b"\n"
