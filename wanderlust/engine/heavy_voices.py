"""The heavy voices' own process, seen from the engine: a sentence in, its sound out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import IO

import numpy as np
import numpy.typing as npt

from wanderlust.engine.helper_process import IDLE_SECONDS, Answer, HelperProcess, HelperWords

Samples = npt.NDArray[np.float32]

# The longest piece takes 5 s on two cores; loading 2 s. One that takes ten times as long hangs.
ANSWER_LIMIT_S = 60.0
_WORDS = HelperWords(
    "heavy voices", "The natural voice stopped in the middle of its work.", "The natural voice cannot be started."
)


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
        """Nothing is started before the first sentence; the arguments are those of :class:`HelperProcess`."""
        self._process = HelperProcess(command, _WORDS, answer_limit, clock, idle_seconds, threaded)
        self._warming = threading.Lock()
        self._warm: set[str] = set()
        self._warm_pid: int | None = None

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        return self._process.pid

    def speak(self, text: str, language: str, voice: str, speed: float) -> Samples:
        """A sentence as float32 at 24 kHz, shape ``(n,)``.

        Raises:
            EngineFailed: The process broke or could not do it; the next call starts it anew.
        """
        return self._process.ask({"text": text, "language": language, "voice": voice, "speed": speed}, _sound)

    def warm_up(self, language: str, voice: str) -> None:
        """Have the process ready for a language, which it is from its first word on; raises EngineFailed.

        Loading takes 1 to 2 s, the readings of Japanese and Chinese another: better spent while the traveller talks.
        Whoever comes while it is being done does not wait for it.
        """
        if not self._warming.acquire(blocking=False):
            return
        try:
            if self.pid is None or self.pid != self._warm_pid:
                self._warm.clear()
            if language not in self._warm:
                self.speak("One.", language, voice, 1.0)
                self._warm.add(language)
                self._warm_pid = self.pid
        finally:
            self._warming.release()

    def look(self) -> None:
        """End the process if it has been idle for long enough."""
        self._process.look()

    def close(self) -> None:
        """End the process, also in the middle of a sentence."""
        self._process.close()


def _sound(answer: Answer, stream: IO[bytes]) -> Samples:
    size = 4 * int(answer["samples"])
    sound = stream.read(size)
    if len(sound) != size:
        raise EOFError
    return np.frombuffer(sound, "<f4")
