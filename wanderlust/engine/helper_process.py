"""A process of its own for a model, seen from the engine: started on demand, ended when idle, replaced when it breaks.

What goes in is one JSON line a request; what comes back is one JSON line and, for some, the bytes it announces. The
end of its input is its end, so it never outlives the engine.
"""

from __future__ import annotations

import json
import logging
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, TypeVar

from wanderlust.domain.errors import EngineFailed

log = logging.getLogger(__name__)

IDLE_SECONDS = 300.0
LOOK_SECONDS = 10.0

T = TypeVar("T")
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HelperWords:
    """What is said of a process that fails.

    Attributes:
        name: What it is, for the log and its watching thread.
        broken: It stopped in the middle; the next request starts it anew.
        missing: It cannot be started.
    """

    name: str
    broken: str
    missing: str


class HelperProcess:
    """Asks the process; one request at a time, from any thread."""

    def __init__(
        self,
        command: Sequence[str],
        words: HelperWords,
        answer_limit: float,
        clock: Callable[[], float] = time.monotonic,
        idle_seconds: float = IDLE_SECONDS,
        threaded: bool = True,
    ) -> None:
        """Nothing is started before the first request.

        Args:
            command: How to start the process.
            words: What to say when it fails.
            answer_limit: Seconds; a request that takes longer has hung, and the process is ended.
            clock: Seconds that only grow.
            idle_seconds: Without a request for so long, the process is ended and its memory is free.
            threaded: Without a thread the caller calls ``look`` itself.
        """
        self._command = list(command)
        self._words = words
        self._answer_limit = answer_limit
        self._clock = clock
        self._idle_seconds = idle_seconds
        self._threaded = threaded
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._last_used = 0.0
        self._ended = threading.Event()
        self._watch: threading.Thread | None = None

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def ask(self, question: Mapping[str, Any], read: Callable[[Answer, IO[bytes]], T]) -> T:
        """Send a request; ``read`` makes the result of the answer's line and what follows it.

        Raises:
            EngineFailed: The process broke, or answered that it could not; the next call starts it anew if need be.
        """
        with self._lock:
            process = self._running()
            limit = threading.Timer(self._answer_limit, process.kill)
            limit.daemon = True
            limit.start()
            try:
                return _asked(process, question, read)
            except (OSError, ValueError, EOFError, KeyError) as error:
                self._end()
                raise EngineFailed(self._words.broken, "Ask again: it starts anew.") from error
            finally:
                limit.cancel()
                self._last_used = self._clock()

    def look(self) -> None:
        """End the process if it has been idle for long enough; the thread does it every ten seconds."""
        if self._process is None or not self._lock.acquire(blocking=False):
            return
        try:
            if self._clock() - self._last_used >= self._idle_seconds:
                self._end()
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the process, also in the middle of a request."""
        self._ended.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.kill()
        with self._lock:
            self._end()
        if self._watch is not None:
            self._watch.join(timeout=2)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._process is None:
            try:
                self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            except OSError as error:
                raise EngineFailed(self._words.missing, "Install Wanderlust again.") from error
            if self._threaded and self._watch is None:
                self._watch = threading.Thread(target=self._look_now_and_then, name=self._words.name, daemon=True)
                self._watch.start()
        return self._process

    def _look_now_and_then(self) -> None:
        while not self._ended.wait(LOOK_SECONDS):
            self.look()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    log.debug("%s had ended before it was told everything", self._words.name)


def _asked(process: subprocess.Popen[bytes], question: Mapping[str, Any], read: Callable[[Answer, IO[bytes]], T]) -> T:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps(question).encode() + b"\n")
    process.stdin.flush()
    answer: Answer = json.loads(process.stdout.readline())
    if "error" in answer:
        raise EngineFailed(str(answer["error"]))
    return read(answer, process.stdout)
