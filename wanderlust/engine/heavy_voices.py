"""The heavy voices' own process, seen from the engine: started on demand, ended when idle, replaced when it breaks.

What goes in is one JSON line a sentence, what comes back one JSON line and the samples it announces; the end of its
input is its end, so it never outlives the engine.
"""

from __future__ import annotations

import json
import logging
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from wanderlust.domain.errors import EngineFailed

log = logging.getLogger(__name__)

Samples = npt.NDArray[np.float32]

IDLE_SECONDS = 300.0
LOOK_SECONDS = 10.0
# The longest piece takes 5 s on two cores; loading 2 s. One that takes ten times as long hangs.
ANSWER_LIMIT_S = 60.0
_BROKEN = "The natural voice stopped in the middle of its work."
_AGAIN = "Ask again: it starts anew."


class HeavyVoices:
    """Speaks through the process; one sentence at a time, from any thread."""

    def __init__(
        self,
        command: Sequence[str],
        clock: Callable[[], float] = time.monotonic,
        idle_seconds: float = IDLE_SECONDS,
        answer_limit: float = ANSWER_LIMIT_S,
        threaded: bool = True,
    ) -> None:
        """Nothing is started before the first sentence.

        Args:
            command: How to start the process.
            clock: Seconds that only grow.
            idle_seconds: Without a sentence for so long, the process is ended and its memory is free.
            answer_limit: A sentence that takes longer has hung; the process is ended.
            threaded: Without a thread the caller calls ``look`` itself.
        """
        self._command = list(command)
        self._clock = clock
        self._idle_seconds = idle_seconds
        self._answer_limit = answer_limit
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

    def speak(self, text: str, language: str, voice: str, speed: float) -> Samples:
        """A sentence as float32 at 24 kHz, shape ``(n,)``.

        Raises:
            EngineFailed: The process broke or could not do it; the next call starts it anew.
        """
        with self._lock:
            process = self._running()
            limit = threading.Timer(self._answer_limit, process.kill)
            limit.daemon = True
            limit.start()
            try:
                return _asked(process, {"text": text, "language": language, "voice": voice, "speed": speed})
            except (OSError, ValueError, EOFError, KeyError) as error:
                self._end()
                raise EngineFailed(_BROKEN, _AGAIN) from error
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
        """End the process, also in the middle of a sentence."""
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
                raise EngineFailed("The natural voice cannot be started.", "Install Wanderlust again.") from error
            if self._threaded and self._watch is None:
                self._watch = threading.Thread(target=self._look_now_and_then, name="heavy voices", daemon=True)
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
                    log.debug("the natural voice had ended before it was told everything")


def _asked(process: subprocess.Popen[bytes], question: dict[str, Any]) -> Samples:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(json.dumps(question).encode() + b"\n")
    process.stdin.flush()
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    if "error" in answer:
        raise EngineFailed(str(answer["error"]))
    size = 4 * int(answer["samples"])
    sound = process.stdout.read(size)
    if len(sound) != size:
        raise EOFError
    return np.frombuffer(sound, "<f4")
