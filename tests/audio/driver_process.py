"""Runs `drivers/sound_driver.py` and waits for what it prints."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

_PROGRAM = Path(__file__).parent / "drivers" / "sound_driver.py"


class DriverProcess:
    """The driver as a child process; ends with the ``with`` block."""

    def __init__(self, environment: dict[str, str], *latencies: float) -> None:
        self._child = subprocess.Popen(
            [sys.executable, str(_PROGRAM), *map(str, latencies)],
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._events: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._seen: list[dict[str, Any]] = []
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> DriverProcess:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.kill()
        self._child.communicate()

    def do(self, *words: object) -> None:
        """Give one command."""
        assert self._child.stdin is not None
        self._child.stdin.write(" ".join(map(str, words)) + "\n")
        self._child.stdin.flush()

    def wait_for(self, event: str, within: float = 30, **fields: object) -> dict[str, Any]:
        """The next event of this kind with these fields; others before it are passed over."""
        until = time.monotonic() + within
        while True:
            try:
                told = self._events.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"no {event} {fields}; seen: {self._seen}") from None
            assert told is not None, f"the driver ended before {event} {fields}; seen: {self._seen}"
            self._seen.append(told)
            if told["event"] == event and all(told[key] == value for key, value in fields.items()):
                return told

    def _read(self) -> None:
        assert self._child.stdout is not None
        for line in self._child.stdout:
            self._events.put(json.loads(line))
        self._events.put(None)
