"""A judge of speech that says what the script says, chunk by chunk, and refuses to be asked more or otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

CHUNK_MS = 32


class ScriptedJudge:
    """Fills the engine's voice activity: probabilities in order, one for each chunk of 512 samples at 16 kHz."""

    def __init__(self, probabilities: Iterable[float]) -> None:
        self._left = iter(probabilities)
        self.asked = 0

    def feed(self, chunk: npt.NDArray[np.float32]) -> float:
        assert chunk.shape == (512,) and chunk.dtype == np.float32, f"a chunk of {chunk.shape} {chunk.dtype}"
        self.asked += 1
        answer = next(self._left, None)
        assert answer is not None, f"asked {self.asked} times, which is more than the script has answers"
        return answer


def stretches(*script: tuple[float, int]) -> Iterator[float]:
    """Probabilities for stretches of (probability, milliseconds), rounded up to whole chunks; then silence for ever."""
    for probability, milliseconds in script:
        for _ in range(-(-milliseconds // CHUNK_MS)):
            yield probability
    while True:
        yield 0.0
