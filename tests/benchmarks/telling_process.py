"""A benchmark's other half in a process of its own: it tells JSON lines, takes orders on stdin, and ends with it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from queue import Empty, SimpleQueue
from typing import Any

from wanderlust.settings.paths import PROJECT

END_LIMIT_S = 15


class TellingProcess:
    """``python -m MODULE ARGUMENTS``; each line it prints is an object whose ``at`` says what it has come to.

    Args:
        limit_s: How long it is waited for at each step.
    """

    def __init__(self, module: str, *arguments: str, environment: Mapping[str, str], limit_s: float) -> None:
        self._module, self._limit_s = module, limit_s
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=PROJECT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._said: SimpleQueue[dict[str, Any]] = SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.put(json.loads(line))

    def order(self, *words: str) -> None:
        """Send it a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(" ".join(words) + "\n")
        self._process.stdin.flush()

    def wait_for(self, what: str, **wanted: object) -> list[dict[str, Any]]:
        """All that was told up to this; raises SystemExit when it does not come."""
        heard: list[dict[str, Any]] = []
        until = time.monotonic() + self._limit_s
        while not heard or heard[-1]["at"] != what or any(heard[-1].get(k) != v for k, v in wanted.items()):
            try:
                heard.append(self._said.get(timeout=max(0.01, until - time.monotonic())))
            except Empty:
                raise SystemExit(f"{self._module} did not get to {what!r} {wanted}: {heard[-20:]}") from None
        return heard

    def end(self) -> None:
        """Close its stdin; kill it when that does not end it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(END_LIMIT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
